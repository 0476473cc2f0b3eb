// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/displacement_forecast.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <djoliba/engine/forecast_score.hpp>

#include "forecast_series.hpp"

namespace djoliba {
namespace {

void check(const ForecastPlan& plan) {
    check(plan.horizon);
    if (plan.spacing_days < 1)
        throw Error({"", "spacing", fmt::format("{} days", plan.spacing_days), "give 1 or more"});
    if (plan.history_days < 0)
        throw Error({"", "history", fmt::format("{} days", plan.history_days), "give 0 or more"});
}

std::vector<int> regular_days(const AsOfView& view, long long first, const ForecastPlan& plan) {
    std::vector<int> days;
    for (long long day = first; day < view.origin(); day += plan.spacing_days)
        days.push_back(static_cast<int>(day));
    return days;
}

std::vector<int> days_of_publication(const AsOfView& view, long long first, const ForecastPlan& plan) {
    std::vector<int> days;
    for (const int day : view.publication_days())
        if (day >= first && day < view.origin() && (days.empty() || day - days.back() >= plan.spacing_days))
            days.push_back(day);
    return days;
}

/// One method at one origin, with what its earlier errors tell.
MethodForecast method_at(const AsOfView& view, const std::string& name, const ForecastSeries& series,
                         std::size_t at, const BandRule& band, const HorizonRule& rule) {
    MethodForecast forecast{.method = name, .paths = series[at].paths};
    forecast.bands = bands_at(view, series, at, band, rule);
    const auto errors = known_errors(series, at, view.earlier(series[at].origin), rule);
    for (const int horizon : rule.horizons_days) {
        const auto of_horizon = errors_at(errors, horizon);
        forecast.past_forecasts.push_back(static_cast<int>(of_horizon.size()));
        forecast.past_error.push_back(mean_relative_difference(of_horizon));
    }
    return forecast;
}

OriginForecast forecast_at(const AsOfView& view, const std::vector<ForecastSeries>& series,
                           std::span<const ForecastMethod> methods, std::size_t at,
                           const ForecastSettings& settings, const HorizonRule& rule) {
    const std::size_t blend = methods.size();
    OriginForecast forecast{series.front()[at].origin, {}, {}};
    for (std::size_t m = 0; m < series.size(); ++m)
        forecast.methods.push_back(method_at(view, m == blend ? blend_name : methods[m].name, series[m], at,
                                             settings.band[m], rule));
    forecast.weights = weights_at(view, std::span(series).first(blend), at, settings.blend, rule);
    return forecast;
}

}  // namespace

std::vector<int> forecast_origins(const AsOfView& view, const ForecastPlan& plan) {
    check(plan);
    const int first = first_report_day(view.camps());
    std::vector<int> origins;
    if (!view.camps().empty())
        origins = plan.at_publications ? days_of_publication(view, 0LL + first + plan.history_days, plan)
                                       : regular_days(view, 0LL + first + plan.history_days, plan);
    if (view.camps().empty() || view.origin() - first < plan.history_days)
        throw Error(
            {"", "origin",
             view.camps().empty() ? "nothing was published by that day"
                                  : fmt::format("the first report is {} days old", view.origin() - first),
             fmt::format("forecast from a day at least {} days after the first report", plan.history_days)});
    origins.push_back(view.origin());
    return origins;
}

DisplacementForecast forecast_displacement(const AsOfView& view, int settings_day, const ForecastPlan& plan,
                                           const Job& job) {
    const auto origins = forecast_origins(view, plan);
    const auto methods = forecast_methods(view.flow() != nullptr);
    const auto early =
        static_cast<std::size_t>(std::ranges::lower_bound(origins, settings_day) - origins.begin());
    const AllSeries all = all_series(view, origins, methods, plan.horizon, job);
    DisplacementForecast result;
    result.settings = choose_settings(view.earlier(settings_day), all, methods, early, plan.horizon);
    auto series = chosen_series(all, result.settings);
    series.push_back(blended(view, series, origins.size(), result.settings.blend, plan.horizon));
    for (std::size_t i = early; i < origins.size(); ++i)
        result.origins.push_back(forecast_at(view, series, methods, i, result.settings, plan.horizon));
    return result;
}

}  // namespace djoliba
