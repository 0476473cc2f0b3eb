// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "forecast_series.hpp"

#include <algorithm>

#include "parallel.hpp"

namespace djoliba {

AllSeries all_series(const AsOfView& view, std::span<const int> origins,
                     std::span<const ForecastMethod> methods, const HorizonRule& rule, const Job& job) {
    AllSeries all;
    for (const ForecastMethod& method : methods)
        all.emplace_back(method.settings.size(), ForecastSeries(origins.size()));
    for_each(job, origins.size(), [&](std::size_t i) {
        const AsOfView then = view.earlier(origins[i]);
        for (std::size_t m = 0; m < methods.size(); ++m) {
            auto paths = methods[m].forecast(then, rule.leads());
            for (std::size_t s = 0; s < paths.size(); ++s) all[m][s][i] = {origins[i], std::move(paths[s])};
        }
    });
    return all;
}

std::vector<ForecastError> known_errors(const ForecastSeries& series, std::size_t count, const AsOfView& view,
                                        const HorizonRule& rule) {
    std::vector<ForecastError> errors;
    for (std::size_t i = 0; i < count; ++i) {
        const auto of_origin = errors_of(series[i], view.camps(), rule);
        errors.insert(errors.end(), of_origin.begin(), of_origin.end());
    }
    return errors;
}

std::vector<ForecastError> errors_at(const std::vector<ForecastError>& errors, int horizon_days) {
    std::vector<ForecastError> list;
    std::ranges::copy_if(errors, std::back_inserter(list),
                         [&](const ForecastError& e) { return e.horizon_days == horizon_days; });
    return list;
}

std::vector<std::vector<double>> weights_at(const AsOfView& view, std::span<const ForecastSeries> methods,
                                            std::size_t at, const BlendRule& blend, const HorizonRule& rule) {
    const AsOfView then = view.earlier(methods.front()[at].origin);
    std::vector<std::vector<ForecastError>> errors;
    for (const ForecastSeries& series : methods) errors.push_back(known_errors(series, at, then, rule));
    std::vector<std::vector<double>> weights;
    weights.reserve(rule.horizons_days.size());
    for (const int horizon : rule.horizons_days)
        weights.push_back(blend_weights(errors, horizon, then.origin(), blend));
    return weights;
}

ForecastSeries blended(const AsOfView& view, std::span<const ForecastSeries> methods, std::size_t count,
                       const BlendRule& rule, const HorizonRule& horizon) {
    ForecastSeries series;
    for (std::size_t i = 0; i < count; ++i) {
        std::vector<StockPaths> paths;
        for (const ForecastSeries& method : methods) paths.push_back(method[i].paths);
        const auto weights = weights_at(view, methods, i, rule, horizon);
        series.push_back({methods.front()[i].origin, blend(paths, weights, horizon.horizons_days)});
    }
    return series;
}

std::vector<ErrorQuantiles> bands_at(const AsOfView& view, const ForecastSeries& series, std::size_t at,
                                     const BandRule& band, const HorizonRule& rule) {
    const AsOfView then = view.earlier(series[at].origin);
    const auto errors = known_errors(series, at, then, rule);
    std::vector<ErrorQuantiles> bands;
    bands.reserve(rule.horizons_days.size());
    for (const int horizon : rule.horizons_days) bands.emplace_back(errors, horizon, then.origin(), band);
    return bands;
}

std::vector<ForecastSeries> chosen_series(const AllSeries& all, const ForecastSettings& settings) {
    std::vector<ForecastSeries> chosen;
    chosen.reserve(all.size());
    for (std::size_t m = 0; m < all.size(); ++m) chosen.push_back(all[m][settings.method[m]]);
    return chosen;
}

}  // namespace djoliba
