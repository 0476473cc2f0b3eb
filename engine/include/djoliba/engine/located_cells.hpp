// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <djoliba/engine/geometry.hpp>
#include <djoliba/engine/grid.hpp>

namespace djoliba {

/// Cells [first, end) of one row of a grid, numbered row * cols + col, whose centres lie in one shape.
struct LocatedCells {
    std::int64_t first = 0;
    std::int64_t end = 0;
    int shape = 0;
    friend bool operator==(const LocatedCells&, const LocatedCells&) = default;
};

/// The shape that holds the centre of each cell, as locate() gives it to the bit; cells in none are left out.
/// Runs come by ascending cell, as long as they can be. Time grows with the edges and with the cells inside,
/// not with their product.
std::vector<LocatedCells> locate_cells(std::span<const MultiPolygon> shapes, const Grid& grid);

}  // namespace djoliba
