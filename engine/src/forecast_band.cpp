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

bool few(double people) { return people < offset_people; }

/// Of one horizon; of all where `horizon_days` is 0. Ascending.
std::vector<WeightedError> scaled(std::span<const ForecastError> errors, bool few_people, int horizon_days,
                                  int now, const BandRule& rule) {
    std::vector<WeightedError> list;
    for (const ForecastError& e : errors) {
        if (few(e.forecast) != few_people || (horizon_days != 0 && e.horizon_days != horizon_days)) continue;
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

ErrorQuantiles::Ends ErrorQuantiles::ends_of(std::span<const ForecastError> errors, bool few_people,
                                             int horizon_days, int now, const BandRule& rule) {
    Ends ends{-prior50, prior50, -prior90, prior90, BandBasis::horizon};
    auto list = scaled(errors, few_people, horizon_days, now, rule);
    double weight = weight_of(list);
    if (weight < least_weight - rounding) {
        ends.basis = BandBasis::all_horizons;
        list = scaled(errors, few_people, 0, now, rule);
        weight = weight_of(list);
    }
    if (weight < least_weight - rounding) {
        ends.basis = BandBasis::prior;
        for (const WeightedError& e : list) {
            ends.low90 = std::min(ends.low90, e.error);
            ends.high90 = std::max(ends.high90, e.error);
        }
        return ends;
    }
    ends.low90 = quantile(std::views::reverse(list), weight, 0.95);
    ends.low50 = quantile(std::views::reverse(list), weight, 0.75);
    ends.high50 = quantile(list, weight, 0.75);
    ends.high90 = quantile(list, weight, 0.95);
    return ends;
}

ErrorQuantiles::ErrorQuantiles(std::span<const ForecastError> errors, int horizon_days, int now,
                               const BandRule& rule)
    : few_people_(ends_of(errors, true, horizon_days, now, rule)),
      others_(ends_of(errors, false, horizon_days, now, rule)),
      growth_power_(rule.growth_power) {}

const ErrorQuantiles::Ends& ErrorQuantiles::ends(double people) const {
    return few(people) ? few_people_ : others_;
}

StockBand ErrorQuantiles::around(double people, int days) const {
    const double scale = growth(days, growth_power_);
    const auto end = [&](double error) {
        return std::max(0.0, (people + offset_people) * std::exp(error * scale) - offset_people);
    };
    const Ends& e = ends(people);
    return {end(e.low50), end(e.high50), end(e.low90), end(e.high90)};
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
