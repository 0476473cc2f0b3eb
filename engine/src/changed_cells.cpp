// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/access_cut.hpp>
#include <djoliba/engine/error.hpp>
#include <djoliba/engine/fixed_sum.hpp>

namespace djoliba {
namespace {

struct ChangeSums {
    FixedSum blocked_km2 = {}, slowed_km2 = {}, blocked_km = {}, slowed_km = {};
};

double area_km2(const TravelSurface& surface, std::int64_t cell) {
    const Grid& grid = surface.grid();
    return surface.moves().ground == Ground::degrees ? cell_area_km2(grid, cell / grid.cols)
                                                     : grid.dx * grid.dy / 1e6;
}

void check(const TravelSurface& surface, const CellFriction& change, std::uint8_t kind, std::size_t kinds) {
    const auto refuse = [](std::string problem) {
        throw Error(Problem{{}, "cells", std::move(problem), {}});
    };
    const Grid& grid = surface.grid();
    if (change.cell < 0 || change.cell >= grid.cols * grid.rows)
        refuse(fmt::format("cell {} is not of the grid", change.cell));
    if (kind >= kinds) refuse(fmt::format("kind {} of {}", kind, kinds));
    if (!(change.minutes_per_metre > 0))
        refuse(fmt::format("a friction of {} minutes per metre", change.minutes_per_metre));
    if (std::isnan(surface.minutes_per_metre(change.cell)))
        refuse(fmt::format("the friction of cell {} is not known", change.cell));
}

void add(float before, float after, double km2, ChangedCells& cells, ChangeSums& sums) {
    if (after == before) return;
    if (after < before) {
        ++cells.quickened;
    } else if (after == blocked) {
        ++cells.blocked;
        sums.blocked_km2.add(km2);
        sums.blocked_km.add(std::sqrt(km2));
    } else {
        ++cells.slowed;
        sums.slowed_km2.add(km2);
        sums.slowed_km.add(std::sqrt(km2));
    }
}

}  // namespace

std::vector<ChangedCells> changed_cells(const TravelSurface& before, std::span<const CellFriction> cells,
                                        std::span<const std::uint8_t> kind, std::size_t kinds) {
    if (kind.size() != cells.size())
        throw Error(
            Problem{{}, "cells", fmt::format("{} kinds for {} cells", kind.size(), cells.size()), {}});
    std::vector<ChangedCells> out(kinds);
    std::vector<ChangeSums> sums(kinds);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        check(before, cells[i], kind[i], kinds);
        add(before.minutes_per_metre(cells[i].cell), cells[i].minutes_per_metre,
            area_km2(before, cells[i].cell), out[kind[i]], sums[kind[i]]);
    }
    for (std::size_t k = 0; k < kinds; ++k) {
        out[k].blocked_km2 = sums[k].blocked_km2.value();
        out[k].slowed_km2 = sums[k].slowed_km2.value();
        out[k].blocked_km = sums[k].blocked_km.value();
        out[k].slowed_km = sums[k].slowed_km.value();
    }
    return out;
}

}  // namespace djoliba
