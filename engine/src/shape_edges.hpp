// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include <djoliba/engine/geometry.hpp>

// How contains() decides: whatever asks whether points lie in a shape asks the same, to the bit.

namespace djoliba::detail {

/// Calls `crossed(low, high)` for every edge that is not horizontal, with its lower end first: the same edge
/// in two neighbours, drawn in opposite directions, then decides in the same way.
template <class Crossed>
void for_each_edge(const MultiPolygon& shape, Crossed crossed) {
    for (const auto& polygon : shape) {
        for (const auto& ring : polygon) {
            for (std::size_t i = 0; i < ring.size(); ++i) {
                const Point& a = ring[i];
                const Point& b = i + 1 < ring.size() ? ring[i + 1] : ring.front();
                if (a.y < b.y) crossed(a, b);
                if (b.y < a.y) crossed(b, a);
            }
        }
    }
}

/// p is west of the edge, whose lower end is within p's height and whose upper end is above. On the edge is
/// not west. Of points at one height those that are west come first, from west to east.
inline bool west_of(Point p, Point low, Point high) {
    return (high.x - low.x) * (p.y - low.y) > (p.x - low.x) * (high.y - low.y);
}

}  // namespace djoliba::detail
