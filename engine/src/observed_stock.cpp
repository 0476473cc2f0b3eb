// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/observed_stock.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace djoliba {
namespace {

double between(std::span<const StockReport> reports, int day) {
    if (reports.empty()) return std::numeric_limits<double>::quiet_NaN();
    const auto later = std::ranges::upper_bound(reports, day, {}, &StockReport::day);
    if (later == reports.begin()) return reports.front().people;
    if (later == reports.end()) return reports.back().people;
    const StockReport& earlier = *std::prev(later);
    const double share = static_cast<double>(day - earlier.day) / (later->day - earlier.day);
    return earlier.people + share * (later->people - earlier.people);
}

}  // namespace

double stock_on(std::span<const StockReport> reports, int day) { return std::trunc(between(reports, day)); }

std::vector<StockReport> sum_of(std::span<const StockReport> a, std::span<const StockReport> b) {
    if (a.empty()) return {b.begin(), b.end()};
    if (b.empty()) return {a.begin(), a.end()};
    std::set<int> days;
    for (const auto reports : {a, b})
        for (const StockReport& r : reports) days.insert(r.day);
    std::vector<StockReport> sum;
    sum.reserve(days.size());
    for (const int day : days) sum.push_back({day, between(a, day) + between(b, day)});
    return sum;
}

bool correct_registration(std::vector<StockReport>& reports, int day) {
    const auto after = std::ranges::find(reports, day, &StockReport::day);
    if (after == reports.end() || after == reports.begin() || !(std::prev(after)->people > 0)) return false;
    const double factor = after->people / std::prev(after)->people;
    for (auto r = reports.begin(); r != after; ++r) r->people *= factor;
    return true;
}

}  // namespace djoliba
