// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <djoliba/engine/surface_water.hpp>

#include "travel.hpp"

namespace djoliba {

/// Cells that the scenario blocks (`change.access.block`), ascending. How many go to the account.
std::vector<CellFriction> blocked_cells(Workings& w, const Travel& travel);

/// Water on the ways in the flood of one return period, as the scenario changes it, less the water of every
/// year; cells of unknown depth are among them.
std::vector<CellDepth> water_on_ways(Workings& w, const FloodLayer& flood, const Travel& travel,
                                     double return_period);

}  // namespace djoliba
