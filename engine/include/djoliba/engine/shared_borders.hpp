// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <djoliba/engine/geometry.hpp>

namespace djoliba {

/// A ring as the borders that it runs along, in order: i is border i as it is stored, -1 - i is border i
/// backwards.
using BorderRing = std::vector<int>;

/// First ring is the shell, the others are holes.
using BorderPolygon = std::vector<BorderRing>;

/// Shapes of which a border between two neighbours is held once, so that it stays the same line for both
/// whatever is done to it.
struct SharedBorders {
    std::vector<Line> borders = {};  ///< a border that meets no other is closed: first and last point equal
    std::vector<std::vector<BorderPolygon>> shapes = {};  ///< one for each shape given
};

/// Cuts the rings of shapes where borders meet. Two stretches are one border where they go through the same
/// points, compared exactly; neighbours whose points differ keep a border each. Rings with fewer than three
/// different points are left out, and a polygon without its shell. Points must be finite.
SharedBorders share_borders(std::span<const MultiPolygon> shapes);

/// The shapes again, with the same orientation of rings.
std::vector<MultiPolygon> shapes_of(const SharedBorders& shared);

/// Drops the points that matter least until about `most_points` are left, over all borders alike: those at
/// which the triangle with the two neighbours that remain is smallest (Visvalingam and Whyatt 1993), with
/// areas in the proportions of the ground where coordinates are degrees. The ends of borders stay, and every
/// ring keeps three different points, so that none vanishes and no gap opens between neighbours. Lines may
/// cross where they come closer than what is dropped.
void simplify(SharedBorders& shared, std::size_t most_points);

/// Points of all borders.
std::size_t count_points(const SharedBorders& shared);

}  // namespace djoliba
