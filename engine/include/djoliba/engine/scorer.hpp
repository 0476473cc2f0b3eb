// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <djoliba/engine/index_tree.hpp>
#include <djoliba/engine/locality.hpp>

namespace djoliba {

/// The index of all localities as a function that can be computed many times: draws, batches, sensitivity,
/// comparisons, and combine() itself. Scores are the same bits as those of scale() and node_score(), ranks
/// those of rank().
///
/// The finest localities are the *rows*, in the order of Localities. A Scorer is not changed by its use: any
/// number of threads may share one, each with a Space of its own.
class Scorer {
 public:
    /// What one evaluation works with. Nothing is allocated between evaluations.
    struct Space {
        std::vector<double> weight = {};  ///< by node, at first those of the plan; may be changed, 0 or more
        /// By node: measures the share of the parts that is present, where other weights than `weight` do;
        /// empty: `weight`.
        std::vector<double> share_weight = {};
        std::vector<double> score = {};        ///< [node][row]; the rows of a node are Scorer::row()
        std::vector<std::uint64_t> keys = {};  ///< of rank()
    };

    /// `people`: resident people by locality, NaN where not known; may be empty, then no parent is assessed.
    /// Throws Error where it has another length.
    Scorer(const IndexPlan& plan, const Localities& localities, const std::vector<double>& people);

    const IndexPlan& plan() const { return plan_; }
    std::size_t localities() const { return units_; }             ///< of all levels
    const std::vector<int>& rows() const { return rows_; }        ///< position in Localities of each row
    int row_of(int locality) const { return row_of_[locality]; }  ///< -1 for units of other levels

    /// The plan's weights and no score.
    Space space() const;
    /// Scores of a node by row, NaN where not assessed. Those of a leaf are for the caller to fill in.
    std::span<double> row(Space& space, int node) const;
    std::span<const double> row(const Space& space, int node) const;
    /// Fills in a leaf from values in the unit of its indicator, by row, NaN where missing.
    void scale_leaf(Space& space, int leaf, std::span<const double> values) const;

    /// Scores all nodes with parts from those of the leaves and from the weights.
    void evaluate(Space& space) const;
    /// The nodes that change with these (leaves, or nodes whose weight changes), parts before their parents.
    std::vector<int> above(std::span<const int> nodes) const;
    /// Scores these nodes only, in this order; what they are made of must be up to date.
    void evaluate(Space& space, std::span<const int> nodes) const;
    /// The same for the rows from `first` to `last` (and some around them).
    void evaluate(Space& space, std::span<const int> nodes, std::size_t first, std::size_t last) const;

    /// Scores of a node for all localities (one entry for each): finest ones as they are; parents and units
    /// of other partitions as means by people, none where more than half of the people live in localities
    /// without (combine()). `missing_share`, where it is not empty: of the people of a parent, those who live
    /// in localities without a score; NaN for finest localities and where no people are known.
    void roll_up(const Space& space, int node, std::span<double> scores,
                 std::span<double> missing_share = {}) const;
    /// Ranks within each level by scores of all localities 0..10, as rank() does; 0 for NaN.
    void rank(Space& space, std::span<const double> scores, std::span<int> ranks) const;

 private:
    struct Unit {
        int locality = 0;
        std::vector<int> rows = {};       // of localities with people
        std::vector<double> people = {};  // of each of these
        double all = 0;
    };
    void find_units(const Localities& localities, const std::vector<double>& people);
    void find_order(const Localities& localities, const std::vector<double>& people);
    void evaluate_node(Space& space, int node, std::size_t from, std::size_t to) const;

    IndexPlan plan_;
    std::size_t units_ = 0;
    std::size_t stride_ = 0;  // of a node in Space::score
    std::vector<int> rows_ = {};
    std::vector<int> row_of_ = {};
    std::vector<Unit> parents_ = {};             // and units of other partitions
    std::vector<std::vector<int>> levels_ = {};  // localities of each level, in the order of equal scores
};

}  // namespace djoliba
