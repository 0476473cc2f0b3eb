// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "point_tree.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace djoliba::detail {
namespace {

using Positions = std::vector<int>;

std::size_t axis_of(int depth) { return static_cast<std::size_t>(depth) % 3; }

void arrange(const std::vector<Ecef>& ecef, Positions& order, std::size_t first, std::size_t last,
             int depth) {
    if (last - first < 2) return;
    const std::size_t middle = first + (last - first) / 2;
    const std::size_t axis = axis_of(depth);
    std::nth_element(order.begin() + static_cast<std::ptrdiff_t>(first),
                     order.begin() + static_cast<std::ptrdiff_t>(middle),
                     order.begin() + static_cast<std::ptrdiff_t>(last), [&](int a, int b) {
                         const double left = ecef[static_cast<std::size_t>(a)][axis];
                         const double right = ecef[static_cast<std::size_t>(b)][axis];
                         return left < right || (left == right && a < b);
                     });
    arrange(ecef, order, first, middle, depth + 1);
    arrange(ecef, order, middle + 1, last, depth + 1);
}

// Visits the points whose side of every split comes within sqrt(reach()) of `from`, the nearer side first.
template <class Visit, class Reach>
void descend(const PointTree& tree, const Ecef& from, std::size_t first, std::size_t last, int depth,
             Visit&& visit, Reach&& reach_squared) {
    if (first >= last) return;
    const std::size_t middle = first + (last - first) / 2;
    const int position = tree.order[middle];
    visit(position);
    const std::size_t axis = axis_of(depth);
    const double offset = from[axis] - tree.ecef[static_cast<std::size_t>(position)][axis];
    const bool left_first = offset < 0;
    for (const bool left : {left_first, !left_first}) {
        if (left != left_first && offset * offset > reach_squared()) break;
        if (left)
            descend(tree, from, first, middle, depth + 1, visit, reach_squared);
        else
            descend(tree, from, middle + 1, last, depth + 1, visit, reach_squared);
    }
}

}  // namespace

PointTree::PointTree(const std::vector<Point>& lon_lat)
    : points(lon_lat), ecef(lon_lat.size()), order(lon_lat.size()) {
    for (std::size_t i = 0; i < points.size(); ++i) ecef[i] = to_ecef(points[i]);
    std::iota(order.begin(), order.end(), 0);
    arrange(ecef, order, 0, order.size(), 0);
}

int PointTree::nearest_chord(const Ecef& from) const {
    int best = -1;
    double best_squared = std::numeric_limits<double>::infinity();
    descend(
        *this, from, 0, order.size(), 0,
        [&](int position) {
            const double d = chord_squared(from, ecef[static_cast<std::size_t>(position)]);
            if (d > best_squared || (d == best_squared && position > best)) return;
            best_squared = d;
            best = position;
        },
        [&] { return best_squared; });
    return best;
}

void PointTree::within_chord(const Ecef& from, double km, std::vector<int>& out) const {
    const double reach = (km + chord_slack_km) * (km + chord_slack_km);
    descend(
        *this, from, 0, order.size(), 0,
        [&](int position) {
            if (chord_squared(from, ecef[static_cast<std::size_t>(position)]) <= reach)
                out.push_back(position);
        },
        [&] { return reach; });
}

}  // namespace djoliba::detail
