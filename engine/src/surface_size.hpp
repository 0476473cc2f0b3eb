// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/raster.hpp>

namespace djoliba::detail {

/// Throws Error for more cells than a travel surface takes, before anybody reads them.
inline void check_surface_size(const std::string& name, std::int64_t cols, std::int64_t rows) {
    constexpr double most_cells = 1e11;
    constexpr std::int64_t most_lines = 4'000'000;
    if (cols <= most_lines && rows <= most_lines &&
        static_cast<double>(cols) * static_cast<double>(rows) <= most_cells)
        return;
    throw Error(Problem{name, "friction", fmt::format("a grid of {} x {} cells is too large", cols, rows),
                        "cut out the area or take coarser cells"});
}

}  // namespace djoliba::detail
