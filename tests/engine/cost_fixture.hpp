// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <djoliba/engine/cost_surface.hpp>

namespace djoliba::testing {

inline const std::string plane_crs = "EPSG:32630";

/// Cells of a kilometre on a plane, from (0, 0) in the south-west.
inline Grid km_grid(std::int64_t cols, std::int64_t rows) {
    return {0, 1000.0 * static_cast<double>(rows), 1000, 1000, cols, rows};
}

inline std::shared_ptr<const RasterSource> plane(const Grid& grid, std::vector<double> values,
                                                 std::string name = "raster") {
    return memory_raster(grid, plane_crs, std::move(values), std::move(name));
}

inline std::shared_ptr<const RasterSource> plane_of(const Grid& grid, double value) {
    return plane(grid, std::vector<double>(static_cast<std::size_t>(grid.cols * grid.rows), value));
}

/// Walkers' land of class 10, 5 km/h in the dry season and 3 in the wet one, water of class 0.
inline CostSpec plain_land(const Grid& grid) {
    CostSpec spec;
    spec.grid = grid;
    spec.crs = plane_crs;
    spec.ground = Ground::metres;
    spec.land_cover = plane_of(grid, 10);
    spec.classes = {{0, "water", {0, 0}}, {10, "grass", {5, 3}}};
    return spec;
}

inline std::vector<double> all_of(const RasterSource& source) {
    const Grid& g = source.grid();
    std::vector<double> values(static_cast<std::size_t>(g.cols * g.rows));
    source.open()->read({0, 0, g.cols, g.rows}, std::span(values));
    return values;
}

inline std::vector<double> friction_of(const CostSpec& spec) { return all_of(*CostSurface(spec).friction()); }

/// One digit a cell, row by row from the north: the numbers of CellKind.
inline std::string kinds_of(const CostSpec& spec) {
    std::string kinds;
    for (const double k : all_of(*CostSurface(spec).kinds()))
        kinds += static_cast<char>('0' + static_cast<int>(k));
    return kinds;
}

}  // namespace djoliba::testing
