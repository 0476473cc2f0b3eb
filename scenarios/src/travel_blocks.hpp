// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <djoliba/engine/way_hazard.hpp>

#include "travel.hpp"

namespace djoliba {

/// Cells that the scenario blocks (`change.access.block`), ascending. How many go to the account.
std::vector<CellFriction> blocked_cells(Workings& w, const Travel& travel);

/// Depths of water on half of each cell, in metres, in the flood of one return period as the scenario changes
/// it, less the water of every year.
std::vector<CellHazard> water_on_ways(Workings& w, const FloodLayer& flood, const Travel& travel,
                                      double return_period);

}  // namespace djoliba
