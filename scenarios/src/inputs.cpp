// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "inputs.hpp"

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/raster_file.hpp>

namespace djoliba {
namespace {

AdminLayer admin_layer(const LocalityLevel& level) {
    return {.source = level.source.path,
            .file = level.source.text,
            .layer = level.layer,
            .level = level.level,
            .code = level.code,
            .name = level.name};
}

bool overlaps(const Grid& grid, const Localities& places) {
    const Box g = grid.box();
    for (const auto& place : places.items) {
        if (place.shape.empty()) continue;
        const Box b = bounds(place.shape);
        if (b.min_x < g.max_x && b.max_x > g.min_x && b.min_y < g.max_y && b.max_y > g.min_y) return true;
    }
    return false;
}

Box box_of(const Localities& places) {
    std::vector<MultiPolygon> shapes;
    for (const int i : places.of_level(places.finest())) shapes.push_back(places[i].shape);
    return bounds_of_all(shapes);
}

std::shared_ptr<const RasterSource> seen_over(const Localities& places, const LayerInfo& layer,
                                              const ScenarioFile& file,
                                              std::shared_ptr<const RasterSource> source,
                                              const RasterUse& use) {
    if (source->crs() != places.crs) {
        const Grid lead = use.lead ? *use.lead : grid_over(*source, places.crs, box_of(places));
        source = warped_raster(source, places.crs, lead, use.quantity);
    }
    if (!overlaps(source->grid(), places)) {
        const Box b = source->grid().box();
        throw Error(Problem{
            file.text, layer.key,
            fmt::format("it covers {:.2f} to {:.2f} E and {:.2f} to {:.2f} N, where there is no locality",
                        b.min_x, b.max_x, b.min_y, b.max_y),
            "give a raster of the area of the localities"});
    }
    return source;
}

}  // namespace

AdminLayer admin_layers(const LocalitiesInput& input) {
    AdminLayer layer = admin_layer(input.finest);
    layer.vintage = input.vintage;
    for (const auto& parent : input.parents) layer.parents.push_back(admin_layer(parent));
    for (const auto& other : input.also) layer.also.push_back(admin_layer(other));
    return layer;
}

std::shared_ptr<const RasterSource> open_raster_over(const Localities& places, const LayerInfo& layer,
                                                     const ScenarioFile& file, const RasterUse& use) {
    return seen_over(places, layer, file, open_raster(file.path, {.name = file.text}), use);
}

std::vector<std::shared_ptr<const RasterSource>> open_bands_over(const Localities& places,
                                                                 const LayerInfo& layer,
                                                                 const ScenarioFile& file) {
    std::vector<std::shared_ptr<const RasterSource>> bands;
    for (auto& band : open_raster_bands(file.path, {.name = file.text}))
        bands.push_back(seen_over(places, layer, file, std::move(band), {}));
    return bands;
}

}  // namespace djoliba
