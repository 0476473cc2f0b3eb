// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include <djoliba/layers/write_cog.hpp>
#include <djoliba/scenarios/result.hpp>

namespace djoliba {

/// For each cell of a grid the locality that holds most of it.
struct LocalityCells {
    Grid grid = {};
    std::vector<std::int32_t> locality =
        {};  ///< row by row from the north; index into Localities, -1 outside all
};

/// Cells of `resolution` degrees on whole multiples of it, over the localities of the finest level. Of
/// localities that hold equal parts of a cell the first in the list has it. A locality that holds most of no
/// cell is in no cell.
LocalityCells locality_cells(const Localities& localities, double resolution, const Job& job);

/// Gives each cell the value of its locality, NaN outside all. `cells` must outlive it.
RowFiller value_filler(const LocalityCells& cells, std::vector<float> value_of_locality);

}  // namespace djoliba
