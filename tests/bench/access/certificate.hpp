// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
//
// A proof of solved times that knows nothing of how they were found: they are the least ones if and only if
// starts take no time and each other cell takes what the best move out of it takes (Bellman), since moves
// cost more than nothing.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <djoliba/engine/travel_time.hpp>

namespace djoliba::bench {

/// Three rows of minutes and frictions, with a column without value on both sides.
class ThreeRows {
 public:
    ThreeRows(const TravelTimes& times, std::int64_t row) : times_(times), row_(row) {
        for (std::int64_t r = row - 1; r <= row + 1; ++r) read(r);
    }
    void next() {
        ++row_;
        read(row_ + 1);
    }
    double minutes(std::int64_t col, int down) const { return rows_[slot(row_ + down)][index(col)].minutes; }
    double friction(std::int64_t col, int down) const {
        return rows_[slot(row_ + down)][index(col)].friction;
    }
    bool passable(std::int64_t col, int down) const { return std::isfinite(friction(col, down)); }

 private:
    struct Cell {
        double minutes = unreachable_minutes;
        double friction = std::numeric_limits<double>::infinity();
    };
    static std::size_t slot(std::int64_t row) { return static_cast<std::size_t>(row + 3) % 3; }
    static std::size_t index(std::int64_t col) { return static_cast<std::size_t>(col + 1); }
    void read(std::int64_t row) {
        const Grid& grid = times_.surface().grid();
        auto& cells = rows_[slot(row)];
        cells.assign(static_cast<std::size_t>(grid.cols) + 2, {});
        if (row < 0 || row >= grid.rows) return;
        for (std::int64_t col = 0; col < grid.cols; ++col) {
            const std::int64_t cell = row * grid.cols + col;
            cells[index(col)] = {times_.minutes(cell), times_.surface().minutes_per_metre(cell)};
        }
    }

    const TravelTimes& times_;
    std::int64_t row_;
    std::array<std::vector<Cell>, 3> rows_ = {};
};

/// Minutes of the best move out of the cell in the middle row, on a plane of 8 neighbours.
inline double best_move(const ThreeRows& rows, std::int64_t col, const TravelSurface& surface) {
    double best = unreachable_minutes;
    for (int down = -1; down <= 1; ++down)
        for (int right = -1; right <= 1; ++right) {
            if ((down == 0 && right == 0) || !rows.passable(col + right, down)) continue;
            if (down != 0 && right != 0 && !surface.moves().squeeze && !rows.passable(col + right, 0) &&
                !rows.passable(col, down))
                continue;
            const double metres = std::hypot(right * surface.grid().dx, down * surface.grid().dy);
            const double friction = (rows.friction(col, 0) + rows.friction(col + right, down)) / 2;
            best = std::min(best, rows.minutes(col + right, down) + metres * friction);
        }
    return best;
}

/// The largest difference between the minutes of a cell and those of its best move out, over all passable
/// cells, as a share of the minutes (of at least 1); infinite where a cell that can be reached is not.
inline double largest_error(const TravelTimes& times) {
    const TravelSurface& surface = times.surface();
    const Grid& grid = surface.grid();
    std::vector<std::int64_t> starts;
    for (const Start& start : times.starts()) starts.push_back(start.cell);
    std::ranges::sort(starts);
    double worst = 0;
    ThreeRows rows(times, 0);
    for (std::int64_t row = 0; row < grid.rows; ++row) {
        for (std::int64_t col = 0; col < grid.cols; ++col) {
            if (!rows.passable(col, 0)) continue;
            const bool start = std::ranges::binary_search(starts, row * grid.cols + col);
            const double wanted = start ? 0 : std::min(unreachable_minutes, best_move(rows, col, surface));
            const double found = rows.minutes(col, 0);
            if ((found < unreachable_minutes) != (wanted < unreachable_minutes))
                return std::numeric_limits<double>::infinity();
            worst = std::max(worst, std::abs(found - wanted) / std::max(1.0, wanted));
        }
        rows.next();
    }
    return worst;
}

}  // namespace djoliba::bench
