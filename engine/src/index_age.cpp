// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <djoliba/engine/index.hpp>

namespace djoliba {
double freshness(std::string_view date, const std::optional<Date>& as_of) {
    const auto day = last_day(date);
    if (!day || !as_of) return 0.5;
    const auto days = (std::chrono::sys_days(*as_of) - std::chrono::sys_days(*day)).count();
    const double years = static_cast<double>(days) / 365.25;
    return years <= 2 ? 1 : std::exp2(-(years - 2) / 4);
}

double reliability_of(const Indicator& indicator, bool own, const std::optional<Date>& as_of) {
    return freshness(indicator.date, as_of) * (own ? 1 : 0.5);
}

std::string oldest_input(const IndexResult& result, const IndicatorTable& table, int locality) {
    std::vector<double> scores(result.plan.size());
    for (std::size_t n = 0; n < scores.size(); ++n) scores[n] = result.score[n][locality];
    const auto weight = effective_weights(result.plan, scores);
    std::string oldest;
    std::optional<Date> day;
    for (const int leaf : result.plan.leaves) {
        const Indicator& indicator = table.items[result.indicator[leaf]];
        const std::string& date = indicator.oldest.empty() ? indicator.date : indicator.oldest;
        const auto last = last_day(date);
        if (!(weight[leaf] > 0) || !last || (day && *last >= *day)) continue;
        oldest = date;
        day = last;
    }
    return oldest;
}

}  // namespace djoliba
