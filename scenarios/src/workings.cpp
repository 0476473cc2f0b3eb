// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "workings.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/layers/admin.hpp>
#include <djoliba/layers/digest.hpp>
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

AdminLayer admin_layers(const LocalitiesInput& input) {
    AdminLayer layer = admin_layer(input.finest);
    layer.vintage = input.vintage;
    for (const auto& parent : input.parents) layer.parents.push_back(admin_layer(parent));
    for (const auto& other : input.also) layer.also.push_back(admin_layer(other));
    return layer;
}

std::vector<InputFile> input_files(const Scenario& scenario) {
    std::vector<InputFile> inputs;
    for (const auto& [layer, file] : files_of(scenario)) {
        const auto same = [&](const InputFile& f) {
            return f.file == file->text && f.layer == layer->source;
        };
        if (std::any_of(inputs.begin(), inputs.end(), same)) continue;
        inputs.push_back({layer->source, file->text, sha256_file(file->path),
                          std::filesystem::file_size(file->path), layer->licence, layer->sensitivity,
                          layer->provider, layer->date, ""});
    }
    return inputs;
}

std::string boundary_note(const Scenario& scenario, const Localities& places) {
    std::string note =
        fmt::format("Boundary frame: {}.", places.vintage.empty() ? "unknown" : places.vintage);
    if (!scenario.localities.info.provider.empty())
        note += fmt::format(" Source: {}.", scenario.localities.info.provider);
    return note + " The boundaries and names shown do not imply official endorsement or acceptance.";
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

}  // namespace

void begin(Workings& w) {
    const Scenario& s = w.scenario;
    Result& r = w.result;
    r.localities = read_localities(admin_layers(s.localities), r.account);
    r.stamp = {s.title, s.as_of, s.synthetic, boundary_note(s, r.localities)};
    r.scenario = to_yaml(s.tree);
    r.outputs = s.outputs;
    r.seed = s.seed;
    r.map_resolution = s.map_resolution;
    r.inputs = input_files(s);
    for (const auto& level : r.localities.hierarchy)
        w.totals[level + "s"] = static_cast<double>(r.localities.of_level(level).size());
}

Indicator new_indicator(const Workings& w, const LayerInfo& layer, const IndicatorSpec& spec,
                        std::string_view why) {
    Indicator indicator;
    indicator.name = spec.name;
    indicator.label_en = spec.label.en;
    indicator.label_fr = spec.label.fr;
    indicator.unit = spec.unit;
    indicator.base = spec.base;
    indicator.level = spec.level;
    indicator.date = layer.date;
    indicator.source = layer.source;
    indicator.sensitivity = layer.sensitivity;
    indicator.roll_up = spec.roll_up;
    indicator.clear(w.places().size(), why);
    return indicator;
}

void publish(Workings& w, Indicator indicator) {
    carry_down(indicator, w.places());
    roll_up(indicator, w.places(), w.result.people);
    w.result.indicators.add(std::move(indicator));
}

void publish(Workings& w, const LayerInfo& layer, const IndicatorSpec& spec,
             const std::vector<Figure>& figures) {
    Indicator indicator = new_indicator(w, layer, spec, "");
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const Level& level = w.places()[i].level;
        if (level != spec.level && w.places().depth(level) >= 0) {
            indicator.set_missing(i, "not given at this level");
        } else if (figures[i].known()) {
            indicator.set(i, figures[i].value);
        } else {
            indicator.set_missing(i, figures[i].reason);
        }
    }
    publish(w, std::move(indicator));
}

void add_caseload(Workings& w, std::string hazard, std::string indicator) {
    w.result.caseloads.push_back({std::move(hazard), std::move(indicator)});
}

std::string in_name(double number) {
    std::string text = fmt::format("{}", number);
    std::replace(text.begin(), text.end(), '.', 'p');
    std::replace(text.begin(), text.end(), '-', 'm');
    return text;
}

std::shared_ptr<const RasterSource> open_layer_raster(const Workings& w, const LayerInfo& layer,
                                                      const ScenarioFile& file, int band) {
    std::shared_ptr<const RasterSource> source = open_raster(file.path, {.band = band, .name = file.text});
    if (source->crs() != w.places().crs)
        throw Error(Problem{
            file.text, layer.key,
            fmt::format("its coordinates are {}, those of the localities {}", source->crs(), w.places().crs),
            "bring the raster into the CRS of the localities, for example with gdalwarp"});
    if (!overlaps(source->grid(), w.places())) {
        const Box b = source->grid().box();
        throw Error(Problem{
            file.text, layer.key,
            fmt::format("it covers {:.2f} to {:.2f} E and {:.2f} to {:.2f} N, where there is no locality",
                        b.min_x, b.max_x, b.min_y, b.max_y),
            "give a raster of the area of the localities"});
    }
    return source;
}

}  // namespace djoliba
