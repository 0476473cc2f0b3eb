// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/forecast_outcome.hpp>

#include <algorithm>
#include <climits>
#include <cstdlib>

#include <fmt/format.h>

namespace djoliba {
namespace {

/// Day of the first re-registration that nobody knew of at the origin; INT_MAX without one.
int next_reregistration(const CampRecord& camp, int origin) {
    for (const Reregistration& r : camp.reregistrations)
        if (r.published > origin) return r.day;
    return INT_MAX;
}

}  // namespace

ForecastOutcome outcome_of(const CampRecord& camp, int origin, int horizon_days, int tolerance_days) {
    const int limit = next_reregistration(camp, origin);
    const int target = origin + horizon_days;
    const auto nearer = [&](const PublishedStock& r, const PublishedStock& than) {
        return r.day == than.day || std::abs(r.day - target) < std::abs(than.day - target);
    };
    ForecastOutcome outcome;
    for (const PublishedStock& r : camp.reports) {
        if (r.day <= origin || std::abs(r.day - target) > tolerance_days) continue;
        if (r.day >= limit) {
            if (!outcome.report) outcome.why_not = NoOutcome::re_registered;
        } else if (!outcome.report || nearer(r, *outcome.report)) {
            outcome = {r, NoOutcome::none};
        }
    }
    return outcome;
}

void check(const HorizonRule& rule) {
    const auto& days = rule.horizons_days;
    const bool ascend = std::ranges::adjacent_find(days, std::greater_equal<>()) == days.end();
    if (days.empty() || days.front() < 1 || days.back() > 3650 || !ascend)
        throw Error({"", "horizons",
                     fmt::format("the days {} are none or do not ascend", fmt::join(days, ",")),
                     "give whole days above 0 in ascending order, such as 30,60,90"});
    if (rule.tolerance_days < 0 || rule.tolerance_days >= days.front())
        throw Error({"", "tolerance", fmt::format("{} days", rule.tolerance_days),
                     fmt::format("give 0 to {}: less than the first horizon", days.front() - 1)});
}

std::vector<ForecastError> errors_of(const IssuedForecast& issued, const std::vector<CampRecord>& known,
                                     const HorizonRule& rule) {
    std::vector<ForecastError> errors;
    for (const StockPath& path : issued.paths) {
        const auto camp = std::ranges::find(known, path.camp, &CampRecord::name);
        if (camp == known.end()) continue;
        for (const int horizon : rule.horizons_days) {
            const auto outcome = outcome_of(*camp, issued.origin, horizon, rule.tolerance_days);
            if (!outcome.report) continue;
            const int lead = outcome.report->day - issued.origin;
            errors.push_back({path.camp, issued.origin, horizon, outcome.report->day, path.age,
                              path.people.at(static_cast<std::size_t>(lead) - 1), outcome.report->people});
        }
    }
    return errors;
}

}  // namespace djoliba
