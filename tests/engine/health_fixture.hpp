// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <random>
#include <vector>

#include <djoliba/engine/people_cells.hpp>
#include <djoliba/engine/travel_time.hpp>

#include "plain_dijkstra.hpp"

namespace djoliba::testing {

using Numbers = std::vector<double>;
using Cells = std::vector<std::int64_t>;

inline constexpr double unknown_friction = std::numeric_limits<double>::quiet_NaN();
inline constexpr auto utm30 = "EPSG:32630";

/// Cells of 1 km: a friction of 0.01 is 10 minutes for a move to a neighbour, to the 1e-8 of single
/// precision.
inline Grid plane_of(std::int64_t cols, std::int64_t rows) {
    return {0, 1000 * static_cast<double>(rows), 1000, 1000, cols, rows};
}

/// A country on a plane, for the engine and for the textbook's way.
struct Country {
    Grid grid = {};
    Numbers friction = {};
    Moves moves = {.ground = Ground::metres};
    Numbers elevation_m = {};  ///< empty: flat

    /// Cells of 0.01 degrees far north, where they narrow from row to row.
    void put_on_the_globe() {
        grid = {-5, 70, 0.01, 0.01, grid.cols, grid.rows};
        moves.ground = Ground::degrees;
    }
    TravelSurface surface() const {
        const auto raster = memory_raster(grid, utm30, friction, "friction");
        const auto heights =
            elevation_m.empty() ? nullptr : memory_raster(grid, utm30, elevation_m, "elevation");
        return {*raster, heights.get(), moves};
    }
    PlainTimes plain(const std::vector<Start>& starts) const {
        return PlainDijkstra({grid, moves, friction, elevation_m}).solve(starts);
    }
};

inline Country road(Numbers friction) {
    const auto cols = static_cast<std::int64_t>(friction.size());
    return {plane_of(cols, 1), std::move(friction)};
}

/// Few different frictions, so that many ways are equally long; some cells are not known.
inline Country random_country(std::mt19937_64& random, std::int64_t cols, std::int64_t rows,
                              double share_unknown = 0.2) {
    Country country{plane_of(cols, rows)};
    std::uniform_real_distribution<double> chance(0, 1);
    std::uniform_int_distribution<int> level(0, 3);
    for (std::int64_t i = 0; i < cols * rows; ++i)
        country.friction.push_back(chance(random) < share_unknown
                                       ? unknown_friction
                                       : static_cast<double>(1 << level(random)) / 128);
    return country;
}

inline PeopleCells people_on(const Grid& grid, const Numbers& people) {
    PeopleCells cells{grid, utm30};
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (!(people[i] > 0)) continue;
        cells.cell.push_back(static_cast<std::int64_t>(i));
        cells.people.push_back(people[i]);
    }
    return cells;
}

/// Whole numbers of people: sums of them are exact in any order.
inline PeopleCells random_people(std::mt19937_64& random, const Grid& grid) {
    std::uniform_int_distribution<int> people(-20, 40);
    Numbers numbers;
    for (std::int64_t i = 0; i < grid.cols * grid.rows; ++i) numbers.push_back(people(random));
    return people_on(grid, numbers);
}

/// Starts of facilities 0, 1, ... on any cells, some of them the same and some that cannot be passed.
inline std::vector<Start> random_starts(std::mt19937_64& random, const Grid& grid, int facilities) {
    std::uniform_int_distribution<std::int64_t> cell(0, grid.cols * grid.rows - 1);
    std::vector<Start> starts;
    for (int f = 0; f < facilities; ++f) starts.push_back({cell(random), f});
    return starts;
}

/// Minutes as TravelTimes gives them.
inline double told(const Country& country, const PlainTimes& times, std::int64_t cell) {
    const auto at = static_cast<std::size_t>(cell);
    if (std::isnan(country.friction[at])) return unknown_friction;
    return std::isinf(times.minutes[at]) ? unreachable_minutes : times.minutes[at];
}

}  // namespace djoliba::testing
