// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <djoliba/engine/conflict.hpp>

#include "workings.hpp"

namespace djoliba {

/// What the source claims to hold.
EventClaim claim_of(const Workings& w, const ConflictLayer& layer);

/// Its place among the conflict layers of the scenario.
std::size_t position(const Workings& w, const ConflictLayer& layer);
/// Whether the scenario changes its events.
bool changed(const Workings& w, const ConflictLayer& layer);

/// Of the field of its events where the changes leave them.
std::string footprint_name(const Workings& w, const ConflictLayer& layer, const Changes& changes);

/// Of the cells of the population raster.
double cell_side_km(const Workings& w);

/// Whether the source can say who lives near its events.
bool placed_finely(const Workings& w, const ConflictLayer& layer);

/// People within the radius of an event, by locality.
struct PeopleNear {
    std::vector<Figure> people = {};
    std::vector<Figure> share = {};  ///< %
};

/// Counted by the one pass; nothing where it does not count them. `events`: known ones by locality.
std::optional<PeopleNear> people_near(const Workings& w, const ConflictLayer& layer,
                                      const std::vector<Figure>& events);

}  // namespace djoliba
