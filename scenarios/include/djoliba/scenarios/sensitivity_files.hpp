// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <djoliba/engine/explain.hpp>
#include <djoliba/engine/index_sensitivity.hpp>
#include <djoliba/engine/job.hpp>
#include <djoliba/layers/coverage_cache.hpp>
#include <djoliba/scenarios/result.hpp>
#include <djoliba/scenarios/scenario.hpp>

namespace djoliba {

/// A run, and which inputs make the doubt of its scores and ranks.
struct ScenarioSensitivity {
    Result run;  ///< without draws of its own
    SensitivityOptions options = {};
    IndexSensitivity found = {};
};

/// Computes a scenario and the Sobol indices of what it declares to be in doubt, of its weights and of the
/// choice of normalisation and aggregation. `base`: rows of the two samples, 2 or more; groups + 2 times as
/// many runs of the index. Throws Error as run() and index_sensitivity() do.
ScenarioSensitivity scenario_sensitivity(const Scenario& scenario, std::size_t base, const Job& job = {},
                                         const CoverageCache& cache = {});

/// Rows of sensitivity.csv: for each assessed unit in the order of ranking.csv, output (score, rank) and
/// group the first-order and total index with their 95 % intervals; missing where the output does not vary or
/// some run leaves the unit not assessed.
OutputTable sensitivity_table(const ScenarioSensitivity& s);

/// Rows of sensitivity_levels.csv: the same for all units of a level together.
OutputTable sensitivity_level_table(const ScenarioSensitivity& s);

/// Writes both tables and sensitivity.json, whole or not at all. Returns their names. Throws Error.
std::vector<std::string> save(const ScenarioSensitivity& s, const std::filesystem::path& directory);

/// The groups of the headline level, the largest total index of the rank first, for a terminal.
std::string summary(const ScenarioSensitivity& s, Language language = Language::english);

}  // namespace djoliba
