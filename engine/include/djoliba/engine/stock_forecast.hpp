// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <djoliba/engine/stock_archive.hpp>

namespace djoliba {

/// People expected in one camp on each day after the origin: people[lead - 1], at least 0, not rounded.
struct StockPath {
    std::string camp;
    int age = 0;  ///< days from the last report to the origin
    std::vector<double> people = {};
};

/// One for each camp of a view, in its order.
using StockPaths = std::vector<StockPath>;

// The naive rules. With L the last report of a camp (on the level of the last re-registration that is known),
// x(t) its stock on day t (linear between reports known at the origin o, the first before and the last after
// them), T(t) the sum of x(t) over camps, l the lead in days and S = (T(o) - T(o - 30)) / 30:

/// L.
StockPaths flat_forecast(const AsOfView& view, int leads);
/// max(0, L + s (age + l)), s = (x(r) - x(r - 30)) / 30 with r the day of the last report: people a day over
/// the 30 days before it, over less where the first report is younger; 0 with one report.
StockPaths trend_forecast(const AsOfView& view, int leads);
/// max(0, T(o) + S l) L / T(o): the total goes on, each camp keeps its share. L where T(o) is 0.
StockPaths share_forecast(const AsOfView& view, int leads);
/// max(0, L + q S l): each camp keeps its share q of all increments since its first report, decreases
/// counting as 0. L where nothing has increased.
StockPaths increment_share_forecast(const AsOfView& view, int leads);

struct DampedTrend {
    int window_days = 30;        ///< s is taken over these days before the last report; above 0
    double half_life_days = 30;  ///< of the trend; above 0
};
/// max(0, L + s H (1 - 2^(-(age + l) / H)) / ln 2), H the half-life: the trend dies out exponentially
/// (Gardner and McKenzie 1985). Tends to L + s H / ln 2.
StockPaths damped_trend_forecast(const AsOfView& view, int leads, const DampedTrend& rule);

// What the rules are made of.

/// The reports of a camp on one level, its last one, and how old that is.
struct KnownStock {
    std::vector<StockReport> reports;  ///< at least one
    double last = 0;
    int age = 0;
};
std::vector<KnownStock> known_stocks(const AsOfView& view);

/// People a day over the `window_days` before the last report, over less where the first report is younger;
/// 0 with one report.
double rate_before_last(const KnownStock& stock, int window_days);

/// Sum over camps of the stock on a day.
double total_on(const std::vector<KnownStock>& stocks, int day);

/// (T(o) - T(o - window)) / window, people a day.
double total_rate(const std::vector<KnownStock>& stocks, int origin, int window_days);

/// Share of each camp in all increases since the first report of each; all 0 where nothing has increased.
std::vector<double> increment_shares(const std::vector<KnownStock>& stocks);

}  // namespace djoliba
