// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <djoliba/engine/explain.hpp>
#include <djoliba/scenarios/result.hpp>

namespace djoliba {

/// Why a unit ranks where it does, in a few sentences: rank and interval, score and class, distance to the
/// median locality, what raises and what lowers the score. Of a level below the headline the rank is that
/// within the unit above. Of a unit that is not assessed: what is missing.
std::string explanation(const Result& result, int locality, Language language);

/// Rows of contributions.csv, in the order of ranking.csv: for each indicator of the index the points by
/// which it lifts the score above that of the median locality; they add up to `score` minus `median_score`.
OutputTable contributions_table(const Result& result);

}  // namespace djoliba
