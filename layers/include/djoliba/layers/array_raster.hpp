// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <djoliba/engine/raster.hpp>

namespace djoliba {

/// What the cells of an array are, in the byte order of this machine.
enum class CellType : std::uint8_t {
    int8,
    uint8,
    int16,
    uint16,
    int32,
    uint32,
    int64,
    uint64,
    float32,
    float64
};

/// The cells of an array that somebody else holds. Strides are bytes from a cell to the next; they may be
/// negative, or larger than a cell.
struct ArrayCells {
    const std::byte* first = nullptr;  ///< of row 0, column 0; need not be aligned
    CellType type = CellType::float64;
    std::int64_t rows = 0;
    std::int64_t cols = 0;
    std::int64_t row_stride = 0;
    std::int64_t col_stride = 0;
    std::shared_ptr<const void> owner = {};  ///< keeps the memory while a raster reads it
};

/// Where they lie and what stands for "no value".
struct ArrayPlace {
    /// As GDAL has it: x = t0 + t1 col + t2 row, y = t3 + t4 col + t5 row, from the corner of a cell.
    std::array<double, 6> transform = {};
    std::string crs = {};             ///< any text that PROJ understands
    std::vector<double> nodata = {};  ///< values without meaning, besides NaN and infinite ones
    std::string name = "array";       ///< for messages
};

/// An array as a raster, with the meaning that open_raster() gives to a file of the same cells: nodata is
/// compared in the type of the cells, south-up arrays and longitudes beyond 180 degrees are turned. Nothing
/// is copied: cells are read from where they are, when they are asked for. Throws Error: no cells, rotated or
/// empty transforms, no CRS, degrees beyond the poles.
std::unique_ptr<RasterSource> array_raster(const ArrayCells& cells, const ArrayPlace& place);

}  // namespace djoliba
