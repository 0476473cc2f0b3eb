// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/date.hpp>
#include <djoliba/engine/index_tree.hpp>
#include <djoliba/engine/indicator.hpp>
#include <djoliba/engine/locality.hpp>

namespace djoliba {

struct IndexOptions {
    /// Resident people of each locality, NaN where not known. Parents are means by people: without people
    /// they are not assessed. May be empty.
    std::vector<double> people = {};
    /// Day from which the age of the data is counted. Without it all data count as undated.
    std::optional<Date> as_of = {};
    /// Share of the finest localities that an indicator must cover to be ranked with (judgement).
    double minimum_coverage = 0.9;
    /// Indicators that are ranked with whatever they cover.
    std::vector<std::string> insist = {};
};

/// An indicator that is shown but has weight 0, because it covers too little.
struct NotRankedWith {
    int node = -1;  ///< its leaf in the plan
    std::string indicator;
    double coverage = 0;  ///< share of the finest localities with a value
    std::string reason;   ///< "covers 371 of 701 localities; none in Mopti, Gao"
};

/// An indicator of the table that the index does not use.
struct NotInIndex {
    std::string indicator;
    double coverage = 0;        ///< share of the finest localities with a value
    std::string reason;         ///< what it covers, as above
    bool covers_enough = true;  ///< the coverage rule would let it be ranked with
};

/// The composite index of all localities. Vectors by locality have one entry for each of Localities; units
/// outside the hierarchy are not assessed.
struct IndexResult {
    IndexPlan plan = {};              ///< with the weights that were used
    std::vector<int> indicator = {};  ///< by node: position in the table, -1 for nodes with parts
    std::vector<std::vector<double>> score =
        {};                                ///< [node][locality], 0..10, NaN where not assessed; 0 is the root
    std::vector<int> risk_class = {};      ///< 1 very low to 5 very high; 0 not assessed
    std::vector<double> reliability = {};  ///< 0..1, see reliability_of()
    std::vector<double> own_share = {};    ///< 0..1, NaN where not assessed
    std::vector<double> not_assessed_share = {};  ///< share of the people who live in localities not assessed
    std::vector<NotRankedWith> not_ranked_with = {};
    std::vector<NotInIndex> not_in_index = {};

    bool assessed(int locality) const { return risk_class[locality] != 0; }
    /// Scores of the node of this name; nullptr where the tree has none.
    const std::vector<double>* scores(std::string_view name) const;
};

/// Computes the index at the finest level and rolls it up.
///
/// Finest level: every leaf is scaled, and nodes are combined from the leaves up over the parts present.
///
/// Coverage rule: an indicator that is known for less than minimum_coverage of the finest localities, or for
/// none in some unit of the coarsest level, is shown with weight 0 (`not_ranked_with`) unless `insist` names
/// it. A required part that loses its weight in this way is missing everywhere. Indicators that no leaf uses
/// are listed with what the rule would say of them (`not_in_index`).
///
/// Parents (units of the other levels of the hierarchy): the score of every node is the mean over the finest
/// localities below that have one, weighted by people. Where more than half of the people live in localities
/// that have none, the parent has none (judgement). Localities whose people are not known carry no weight.
///
/// own_share: share of the weight present (effective_weights with scores) of leaves whose value is the
/// locality's own or rolled up, not inherited. Of a parent: leaves whose source gives them at its level or a
/// finer one.
///
/// Throws Error for trees that check() objects to, indicators that the table does not have (with the nearest
/// name), `insist` that names none of the tree, and people of the wrong length.
IndexResult combine(const IndicatorTable& table, const Localities& localities, const IndexTree& tree,
                    const IndexOptions& options = {});

/// 1 (very low) to 5 (very high): the score rounded half up to one decimal is below 2.0, 3.5, 5.0, 6.5, or
/// not (methods 8.1). A score less than 1e-9 below a half counts as that half, so that 1.95 computed in
/// binary is 2.0 as it is in decimals. 0 for NaN.
int risk_class(double score);

/// Quality of one figure by its age, 0..1 (judgement): 1 up to 2 years before `as_of`, then halving every 4
/// years. 0.5 where the date is not known. The age counts from the end of a period; dates after `as_of` have
/// age 0.
double freshness(std::string_view date, const std::optional<Date>& as_of);

/// Share of the index that rests on fresh data of the locality itself, 0..1 (judgement, in place of INFORM's
/// unchecked reliability): sum over all leaves of effective weight x quality. Quality is 0 where missing,
/// else freshness(), halved where the value is inherited; of a parent also times the share of its people for
/// whom the leaf is known. This is the value in IndexResult::reliability, for one leaf.
double reliability_of(const Indicator& indicator, bool own, const std::optional<Date>& as_of);

/// The date of the oldest input of the indicators that take part in the score of a locality, as its source
/// writes it; empty where none is dated or none takes part.
std::string oldest_input(const IndexResult& result, const IndicatorTable& table, int locality);

}  // namespace djoliba
