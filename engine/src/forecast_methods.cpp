// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/forecast_methods.hpp>

#include <fmt/format.h>

#include <djoliba/engine/flow_forecast.hpp>

namespace djoliba {
namespace {

ForecastMethod naive(const std::string& name, StockPaths (*rule)(const AsOfView&, int)) {
    return {name, true, {"none"}, [rule](const AsOfView& view, int leads) {
                return std::vector<StockPaths>{rule(view, leads)};
            }};
}

ForecastMethod damped_trend() {
    std::vector<DampedTrend> rules;
    ForecastMethod method{.name = "damped_trend"};
    for (const int window : {30, 60})
        for (const int half_life : {30, 15, 60}) {
            rules.push_back({window, static_cast<double>(half_life)});
            method.settings.push_back(fmt::format("window {} days, half-life {} days", window, half_life));
        }
    method.forecast = [rules](const AsOfView& view, int leads) {
        std::vector<StockPaths> list;
        list.reserve(rules.size());
        for (const DampedTrend& rule : rules) list.push_back(damped_trend_forecast(view, leads, rule));
        return list;
    };
    return method;
}

ForecastMethod flow() {
    std::vector<FlowOutlook> outlooks;
    ForecastMethod method{.name = "flow"};
    for (const int half_life : {30, 15, 60})
        for (const double split : {0.5, 0.0, 1.0}) {
            outlooks.push_back({static_cast<double>(half_life), split});
            method.settings.push_back(fmt::format("half-life {} days, modelled split {}", half_life, split));
        }
    method.forecast = [outlooks](const AsOfView& view, int leads) {
        return flow_forecasts(view, leads, outlooks);
    };
    return method;
}

}  // namespace

std::vector<ForecastMethod> forecast_methods(bool with_flow) {
    std::vector<ForecastMethod> methods{naive("flat", flat_forecast), naive("trend", trend_forecast),
                                        naive("share", share_forecast),
                                        naive("increment_share", increment_share_forecast), damped_trend()};
    if (with_flow) methods.push_back(flow());
    return methods;
}

}  // namespace djoliba
