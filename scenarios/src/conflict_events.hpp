// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "workings.hpp"

namespace djoliba {

/// The events of all files of a layer, each with the units that it lies in. What cannot be placed goes to the
/// account.
std::vector<ConflictEvent> read_events(Workings& w, const ConflictLayer& layer);

/// For the finest level and for each other partition, the unit that each point lies in; -1 where it is in
/// none.
std::vector<std::vector<int>> units_at(const Localities& places, const std::vector<Point>& points);

}  // namespace djoliba
