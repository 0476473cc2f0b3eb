// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/forecast_score.hpp>

#include "forecast_series.hpp"

namespace djoliba {
namespace {

constexpr std::size_t least_outcomes = 10;

constexpr double half_lives[] = {0, 120, 60};  // days; 0: no forgetting

std::string memory(double half_life_days) {
    return half_life_days > 0 ? fmt::format("half-life of errors {} days", half_life_days)
                              : "all errors weigh the same";
}

std::vector<BlendRule> blend_rules() {
    std::vector<BlendRule> rules;
    for (const double half_life : half_lives)
        for (const double power : {2.0, 1.0, 4.0}) rules.push_back({power, half_life});
    return rules;
}

std::vector<BandRule> band_rules() {
    std::vector<BandRule> rules;
    for (const double half_life : half_lives)
        for (const double power : {0.5, 1.0}) rules.push_back({half_life, power});
    return rules;
}

/// Mean over horizons of the mean relative difference; NaN for too few errors.
double loss_of(const std::vector<ForecastError>& errors, const HorizonRule& rule) {
    if (errors.size() < least_outcomes) return missing_value;
    double sum = 0;
    int horizons = 0;
    for (const int horizon : rule.horizons_days) {
        const double difference = mean_relative_difference(errors_at(errors, horizon));
        if (std::isnan(difference)) continue;
        sum += difference;
        ++horizons;
    }
    return horizons > 0 ? sum / horizons : missing_value;
}

/// Mean interval score; NaN for too few outcomes.
double band_loss(const AsOfView& view, const ForecastSeries& series, std::size_t count, const BandRule& band,
                 const HorizonRule& rule) {
    double sum = 0;
    std::size_t outcomes = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto bands = bands_at(view, series, i, band, rule);
        for (const ForecastError& e : errors_of(series[i], view.camps(), rule)) {
            const auto h = std::ranges::find(rule.horizons_days, e.horizon_days) - rule.horizons_days.begin();
            sum += interval_score(bands[static_cast<std::size_t>(h)].around(e.forecast, e.age + e.lead()),
                                  e.observed);
            ++outcomes;
        }
    }
    return outcomes < least_outcomes ? missing_value : sum / static_cast<double>(outcomes);
}

/// The first of the least losses, and the first of all where there are none.
std::size_t least(const std::vector<double>& losses) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < losses.size(); ++i)
        if (losses[i] < losses[best]) best = i;
    return best;
}

void choose_band(const AsOfView& view, const std::string& method, const ForecastSeries& series,
                 std::size_t count, const HorizonRule& rule, ForecastSettings& settings) {
    std::vector<double> losses;
    const auto rules = band_rules();
    losses.reserve(rules.size());
    for (const BandRule& band : rules) losses.push_back(band_loss(view, series, count, band, rule));
    const std::size_t best = least(losses);
    settings.band.push_back(rules[best]);
    settings.chosen.push_back(
        {method, "band",
         fmt::format("{}, growth power {}", memory(rules[best].half_life_days), rules[best].growth_power),
         rules.size(), losses[best]});
}

void choose_method(const AsOfView& view, const std::vector<ForecastSeries>& tried,
                   const ForecastMethod& method, std::size_t count, const HorizonRule& rule,
                   ForecastSettings& settings) {
    std::vector<double> losses;
    losses.reserve(tried.size());
    for (const ForecastSeries& series : tried)
        losses.push_back(loss_of(known_errors(series, count, view, rule), rule));
    settings.method.push_back(least(losses));
    settings.chosen.push_back({method.name, "method", method.settings[settings.method.back()], tried.size(),
                               losses[settings.method.back()]});
}

ForecastSeries choose_blend(const AsOfView& view, const std::vector<ForecastSeries>& methods,
                            std::size_t count, const HorizonRule& rule, ForecastSettings& settings) {
    const auto rules = blend_rules();
    std::vector<ForecastSeries> tried;
    std::vector<double> losses;
    for (const BlendRule& blend : rules) {
        tried.push_back(blended(view, methods, count, blend, rule));
        losses.push_back(loss_of(known_errors(tried.back(), count, view, rule), rule));
    }
    const std::size_t best = least(losses);
    settings.blend = rules[best];
    settings.chosen.push_back(
        {blend_name, "blend",
         fmt::format("power {}, {}", rules[best].power, memory(rules[best].half_life_days)), rules.size(),
         losses[best]});
    return tried[best];
}

}  // namespace

ForecastSettings choose_settings(const AsOfView& view, const AllSeries& all,
                                 std::span<const ForecastMethod> methods, std::size_t count,
                                 const HorizonRule& rule) {
    ForecastSettings settings{.day = view.origin(), .origins = static_cast<int>(count)};
    for (std::size_t m = 0; m < all.size(); ++m)
        choose_method(view, all[m], methods[m], count, rule, settings);
    const auto series = chosen_series(all, settings);
    const ForecastSeries blend = choose_blend(view, series, count, rule, settings);
    for (std::size_t m = 0; m < all.size(); ++m)
        choose_band(view, methods[m].name, series[m], count, rule, settings);
    choose_band(view, blend_name, blend, count, rule, settings);
    return settings;
}

}  // namespace djoliba
