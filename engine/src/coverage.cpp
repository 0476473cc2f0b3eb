// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/coverage.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

#include "parallel.hpp"
#include "ring_walk.hpp"

namespace djoliba {
namespace {

/// Coverage of one shape; lines count from its first row.
struct Part {
    CoveredShape shape = {};
    std::vector<std::int64_t> run_end = {};   ///< by line
    std::vector<std::int64_t> cell_end = {};  ///< by line
    std::vector<Run> runs = {};
    std::vector<std::int32_t> cols = {};
    std::vector<double> fractions = {};
};

/// Area by the formula of Gauss, anticlockwise positive, around the first point to keep digits.
double signed_area(const Ring& ring) {
    long double twice = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point& o = ring.front();
        const Point& a = ring[i];
        const Point& b = ring[i + 1 < ring.size() ? i + 1 : 0];
        twice += (static_cast<long double>(a.x) - o.x) * (static_cast<long double>(b.y) - o.y) -
                 (static_cast<long double>(b.x) - o.x) * (static_cast<long double>(a.y) - o.y);
    }
    return static_cast<double>(twice / 2);
}

void require_finite(const MultiPolygon& shape, std::size_t index) {
    for (const Polygon& polygon : shape)
        for (const Ring& ring : polygon)
            for (const Point& p : ring)
                if (!std::isfinite(p.x) || !std::isfinite(p.y))
                    throw Error({"", "", fmt::format("shape {} has a corner at ({}, {})", index, p.x, p.y),
                                 "mend the geometry of this locality"});
}

/// All touches of a shape in some rows, one for each cell, by row and column.
std::vector<Touch> touches_of(const MultiPolygon& shape, const AnalysisGrid& grid, Rows rows) {
    std::vector<Touch> touches;
    for (const auto& polygon : shape) {
        for (const auto& ring : polygon) {
            const double ring_area = signed_area(ring);
            const bool shell = &ring == &polygon.front();
            if (ring_area != 0) walk_ring(ring, shell == (ring_area > 0) ? 1 : -1, grid, rows, touches);
        }
    }
    std::sort(touches.begin(), touches.end(),
              [](const Touch& a, const Touch& b) { return a.row != b.row ? a.row < b.row : a.col < b.col; });
    std::size_t kept = 0;
    for (const Touch& t : touches) {
        if (kept > 0 && touches[kept - 1].same_cell(t)) {
            touches[kept - 1].cover += t.cover;
            touches[kept - 1].area += t.area;
        } else {
            touches[kept++] = t;
        }
    }
    touches.resize(kept);
    return touches;
}

/// Appends the cells [first, end) with one covered area in units of 2^-area_bits.
void append(Part& part, std::int64_t line_run, std::int32_t first, std::int32_t end, __int128_t area) {
    constexpr __int128_t full = __int128_t{1} << area_bits;
    if (area <= 0 || first >= end) return;
    if (area < full) {
        const double fraction = std::ldexp(static_cast<double>(area), -area_bits);
        for (std::int32_t c = first; c < end; ++c) {
            part.cols.push_back(c);
            part.fractions.push_back(fraction);
        }
    } else if (static_cast<std::int64_t>(part.runs.size()) > line_run && part.runs.back().end == first) {
        part.runs.back().end = end;
    } else {
        part.runs.push_back({first, end});
    }
}

/// Area of a cell covered over its whole width by a height.
__int128_t height(std::uint64_t cover) {
    return static_cast<__int128_t>(static_cast<std::int64_t>(cover)) * (2 * whole);
}

/// Turns the touches of one row into runs and cells: from west to east, every cell is covered by the height
/// that the touches west of it leave covered, and by its own area.
void sweep(std::span<const Touch> row, std::int32_t cols, Part& part) {
    const auto line_run = static_cast<std::int64_t>(part.runs.size());
    std::uint64_t cover = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (row[i].col >= 0)
            append(part, line_run, row[i].col, row[i].col + 1,
                   height(cover) + static_cast<__int128_t>(row[i].area));
        cover += row[i].cover;
        const auto next = i + 1 < row.size() ? row[i + 1].col : cols;
        append(part, line_run, row[i].col + 1, next, height(cover));
    }
}

Part cover_one(const MultiPolygon& shape, const AnalysisGrid& grid, Rows rows) {
    Part part;
    const auto touches = touches_of(shape, grid, rows);
    part.shape.first_row = touches.empty() ? 0 : touches.front().row;
    part.shape.rows = touches.empty() ? 0 : touches.back().row + 1 - part.shape.first_row;
    std::size_t from = 0;
    for (std::int32_t line = 0; line < part.shape.rows; ++line) {
        std::size_t to = from;
        while (to < touches.size() && touches[to].row == part.shape.first_row + line) ++to;
        sweep(std::span(touches).subspan(from, to - from), static_cast<std::int32_t>(grid.cols()), part);
        part.run_end.push_back(static_cast<std::int64_t>(part.runs.size()));
        part.cell_end.push_back(static_cast<std::int64_t>(part.cols.size()));
        from = to;
    }
    part.shape.first_col = static_cast<std::int32_t>(grid.cols());
    for (const Run& r : part.runs) {
        part.shape.first_col = std::min(part.shape.first_col, r.first);
        part.shape.end_col = std::max(part.shape.end_col, r.end);
    }
    for (const std::int32_t c : part.cols) {
        part.shape.first_col = std::min(part.shape.first_col, c);
        part.shape.end_col = std::max(part.shape.end_col, c + 1);
    }
    if (part.runs.empty() && part.cols.empty()) part = {};
    return part;
}

void append(Coverage& all, Part&& part) {
    part.shape.first_line = static_cast<std::int64_t>(all.run_begin.size());
    const auto runs = static_cast<std::int64_t>(all.runs.size());
    const auto cells = static_cast<std::int64_t>(all.cell_col.size());
    for (std::int32_t line = 0; line < part.shape.rows; ++line) {
        all.run_begin.push_back(runs + (line > 0 ? part.run_end[line - 1] : 0));
        all.cell_begin.push_back(cells + (line > 0 ? part.cell_end[line - 1] : 0));
    }
    all.shapes.push_back(part.shape);
    all.runs.insert(all.runs.end(), part.runs.begin(), part.runs.end());
    all.cell_col.insert(all.cell_col.end(), part.cols.begin(), part.cols.end());
    all.cell_fraction.insert(all.cell_fraction.end(), part.fractions.begin(), part.fractions.end());
    part = {};
}

/// One coverage of all parts, which hold the shapes in their order.
Coverage joined(std::vector<Part>& parts) {
    Coverage all;
    std::size_t runs = 0, cells = 0, lines = 0;
    for (const Part& part : parts) {
        runs += part.runs.size();
        cells += part.cols.size();
        lines += part.run_end.size();
    }
    all.shapes.reserve(parts.size());
    all.runs.reserve(runs);
    all.cell_col.reserve(cells);
    all.cell_fraction.reserve(cells);
    all.run_begin.reserve(lines + 1);
    all.cell_begin.reserve(lines + 1);
    for (Part& part : parts) append(all, std::move(part));
    all.run_begin.push_back(static_cast<std::int64_t>(all.runs.size()));
    all.cell_begin.push_back(static_cast<std::int64_t>(all.cell_col.size()));
    return all;
}

/// The rows that a box reaches into; none where it lies outside the grid.
Rows rows_under(const Box& box, const AnalysisGrid& grid) {
    if (grid.cols() == 0 || box.max_x <= grid.x.front() || box.min_x >= grid.x.back()) return {};
    const auto begin = grid.y.begin(), end = grid.y.end();
    const auto south_of_top = std::upper_bound(begin, end, box.max_y, std::greater<>()) - begin;
    const auto bottom = std::lower_bound(begin, end, box.min_y, std::greater<>()) - begin;
    const Rows rows{std::max<std::int64_t>(south_of_top - 1, 0), std::min<std::int64_t>(bottom, grid.rows())};
    return rows.count() > 0 ? rows : Rows{};
}

/// Share of the shape's area outside the grid, by covering what the two have in common as one cell.
double outside_fraction(const MultiPolygon& shape, const Box& box, double area, const AnalysisGrid& grid) {
    if (!(area > 0)) return std::numeric_limits<double>::quiet_NaN();
    if (grid.cols() == 0 || grid.rows() == 0) return 1;
    const double west = std::max(box.min_x, grid.x.front()), east = std::min(box.max_x, grid.x.back());
    const double south = std::max(box.min_y, grid.y.back()), north = std::min(box.max_y, grid.y.front());
    if (Box{west, south, east, north} == box) return 0;
    if (!(west < east) || !(south < north)) return 1;
    const Part part = cover_one(shape, {{west, east}, {north, south}}, {0, 1});
    const double share = part.cols.empty() ? static_cast<double>(part.runs.size()) : part.fractions[0];
    return std::clamp(1 - share * ((east - west) * (north - south) / area), 0.0, 1.0);
}

double area_of(const MultiPolygon& shape) {
    double area = 0;
    for (const auto& polygon : shape)
        for (const auto& ring : polygon)
            area += &ring == &polygon.front() ? std::abs(signed_area(ring)) : -std::abs(signed_area(ring));
    return area;
}

class WalkedCoverage final : public CoverageSource {
 public:
    WalkedCoverage(std::span<const MultiPolygon> shapes, const AnalysisGrid& grid)
        : shapes_(shapes), grid_(grid) {
        for (std::size_t i = 0; i < shapes.size(); ++i) {
            require_finite(shapes[i], i);
            const double area = area_of(shapes[i]);
            const Box box = area > 0 ? bounds(shapes[i]) : Box{};
            extents_.push_back({area, outside_fraction(shapes[i], box, area, grid), rows_under(box, grid)});
        }
    }
    const AnalysisGrid& grid() const override { return grid_; }
    std::span<const ShapeExtent> extents() const override { return extents_; }
    Coverage rows(Rows rows, const Job& job) const override {
        std::vector<Part> parts(shapes_.size());
        if (rows.count() > 0)
            for_each(job, shapes_.size(), [&](std::size_t i) {
                const Rows mine = extents_[i].rows;
                if (extents_[i].area > 0 && mine.first < rows.end && mine.end > rows.first)
                    parts[i] = cover_one(shapes_[i], grid_, rows);
            });
        return joined(parts);
    }

 private:
    std::span<const MultiPolygon> shapes_;
    AnalysisGrid grid_;
    std::vector<ShapeExtent> extents_ = {};
};

}  // namespace

CoveredRow Coverage::row(std::size_t shape, std::int64_t row) const {
    const auto line = static_cast<std::size_t>(shapes[shape].first_line + row - shapes[shape].first_row);
    const auto cells = static_cast<std::size_t>(cell_begin[line]);
    const auto count = static_cast<std::size_t>(cell_begin[line + 1]) - cells;
    return {std::span(runs).subspan(static_cast<std::size_t>(run_begin[line]),
                                    static_cast<std::size_t>(run_begin[line + 1] - run_begin[line])),
            std::span(cell_col).subspan(cells, count), std::span(cell_fraction).subspan(cells, count)};
}

Coverage cover(std::span<const MultiPolygon> shapes, const AnalysisGrid& grid, const Job& job) {
    return coverage_of(shapes, grid)->rows(all_rows(grid), job);
}

std::unique_ptr<CoverageSource> coverage_of(std::span<const MultiPolygon> shapes, const AnalysisGrid& grid) {
    return std::make_unique<WalkedCoverage>(shapes, grid);
}

}  // namespace djoliba
