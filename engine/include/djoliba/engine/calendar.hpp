// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bitset>
#include <cstddef>
#include <vector>

#include <djoliba/engine/date.hpp>
#include <djoliba/engine/figure.hpp>

namespace djoliba {

/// "September", "septembre". Throws Error outside 1 to 12.
Wording month_name(int month);
/// "Sept", "sept.".
Wording month_short(int month);

/// Months of the year: bit 0 is January.
using MonthSet = std::bitset<12>;

/// From a list of months 1 to 12; throws Error for others.
MonthSet months_of(const std::vector<int>& months);

/// From one month to another, both 1 to 12, over New Year where `last` is before `first`. Throws Error for
/// others.
MonthSet months_from(int first, int last);

/// All months that a period touches; at most the whole year. Throws Error where `last` is before `first`.
MonthSet months_of(const Date& first, const Date& last);

/// Runs of months, over the turn of the year where they go on: "Aug-Nov" and "août-nov.", "Jan, July-Sept",
/// "Nov-Feb", "all year" and "toute l'année". Empty for no month.
Wording wording(const MonthSet& months);

}  // namespace djoliba
