// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace djoliba {

/// |S|! (n - |S| - 1)! / n!, by |S|: the share of the orders of n players in which the set S comes before one
/// player and all others after.
inline std::vector<double> shapley_weights(std::size_t n) {
    std::vector<double> weight(n);
    double subsets = 1;  // of this size among the n - 1 others
    for (std::size_t s = 0; s < n; ++s) {
        weight[s] = 1 / (static_cast<double>(n) * subsets);
        subsets = subsets * static_cast<double>(n - 1 - s) / static_cast<double>(s + 1);
    }
    return weight;
}

}  // namespace djoliba
