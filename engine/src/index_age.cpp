// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <cmath>

#include <djoliba/engine/index.hpp>

namespace djoliba {
namespace {

// Exactly `digits` digits as a number, -1 where `text` is anything else.
int number(std::string_view text, std::size_t digits) {
    if (text.size() != digits) return -1;
    for (const char c : text)
        if (c < '0' || c > '9') return -1;
    int value = -1;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

}  // namespace

std::optional<Date> last_day(std::string_view date) {
    using namespace std::chrono;
    const std::string_view last = date.substr(date.find('/') == date.npos ? 0 : date.find('/') + 1);
    const int y = number(last.substr(0, 4), 4);
    if (y < 0) return std::nullopt;
    if (last.size() == 4) return year(y) / December / 31;
    if (last.size() < 7 || last[4] != '-') return std::nullopt;
    const int m = number(last.substr(5, 2), 2);
    if (m < 1 || m > 12) return std::nullopt;
    const year_month month_of_year = year(y) / month(static_cast<unsigned>(m));
    if (last.size() == 7) return Date(month_of_year / std::chrono::last);
    if (last.size() != 10 || last[7] != '-') return std::nullopt;
    const int d = number(last.substr(8, 2), 2);
    const Date day = month_of_year / std::chrono::day(d < 0 ? 0u : static_cast<unsigned>(d));
    return day.ok() ? std::optional(day) : std::nullopt;
}

double freshness(std::string_view date, const std::optional<Date>& as_of) {
    const auto day = last_day(date);
    if (!day || !as_of) return 0.5;
    const auto days = (std::chrono::sys_days(*as_of) - std::chrono::sys_days(*day)).count();
    const double years = static_cast<double>(days) / 365.25;
    return years <= 2 ? 1 : std::exp2(-(years - 2) / 4);
}

double reliability_of(const Indicator& indicator, bool own, const std::optional<Date>& as_of) {
    return freshness(indicator.date, as_of) * (own ? 1 : 0.5);
}

std::string oldest_input(const IndexResult& result, const IndicatorTable& table, int locality) {
    std::vector<double> scores(result.plan.size());
    for (std::size_t n = 0; n < scores.size(); ++n) scores[n] = result.score[n][locality];
    const auto weight = effective_weights(result.plan, scores);
    std::string oldest;
    std::optional<Date> day;
    for (const int leaf : result.plan.leaves) {
        const std::string& date = table.items[result.indicator[leaf]].date;
        const auto last = last_day(date);
        if (!(weight[leaf] > 0) || !last || (day && *last >= *day)) continue;
        oldest = date;
        day = last;
    }
    return oldest;
}

}  // namespace djoliba
