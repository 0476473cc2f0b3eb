// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/forecast_band.hpp>

#include <algorithm>
#include <cmath>
#include <ranges>
#include <vector>

namespace djoliba {
namespace {

constexpr double offset_people = 50;
constexpr double scale_days = 30;
constexpr double least_weight = 19;  // 0.95 (1 + w) <= w
constexpr double rounding = 1e-9;    // of sums of weights
const double prior90 = std::log(5.0);
const double prior50 = std::log(1.8);

double log_of(double people) { return std::log(people + offset_people); }

double growth(int days, double power) { return std::pow(std::max(days, 1) / scale_days, power); }

struct WeightedError {
    double error;
    double weight;
};

/// Of one horizon; of all where `horizon_days` is 0. Ascending.
std::vector<WeightedError> scaled(std::span<const ForecastError> errors, int horizon_days, int now,
                                  const BandRule& rule) {
    std::vector<WeightedError> list;
    for (const ForecastError& e : errors) {
        if (horizon_days != 0 && e.horizon_days != horizon_days) continue;
        const double weight = rule.half_life_days > 0 ? std::exp2((e.day - now) / rule.half_life_days) : 1;
        list.push_back(
            {(log_of(e.observed) - log_of(e.forecast)) / growth(e.age + e.lead(), rule.growth_power),
             weight});
    }
    std::ranges::sort(list, {}, [](const WeightedError& e) { return std::pair(e.error, e.weight); });
    return list;
}

double weight_of(const std::vector<WeightedError>& list) {
    double sum = 0;
    for (const WeightedError& e : list) sum += e.weight;
    return sum;
}

/// The first error of the list by which `p` of all weight and of 1 more has passed.
double quantile(const std::ranges::range auto& list, double weight, double p) {
    double passed = 0, error = 0;
    for (const WeightedError& e : list) {
        if (passed >= p * (1 + weight) - rounding) break;
        passed += e.weight;
        error = e.error;
    }
    return error;
}

}  // namespace

const char* band_basis_name(BandBasis basis) {
    switch (basis) {
        case BandBasis::horizon:
            return "horizon";
        case BandBasis::all_horizons:
            return "all_horizons";
        case BandBasis::prior:
            break;
    }
    return "prior";
}

ErrorQuantiles::ErrorQuantiles(std::span<const ForecastError> errors, int horizon_days, int now,
                               const BandRule& rule)
    : low50_(-prior50),
      high50_(prior50),
      low90_(-prior90),
      high90_(prior90),
      growth_power_(rule.growth_power),
      basis_(BandBasis::horizon) {
    auto list = scaled(errors, horizon_days, now, rule);
    double weight = weight_of(list);
    if (weight < least_weight - rounding) {
        basis_ = BandBasis::all_horizons;
        list = scaled(errors, 0, now, rule);
        weight = weight_of(list);
    }
    if (weight < least_weight - rounding) {
        basis_ = BandBasis::prior;
        for (const WeightedError& e : list) {
            low90_ = std::min(low90_, e.error);
            high90_ = std::max(high90_, e.error);
        }
        return;
    }
    low90_ = quantile(std::views::reverse(list), weight, 0.95);
    low50_ = quantile(std::views::reverse(list), weight, 0.75);
    high50_ = quantile(list, weight, 0.75);
    high90_ = quantile(list, weight, 0.95);
}

StockBand ErrorQuantiles::around(double people, int days) const {
    const double scale = growth(days, growth_power_);
    const auto end = [&](double error) {
        return std::max(0.0, (people + offset_people) * std::exp(error * scale) - offset_people);
    };
    return {end(low50_), end(high50_), end(low90_), end(high90_)};
}

double interval_score(const StockBand& band, double observed) {
    const auto score = [&](double low, double high, double penalty) {
        const double below = std::max(0.0, log_of(low) - log_of(observed));
        const double above = std::max(0.0, log_of(observed) - log_of(high));
        return log_of(high) - log_of(low) + penalty * (below + above);
    };
    return (score(band.low90, band.high90, 20) + score(band.low50, band.high50, 4)) / 2;
}

}  // namespace djoliba
