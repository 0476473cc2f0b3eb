// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/job.hpp>
#include <djoliba/engine/uncertainty.hpp>

namespace djoliba {

/// Why no change of a figure moves a locality into or out of the top of its level.
enum class NoChange : std::uint8_t {
    none,             ///< one does
    not_ranked,       ///< the locality is not assessed
    no_weight,        ///< the indicator has no weight in the index
    missing,          ///< there is no figure to change
    several_figures,  ///< a unit of another level whose localities have figures of their own
    not_enough        ///< not even a figure that scores 0 or 10 does
};
/// "none", "not_ranked", "no_weight", "missing", "several_figures", "not_enough".
std::string_view to_string(NoChange why);

/// The smallest change of one figure, all others as they are, that moves a locality.
struct FigureChange {
    int leaf = -1;
    std::string indicator = {};
    NoChange why = NoChange::not_ranked;
    double from = missing_value;    ///< unit of the indicator; NaN where there is no figure
    double to = missing_value;      ///< NaN where no change moves the locality
    double points = missing_value;  ///< change of the score of the leaf, signed, to compare indicators by
    std::size_t carriers = 0;       ///< finest localities whose figure it is: all of them change
};

struct PlaceChange {
    int locality = -1;
    int rank = 0;  ///< within its level; 0: not assessed
    bool in_top = false;
    std::vector<FigureChange> of = {};  ///< one for each leaf of the plan
    int smallest = -1;  ///< in `of`, by size of `points`; -1 where no change moves the locality
};

/// For each indicator the smallest change that moves a locality out of the top N of its level, or into it
/// (our definition). An inherited figure, or one that one code gives for several units, is changed for all
/// that carry it; where these overtake each other, changes are sought in steps of 0.1 points, then halved to
/// 1e-8 points. Weights and population stay. Throws Error for top below 1.
PlaceChange what_moves(const IndexResult& result, const IndicatorTable& table, const Localities& localities,
                       const std::vector<double>& people, int locality, int top = 20);

/// What it is worth to know something exactly.
struct InformationValue {
    DoubtSource::Kind kind = DoubtSource::Kind::indicator;
    std::string name = {};           ///< of the indicator or common figure; "weights"
    std::string error = {};          ///< whose figure, as error_of(); empty: all localities
    std::vector<int> carriers = {};  ///< finest localities that it goes into; empty for weights
    double value = 0;                ///< by how much the doubt of the list would fall, 0 to TopDoubt::doubt
};

struct TopDoubt {
    Level level = {};
    int top = 0;
    /// Doubt of the list: sum of p (1 - p) over the units of the level, with p the share of draws in which a
    /// unit is in the top N. 0 where all draws give one list.
    double doubt = 0;
    /// Expected number of members of the list as given that do not belong in it: sum of 1 - p.
    double expected_wrong = 0;
    std::vector<InformationValue> of_sources = {};  ///< an indicator for all localities; largest first
    std::vector<InformationValue> of_figures = {};  ///< single figures of more than 0; largest first
};

/// Value of information for the list of a level (expected value of perfect information about one input, with
/// the loss p (1 - p); Howard 1966, our loss). With 1 for a unit in the top N and 0 else, and z what would be
/// known, the doubt would fall to E[sum of p(z) (1 - p(z))], that is by
///
///     value = sum over units of Var(E[1 | z])
///
/// (law of total variance). Of a source: by covariance over draws d of the sample and draws in which the
/// source is as in d and all else as in another (Sobol' 1993; Janon et al. 2014), over draws_by_source draws.
/// Of a figure: by the variance of the share of draws in the top N between ten classes of its variate of
/// equal probability, less what chance gives, over the carriers (or the units of the level that hold them)
/// only, so that it is a lower bound; needs about 1,000 draws. Values below 0 count as 0.
///
/// Throws Error as draw_ranks() does, and for a level that Localities do not have.
TopDoubt value_of_information(const IndexResult& result, const IndicatorTable& table,
                              const Localities& localities, const std::vector<double>& people,
                              const Doubts& doubts, std::string_view level, const DrawOptions& options = {},
                              const Job& job = {});

struct DrawnList {
    DrawnRanks ranks = {};
    TopDoubt list = {};
};

/// draw_ranks() and value_of_information() over one sample, which is most of the work of both; the same
/// figures.
DrawnList draw_list(const IndexResult& result, const IndicatorTable& table, const Localities& localities,
                    const std::vector<double>& people, const Doubts& doubts, std::string_view level,
                    const DrawOptions& options = {}, const Job& job = {});

}  // namespace djoliba
