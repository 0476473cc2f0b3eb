// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/geometry.hpp>

namespace djoliba {

/// "region", "cercle", "commune"; other partitions ("health_district", "basin") are levels of their own.
using Level = std::string;

/// An administrative unit, or a unit of another partition.
struct Locality {
    std::string code;
    std::string name;
    Level level;
    int parent = -1;  ///< index of the unit that contains it, -1 at the top and for other partitions
    MultiPolygon shape = {};
    std::vector<int> members =
        {};  ///< of a unit of another partition: the finest units that it holds, see assign_members()
};

/// All units of a run in one list: regions, then cercles, then communes (coarse to fine), then other
/// partitions; within a level in ascending order of code. Every table of the run has one entry for each of
/// them.
struct Localities {
    std::vector<Locality> items = {};
    std::vector<Level> hierarchy = {};  ///< coarse to fine, for example {"region", "cercle", "commune"}
    std::string vintage = {};           ///< boundary frame, for example "2016-frame"
    std::string crs = {};               ///< opaque CRS id, for example "EPSG:4326"

    std::size_t size() const { return items.size(); }
    const Locality& operator[](std::size_t i) const { return items[i]; }
    /// The level at which the overlay and the index are computed: the last of the hierarchy.
    const Level& finest() const { return hierarchy.back(); }
    /// Indices of the units of a level, in the order of the list.
    std::vector<int> of_level(std::string_view level) const;
    /// Index of the unit with this code at this level, -1 where there is none.
    int find(std::string_view level, std::string_view code) const;
    /// Index of the unit of `level` that contains unit i (i itself where it is of that level), -1 where none
    /// does.
    int ancestor(int i, std::string_view level) const;
    /// Indices of the units whose parent is i.
    std::vector<int> children(int i) const;
    /// Position of a level in the hierarchy, 0 for the coarsest; -1 for other partitions.
    int depth(std::string_view level) const;
};

/// Gives every unit of another partition the finest units of which point_inside() lies in it. Returns the
/// number of finest units that lie in no unit of some partition.
std::int64_t assign_members(Localities& localities);

}  // namespace djoliba
