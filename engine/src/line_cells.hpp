// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include <djoliba/engine/geometry.hpp>
#include <djoliba/engine/grid.hpp>
#include <djoliba/engine/travel_surface.hpp>

namespace djoliba::detail {

/// Cells of one row, from `col` up to and without `end`.
struct CellRun {
    std::int64_t row = 0;
    std::int64_t col = 0;
    std::int64_t end = 0;
};

/// Appends the cells of the grid that a line touches, half-open: a place on an edge belongs to the cell east
/// and south of it. Neighbouring cells of the trace share an edge, never only a corner. A line of one point
/// touches its cell. Coordinates must be finite.
void trace_line(const Grid& grid, const Line& line, std::vector<CellRun>& runs);

/// Appends the cells that the border of an area touches, and those whose centre it holds by the even-odd
/// rule: together all cells that it meets.
void trace_area(const Grid& grid, const MultiPolygon& area, std::vector<CellRun>& runs);

/// Kilometres of a line that lie on the grid; in degrees the length of the geodesic between two points is
/// shared out evenly along the straight line between them.
double km_on_grid(const Grid& grid, Ground ground, const Line& line);

/// Sorts the runs by row and column and joins those that overlap or meet.
void join_runs(std::vector<CellRun>& runs);

}  // namespace djoliba::detail
