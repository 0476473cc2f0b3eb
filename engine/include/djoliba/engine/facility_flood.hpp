// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include <djoliba/engine/access.hpp>
#include <djoliba/engine/closure.hpp>

namespace djoliba {

/// Depth of water at every facility in one flood.
struct FacilityDepths {
    double years = 0;                 ///< return period
    std::span<const double> depth_m;  ///< by facility; NaN where not known
};

/// Facilities under water in one flood, by position, of those that were asked for.
struct Drowned {
    double years = 0;
    std::vector<int> drowned = {};
    std::vector<int> not_known = {};  ///< no depth there: neither drowned nor dry
    std::vector<int> shallower = {};  ///< less deep than in a shorter return period by more than
                                      ///< `depth_slack_m`: the maps contradict each other
};

/// A facility is drowned where the water is deeper than `over_m` by more than `depth_slack_m`, as in
/// close_facilities(). One entry for each flood, by ascending return period. Throws Error for lists of
/// different length, a return period twice or below 1, or a negative depth or threshold.
std::vector<Drowned> drowned_facilities(std::span<const FacilityDepths> floods, std::span<const int> chosen,
                                        double over_m);

}  // namespace djoliba
