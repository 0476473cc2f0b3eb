// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/located_cells.hpp>

#include <algorithm>
#include <ranges>
#include <tuple>

#include <djoliba/engine/travel_surface.hpp>

#include "shape_edges.hpp"

namespace djoliba {
namespace {

/// An edge between cells of a row: the centres of columns below `col` are west of it.
struct Crossing {
    std::int64_t row = 0;
    std::int64_t col = 0;
    friend auto operator<=>(const Crossing&, const Crossing&) = default;
};

struct Stretch {
    std::int64_t row = 0;
    int shape = 0;
    std::int64_t col = 0;
    std::int64_t end = 0;
};

/// How many of 0 to count - 1 come before the first for which `holds` does not.
template <class Holds>
std::int64_t count_while(std::int64_t count, Holds holds) {
    return *std::ranges::partition_point(std::views::iota(std::int64_t{0}, count), holds);
}

void cross(const Grid& grid, Point low, Point high, std::vector<Crossing>& crossings) {
    const auto y = [&](std::int64_t row) { return centre_of(grid, row * grid.cols).y; };
    const std::int64_t first = count_while(grid.rows, [&](std::int64_t row) { return y(row) >= high.y; });
    for (std::int64_t row = first; row < grid.rows && y(row) >= low.y; ++row)
        crossings.push_back({row, count_while(grid.cols, [&](std::int64_t col) {
                                 return detail::west_of(centre_of(grid, row * grid.cols + col), low, high);
                             })});
}

/// Between odd and even crossings of a row lies the inside.
void add_stretches(const Grid& grid, const MultiPolygon& area, int shape, std::vector<Stretch>& stretches) {
    std::vector<Crossing> crossings;
    detail::for_each_edge(area, [&](Point low, Point high) { cross(grid, low, high, crossings); });
    std::ranges::sort(crossings);
    for (std::size_t i = 1; i < crossings.size(); i += 2)  // rings are closed: every row has an even number
        if (crossings[i - 1].col < crossings[i].col)
            stretches.push_back({crossings[i].row, shape, crossings[i - 1].col, crossings[i].col});
}

/// Appends the cells of a row by their shapes, -1 for none.
void add_runs(std::int64_t first, std::span<const int> shapes, std::vector<LocatedCells>& runs) {
    const auto cell = [&](auto at) { return first + (at - shapes.begin()); };
    for (auto at = shapes.begin(); at != shapes.end();) {
        const auto end = std::find_if(at, shapes.end(), [&](int shape) { return shape != *at; });
        if (*at >= 0) runs.push_back({cell(at), cell(end), *at});
        at = end;
    }
}

}  // namespace

std::vector<LocatedCells> locate_cells(std::span<const MultiPolygon> shapes, const Grid& grid) {
    std::vector<Stretch> stretches;
    for (std::size_t s = 0; s < shapes.size(); ++s)
        add_stretches(grid, shapes[s], static_cast<int>(s), stretches);
    // By row, and in each the lowest index last: it wins.
    std::ranges::sort(stretches, {}, [](const Stretch& s) { return std::tuple(s.row, -s.shape, s.col); });
    std::vector<LocatedCells> runs;
    std::vector<int> row(static_cast<std::size_t>(grid.cols), -1);
    for (auto at = stretches.begin(); at != stretches.end();) {
        const std::int64_t number = at->row;
        std::ranges::fill(row, -1);
        for (; at != stretches.end() && at->row == number; ++at)
            std::fill(row.begin() + at->col, row.begin() + at->end, at->shape);
        add_runs(number * grid.cols, row, runs);
    }
    return runs;
}

}  // namespace djoliba
