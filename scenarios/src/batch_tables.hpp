// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

#include <djoliba/scenarios/batch.hpp>

#include "ledger.hpp"

namespace djoliba {

/// The scenarios of the batch that could not be computed, in the order of the ledger.
std::vector<BatchTask> failures(Ledger& ledger);

/// Names of the scenarios of the batch that are scored.
std::set<std::string> scored_names(Ledger& ledger);

struct BatchTables {
    std::vector<std::string> files = {};
    std::vector<std::string> warnings = {};  ///< swept keys that change no score
};

/// Writes scenarios.csv (one row a scenario: state, parameters, who comes first) and localities.csv (one row
/// a locality: its ranks over all scenarios), whole or not at all.
BatchTables write_batch_tables(Ledger& ledger, const std::filesystem::path& directory);

}  // namespace djoliba
