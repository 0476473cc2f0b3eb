// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include <djoliba/engine/job.hpp>
#include <djoliba/engine/locality.hpp>
#include <djoliba/engine/ranking.hpp>

namespace djoliba {

/// What draws of scores that were made elsewhere say: each draw is ranked as ranks_by_score() does.
/// `scores`: [draw][locality], NaN where not assessed; `people` as there. `top` is 1 or more. The same bytes
/// for any number of threads. Throws Error where the scores are no whole number of draws, or infinite.
std::vector<RankUncertainty> uncertainty_of(std::span<const double> scores, const Localities& localities,
                                            const std::vector<double>& people, int top, const Job& job = {});

}  // namespace djoliba
