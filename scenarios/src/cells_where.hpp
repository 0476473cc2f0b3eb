// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "travel.hpp"

namespace djoliba {

/// Cells [first, end) of a grid, numbered row * cols + col.
struct CellSpan {
    std::int64_t first = 0;
    std::int64_t end = 0;
};

/// The cells of the surface where a change with this place acts: those at whose centres it does by
/// points_in(). Ascending, none twice.
std::vector<CellSpan> cells_where(Workings& w, const Travel& travel, const Where& where);

/// By cell: whether it is one of these. Both ascending.
std::vector<bool> are_in(std::span<const CellSpan> spans, std::span<const std::int64_t> cells);

}  // namespace djoliba
