// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <djoliba/engine/backtest.hpp>
#include <djoliba/engine/displacement_forecast.hpp>

namespace djoliba {

/// A forecast that was held against a report.
struct ScoredForecast {
    std::string method;
    ForecastError error;
    StockBand band;
    BandBasis basis = BandBasis::prior;
};

/// Forecasts without outcome at one horizon. A forecast is one camp at one origin.
struct Unscored {
    int horizon_days = 0;
    int no_report = 0;      ///< no report within the tolerance
    int re_registered = 0;  ///< the only reports come after people were counted anew
};

struct ScoredForecasts {
    std::vector<ScoredForecast> scored = {};  ///< by origin, method, camp, horizon
    std::vector<Unscored> unscored = {};      ///< by horizon; the same for each method
};

/// Holds forecasts against everything that was published later. The only place where a forecast meets the
/// archive.
ScoredForecasts score_forecasts(const DisplacementForecast& forecast, const std::vector<CampRecord>& outcomes,
                                const HorizonRule& rule);

/// Mean over origins of sum |forecast - observed| / sum observed over the camps scored at it (the error of
/// Suleimenova, Bell and Groen 2017, on report days); origins at which nobody was observed are left out. NaN
/// where none is left.
double mean_relative_difference(std::span<const ForecastError> errors);

/// How well one method foresaw the stocks of one camp at one horizon.
struct CampScore {
    std::string camp;
    int forecasts = 0;
    double mean_absolute_error = missing_value;  ///< people
    double relative_difference = missing_value;  ///< sum |f - y| / sum y; NaN where nobody was observed
    /// sum |f - y| / sum |flat - y| over the same forecasts; NaN where flat makes no error.
    double scaled_error = missing_value;
};

/// How well one method foresaw the stocks at one horizon. Intervals: 5th to 95th percentile of draws of a
/// circular block bootstrap over origins (Politis and Romano 1992), blocks as long as the horizon (at
/// most a third of the origins), so that forecasts of the same days mostly stay together.
struct MethodScore {
    std::string method;
    bool naive = false;
    int horizon_days = 0;
    int forecasts = 0, origins = 0;
    Estimate error = {};                         ///< mean_relative_difference()
    double mean_absolute_error = missing_value;  ///< people for a camp, over all forecasts
    /// Mean over camps of CampScore::scaled_error (as MASE of Hyndman and Koehler 2006, but scaled by the
    /// flat forecast at the same horizon).
    double scaled_error = missing_value;
    /// 1 - error / error of the best naive rule. The best one is picked after the fact, at this horizon, over
    /// the same forecasts: no forecaster could have known it.
    Estimate skill = {};
    Estimate coverage50 = {}, coverage90 = {};  ///< share of outcomes within the interval, its ends included
    std::map<BandBasis, int> basis = {};
    std::vector<CampScore> camps = {};
};

struct ScoreOptions {
    int draws = 2000;  ///< at least 1
    std::uint64_t seed = 1;
};

/// All scores, and the naive rule with the least error at each horizon.
struct ForecastScores {
    std::vector<MethodScore> scores = {};        ///< by horizon, then method
    std::map<int, std::string> best_naive = {};  ///< by horizon
};

/// Horizons without any scored forecast are left out. `methods`: name and whether naive; "flat" is one of
/// them, and each has scored the same forecasts. Draws are keyed by (seed, draw, horizon): the same origins
/// for every method. `spacing_days`: between origins. Throws Error for draws below 1.
ForecastScores method_scores(std::span<const ScoredForecast> scored,
                             const std::vector<std::pair<std::string, bool>>& methods,
                             const HorizonRule& rule, int spacing_days, const ScoreOptions& options = {});

}  // namespace djoliba
