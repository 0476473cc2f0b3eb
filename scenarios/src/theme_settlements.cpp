// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "memo.hpp"
#include "point_layer.hpp"

namespace djoliba {

void read_settlements(Workings& w) {
    if (!w.scenario.settlements) return;
    const auto& layer = *w.scenario.settlements;
    w.settlements = remembered(w, "settlements", [&] {
        const auto points = read_layer_points(w, layer.info, layer.points);
        Places places;
        places.at = points.position;
        places.weight.assign(points.size(), 1.0);
        places.locality = locate_all(w, layer.info, layer.points, points);
        return places;
    });
    w.totals["settlements"] = {static_cast<double>(w.settlements->at.size()), layer.info.date};
}

namespace {

/// Share of the settlements of each locality that lie near a cell which drains enough.
std::vector<Figure> share_near_river(Workings& w, const DrainageLayer& layer) {
    const auto source = open_layer_raster(w, layer.info, layer.raster);
    const Grid& g = source->grid();
    std::vector<double> area(static_cast<std::size_t>(g.cols * g.rows));
    source->open()->read({0, 0, g.cols, g.rows}, std::span(area));
    std::vector<Point> river;
    for (std::int64_t k = 0; k < g.cols * g.rows; ++k)
        if (area[k] >= layer.at_least_km2) {
            const std::int64_t row = k / g.cols, col = k % g.cols;
            river.push_back({g.west + (static_cast<double>(col) + 0.5) * g.dx,
                             g.north - (static_cast<double>(row) + 0.5) * g.dy});
        }
    if (river.empty())
        throw Error(Problem{layer.raster.text, layer.info.key,
                            fmt::format("no cell drains {} km2 or more", layer.at_least_km2),
                            "check the unit of the raster, or lower at_least_km2"});
    const auto nearest = nearest_of_each(w.settlements->at, NearPoints(river));
    const std::vector<double> within{layer.within_km};
    auto far = share_beyond(*w.settlements, nearest, w.places(), within).front();
    for (auto& f : far.percent)
        if (f.known()) f.value = 100 - f.value;
    return far.percent;
}

}  // namespace

void add_drainage(Workings& w) {
    if (!w.scenario.drainage || !w.scenario.settlements || !w.settlements) return;
    const DrainageLayer& layer = *w.scenario.drainage;
    const auto near_river = remembered(w, "near river", [&] { return share_near_river(w, layer); });
    publish_all_levels(
        w, layer.info,
        {"villages_near_river_share",
         {fmt::format("Villages within {} km of the centre of a cell draining {} km2 or more",
                      layer.within_km, layer.at_least_km2),
          fmt::format("Villages à moins de {} km du centre d'une maille drainant {} km2 ou plus",
                      layer.within_km, layer.at_least_km2)},
         "%",
         "villages",
         w.places().finest(),
         RollUp::none,
         {&w.scenario.settlements->info}},
        *near_river);
}

}  // namespace djoliba
