// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <djoliba/engine/forecast_band.hpp>
#include <djoliba/engine/forecast_blend.hpp>
#include <djoliba/engine/forecast_methods.hpp>
#include <djoliba/engine/forecast_outcome.hpp>
#include <djoliba/engine/job.hpp>

namespace djoliba {

/// When forecasts are made and for when.
struct ForecastPlan {
    HorizonRule horizon = {};
    int spacing_days = 7;   ///< between origins, at least; above 0
    int history_days = 30;  ///< from the first report to the first origin; at least 0
    /// Origins are days on which a report was published. Where reports are rarer than origins would be, these
    /// would count the same reports again and again.
    bool at_publications = false;
};

/// A setting of one method, chosen by past errors.
struct ChosenSetting {
    std::string method;
    std::string what;     ///< "method", "band", "blend"
    std::string setting;  ///< in words
    std::size_t tried = 1;
    double loss = 0;  ///< of the chosen one; NaN where there were too few past errors and it is the default
};

/// Settings of every method, chosen from what was known on a day.
struct ForecastSettings {
    int day = 0;
    int origins = 0;                       ///< before that day
    std::vector<std::size_t> method = {};  ///< setting of each of forecast_methods()
    BlendRule blend = {};
    std::vector<BandRule> band = {};  ///< of each of forecast_methods(), then of the blend
    std::vector<ChosenSetting> chosen = {};
};

/// What one method forecast on one day.
struct MethodForecast {
    std::string method;
    StockPaths paths = {};
    std::vector<ErrorQuantiles> bands = {};  ///< by horizon
    /// Forecasts of earlier origins whose outcome was known, and their mean_relative_difference(), by
    /// horizon; NaN without any.
    std::vector<int> past_forecasts = {};
    std::vector<double> past_error = {};
};

/// What all methods forecast on one day: those of forecast_methods(), then the blend.
struct OriginForecast {
    int origin = 0;
    std::vector<MethodForecast> methods = {};
    std::vector<std::vector<double>> weights = {};  ///< in the blend, by horizon, then method
};

struct DisplacementForecast {
    ForecastSettings settings = {};
    std::vector<OriginForecast> origins = {};
};

/// Origins up to that of the view, from history_days after the first report on: every spacing_days, or the
/// days of publication that are at least as far apart; and the origin of the view itself.
std::vector<int> forecast_origins(const AsOfView& view, const ForecastPlan& plan);

/// Forecasts at every origin of the plan from `settings_day` on, the last one that of the view. Settings are
/// those that did best at the origins before `settings_day`, judged by what was published by then; with fewer
/// than 10 outcomes, the defaults. Blend and intervals of an origin follow from the errors of earlier
/// forecasts whose outcomes were published by that origin. Everything is computed from views cut at the
/// origin. Throws Error for a plan that is none, and where the view begins less than `history_days` after the
/// first report. Precondition: settings_day <= view.origin().
DisplacementForecast forecast_displacement(const AsOfView& view, int settings_day, const ForecastPlan& plan,
                                           const Job& job = {});

}  // namespace djoliba
