// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <memory>
#include <string>
#include <vector>

#include <djoliba/engine/exposure.hpp>

#include "overlay_fixture.hpp"

namespace djoliba::testing {

inline constexpr double missing = std::numeric_limits<double>::quiet_NaN();
using Values = std::vector<double>;
using Shapes = std::vector<MultiPolygon>;
using Source = std::unique_ptr<RasterSource>;

inline const Grid two_by_two{0, 2, 1, 1, 2, 2};

inline Source raster(const Values& values, const Grid& grid = two_by_two,
                     const std::string& name = "memory") {
    return memory_raster(grid, "EPSG:4326", values, name);
}

inline Covered cover_all(const Shapes& shapes, const std::vector<const RasterSource*>& sources) {
    return {shapes, analysis_grid(sources, "EPSG:4326", everywhere)};
}

inline Values random_values(std::mt19937_64& random, const Grid& g, double least, double most,
                            double share_missing) {
    std::uniform_real_distribution<double> value(least, most), chance(0, 1);
    Values v(static_cast<std::size_t>(g.cols * g.rows));
    for (double& x : v) x = chance(random) < share_missing ? missing : value(random);
    return v;
}

inline std::vector<double> flat(const ExposureCurves& c) {
    Values all = c.people_total;
    const auto append = [&](const Values& v) { all.insert(all.end(), v.begin(), v.end()); };
    append(c.cells);
    append(c.cells_people_unknown);
    for (const auto& h : c.hazards) {
        append(h.people);
        append(h.people_intensity);
        append(h.people_unknown);
        append(h.people_masked);
    }
    return all;
}

}  // namespace djoliba::testing
