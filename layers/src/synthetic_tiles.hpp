// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <djoliba/engine/grid.hpp>
#include <djoliba/engine/job.hpp>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace djoliba::synthetic {

enum class Cells { decimal, byte };

/// A GeoTIFF to be written.
struct TileFile {
    std::filesystem::path file;
    Cells cells = Cells::decimal;
    double nodata = -9999;
    std::string unit;         ///< may be empty
    std::string description;  ///< of the file; "SYNTHETIC" is put before it
};

/// Fills one window of all files; a value for every cell, row by row, NaN where there is none. Called by
/// several threads.
using FillTile = std::function<void(const Window&, std::span<const std::span<float>>)>;

/// Writes several rasters on one grid (degrees, EPSG:4326), tile row by tile row, with memory for one tile
/// row. Tiles without any value are left out of the file. Throws Error and Cancelled.
void write_tiles(const std::vector<TileFile>& files, const Grid& grid, const Job& job, const FillTile& fill);

/// Writes a small stack: one band per name, `bands` values of the grid after one another.
void write_stack(const TileFile& file, const Grid& grid, const std::vector<std::string>& names,
                 std::vector<float>& values);

/// use(0) .. use(count - 1), shared between threads; exceptions come back to the caller.
void in_parallel(int count, int threads, const std::function<void(int)>& use);

/// For each row of the grid the columns [from, to) of the cells that the shape touches, in ascending order.
struct Span {
    std::int64_t from, to;
};
std::vector<std::vector<Span>> touched_cells(const MultiPolygon& shape, const Grid& grid);

}  // namespace djoliba::synthetic
