// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <djoliba/scenarios/scenario.hpp>

#include "check_layers.hpp"

namespace djoliba {

/// Reads the index that a scenario names or holds, and adds what is wrong with it to `problems`, in which
/// what the schema has against a map in the scenario stands already. The tree keeps what could be read.
void read_index(Scenario& scenario, std::vector<Problem>& problems);

/// Indicators that the index, `insist` and `reconcile` name against those that the layers give.
void check_index(const Scenario& scenario, Complaints& out);

}  // namespace djoliba
