// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <djoliba/engine/displacement_forecast.hpp>

namespace djoliba {

/// Forecasts of one method under one setting, by origin.
using ForecastSeries = std::vector<IssuedForecast>;

/// Forecasts of every method under every setting, [method][setting].
using AllSeries = std::vector<std::vector<ForecastSeries>>;
AllSeries all_series(const AsOfView& view, std::span<const int> origins,
                     std::span<const ForecastMethod> methods, const HorizonRule& rule, const Job& job);

/// Errors of the first `count` forecasts, as far as their outcomes are known.
std::vector<ForecastError> known_errors(const ForecastSeries& series, std::size_t count, const AsOfView& view,
                                        const HorizonRule& rule);

/// Those at one horizon.
std::vector<ForecastError> errors_at(const std::vector<ForecastError>& errors, int horizon_days);

/// Weights of the methods at origin `at` (an index), by horizon, from what was known then.
std::vector<std::vector<double>> weights_at(const AsOfView& view, std::span<const ForecastSeries> methods,
                                            std::size_t at, const BlendRule& blend, const HorizonRule& rule);

/// The blend at the first `count` origins.
ForecastSeries blended(const AsOfView& view, std::span<const ForecastSeries> methods, std::size_t count,
                       const BlendRule& blend, const HorizonRule& rule);

/// Intervals of a method at origin `at`, by horizon, from its errors known then.
std::vector<ErrorQuantiles> bands_at(const AsOfView& view, const ForecastSeries& series, std::size_t at,
                                     const BandRule& band, const HorizonRule& rule);

/// Chooses settings from the forecasts at the first `count` origins and from what the view knows of their
/// outcomes.
ForecastSettings choose_settings(const AsOfView& view, const AllSeries& all,
                                 std::span<const ForecastMethod> methods, std::size_t count,
                                 const HorizonRule& rule);

/// The series of each method under the setting chosen.
std::vector<ForecastSeries> chosen_series(const AllSeries& all, const ForecastSettings& settings);

}  // namespace djoliba
