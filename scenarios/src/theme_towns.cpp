// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "point_layer.hpp"

namespace djoliba {

void add_towns(Workings& w) {
    if (!w.scenario.towns || w.only) return;
    const TownsLayer& layer = *w.scenario.towns;
    const Points points = read_layer_points(w, layer.info, layer.points);
    const auto unit = locate_all(w, layer.info, layer.points, points);
    const std::size_t name = points.table.column(layer.points.name);
    TownLayer towns{layer.info.source, layer.info.sensitivity, {}};
    for (std::size_t i = 0; i < points.size(); ++i)
        towns.towns.push_back({points.table.rows[i][name], points.position[i], unit[i]});
    w.result.towns = std::move(towns);
}

}  // namespace djoliba
