// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "bootstrap.hpp"

#include <algorithm>
#include <cmath>

namespace djoliba {
namespace {

// `sorted` is not empty.
double percentile(const std::vector<double>& sorted, double p) {
    const double at = p * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    if (below + 1 >= sorted.size()) return sorted.back();
    return sorted[below] + (at - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

}  // namespace

Estimate estimate(double value, std::vector<double> draws) {
    Estimate e{.value = value};
    e.undefined = static_cast<int>(std::erase_if(draws, [](double v) { return std::isnan(v); }));
    if (draws.empty() || std::isnan(value)) return e;
    std::ranges::sort(draws);
    e.low = percentile(draws, 0.05);
    e.high = percentile(draws, 0.95);
    return e;
}

}  // namespace djoliba
