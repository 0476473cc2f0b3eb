// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "synthetic_tiles.hpp"

namespace djoliba::synthetic {
namespace {

using Rows = std::vector<std::vector<Span>>;

void add(Rows& rows, const Grid& grid, std::int64_t row, double west, double east) {
    const auto column = [&](double x) {
        return static_cast<std::int64_t>(std::floor((x - grid.west) / grid.dx));
    };
    const Span span{std::max<std::int64_t>(0, column(west)), std::min(grid.cols, column(east) + 1)};
    if (span.from < span.to) rows[row].push_back(span);
}

std::int64_t row_of(const Grid& grid, double y) {
    return static_cast<std::int64_t>(std::floor((grid.north - y) / grid.dy));
}

double x_at(Point a, Point b, double y) { return a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y); }

// The cells that the line from a to b runs through.
void add_edge(Rows& rows, const Grid& grid, Point a, Point b) {
    if (a.y < b.y) std::swap(a, b);
    const auto last = std::min(grid.rows - 1, row_of(grid, b.y));
    for (auto row = std::max<std::int64_t>(0, row_of(grid, a.y)); row <= last; ++row) {
        const double top = std::min(a.y, grid.north - static_cast<double>(row) * grid.dy);
        const double bottom = std::max(b.y, grid.north - static_cast<double>(row + 1) * grid.dy);
        const double x = a.y > b.y ? x_at(a, b, top) : a.x, z = a.y > b.y ? x_at(a, b, bottom) : b.x;
        add(rows, grid, row, std::min(x, z), std::max(x, z));
    }
}

// Where the middle line of each row crosses the rings.
std::vector<std::vector<double>> crossings(const MultiPolygon& shape, const Grid& grid) {
    std::vector<std::vector<double>> found(grid.rows);
    const auto middle = [&](std::int64_t row) {
        return grid.north - (static_cast<double>(row) + 0.5) * grid.dy;
    };
    for (const auto& polygon : shape)
        for (const auto& ring : polygon)
            for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
                const Point a = ring[i].y > ring[i + 1].y ? ring[i] : ring[i + 1],
                            b = ring[i].y > ring[i + 1].y ? ring[i + 1] : ring[i];
                for (auto row = std::max<std::int64_t>(0, row_of(grid, a.y));
                     row < grid.rows && middle(row) >= b.y; ++row)
                    if (middle(row) < a.y) found[row].push_back(x_at(a, b, middle(row)));
            }
    return found;
}

void join(std::vector<Span>& spans) {
    std::sort(spans.begin(), spans.end(), [](Span a, Span b) { return a.from < b.from; });
    std::size_t kept = 0;
    for (const Span span : spans) {
        if (kept > 0 && span.from <= spans[kept - 1].to)
            spans[kept - 1].to = std::max(spans[kept - 1].to, span.to);
        else
            spans[kept++] = span;
    }
    spans.resize(kept);
}

}  // namespace

std::vector<std::vector<Span>> touched_cells(const MultiPolygon& shape, const Grid& grid) {
    Rows rows(grid.rows);
    auto inside = crossings(shape, grid);
    for (std::int64_t row = 0; row < grid.rows; ++row) {
        std::sort(inside[row].begin(), inside[row].end());
        for (std::size_t i = 0; i + 1 < inside[row].size(); i += 2)
            add(rows, grid, row, inside[row][i], inside[row][i + 1]);
    }
    for (const auto& polygon : shape)
        for (const auto& ring : polygon)
            for (std::size_t i = 0; i + 1 < ring.size(); ++i) add_edge(rows, grid, ring[i], ring[i + 1]);
    for (auto& row : rows) join(row);
    return rows;
}

}  // namespace djoliba::synthetic
