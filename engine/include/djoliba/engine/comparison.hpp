// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <djoliba/engine/index_tree.hpp>
#include <djoliba/engine/indicator.hpp>
#include <djoliba/engine/locality.hpp>

namespace djoliba {

/// One of two runs that are compared: all that its scores and ranks follow from.
struct ComparedRun {
    Localities localities = {};       ///< codes of one frame in both runs; shapes are not needed
    std::vector<double> people = {};  ///< residents by locality, NaN where not known
    IndicatorTable indicators = {};   ///< at least those of the tree
    IndexTree tree = {};
    std::vector<std::string> insist = {};  ///< as in IndexOptions
};

/// The indicators of a run as they would be with the residents of the other run: what tells exposure from
/// hazard. One entry for each of the localities of the run whose layers they are.
struct CrossedIndicators {
    IndicatorTable old_with_new_people = {};
    IndicatorTable new_with_old_people = {};
};

enum class ChangeKind : std::uint8_t {
    dimension,   ///< figures of a part of the root of the index
    people,      ///< residents
    definition,  ///< the index itself: tree, weights, means, bounds, minimum shares, `insist`
    coverage     ///< what is known, and of which localities
};

/// Something that may differ between two runs, taken as a whole from one of them.
struct ChangePart {
    std::string name;  ///< identifier: "vulnerability", "weights", "coverage"
    ChangeKind kind = ChangeKind::dimension;
    std::string label_en = {};
    std::string label_fr = {};
    std::vector<std::string> indicators = {};  ///< of a dimension
    bool people = false;                       ///< the residents belong to it
    bool differs = false;                      ///< false: its share of every change is exactly 0
};

/// A unit of either run. Arrays: old run, new run.
struct ComparedUnit {
    std::string code;
    Level level;
    std::array<int, 2> at = {-1, -1};  ///< index into the localities of the run, -1 where it has no such unit
    std::array<double, 2> score = {missing_value, missing_value};  ///< NaN where not assessed
    std::array<int, 2> rank = {0, 0};                              ///< 0 where not assessed

    bool assessed(int run) const { return !std::isnan(score[run]); }
    bool compared() const { return assessed(0) && assessed(1); }
    double score_change() const { return score[1] - score[0]; }
    int rank_change() const { return rank[1] - rank[0]; }  ///< negative: higher up the list
};

struct Comparison {
    std::vector<ChangePart> parts = {};
    std::vector<ComparedUnit> units = {};  ///< those of the old run in its order, then those of the new only
    /// [part][unit], in points of the score and in ranks; NaN unless assessed in both runs. Over the parts
    /// they add up to score_change() and rank_change(), to 1e-9.
    std::vector<std::vector<double>> of_score = {};
    std::vector<std::vector<double>> of_rank = {};
};

/// More parts than this that differ make exact shares too dear.
inline constexpr std::size_t most_changes = 12;

/// Splits the change of every score and rank into the parts that caused it: Shapley values (Shapley 1953)
/// over the parts that differ. Each combination of parts from the old and from the new run is evaluated, and
/// a part gets the mean of its effects over all orders in which the parts can be replaced.
///
/// Parts:
/// - each part of the root of either index: the values of the indicators below it. An indicator that the
///   trees hold under different parts of the root belongs to that of the new tree;
/// - residents: weights of the means of parents, and ties. Without `crossed` they are one part with
///   `hazard_exposure`, or a part of their own ("population") where no index has a part of this name. With
///   `crossed` they are the part "exposure", which takes every indicator from where it was computed with
///   these residents, and `hazard_exposure` is called "hazard";
/// - "weights": the definition of the index. An indicator that only one tree has counts with that tree;
/// - "coverage": which localities there are, which indicators are known for which of them, and which lost
///   their weight by the coverage rule. A value known on one side only is there where the coverage is that of
///   this side, whatever the other parts are.
///
/// A combination may leave without a score a unit that both runs assess (a new index that requires what only
/// the new run knows). It then counts with the coverage of the run of its index; a unit that still has none,
/// and a parent more than half of whose people have none, with its score in the run of its index. Ranks of a
/// combination are those among all units that have a score in it.
///
/// Throws Error: runs whose finest levels have different names, no unit in common at the finest level, more
/// than most_changes parts that differ, and whatever combine() objects to.
Comparison compare(const ComparedRun& before, const ComparedRun& after,
                   const CrossedIndicators* crossed = nullptr);

}  // namespace djoliba
