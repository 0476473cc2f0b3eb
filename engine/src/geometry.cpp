// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/geometry.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "shape_edges.hpp"

namespace djoliba {
namespace {

using detail::for_each_edge, detail::west_of;

bool inside(const Box& box, Point p) {
    return p.x >= box.min_x && p.x <= box.max_x && p.y >= box.min_y && p.y <= box.max_y;
}

bool has_points(const MultiPolygon& shape) {
    return std::any_of(shape.begin(), shape.end(), [](const Polygon& polygon) {
        return std::any_of(polygon.begin(), polygon.end(), [](const Ring& ring) { return !ring.empty(); });
    });
}

/// Marks with `id` the points of the shape that have no mark yet. `order` holds point indices by ascending y.
void mark(const MultiPolygon& shape, int id, const std::vector<Point>& points, const std::vector<int>& order,
          std::vector<int>& marks) {
    const Box box = bounds(shape);
    const auto below = [&](int i, double y) { return points[i].y < y; };
    auto it = std::lower_bound(order.begin(), order.end(), box.min_y, below);
    std::vector<int> candidates;
    for (; it != order.end() && points[*it].y <= box.max_y; ++it)
        if (marks[*it] < 0 && inside(box, points[*it])) candidates.push_back(*it);
    if (candidates.empty()) return;

    std::vector<char> odd(candidates.size(), 0);
    for_each_edge(shape, [&](Point low, Point high) {
        auto c = std::lower_bound(candidates.begin(), candidates.end(), low.y, below);
        for (; c != candidates.end() && points[*c].y < high.y; ++c)
            if (west_of(points[*c], low, high)) odd[c - candidates.begin()] ^= 1;
    });
    for (std::size_t i = 0; i < candidates.size(); ++i)
        if (odd[i]) marks[candidates[i]] = id;
}

}  // namespace

Box bounds(const MultiPolygon& shape) { return bounds_of_all(std::span(&shape, 1)); }

Box bounds_of_all(std::span<const MultiPolygon> shapes) {
    constexpr double inf = std::numeric_limits<double>::infinity();
    Box box{inf, inf, -inf, -inf};
    for (const auto& shape : shapes)
        for (const auto& polygon : shape)
            for (const auto& ring : polygon)
                for (const Point& p : ring)
                    box = {std::min(box.min_x, p.x), std::min(box.min_y, p.y), std::max(box.max_x, p.x),
                           std::max(box.max_y, p.y)};
    return box;
}

bool contains(const MultiPolygon& shape, Point p) {
    bool odd = false;
    for_each_edge(shape, [&](Point low, Point high) {
        if (p.y >= low.y && p.y < high.y && west_of(p, low, high)) odd = !odd;
    });
    return odd;
}

std::vector<int> locate(const std::vector<MultiPolygon>& shapes, const std::vector<Point>& points) {
    std::vector<int> order;
    for (std::size_t i = 0; i < points.size(); ++i)
        if (std::isfinite(points[i].x) && std::isfinite(points[i].y)) order.push_back(static_cast<int>(i));
    std::sort(order.begin(), order.end(), [&](int a, int b) { return points[a].y < points[b].y; });
    std::vector<int> marks(points.size(), -1);
    for (std::size_t s = 0; s < shapes.size(); ++s)
        if (has_points(shapes[s])) mark(shapes[s], static_cast<int>(s), points, order, marks);
    return marks;
}

namespace {

/// Where a line at height y crosses the rings, from west to east. Edges are half open, so that a vertex
/// counts once.
std::vector<double> crossings(const MultiPolygon& shape, double y) {
    std::vector<double> x;
    for (const Polygon& polygon : shape)
        for (const Ring& ring : polygon)
            for (std::size_t k = 0; k + 1 < ring.size(); ++k) {
                const Point a = ring[k], b = ring[k + 1];
                if ((a.y <= y) != (b.y <= y)) x.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
            }
    std::sort(x.begin(), x.end());
    return x;
}

}  // namespace

Point point_inside(const MultiPolygon& shape) {
    const double nowhere = std::numeric_limits<double>::quiet_NaN();
    if (shape.empty()) return {nowhere, nowhere};
    const Box box = bounds(shape);
    Point best{nowhere, nowhere};
    double widest = 0;
    for (const double part : {0.5, 0.4, 0.6, 0.3, 0.7}) {  // a few heights: one may run through a gap
        const double y = box.min_y + part * (box.max_y - box.min_y);
        const auto x = crossings(shape, y);
        for (std::size_t k = 0; k + 1 < x.size(); k += 2)
            if (x[k + 1] - x[k] > widest) widest = x[k + 1] - x[k], best = {(x[k] + x[k + 1]) / 2, y};
        if (widest > 0) break;
    }
    return best;
}

}  // namespace djoliba
