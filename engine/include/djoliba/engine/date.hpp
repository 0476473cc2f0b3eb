// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace djoliba {

/// A calendar day. Inputs that know only a month or a year state so with DatePrecision.
using Date = std::chrono::year_month_day;

/// "YYYY-MM-DD", also with a trailing time ("2021-09-30 00:00:00", "2023-12-03T00:00:00.000Z") which is cut
/// off, and "YYYY/MM/DD". nullopt for anything else and for days that do not exist.
std::optional<Date> parse_date(std::string_view text);

/// "YYYY-MM-DD".
std::string to_string(const Date& date);

/// Days from a to b; negative when b is earlier.
int days_between(const Date& a, const Date& b);

/// The day that lies `months` before `date`; the last day of the month where that day does not exist.
Date months_before(const Date& date, int months);

/// First and last day of the date of some data: "2023", "2023-06", "2023-06-30", or a period of two of them
/// ("2022-06/2022-08"). nullopt for anything else.
std::optional<Date> first_day(std::string_view data_date);
std::optional<Date> last_day(std::string_view data_date);

}  // namespace djoliba
