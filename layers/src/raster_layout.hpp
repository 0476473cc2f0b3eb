// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <djoliba/engine/grid.hpp>

namespace djoliba {

/// Where the cells of a north-up grid in -180..180 lie in a file that may be south-up or run from 0 to 360
/// degrees.
struct RasterLayout {
    Grid grid;
    std::int64_t file_cols = 0;
    std::int64_t file_rows = 0;
    bool south_up = false;
    std::int64_t first_col = 0;  ///< column of the file that is the grid's column 0
    std::int64_t cycle = 0;      ///< columns of a whole globe where the columns were moved, else 0
};

/// A part of a window that the file holds.
struct RasterPiece {
    Window file;           ///< in cells of the file
    std::int64_t col = 0;  ///< where its columns begin in the window
};

/// `transform` as in GDAL: x = t0 + t1*col + t2*row, y = t3 + t4*col + t5*row. `where` is the file, for
/// messages. Throws Error for rotated, mirrored or empty transforms and for degrees beyond the poles.
RasterLayout raster_layout(const double (&transform)[6], std::int64_t cols, std::int64_t rows, bool degrees,
                           const std::string& where);

/// In the order of the window's columns; empty where the file holds none of the window's columns.
/// Rows of a south-up file come in the order of the file.
std::vector<RasterPiece> pieces(const RasterLayout& layout, const Window& window);

}  // namespace djoliba
