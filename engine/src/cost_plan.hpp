// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <djoliba/engine/cost_surface.hpp>

#include "line_cells.hpp"

namespace djoliba {
namespace detail {

/// A speed as friction; 0 km/h gives infinity.
double friction_of(double kmh);
double season_kmh(const SeasonSpeed& speed, TravelSeason season);

/// A road of a class touches a cell.
struct RoadCell {
    std::int64_t cell = 0;  ///< row * cols + col
    std::int32_t road = 0;
};

/// A barrier cell that crossings open.
struct OpenCell {
    std::int64_t cell = 0;
    double friction = 0;
};

/// A cost surface with its lines and areas burnt: whatever is not read from rasters.
struct CostPlan {
    CostSpec spec = {};
    std::vector<std::pair<std::int64_t, std::int32_t>> class_of_value = {};  ///< sorted by value
    std::vector<CellRun> barrier = {};                                       ///< joined
    std::vector<RoadCell> roads = {};                                        ///< sorted, each pair once
    std::vector<OpenCell> open = {};                                         ///< sorted, each cell once
    BurntLines burnt = {};
};

/// The parts of sorted lists that lie in a row.
std::span<const CellRun> runs_of_row(const std::vector<CellRun>& runs, std::int64_t row);

template <class T>
std::span<const T> cells_between(const std::vector<T>& cells, std::int64_t first, std::int64_t end);

/// All problems of a spec at once, as Error.
void check_cost_spec(const CostSpec& spec);

void burn_barriers(CostPlan& plan);
void burn_roads(CostPlan& plan);
/// Barriers and roads of the plan must be burnt.
void open_crossings(CostPlan& plan);

}  // namespace detail

template <class T>
std::span<const T> detail::cells_between(const std::vector<T>& cells, std::int64_t first, std::int64_t end) {
    const auto before = [](const T& c, std::int64_t cell) { return c.cell < cell; };
    const auto from = std::lower_bound(cells.begin(), cells.end(), first, before);
    return {from, std::lower_bound(from, cells.end(), end, before)};
}

}  // namespace djoliba
