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

/// The events of the window, for maps: each once, with the unit that it counts for. A year without a day lies
/// in the window where all its days do.
EventLayer shown_events(const Workings& w, const ConflictLayer& layer, std::vector<ConflictEvent> events);

}  // namespace djoliba
