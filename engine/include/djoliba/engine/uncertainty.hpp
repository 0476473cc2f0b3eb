// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include <djoliba/engine/drawer.hpp>
#include <djoliba/engine/job.hpp>
#include <djoliba/engine/ranking.hpp>

namespace djoliba {

struct DrawOptions {
    int draws = 1000;  ///< 1 or more
    std::uint64_t seed = 42;
    int top = 20;  ///< 1 or more
    /// Draws for each source of doubt, with which its share is found; at most `draws`. 0: no shares.
    int draws_by_source = 500;
};

/// Scores and ranks of all localities of all levels over draws of everything that is in doubt.
struct DrawnRanks {
    std::vector<RankUncertainty> of = {};  ///< by locality; goes into Ranking::uncertainty
    std::vector<DoubtSource> sources = {};
    /// [source][locality]: share of the doubt of the score, and of the rank, that comes from a source. With
    /// V_k the variance while this source alone is drawn and all others are as given, V_k / sum over j of
    /// V_j: the part of the variance that would go away if the source were known, as far as effects add up
    /// (for an additive score it is the first-order Sobol index). A source is all localities together: the
    /// rank is in doubt for the errors of others too. NaN where nothing moves, or the unit is not assessed.
    std::vector<std::vector<double>> score_share = {};
    std::vector<std::vector<double>> rank_share = {};
    /// [source][locality]: standard deviation of the score while this source alone is drawn, in points.
    std::vector<std::vector<double>> score_sd = {};
};

/// Draws 0 to draws - 1 of all sources (methods 8.10), weighs, scores and ranks each. The population that
/// weighs parents and settles equal scores is as given. The same bytes for any number of threads. Takes 12
/// bytes for each draw of each locality. Throws Error for options out of range and for doubts that check()
/// objects to.
DrawnRanks draw_ranks(const IndexResult& result, const IndicatorTable& table, const Localities& localities,
                      const std::vector<double>& people, const Doubts& doubts,
                      const DrawOptions& options = {}, const Job& job = {});

}  // namespace djoliba
