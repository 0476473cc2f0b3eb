// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <djoliba/engine/figure.hpp>

namespace djoliba {

/// Counts from above 0 to below this are small: they may tell of single people or families (threshold rule,
/// Hundepool et al. 2012, "Statistical Disclosure Control", 4.2).
inline constexpr double least_shown_count = 10;

/// A tree of units in which each holds the sum of its children. The parent of a unit stands before it; -1 at
/// the top, where all units add up to a total that counts as known.
using UnitTree = std::vector<int>;

/// By unit: a count, NaN where the unit has none.
using Counts = std::vector<double>;

struct Suppression {
    std::vector<bool> cell = {};  ///< by unit: not to be shown
    bool total = false;           ///< nor the sum over the units at the top
};

/// What somebody can tell of each count who knows all that is shown, that units add up, and of a cell that is
/// not shown whether it is small: the bounds of all solutions, found by passing bounds up and down the tree,
/// which is exact since no cell is in a circle of sums. A small cell with two children or more that are not 0
/// does not say that it is small. Counts that do not add up are taken as if they did.
std::vector<Range> bounds_of(const Counts& count, const UnitTree& parent, const Suppression& not_shown);

/// Cell suppression (Cox 1980, "Suppression methodology and statistical disclosure control"; group by group
/// along the hierarchy as in de Wolf 2002, "HiTaS"): takes out every small count of any of the tables, and
/// beside them as many others as it needs for nobody to tell more of a small count than that it is small:
/// siblings first, the least that is large enough, with a part of each below it; then parents. The tables
/// share one pattern, since figures of one unit may follow from each other. Greedy: more may be taken out
/// than the least possible.
/// `wanted`: cells that are taken out in any case.
Suppression suppress(const std::vector<Counts>& tables, const UnitTree& parent,
                     std::vector<bool> wanted = {});

}  // namespace djoliba
