// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "facility_depths.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include <djoliba/engine/depth_change.hpp>

#include "flood_changes.hpp"
#include "memo.hpp"

namespace djoliba {
namespace {

std::vector<double> depths_in(const RasterSource& source, const FloodLayer& flood,
                              const std::vector<Facility>& facilities) {
    const auto reader = source.open();
    const Grid& g = source.grid();
    std::vector<double> depth;
    for (const auto& f : facilities) {
        const auto col = static_cast<std::int64_t>(std::floor((f.place.x - g.west) / g.dx));
        const auto row = static_cast<std::int64_t>(std::floor((g.north - f.place.y) / g.dy));
        double value = missing_value;
        if (col >= 0 && row >= 0 && col < g.cols && row < g.rows) {
            reader->read({col, row, 1, 1}, std::span(&value, 1));
            if (std::isnan(value) && flood.nodata == Nodata::none) value = 0;
        }
        depth.push_back(value * flood.metres);
    }
    return depth;
}

/// Of the baseline; the same in every scenario.
std::shared_ptr<const std::vector<double>> depths_before(Workings& w, double return_period,
                                                         const std::vector<Facility>& facilities) {
    const FloodLayer& flood = *w.scenario.flood;
    const auto raster = std::ranges::find(flood.rasters, return_period, &FloodRaster::return_period);
    const auto source = open_layer_raster(w, flood.info, raster->raster);
    return remembered(w, fmt::format("depths of facilities {}", return_period),
                      [&] { return depths_in(*source, flood, facilities); });
}

}  // namespace

std::vector<PlacedPoint> placed(const std::vector<Facility>& facilities) {
    std::vector<PlacedPoint> points;
    points.reserve(facilities.size());
    for (const Facility& f : facilities) points.push_back({f.place, f.locality});
    return points;
}

std::vector<double> depths_at(Workings& w, std::optional<double> return_period,
                              const std::vector<Facility>& facilities) {
    const double planned = planning_period(*w.scenario.flood).value_or(0);
    const auto floods = floods_at(w, planned, placed(facilities));
    std::map<double, std::shared_ptr<const std::vector<double>>> before;
    std::vector<double> depth(facilities.size(), missing_value);
    for (std::size_t i = 0; i < depth.size(); ++i) {
        const double years = return_period.value_or(floods[i].return_period);
        auto& there = before[years];
        if (!there) there = depths_before(w, years, facilities);
        depth[i] = changed_depth(floods[i].depth, (*there)[i]);
    }
    return depth;
}

}  // namespace djoliba
