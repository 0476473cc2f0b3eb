// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "flood_at_points.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

#include <djoliba/engine/closure.hpp>
#include <djoliba/layers/digest.hpp>

#include "flood_changes.hpp"
#include "memo.hpp"

namespace djoliba {
namespace {

/// As the raster has them, in its units.
std::vector<double> values_read(const RasterSource& source, Nodata nodata,
                                const std::vector<PlacedPoint>& points) {
    const auto reader = source.open();
    const Grid& g = source.grid();
    std::vector<double> values;
    values.reserve(points.size());
    for (const auto& [place, locality] : points) {
        const auto col = static_cast<std::int64_t>(std::floor((place.x - g.west) / g.dx));
        const auto row = static_cast<std::int64_t>(std::floor((g.north - place.y) / g.dy));
        double value = missing_value;
        if (col >= 0 && row >= 0 && col < g.cols && row < g.rows) {
            reader->read({col, row, 1, 1}, std::span(&value, 1));
            if (std::isnan(value) && nodata == Nodata::none) value = 0;
        }
        values.push_back(value);
    }
    return values;
}

std::shared_ptr<const std::vector<double>> values_at(Workings& w, const FloodLayer& layer,
                                                     const ScenarioFile& file, Nodata nodata,
                                                     const std::vector<PlacedPoint>& points) {
    std::string places;
    for (const PlacedPoint& point : points) places += fmt::format("{} {}\n", point.place.x, point.place.y);
    return remembered(w,
                      fmt::format("{} at points {}, {}", file.text, sha256(places), static_cast<int>(nodata)),
                      [&] { return values_read(*open_layer_raster(w, layer.info, file), nodata, points); });
}

}  // namespace

std::vector<bool> in_yearly_water(Workings& w, const FloodLayer& layer,
                                  const std::vector<PlacedPoint>& points) {
    std::vector<bool> in(points.size(), false);
    if (layer.seasonal_water.given()) {
        const auto depths = values_at(w, layer, layer.seasonal_water, layer.nodata, points);
        const double reaches = layer.depths_m.front() - depth_slack_m;
        for (std::size_t i = 0; i < in.size(); ++i) in[i] = (*depths)[i] * layer.metres >= reaches;
    }
    if (layer.permanent_water.given()) {
        const auto water = values_at(w, layer, layer.permanent_water, Nodata::none, points);
        for (std::size_t i = 0; i < in.size(); ++i) in[i] = in[i] || (*water)[i] > 0;
    }
    return in;
}

std::vector<double> depths_at(Workings& w, const FloodLayer& layer, double return_period,
                              const std::vector<PlacedPoint>& points) {
    const auto raster = std::ranges::find(layer.rasters, return_period, &FloodRaster::return_period);
    if (raster == layer.rasters.end()) throw std::logic_error("no flood of this return period");
    auto depths = *values_at(w, layer, raster->raster, layer.nodata, points);
    const auto floods = floods_at(w, return_period, points);
    const auto yearly = in_yearly_water(w, layer, points);
    for (std::size_t i = 0; i < depths.size(); ++i)
        depths[i] = yearly[i] ? 0 : changed_depth(floods[i].depth, depths[i] * layer.metres);
    return depths;
}

}  // namespace djoliba
