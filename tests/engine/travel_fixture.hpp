// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <limits>
#include <random>

#include <djoliba/engine/travel_time.hpp>

#include "plain_dijkstra.hpp"

namespace djoliba::testing {

inline constexpr double unknown_friction = std::numeric_limits<double>::quiet_NaN();

/// What a random surface looks like.
struct RandomSurface {
    std::int64_t cols = 20, rows = 20;
    Moves moves = {};
    double range = 10;      ///< largest friction over the smallest
    double barriers = 0.2;  ///< share of the cells without value
    bool slopes = false;
    bool few_values = false;  ///< frictions of three values only, so that there are ties
};

inline PlainSurface random_surface(const RandomSurface& r, std::mt19937& rng) {
    PlainSurface s;
    const bool degrees = r.moves.ground == Ground::degrees;
    s.grid =
        degrees ? Grid{-8, 15, 1.0 / 300, 1.0 / 300, r.cols, r.rows} : Grid{0, 0, 100, 100, r.cols, r.rows};
    s.moves = r.moves;
    std::uniform_real_distribution<double> share(0, 1);
    const auto cells = static_cast<std::size_t>(r.cols * r.rows);
    for (std::size_t i = 0; i < cells; ++i) {
        const double power = r.few_values ? std::floor(3 * share(rng)) / 2 : share(rng);
        const double friction = static_cast<double>(static_cast<float>(0.001 * std::pow(r.range, power)));
        s.friction.push_back(share(rng) < r.barriers ? unknown_friction : friction);
        if (r.slopes)
            s.elevation_m.push_back(share(rng) < 0.1 ? unknown_friction : std::floor(200 * share(rng)));
    }
    return s;
}

inline TravelSurface surface_of(const PlainSurface& s) {
    const auto friction = memory_raster(s.grid, "crs", s.friction, "friction");
    if (s.elevation_m.empty()) return {*friction, nullptr, s.moves};
    return {*friction, memory_raster(s.grid, "crs", s.elevation_m, "elevation").get(), s.moves};
}

inline std::int64_t random_cell(const PlainSurface& s, std::mt19937& rng) {
    return std::uniform_int_distribution<std::int64_t>(0, s.grid.cols * s.grid.rows - 1)(rng);
}

inline std::vector<Start> random_starts(const PlainSurface& s, int count, std::mt19937& rng) {
    std::vector<Start> starts;
    for (int i = 0; i < count; ++i) starts.push_back({random_cell(s, rng), count - 1 - i});
    return starts;
}

}  // namespace djoliba::testing
