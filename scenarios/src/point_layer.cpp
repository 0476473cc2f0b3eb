// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "point_layer.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace djoliba {

Points read_layer_points(Workings& w, const LayerInfo& info, const PointTable& spec) {
    return read_points(spec.file.path, {spec.lon, spec.lat, spec.id},
                       {.layer = spec.layer,
                        .where = spec.where,
                        .source = info.source,
                        .key = info.key,
                        .name = spec.file.text},
                       w.result.account);
}

std::vector<int> locate_all(Workings& w, const LayerInfo& info, const PointTable& spec,
                            const Points& points) {
    auto unit = locate_points(points, w.places(), w.places().finest(), w.result.account);
    if (std::all_of(unit.begin(), unit.end(), [](int u) { return u < 0; }))
        throw Error(
            Problem{spec.file.text, info.key,
                    fmt::format("none of its {} points lies in a {}", points.size(), w.places().finest()),
                    "check that `lon` and `lat` are not swapped"});
    return unit;
}

}  // namespace djoliba
