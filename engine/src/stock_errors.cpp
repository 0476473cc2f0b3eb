// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/stock_errors.hpp>

#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

double sum(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.0); }

double mean(const std::vector<double>& by_day) {
    double total = 0;
    int days = 0;
    for (const double e : by_day)
        if (!std::isnan(e)) total += e, ++days;
    return days > 0 ? total / days : none;
}

/// Without a factor stocks are taken as they are, with one scaled and cut to whole people.
double difference(std::span<const double> simulated, std::span<const double> observed, double people,
                  std::optional<double> factor) {
    double apart = 0;
    for (std::size_t c = 0; c < observed.size(); ++c)
        apart += std::abs((factor ? std::trunc(simulated[c] * *factor) : simulated[c]) - observed[c]);
    return apart / people;
}

}  // namespace

StockErrors stock_errors(const PlaceDays& simulated, const PlaceDays& observed) {
    if (simulated.days != observed.days || simulated.places != observed.places)
        throw Error(Problem{{},
                            "observed",
                            fmt::format("{} days of {} camps, simulated are {} days of {}", observed.days,
                                        observed.places, simulated.days, simulated.places),
                            "give both for the same days and camps"});
    StockErrors errors;
    for (std::size_t day = 0; day < observed.days; ++day) {
        const auto s = simulated.on(day), d = observed.on(day);
        const double people = sum(d), there = sum(s);
        const bool some = people > 0;
        errors.days += some ? 1 : 0;
        errors.relative_difference.push_back(some ? difference(s, d, people, {}) : none);
        errors.rescaled.push_back(some && there > 0 ? difference(s, d, people, people / there) : none);
    }
    errors.mean_relative_difference = mean(errors.relative_difference);
    errors.mean_relative_difference_rescaled = mean(errors.rescaled);
    return errors;
}

}  // namespace djoliba
