// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include <djoliba/engine/figure.hpp>

namespace djoliba {

/// What raking did to the children of one parent. The published total is kept as it is.
struct RakedParent {
    double published = missing_value;     ///< total of the parent as published
    double children_sum = missing_value;  ///< sum of its known children before; NaN where none is known
    int children = 0;
    int children_missing = 0;             ///< children without a figure
    double ratio_before = missing_value;  ///< children_sum / published
    double factor = missing_value;        ///< what each child was multiplied with; NaN where it was not raked
    std::string reason = {};              ///< why it was not raked
};

struct Raked {
    std::vector<double> value;         ///< one for each child, NaN where missing
    std::vector<RakedParent> parents;  ///< one for each parent
    double ratio_before =
        missing_value;       ///< all children over all published totals, of the parents that have both
    int without_parent = 0;  ///< children with a figure but no parent: left as they are
};

/// Moves the figures of children (communes) to the published totals of their parents (cercles): each child
/// times published / sum of children. `parent_of`: index into `published`, -1 for none.
///
/// A child without a figure stays missing and its brothers are left as they are, since their share of the
/// total is not known. They are also left where no total is published. Where children sum to 0 under a total
/// above 0, or the total is 0 above people, all of them become missing: neither figure can be believed.
/// Throws Error for negative figures.
Raked rake(std::span<const double> children, std::span<const int> parent_of,
           std::span<const double> published);

}  // namespace djoliba
