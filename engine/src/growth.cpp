// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/growth.hpp>

#include <algorithm>
#include <cmath>

namespace djoliba {
namespace {

// For each locality the units at the level of the indicator that make it up; of a unit of that level none.
std::vector<std::vector<int>> parts_of_each(const Indicator& indicator, const Localities& localities) {
    std::vector<std::vector<int>> parts(localities.size());
    for (const int unit : localities.of_level(indicator.level))
        for (int up = localities[unit].parent; up >= 0; up = localities[up].parent) parts[up].push_back(unit);
    if (indicator.level == localities.finest())
        for (std::size_t i = 0; i < localities.size(); ++i)
            if (localities.depth(localities[i].level) < 0) parts[i] = localities[i].members;
    return parts;
}

// NaN where it is not known.
double factor_of(const std::vector<int>& parts, const Indicator& before, const std::vector<double>& factor) {
    if (parts.empty()) return missing_value;
    const double first = factor[parts.front()];
    if (std::ranges::all_of(parts, [&](int part) { return factor[part] == first; })) return first;
    double sum = 0, grown = 0;
    for (const int part : parts) {
        sum += before.value[part];
        grown += before.value[part] * factor[part];
    }
    return sum > 0 ? grown / sum : missing_value;
}

void clear_derived(Indicator& indicator) {
    for (std::size_t i = 0; i < indicator.value.size(); ++i)
        if (indicator.origin[i] == Origin::rolled_up || indicator.origin[i] == Origin::inherited)
            indicator.set_missing(i, "");
}

}  // namespace

double growth_factor(double percent_a_year, int years) { return std::pow(1 + percent_a_year / 100, years); }

void grow(Indicator& indicator, const Localities& localities, const std::vector<double>& factor,
          const std::vector<double>& people) {
    const auto parts = parts_of_each(indicator, localities);
    const auto is = [&](Origin origin) {
        return std::ranges::find(indicator.origin, origin) != indicator.origin.end();
    };
    const bool carried = is(Origin::inherited);
    const Indicator before = indicator;
    clear_derived(indicator);
    for (std::size_t i = 0; i < localities.size(); ++i) {
        if (!indicator.known(i)) continue;
        const bool at_level = localities[i].level == indicator.level;
        const double by = at_level ? factor[i] : factor_of(parts[i], before, factor);
        if (std::isnan(by))
            indicator.set_missing(i, "its parts grow differently, and not all of them are known");
        else
            indicator.value[i] *= by;
    }
    if (carried) carry_down(indicator, localities);
    roll_up(indicator, localities, people);
}

}  // namespace djoliba
