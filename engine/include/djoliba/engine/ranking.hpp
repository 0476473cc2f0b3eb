// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include <djoliba/engine/index.hpp>

namespace djoliba {

/// Where a rank and a score lie over draws (draw_ranks()); empty where no uncertainty was computed or the
/// unit is not assessed in any draw. Quantiles are the smallest value that at least this share of the draws
/// in which the unit is assessed do not exceed.
struct RankUncertainty {
    std::optional<double> low = {};     ///< 5th percentile of the rank
    std::optional<double> median = {};  ///< of the rank
    std::optional<double> high = {};    ///< 95th percentile
    std::optional<double> top20 = {};  ///< share of all draws in which the rank is 20 (or what was asked for)
                                       ///< or better within its level
    std::optional<double> score_low = {};
    std::optional<double> score_median = {};
    std::optional<double> score_high = {};
    std::optional<double> assessed = {};  ///< share of the draws in which the unit is assessed
};

/// Ranks count within a level, from 1 (highest score); 0 where there is no rank. One entry for each of
/// Localities.
struct Ranking {
    std::vector<int> rank = {};
    std::vector<int> rank_in_parent =
        {};  ///< among the units of the same parent; 0 for units without a parent
    std::vector<RankUncertainty> uncertainty = {};
    /// The level whose ranking may be shown first: the finest where its localities are ranked on their own
    /// data, else the level above.
    Level headline_level = {};
    /// own_share over the assessed localities of the finest level, mean weighted by people; plain mean where
    /// no people are known; NaN where none is assessed.
    double own_share = missing_value;
};

/// Below this own_share the headline is the ranking of the parents (DESIGN, rule 6; judgement).
inline constexpr double least_own_share = 0.5;

/// Ranks the assessed units of every level by score. Ties (less than 1e-9 apart, by rounding to that): larger
/// population, then code. `people`: resident people by locality, NaN (or an empty vector) where not known;
/// known before unknown. Not assessed: no rank.
Ranking rank(const IndexResult& result, const Localities& localities, const std::vector<double>& people);

/// The ranks alone, from a score by locality (NaN: no rank, 0). Ties as above.
std::vector<int> ranks_by_score(const std::vector<double>& score, const Localities& localities,
                                const std::vector<double>& people);

/// Second list, by caseload: ranks within each level by the amount of an indicator that counts people, the
/// largest first. No rank (0) where it is missing, and where it is inherited, since a figure of the parent is
/// no caseload of its parts. Ties as above.
std::vector<int> rank_by_caseload(const Indicator& people_at_risk, const Localities& localities,
                                  const std::vector<double>& people);

}  // namespace djoliba
