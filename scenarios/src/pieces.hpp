// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <djoliba/engine/geometry.hpp>
#include <djoliba/scenarios/scenario_changes.hpp>

namespace djoliba {

struct Workings;

/// The shapes that are counted, cut along what the places of changes enclose, so that each piece lies wholly
/// inside or outside of every place. The pieces of shape s are first[s] to first[s + 1].
struct Pieces {
    std::vector<std::size_t> first = {0};
    std::vector<int> shape = {};  ///< of each piece: its shape
    std::vector<MultiPolygon> area = {};
    std::vector<std::string> places = {};        ///< key_of() each place
    std::vector<std::vector<bool>> inside = {};  ///< by place and piece

    std::size_t size() const { return shape.size(); }
    bool cut() const { return size() + 1 != first.size(); }
    /// By piece: whether a change with this place acts there. Throws std::logic_error for a place that the
    /// pieces were not cut for.
    std::vector<bool> in(const Where& where) const;
};

/// Equal for places that act alike: their codes, names, regions and polygons.
std::string key_of(const Where& where);

/// The changes that a pass counts for: those of the batch, else those of the scenario itself.
std::vector<const Changes*> counted_for(const Workings& w);

/// Cuts the counted shapes for the changes of flood and drought. A unit of another partition is cut along the
/// units that a place names as well, since it may hold parts of them.
Pieces cut_pieces(const Workings& w);

/// A point that a change may act on.
struct PlacedPoint {
    Point place = {};
    int locality = -1;  ///< finest unit that holds it, -1 where none does
};
/// By point: whether a change with this place acts there.
std::vector<bool> points_in(const Workings& w, const Where& where, const std::vector<PlacedPoint>& points);

}  // namespace djoliba
