// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include <djoliba/engine/forecast_outcome.hpp>

namespace djoliba {

/// How weights follow from past errors.
struct BlendRule {
    double power = 2;           ///< weight of a method is its loss^-power; 0: all the same
    double half_life_days = 0;  ///< an error of d days ago weighs 2^(-d / half_life_days); 0: all weigh 1
};

/// Weights of methods at one horizon, which sum to 1. The loss of a method is its summed absolute error over
/// the summed people observed, as weighed. `errors`: by method, all of the same forecasts; those of other
/// horizons are left out. Equal weights where there are fewer than 10 errors or nobody was observed; methods
/// without any error share the whole weight. Throws Error where methods have different numbers of errors.
std::vector<double> blend_weights(std::span<const std::vector<ForecastError>> errors, int horizon_days,
                                  int now, const BlendRule& rule);

/// Mean of the paths of the methods, weighed for each day ahead by the weights of the nearest horizon (the
/// shorter of two). `weights`: by horizon, then method; `paths`: by method, over the same camps and days.
StockPaths blend(std::span<const StockPaths> paths, std::span<const std::vector<double>> weights,
                 std::span<const int> horizons_days);

}  // namespace djoliba
