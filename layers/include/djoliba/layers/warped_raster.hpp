// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include <djoliba/engine/raster.hpp>

namespace djoliba {

/// What the cells of a raster hold, which decides how it may be brought onto other cells.
enum class Quantity : std::uint8_t {
    intensity,  ///< a state of every place in the cell: repeated
    count       ///< a number of people, shared out over the cell: its mass is kept
};

/// A raster in another CRS, seen on cells of a grid in `crs`. Its cells are those of `lead`, cut into whole
/// numbers of parts until none is more than half as wide or high as a cell of the source, so that no cell of
/// the source is passed over; they reach as far as source and `lead` have ground in common. A cell takes the
/// value of the source cell that holds its centre: borders of source cells are moved by at most half of its
/// width. The cells that a source cell is seen on share its count evenly, and add up to it. PROJ places the
/// centres, to a hundredth of a source cell. Reads windows on demand. Throws Error where there is no way from
/// one CRS to the other, or no common ground.
std::unique_ptr<RasterSource> warped_raster(std::shared_ptr<const RasterSource> source,
                                            const std::string& crs, const Grid& lead, Quantity quantity);

/// A grid in `crs` over the ground of a raster in another CRS, as far as it lies in `clip`, with cells of
/// about the size of the raster's. Throws Error as warped_raster() does.
Grid grid_over(const RasterSource& source, const std::string& crs, const Box& clip);

}  // namespace djoliba
