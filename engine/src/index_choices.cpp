// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <djoliba/engine/index_sensitivity.hpp>

namespace djoliba {
namespace {

// Figures of the finest localities that a leaf can scale, in ascending order.
std::vector<double> figures(const Indicator& indicator, const Localities& localities, Transform transform) {
    std::vector<double> list;
    for (const int i : localities.of_level(localities.finest())) {
        const double v = indicator.value[i];
        const bool usable = transform == Transform::none    ? !std::isnan(v)
                            : transform == Transform::log10 ? v > 0
                                                            : v >= 0;
        if (usable) list.push_back(v);
    }
    std::ranges::sort(list);
    return list;
}

// Linear between the order statistics (Hyndman and Fan 1996, type 7).
double quantile(const std::vector<double>& sorted, double p) {
    const double at = p * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    if (below + 1 >= sorted.size()) return sorted.back();
    return sorted[below] + (at - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

void set_bounds(IndexNode& leaf, const Indicator& indicator, const Localities& localities,
                Normalisation normalisation) {
    const auto list = figures(indicator, localities, leaf.transform);
    if (list.empty()) return;
    const double cut = normalisation == Normalisation::percentiles ? 0.05 : 0;
    const double low = quantile(list, cut), high = quantile(list, 1 - cut);
    if (!(low < high)) return;
    leaf.low = low;
    leaf.high = high;
}

bool combines_nodes(const IndexPlan& plan, int node) {
    return std::ranges::any_of(plan.parts[node], [&](int part) { return !plan.leaf(part); });
}

}  // namespace

std::string_view to_string(Normalisation normalisation) {
    switch (normalisation) {
        case Normalisation::declared:
            return "declared";
        case Normalisation::min_max:
            return "min_max";
        case Normalisation::percentiles:
            return "percentiles";
    }
    return "";
}

IndexPlan chosen_plan(const IndexPlan& plan, const IndexResult& result, const IndicatorTable& table,
                      const Localities& localities, Normalisation normalisation, std::optional<Mean> mean) {
    IndexPlan chosen = plan;
    if (normalisation != Normalisation::declared)
        for (const int leaf : plan.leaves)
            set_bounds(chosen.nodes[leaf], table.items[result.indicator[leaf]], localities, normalisation);
    if (mean)
        for (int node = 0; node < static_cast<int>(plan.size()); ++node)
            if (combines_nodes(plan, node) && plan.nodes[node].mean != Mean::maximum)
                chosen.nodes[node].mean = *mean;
    return chosen;
}

}  // namespace djoliba
