// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "line_cells.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include <djoliba/engine/geodesic.hpp>

namespace djoliba::detail {
namespace {

/// A place in cells from the north-western corner: x eastwards, y southwards.
Point in_cells(const Grid& g, Point p) { return {(p.x - g.west) / g.dx, (g.north - p.y) / g.dy}; }

std::int64_t whole_between(double value, std::int64_t low, std::int64_t high) {
    return static_cast<std::int64_t>(std::clamp(value, static_cast<double>(low), static_cast<double>(high)));
}

void add_run(const Grid& g, std::int64_t row, double first, double last, std::vector<CellRun>& runs) {
    const CellRun run{row, whole_between(first, 0, g.cols), whole_between(last, -1, g.cols - 1) + 1};
    if (run.col < run.end) runs.push_back(run);
}

/// Where a line from `top` to `bottom` crosses y; the same number for whichever row asks.
double x_at(Point top, Point bottom, double y) {
    if (y == top.y) return top.x;
    if (y == bottom.y) return bottom.x;
    const double x = top.x + (y - top.y) * ((bottom.x - top.x) / (bottom.y - top.y));
    return std::clamp(x, std::min(top.x, bottom.x), std::max(top.x, bottom.x));
}

void trace_segment(const Grid& g, Point a, Point b, std::vector<CellRun>& runs) {
    Point top = in_cells(g, a), bottom = in_cells(g, b);
    if (top.y > bottom.y) std::swap(top, bottom);
    const auto first = whole_between(std::floor(top.y), 0, g.rows);
    const auto last = whole_between(std::floor(bottom.y), -1, g.rows - 1);
    for (std::int64_t row = first; row <= last; ++row) {
        const auto north = static_cast<double>(row), south = static_cast<double>(row + 1);
        const double from = top.y >= north ? top.x : x_at(top, bottom, north);
        const double to = bottom.y <= south ? bottom.x : x_at(top, bottom, south);
        add_run(g, row, std::floor(std::min(from, to)), std::floor(std::max(from, to)), runs);
    }
}

/// Row -> where its middle crosses a border.
using Crossings = std::map<std::int64_t, std::vector<double>>;

void cross_rows(const Grid& g, const Ring& ring, Crossings& crossings) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
        Point top = in_cells(g, ring[i]), bottom = in_cells(g, ring[i + 1 < ring.size() ? i + 1 : 0]);
        if (top.y > bottom.y) std::swap(top, bottom);
        const auto first = whole_between(std::ceil(top.y - 0.5), 0, g.rows);
        const auto last = whole_between(std::ceil(bottom.y - 0.5) - 1, -1, g.rows - 1);
        for (std::int64_t row = first; row <= last; ++row)
            crossings[row].push_back(x_at(top, bottom, static_cast<double>(row) + 0.5));
    }
}

double length_km(Ground ground, Point a, Point b) {
    constexpr double metres_per_km = 1000;
    return ground == Ground::degrees ? geodesic_km(a, b) : std::hypot(b.x - a.x, b.y - a.y) / metres_per_km;
}

/// Narrows the share [from, to] of a way from `start` to `end` to what lies within low..high.
void clip(double start, double end, double low, double high, double& from, double& to) {
    if (start == end) {
        if (start < low || start > high) to = from;
        return;
    }
    const double a = (low - start) / (end - start), b = (high - start) / (end - start);
    from = std::max(from, std::min(a, b));
    to = std::min(to, std::max(a, b));
}

}  // namespace

void trace_line(const Grid& grid, const Line& line, std::vector<CellRun>& runs) {
    if (line.size() == 1) trace_segment(grid, line.front(), line.front(), runs);
    for (std::size_t i = 1; i < line.size(); ++i) trace_segment(grid, line[i - 1], line[i], runs);
}

void trace_area(const Grid& grid, const MultiPolygon& area, std::vector<CellRun>& runs) {
    for (const Polygon& polygon : area) {
        Crossings crossings;
        for (const Ring& ring : polygon) {
            trace_line(grid, ring, runs);
            cross_rows(grid, ring, crossings);
        }
        for (auto& [row, at] : crossings) {
            std::sort(at.begin(), at.end());
            for (std::size_t i = 1; i < at.size(); i += 2)
                add_run(grid, row, std::ceil(at[i - 1] - 0.5), std::ceil(at[i] - 0.5) - 1, runs);
        }
    }
}

double km_on_grid(const Grid& grid, Ground ground, const Line& line) {
    double km = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Point a = line[i - 1], b = line[i];
        double from = 0, to = 1;
        clip(a.x, b.x, grid.west, grid.east(), from, to);
        clip(a.y, b.y, grid.south(), grid.north, from, to);
        if (from < to) km += (to - from) * length_km(ground, a, b);
    }
    return km;
}

void join_runs(std::vector<CellRun>& runs) {
    std::sort(runs.begin(), runs.end(), [](const CellRun& a, const CellRun& b) {
        return std::tie(a.row, a.col, a.end) < std::tie(b.row, b.col, b.end);
    });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (kept > 0 && runs[kept - 1].row == runs[i].row && runs[i].col <= runs[kept - 1].end)
            runs[kept - 1].end = std::max(runs[kept - 1].end, runs[i].end);
        else
            runs[kept++] = runs[i];
    }
    runs.resize(kept);
}

}  // namespace djoliba::detail
