// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <djoliba/engine/conflict_days.hpp>

namespace djoliba {

/// How far simulated stocks are from observed ones.
struct StockErrors {
    /// By day: sum over camps of |simulated - observed| / sum of observed; NaN on days without people
    /// observed.
    std::vector<double> relative_difference = {};
    /// The same after the simulated stocks were scaled to the observed sum and cut to whole people; NaN also
    /// on days without people simulated.
    std::vector<double> rescaled = {};
    double mean_relative_difference = 0;  ///< over the days that have one; NaN where none has
    double mean_relative_difference_rescaled = 0;
    int days = 0;  ///< with people observed
};

/// Both [day][camp], the same size; Error otherwise. E / 2 is the share of people put in the wrong camp where
/// totals agree. Source: the error of Suleimenova, Bell and Groen (2017).
StockErrors stock_errors(const PlaceDays& simulated, const PlaceDays& observed);

}  // namespace djoliba
