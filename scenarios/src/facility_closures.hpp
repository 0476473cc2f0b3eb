// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <djoliba/engine/access.hpp>

#include "workings.hpp"

namespace djoliba {

/// Facilities as points that a change may act on.
std::vector<PlacedPoint> points_of(const std::vector<Facility>& facilities);

/// By facility: whether a closure names it, by its id or its name (accents and case aside). Throws Error for
/// a name that none of them has, with the nearest one.
std::vector<bool> named_by(const Closure& closure, const Changes& changes,
                           const std::vector<Facility>& facilities);

/// Closes facilities as the scenario says, one closure after the other. How many each closed, and which it
/// could not tell of, goes to the account.
void close_by_scenario(Workings& w, const FacilitiesLayer& layer, std::vector<Facility>& facilities);

}  // namespace djoliba
