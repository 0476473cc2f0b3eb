// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <djoliba/scenarios/run_comparison.hpp>

namespace djoliba {

/// The run that describes a unit (the new one where it has the unit), and the index of the unit there.
std::pair<const SavedRun*, int> home_of(const RunComparison& runs, int unit);

std::string name_of(const RunComparison& runs, int unit);

/// "hazard and exposure", "data coverage".
std::string part_words(const ChangePart& part, Language language);

/// The parts of at least 0.05 points of the change of a score, the largest first.
std::vector<int> largest_parts(const Comparison& comparison, int unit);

/// Name of the part with the largest share of the change of the score; empty where no part has any.
std::string main_part(const Comparison& comparison, int unit);

/// Levels in the order of the rows of comparison.csv.
std::vector<Level> comparison_levels(const RunComparison& runs);

/// How many units of a level were compared, and what became of them.
struct LevelChange {
    Level level;
    int compared = 0, higher = 0, lower = 0;  ///< a score that moves by less than 1e-9 is unchanged
    int other_class = 0;                      ///< risk class changed
    std::vector<int> only_before = {}, only_after = {};  ///< units assessed in one run only
    int in_neither = 0;
    double mean_change = missing_value;  ///< of the scores, over the units compared; NaN where there are none
    std::vector<double> mean_part = {};  ///< by part, the same
};
LevelChange change_of_level(const RunComparison& runs, const Level& level);

}  // namespace djoliba
