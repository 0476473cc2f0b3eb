// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <djoliba/engine/access.hpp>

namespace djoliba {

/// Both readings of a list whose status is not known for all. Times, people beyond and unreachable are least
/// with `open` and greatest with `closed`; loads and criticality of single facilities lie between the two
/// only where they say so.
struct StatusBounds {
    std::vector<int> open = {};    ///< positions of facilities that are open if the unknown ones are
    std::vector<int> closed = {};  ///< of those that are open if the unknown ones are not
    int listed = 0;                ///< of these types
    int unknown = 0;               ///< of these: status not known
    /// Share of the listed ones whose status is not known; NaN where none is listed.
    double unknown_share() const;
    /// The two readings are one.
    bool sure() const { return unknown == 0; }
};

/// Facilities of one of the types, all where empty.
StatusBounds status_bounds(const std::vector<Facility>& facilities, const std::vector<std::string>& types);

}  // namespace djoliba
