// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <queue>
#include <tuple>
#include <vector>

#include <djoliba/engine/geodesic.hpp>
#include <djoliba/engine/travel_time.hpp>

namespace djoliba::testing {

/// A grid of frictions, row by row, for the textbook's way to shortest paths.
struct PlainSurface {
    Grid grid = {};
    Moves moves = {};
    std::vector<double> friction = {};     ///< minutes per metre; NaN not known, infinite blocked
    std::vector<double> elevation_m = {};  ///< empty, or NaN where slopes do not count
    double step = 0x1p-32;                 ///< the cost of each move is rounded to a multiple; 0: not rounded
};

struct PlainTimes {
    std::vector<double> minutes = {};  ///< infinite where none is reached
    std::vector<std::int32_t> nearest = {};
};

struct PlainMove {
    int down = 0;
    int right = 0;
};

inline constexpr std::array<PlainMove, 16> plain_moves = {{{-1, 0},
                                                           {0, -1},
                                                           {0, 1},
                                                           {1, 0},
                                                           {-1, -1},
                                                           {-1, 1},
                                                           {1, -1},
                                                           {1, 1},
                                                           {-2, -1},
                                                           {-2, 1},
                                                           {-1, -2},
                                                           {-1, 2},
                                                           {1, -2},
                                                           {1, 2},
                                                           {2, -1},
                                                           {2, 1}}};

class PlainDijkstra {
 public:
    explicit PlainDijkstra(PlainSurface surface) : s_(std::move(surface)) {}

    bool passable(std::int64_t cell) const { return s_.friction[at(cell)] < blocked; }

    /// Minutes from a cell to its neighbour; infinite where the move is not possible.
    double cost(std::int64_t row, std::int64_t col, PlainMove m) const {
        const double never = std::numeric_limits<double>::infinity();
        if (!open(row, col) || !open(row + m.down, col + m.right)) return never;
        double friction = friction_at(row, col) + friction_at(row + m.down, col + m.right);
        const double metres = length_m(row, m);
        double minutes = metres / 2 * friction;
        if (std::abs(m.down) + std::abs(m.right) == 3) {  // by way of the two cells that the line crosses
            const int down = m.down / 2, right = m.right / 2;
            const std::int64_t r2 = row + m.down - down, c2 = col + m.right - right;
            if (!open(row + down, col + right) || !open(r2, c2)) return never;
            friction += friction_at(row + down, col + right) + friction_at(r2, c2);
            minutes = metres / 4 * friction;
        } else if (m.down != 0 && m.right != 0 && !s_.moves.squeeze) {
            if (!open(row + m.down, col) && !open(row, col + m.right)) return never;
        }
        minutes *= slope(row, col, m, metres);
        return s_.step > 0 ? std::nearbyint(minutes / s_.step) * s_.step : minutes;
    }

    /// Starts on cells that cannot be passed reach nothing.
    PlainTimes solve(const std::vector<Start>& starts) const {
        PlainTimes t;
        t.minutes.assign(s_.friction.size(), std::numeric_limits<double>::infinity());
        t.nearest.assign(s_.friction.size(), -1);
        using Entry = std::tuple<double, std::int32_t, std::int64_t>;
        std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
        const auto reach = [&](std::int64_t cell, double minutes, std::int32_t facility) {
            const auto i = at(cell);
            if (std::pair(minutes, facility) >= std::pair(t.minutes[i], known(t.nearest[i]))) return;
            t.minutes[i] = minutes;
            t.nearest[i] = facility;
            queue.emplace(minutes, facility, cell);
        };
        for (const Start& start : starts)
            if (passable(start.cell)) reach(start.cell, 0, start.facility);
        while (!queue.empty()) {
            const auto [minutes, facility, cell] = queue.top();
            queue.pop();
            if (minutes > t.minutes[at(cell)] || facility != t.nearest[at(cell)]) continue;
            const std::int64_t row = cell / s_.grid.cols, col = cell % s_.grid.cols;
            for (int i = 0; i < s_.moves.neighbours; ++i) {
                // The traveller comes from there to here.
                const PlainMove m = plain_moves[static_cast<std::size_t>(i)];
                const PlainMove back{-m.down, -m.right};
                if (!inside(row + m.down, col + m.right)) continue;
                const double c = cost(row + m.down, col + m.right, back);
                if (std::isfinite(c))
                    reach((row + m.down) * s_.grid.cols + col + m.right, minutes + c, facility);
            }
        }
        return t;
    }

 private:
    static std::size_t at(std::int64_t cell) { return static_cast<std::size_t>(cell); }
    static std::int32_t known(std::int32_t facility) {
        return facility < 0 ? std::numeric_limits<std::int32_t>::max() : facility;
    }
    bool inside(std::int64_t row, std::int64_t col) const {
        return row >= 0 && col >= 0 && row < s_.grid.rows && col < s_.grid.cols;
    }
    bool open(std::int64_t row, std::int64_t col) const {
        return inside(row, col) && passable(row * s_.grid.cols + col);
    }
    double friction_at(std::int64_t row, std::int64_t col) const {
        return s_.friction[at(row * s_.grid.cols + col)];
    }
    double length_m(std::int64_t row, PlainMove m) const {
        const Grid& g = s_.grid;
        if (s_.moves.ground == Ground::metres) return std::hypot(m.right * g.dx, m.down * g.dy);
        const auto centre = [&](std::int64_t r, int c) {
            return Point{g.west + (c + 0.5) * g.dx, g.north - (static_cast<double>(r) + 0.5) * g.dy};
        };
        return 1000 * geodesic_km(centre(row, 0), centre(row + m.down, std::abs(m.right)));
    }
    /// Tobler 1993: 6 exp(-3.5 |S + 0.05|) km/h, relative to S = 0.
    double slope(std::int64_t row, std::int64_t col, PlainMove m, double metres) const {
        if (s_.elevation_m.empty()) return 1;
        const double from = s_.elevation_m[at(row * s_.grid.cols + col)];
        const double to = s_.elevation_m[at((row + m.down) * s_.grid.cols + col + m.right)];
        if (std::isnan(from) || std::isnan(to)) return 1;
        return std::exp(3.5 * (std::abs((to - from) / metres + 0.05) - 0.05));
    }

    PlainSurface s_;
};

}  // namespace djoliba::testing
