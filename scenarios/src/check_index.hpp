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

/// The same for one reference, which stands under `key`; `written` is its value where that is a map.
void read_index(IndexReference& index, const YamlNode* written, const std::string& key,
                std::vector<Problem>& problems);

/// Indicators that an index scores against those that the layers give.
void check_scores(const Scenario& scenario, const IndexReference& index, const std::string& key,
                  Complaints& out);

/// Indicators that the index, `insist` and `reconcile` name against those that the layers give.
void check_index(const Scenario& scenario, Complaints& out);

}  // namespace djoliba
