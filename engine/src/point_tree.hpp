// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <djoliba/engine/geometry.hpp>

#include "ecef.hpp"

namespace djoliba::detail {

/// A balanced search tree (k-d tree) over points in Earth-centred coordinates. The middle element of each
/// range splits it along the axis of its depth, so the tree is the order of `order` and needs no nodes.
struct PointTree {
    std::vector<Point> points;  ///< as given
    std::vector<Ecef> ecef;     ///< of each of `points`
    std::vector<int> order;     ///< positions in `points`, arranged as a tree

    explicit PointTree(const std::vector<Point>& lon_lat);
    /// Position of the point with the shortest chord, -1 where there is none.
    int nearest_chord(const Ecef& from) const;
    /// Positions of all points with a chord of at most `km`, in no particular order.
    void within_chord(const Ecef& from, double km, std::vector<int>& out) const;
};

}  // namespace djoliba::detail
