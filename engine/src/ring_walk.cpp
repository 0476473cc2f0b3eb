// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "ring_walk.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace djoliba {
namespace {

// Crossings of edges and cell borders are computed with more digits than a double has: an edge of several
// degrees would otherwise miss its place by more than 1e-12 of a cell of 3 arc-seconds.
using Real = long double;

std::int64_t position(Real fraction) {
    return std::llrint(std::clamp(fraction, Real{0}, Real{1}) * static_cast<Real>(whole));
}

class Walk {
 public:
    Walk(const AnalysisGrid& grid, Rows rows, std::vector<Touch>& touches)
        : grid_(grid), rows_(rows), touches_(touches) {}

    /// Edges are walked from north to south, whichever way they were drawn, so that both sides of a border do
    /// the same.
    void edge(Point a, Point b, int winding) {
        if (a.y > b.y) southwards(a, b, winding);
        if (a.y < b.y) southwards(b, a, -winding);
    }

 private:
    void southwards(Point top, Point bottom, int winding) {
        const auto& y = grid_.y;
        if (top.y <= y[rows_.end] || bottom.y >= y[rows_.first]) return;
        winding_ = winding;
        slope_ = (Real{bottom.x} - top.x) / (Real{bottom.y} - top.y);
        auto row = row_of(top.y);
        double from = std::min(top.y, y[row]);
        Real x = x_at(top, bottom, from);
        col_ = column_of(x);
        for (; row < rows_.end && y[row] > bottom.y; ++row) {
            row_ = static_cast<std::int32_t>(row);
            const double to = std::max(bottom.y, y[row + 1]);
            const Real next = x_at(top, bottom, to);
            across_row(x, next, depth(from), depth(to));
            x = next;
            from = to;
        }
    }

    Real x_at(Point top, Point bottom, double y) const {
        if (y == top.y) return top.x;
        if (y == bottom.y) return bottom.x;
        const Real x = top.x + (Real{y} - top.y) * slope_;
        return std::clamp(x, Real{std::min(top.x, bottom.x)}, Real{std::max(top.x, bottom.x)});
    }

    /// The row that a place lies in, or whose north edge it lies on; the first row for places north of it.
    std::int64_t row_of(double place) const {
        const auto first = grid_.y.begin() + rows_.first;
        const auto south = std::upper_bound(first, grid_.y.begin() + rows_.end, place, std::greater<>());
        return rows_.first + std::max<std::int64_t>(south - first - 1, 0);
    }

    /// -1 west of the grid, cols() on its east border and beyond. Compared with all digits: a walk that
    /// begins in a row takes the cell in which a walk through the rows before arrives, or its neighbour where
    /// the place is on their border, which comes to the same.
    std::int64_t column_of(Real x) const {
        if (col_ >= 0 && col_ < grid_.cols() && grid_.x[col_] <= x && x < grid_.x[col_ + 1]) return col_;
        const auto east = std::upper_bound(grid_.x.begin(), grid_.x.end(), x,
                                           [](Real place, double edge) { return place < edge; });
        return east - grid_.x.begin() - 1;
    }

    Real west() const { return col_ < 0 ? -std::numeric_limits<Real>::infinity() : Real{grid_.x[col_]}; }
    Real east() const {
        return col_ >= grid_.cols() ? std::numeric_limits<Real>::infinity() : Real{grid_.x[col_ + 1]};
    }
    std::int64_t depth(double y) const {
        return position((Real{grid_.y[row_]} - y) / (Real{grid_.y[row_]} - grid_.y[row_ + 1]));
    }
    std::int64_t offset(Real x) const {
        return col_ < 0 || col_ >= grid_.cols() ? 0 : position((x - west()) / (east() - west()));
    }

    /// From (x, v) to (end, bottom) within the row, v being the depth below its north edge.
    void across_row(Real x, Real end, std::int64_t v, std::int64_t bottom) {
        const Real start = x;
        const std::int64_t top = v;
        const auto crossing = [&](Real border) {
            const Real t = end == start ? Real{0} : (border - start) / (end - start);
            return top + static_cast<std::int64_t>(std::llrint(t * static_cast<Real>(bottom - top)));
        };
        std::int64_t u = offset(x);
        for (; end > east(); ++col_, u = 0) {
            const std::int64_t next = crossing(std::max(start, east()));
            touch(u, whole, v, next);
            v = next;
        }
        for (; end < west(); --col_, u = whole) {
            const std::int64_t next = crossing(std::min(start, west()));
            touch(u, 0, v, next);
            v = next;
        }
        touch(u, offset(end), v, bottom);
    }

    void touch(std::int64_t from_u, std::int64_t to_u, std::int64_t from_v, std::int64_t to_v) {
        if (from_v == to_v || col_ >= grid_.cols()) return;
        const auto height = static_cast<std::uint64_t>(winding_ * (to_v - from_v));
        // Twice the mean width east of the piece, times its height; the sign is extended to all 128 bits.
        const auto area = static_cast<Area>(static_cast<__int128_t>(winding_ * (to_v - from_v)) *
                                            (2 * whole - from_u - to_u));
        Touch t{row_, static_cast<std::int32_t>(col_), height, area};
        if (!touches_.empty() && touches_.back().same_cell(t)) {
            touches_.back().cover += t.cover;
            touches_.back().area += t.area;
        } else {
            touches_.push_back(t);
        }
    }

    const AnalysisGrid& grid_;
    const Rows rows_;
    std::vector<Touch>& touches_;
    Real slope_ = 0;
    int winding_ = 1;
    std::int32_t row_ = 0;
    std::int64_t col_ = -1;
};

}  // namespace

void walk_ring(const Ring& ring, int winding, const AnalysisGrid& grid, Rows rows,
               std::vector<Touch>& touches) {
    Walk walk(grid, rows, touches);
    for (std::size_t i = 0; i < ring.size(); ++i)
        walk.edge(ring[i], ring[i + 1 < ring.size() ? i + 1 : 0], winding);
}

}  // namespace djoliba
