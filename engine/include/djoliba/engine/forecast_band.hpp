// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include <djoliba/engine/forecast_outcome.hpp>

namespace djoliba {

/// Central prediction intervals of 50 % and 90 %, people. Not rounded.
struct StockBand {
    double low50 = 0, high50 = 0;
    double low90 = 0, high90 = 0;
};

/// How past errors become an interval.
struct BandRule {
    /// An error of d days ago weighs 2^(-d / half_life_days); 0: all weigh 1. Recent errors count more where
    /// the times change (Barber, Candes, Ramdas and Tibshirani 2023).
    double half_life_days = 0;
    /// Errors grow with (days from the last report to the day forecast)^growth_power.
    double growth_power = 0.5;
};

/// What an interval rests on.
enum class BandBasis : std::uint8_t {
    horizon,       ///< past errors at this horizon, over all camps
    all_horizons,  ///< too few of these: past errors at all horizons
    prior,         ///< too few of those, too: the prior, and wide enough for each past error
};
/// "horizon", "all_horizons", "prior".
const char* band_basis_name(BandBasis basis);

/// Past errors of one forecaster, as quantiles of their scaled logarithms
///
///     e = log((observed + 50) / (forecast + 50)) / (days / 30)^growth_power,
///
/// days = age + lead; the offset of 50 people lets camps of nobody take part. Forecasts of fewer than 50
/// people, camps that have not filled yet, have errors of their own: each kind is taken from its own.
/// Quantiles are those of split conformal prediction (Vovk, Gammerman and Shafer 2005; Lei et al. 2018), one
/// for each side: with weights w_i and 1 for the day to come, the smallest e_i below or at which lie at least
/// p (1 + sum w) for the upper end. Camps are pooled. Errors that share days are not independent, so that
/// coverage is no guarantee: it is measured.
class ErrorQuantiles {
 public:
    /// `errors`: those whose outcome was published by the day `now`. `horizon_days`: the horizon asked for.
    /// Fewer than 19 errors (sum of weights) cannot give a 90 % interval. Then the prior is taken: a factor
    /// of 5 up and down for 90 % and of 1.8 for 50 % at 30 days, with the 90 % interval widened to the
    /// largest past errors.
    ErrorQuantiles(std::span<const ForecastError> errors, int horizon_days, int now, const BandRule& rule);

    /// Interval around `people` that many days after the last report; never below 0.
    StockBand around(double people, int days) const;
    /// What the interval around that many people rests on.
    BandBasis basis(double people) const { return ends(people).basis; }

 private:
    /// Scaled logarithms.
    struct Ends {
        double low50, high50, low90, high90;
        BandBasis basis;
    };
    static Ends ends_of(std::span<const ForecastError> errors, bool few_people, int horizon_days, int now,
                        const BandRule& rule);
    const Ends& ends(double people) const;

    Ends few_people_, others_;
    double growth_power_;
};

/// Score of an interval on the scale of logarithms, lower is better: width + 20 x what lies outside of 90 %
/// and width + 4 x what lies outside of 50 % (Gneiting and Raftery 2007), averaged.
double interval_score(const StockBand& band, double observed);

}  // namespace djoliba
