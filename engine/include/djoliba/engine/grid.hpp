// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include <djoliba/engine/geometry.hpp>

namespace djoliba {

/// A north-up grid of equal cells. Row 0 is the northernmost, column 0 the westernmost; south-up files are
/// turned by their source. Cell (col, row) covers [west + col*dx, west + (col+1)*dx] x [north - (row+1)*dy,
/// north - row*dy].
struct Grid {
    double west = 0;
    double north = 0;
    double dx = 1;  ///< width of a cell, > 0, in units of the CRS
    double dy = 1;  ///< height of a cell, > 0, in units of the CRS
    std::int64_t cols = 0;
    std::int64_t rows = 0;

    double east() const { return west + static_cast<double>(cols) * dx; }
    double south() const { return north - static_cast<double>(rows) * dy; }
    Box box() const { return {west, south(), east(), north}; }
    friend bool operator==(const Grid&, const Grid&) = default;
};

/// A rectangle of cells.
struct Window {
    std::int64_t col = 0;
    std::int64_t row = 0;
    std::int64_t cols = 0;
    std::int64_t rows = 0;
    std::int64_t size() const { return cols * rows; }
    friend bool operator==(const Window&, const Window&) = default;
};

/// Same cells: sizes are equal and no corner differs by more than 1e-6 of a cell.
bool same_grid(const Grid& a, const Grid& b);

/// Area in km2 of each row's cells on the WGS84 ellipsoid, for a grid in degrees; rows entries.
/// Source: authalic latitude, as in GeographicLib.
double cell_area_km2(const Grid& degrees, std::int64_t row);

}  // namespace djoliba
