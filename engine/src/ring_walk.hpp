// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include <djoliba/engine/coverage.hpp>

namespace djoliba {

/// Positions within a cell, from its west and its north edge, are whole numbers of 2^-56 of its width or
/// height.
inline constexpr int position_bits = 56;
inline constexpr std::int64_t whole = std::int64_t{1} << position_bits;

using Area = __uint128_t;  ///< two's complement, wraps; of half a squared position unit
inline constexpr int area_bits = 2 * position_bits + 1;

/// What the pieces of a ring within one cell do to the cells of its row. Seen from the west, a piece that
/// goes south begins the inside of an anticlockwise ring and one that goes north ends it.
struct Touch {
    std::int32_t row = 0;
    std::int32_t col = 0;     ///< -1: west of the grid
    std::uint64_t cover = 0;  ///< height covered in all cells east of this one; two's complement, wraps
    Area area = 0;            ///< area covered in this cell, between the pieces and its east edge

    bool same_cell(const Touch& o) const { return row == o.row && col == o.col; }
};

/// Walks every edge of a ring from cell to cell through some rows and appends what it touches there.
/// `winding` is +1 for an anticlockwise shell and -1 for a clockwise one; the other way round for holes. All
/// sums are of whole numbers, so the two sides of a border add up to exactly nothing. Coordinates must be
/// finite.
void walk_ring(const Ring& ring, int winding, const AnalysisGrid& grid, Rows rows,
               std::vector<Touch>& touches);

}  // namespace djoliba
