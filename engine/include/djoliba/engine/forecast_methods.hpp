// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <djoliba/engine/stock_forecast.hpp>

namespace djoliba {

/// A rule that forecasts from what was known at the origin and from nothing else. It is never told for which
/// days there will be reports: it gives every day up to `leads` days ahead. One result for each setting.
using StockForecaster = std::function<std::vector<StockPaths>(const AsOfView& view, int leads)>;

/// A forecast method with the settings among which past errors choose.
struct ForecastMethod {
    std::string name;                        ///< "flat", "trend", "damped_trend", ...
    bool naive = false;                      ///< one of the rules that a forecast must beat
    std::vector<std::string> settings = {};  ///< in words, at least one; the first is the default
    StockForecaster forecast = {};
};

/// flat, trend, share, increment_share (naive, one setting each), damped_trend, and with a flow flow.
std::vector<ForecastMethod> forecast_methods(bool with_flow);

/// The name of the weighted mean of them all.
inline constexpr const char* blend_name = "blend";

}  // namespace djoliba
