// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0

// Where crossings open the barriers of a cost surface.

#include <algorithm>
#include <cmath>
#include <optional>

#include <djoliba/engine/geodesic.hpp>

#include "cost_cells.hpp"

namespace djoliba::detail {
namespace {

/// Barrier cells in a straight line, with passable cells at both ends.
struct StraightRun {
    Window cells = {};
    bool along_row = true;
};

class Opener {
 public:
    explicit Opener(const CostPlan& plan) : plan_(plan), cells_(plan) {}

    CrossingResult open(const Crossing& crossing, std::vector<OpenCell>& opened) {
        const Passage& passage = plan_.spec.season == TravelSeason::dry ? crossing.dry : crossing.wet;
        if (passage.kmh == 0 && passage.minutes == 0) return {CrossingState::closed, 0};
        std::vector<CellRun> runs;
        trace_line(grid(), crossing.at, runs);
        join_runs(runs);
        if (runs.empty()) return {CrossingState::outside, 0};
        const std::vector<std::int64_t> found = barrier_cells(runs);
        if (found.empty()) return {CrossingState::off_barrier, 0};
        return crossing.at.size() == 1 ? open_point(runs.front().row, runs.front().col, passage, opened)
                                       : open_line(crossing.at, found, passage, opened);
    }

 private:
    const Grid& grid() const { return plan_.spec.grid; }

    CrossingResult open_point(std::int64_t row, std::int64_t col, const Passage& passage,
                              std::vector<OpenCell>& opened) {
        const auto run = shorter(run_through(row, col, true), run_through(row, col, false));
        if (!run) return {CrossingState::too_wide, 0};
        const double friction = friction_across(passage, run->cells, run->along_row);
        for (std::int64_t r = run->cells.row; r < run->cells.row + run->cells.rows; ++r)
            for (std::int64_t c = run->cells.col; c < run->cells.col + run->cells.cols; ++c)
                opened.push_back({r * grid().cols + c, friction});
        return {CrossingState::opened, run->cells.size()};
    }

    static std::optional<StraightRun> shorter(std::optional<StraightRun> row,
                                              std::optional<StraightRun> col) {
        if (!row || !col) return row ? row : col;
        return col->cells.size() < row->cells.size() ? col : row;
    }

    /// The barrier cells around one, along its row or column, where both ends are banks.
    std::optional<StraightRun> run_through(std::int64_t row, std::int64_t col, bool along_row) {
        const std::int64_t place = along_row ? col : row;
        const std::int64_t end = along_row ? grid().cols : grid().rows;
        const std::int64_t first = std::max<std::int64_t>(0, place - Crossing::longest_run);
        const std::int64_t count = std::min(end, place + Crossing::longest_run + 1) - first;
        const auto line =
            cells_.compute(along_row ? Window{first, row, count, 1} : Window{col, first, 1, count});
        const auto at = [&](std::int64_t i) { return line[static_cast<std::size_t>(i)]; };
        std::int64_t from = place - first, to = place - first;
        while (from >= 0 && at(from).barrier) --from;
        while (to < count && at(to).barrier) ++to;
        const std::int64_t length = to - from - 1;
        if (from < 0 || to >= count || length > Crossing::longest_run) return {};
        if (std::isnan(at(from).friction) || std::isnan(at(to).friction)) return {};
        return StraightRun{
            along_row ? Window{first + from + 1, row, length, 1} : Window{col, first + from + 1, 1, length},
            along_row};
    }

    CrossingResult open_line(const Line& line, const std::vector<std::int64_t>& found, const Passage& passage,
                             std::vector<OpenCell>& opened) {
        const double across = std::abs(line.back().x - line.front().x) / grid().dx;
        const double down = std::abs(line.back().y - line.front().y) / grid().dy;
        const double friction = friction_across(passage, around(found), across >= down);
        for (const std::int64_t cell : found) opened.push_back({cell, friction});
        return {CrossingState::opened, static_cast<std::int64_t>(found.size())};
    }

    std::vector<std::int64_t> barrier_cells(const std::vector<CellRun>& runs) {
        std::vector<std::int64_t> found;
        for (const CellRun& run : runs) {
            const auto cells = cells_.compute({run.col, run.row, run.end - run.col, 1});
            for (std::int64_t col = run.col; col < run.end; ++col)
                if (cells[static_cast<std::size_t>(col - run.col)].barrier)
                    found.push_back(run.row * grid().cols + col);
        }
        return found;
    }

    Window around(const std::vector<std::int64_t>& cells) const {
        std::int64_t west = grid().cols, east = 0;
        for (const std::int64_t cell : cells) {
            west = std::min(west, cell % grid().cols);
            east = std::max(east, cell % grid().cols);
        }
        const std::int64_t north = cells.front() / grid().cols, south = cells.back() / grid().cols;
        return {west, north, east - west + 1, south - north + 1};
    }

    /// Minutes per metre; minutes are spread over the way between the farthest cells and one step more, which
    /// leads from the edges of the barrier to their centres.
    double friction_across(const Passage& passage, const Window& w, bool along_row) const {
        if (passage.kmh > 0) return friction_of(passage.kmh);
        const Point first = centre(w.row, w.col), last = centre(w.row + w.rows - 1, w.col + w.cols - 1);
        const Point next = along_row ? centre(w.row, w.col + 1) : centre(w.row + 1, w.col);
        return passage.minutes / (metres(first, last) + metres(first, next));
    }

    Point centre(std::int64_t row, std::int64_t col) const {
        return {grid().west + (static_cast<double>(col) + 0.5) * grid().dx,
                grid().north - (static_cast<double>(row) + 0.5) * grid().dy};
    }

    double metres(Point a, Point b) const {
        constexpr double metres_per_km = 1000;
        return plan_.spec.ground == Ground::degrees ? metres_per_km * geodesic_km(a, b)
                                                    : std::hypot(b.x - a.x, b.y - a.y);
    }

    const CostPlan& plan_;
    CostCells cells_;
};

}  // namespace

void open_crossings(CostPlan& plan) {
    if (plan.spec.crossings.empty()) return;
    std::vector<OpenCell> opened;
    Opener opener(plan);
    for (const Crossing& crossing : plan.spec.crossings)
        plan.burnt.crossings.push_back(opener.open(crossing, opened));
    std::sort(opened.begin(), opened.end(), [](const OpenCell& a, const OpenCell& b) {
        return std::pair(a.cell, a.friction) < std::pair(b.cell, b.friction);
    });
    const auto same = [](const OpenCell& a, const OpenCell& b) { return a.cell == b.cell; };
    opened.erase(std::unique(opened.begin(), opened.end(), same), opened.end());
    plan.open = std::move(opened);
}

}  // namespace djoliba::detail
