// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <djoliba/engine/index.hpp>

namespace djoliba {

/// Why a locality scores more or less than the median locality.
struct Contributions {
    /// By node: the index of the median locality, of which every leaf has the median score over the assessed
    /// localities of the finest level. NaN where no such locality has the leaf.
    std::vector<double> baseline = {};
    /// [node][locality], in points of the final score; NaN where the locality is not assessed. The root's is
    /// score minus baseline; the leaves of a node add up to the node, to 1e-9.
    std::vector<std::vector<double>> of_node = {};
};

/// Shapley values node by node (Shapley 1953): at each node the parts are the players, and a coalition is
/// worth the score of the node with its members as in the locality and the others as in the median locality.
/// The value of a part is its mean marginal effect over all orders, computed exactly over all subsets. What a
/// part receives at the node above is passed on to its own parts in proportion to their values.
///
/// Missing data: a part that the locality lacks is dropped from every coalition that it joins, as in the
/// score; its value says what dropping it did. What a missing node with parts receives is split evenly over
/// its leaves with a weight.
///
/// Where the effects of the parts of a node all but cancel out, they are passed on at the rate at which a
/// small change of the node moves the node above, and never blown up beyond twice the scale; what remains (at
/// most what the node received) is split evenly over the parts.
///
/// A parent unit has the mean over its assessed localities of the finest level, weighted by people, as its
/// score is.
Contributions contributions(const IndexResult& result, const Localities& localities,
                            const std::vector<double>& people);

}  // namespace djoliba
