// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace djoliba {

/// A position in the coordinates of its CRS; longitude and latitude in degrees where the CRS is geographic.
struct Point {
    double x = 0;
    double y = 0;
    friend bool operator==(const Point&, const Point&) = default;
};

/// Two points or more.
using Line = std::vector<Point>;

/// Closed: first and last point are equal. Any orientation.
using Ring = std::vector<Point>;

/// First ring is the shell, the others are holes.
using Polygon = std::vector<Ring>;

/// Empty where a locality has no geometry.
using MultiPolygon = std::vector<Polygon>;

struct Box {
    double min_x = 0, min_y = 0, max_x = 0, max_y = 0;
    friend bool operator==(const Box&, const Box&) = default;
};

/// Smallest box around all points; the shape must not be empty.
Box bounds(const MultiPolygon& shape);

/// Smallest box around all shapes that have points; turned inside out, with infinite sides, where none has.
Box bounds_of_all(std::span<const MultiPolygon> shapes);

/// A point inside the shape or on its border by the even-odd rule over all rings.
/// Points on a shared border belong to exactly one of two neighbours (half-open rule: west and south edges
/// are in).
bool contains(const MultiPolygon& shape, Point p);

/// A point inside the shape, away from its border: the middle of the widest stretch inside on one line from
/// west to east near the middle of its height. Coordinates are NaN for an empty shape or one without area.
Point point_inside(const MultiPolygon& shape);

/// Index of the shape that contains each point, -1 where none does. The lowest index wins where shapes
/// overlap.
std::vector<int> locate(const std::vector<MultiPolygon>& shapes, const std::vector<Point>& points);

}  // namespace djoliba
