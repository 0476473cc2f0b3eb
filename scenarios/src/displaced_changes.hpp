// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <djoliba/engine/displaced_change.hpp>

#include "coded_table.hpp"

namespace djoliba {

/// The displaced people of a layer as its table gives them.
DisplacedPeople displaced_of(const Workings& w, const DisplacedLayer& layer, const CodedRows& rows);

/// The same after the changes, one after the other: each scales, adds, moves, then takes its table. What they
/// did goes to the account. Throws Error with the place in the scenario, as displaced_change.hpp says, and
/// for a table of another level than that of the layer.
void change_displaced(Workings& w, const DisplacedLayer& layer, const Changes& changes,
                      DisplacedPeople& displaced);

}  // namespace djoliba
