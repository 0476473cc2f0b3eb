// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace djoliba {

/// A published number of people present.
struct StockReport {
    int day = 0;  ///< since day 0 of the run; may be negative
    double people = 0;
};

/// People present on a day, from reports in the order of their days: linear between two reports, cut to whole
/// people; the first before them, the last after them. NaN without reports.
double stock_on(std::span<const StockReport> reports, int day);

/// Sum of two series on every day that either reports, each linear in between (not cut).
std::vector<StockReport> sum_of(std::span<const StockReport> a, std::span<const StockReport> b);

/// Re-registration on `day`: every earlier report times (value that day / last value before). False, and
/// nothing changed, where there is no report on the day or none before, or the last one before is 0.
bool correct_registration(std::vector<StockReport>& reports, int day);

}  // namespace djoliba
