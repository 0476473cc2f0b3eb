// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/date.hpp>

namespace djoliba {
namespace {

// "2023" with "-12-31" is 2023-12-31; days that do not exist are nullopt.
std::optional<Date> completed(std::string_view date, std::string_view rest_of_year, std::string_view day) {
    std::string whole(date);
    if (date.size() == 4) whole += rest_of_year;
    if (date.size() == 7) whole += day;
    return parse_date(whole);
}

std::optional<Date> last_of_month(std::string_view month) {
    const auto first = completed(month, "", "-01");
    if (!first) return std::nullopt;
    return Date(std::chrono::year_month_day_last(first->year(), std::chrono::month_day_last(first->month())));
}

}  // namespace

std::optional<Date> first_day(std::string_view data_date) {
    return completed(data_date.substr(0, data_date.find('/')), "-01-01", "-01");
}

std::optional<Date> last_day(std::string_view data_date) {
    if (const auto slash = data_date.find('/'); slash != std::string_view::npos)
        data_date.remove_prefix(slash + 1);
    return data_date.size() == 7 ? last_of_month(data_date) : completed(data_date, "-12-31", "");
}

}  // namespace djoliba
