// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/stock_forecast.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace djoliba {
namespace {

constexpr int naive_window_days = 30;

/// A path for each camp from what is expected `lead` days ahead.
template <typename Expected>
StockPaths paths_of(const AsOfView& view, const std::vector<KnownStock>& stocks, int leads,
                    const Expected& expected) {
    StockPaths paths;
    for (std::size_t c = 0; c < stocks.size(); ++c) {
        StockPath path{view.camps()[c].name, stocks[c].age, {}};
        path.people.reserve(static_cast<std::size_t>(leads));
        for (int lead = 1; lead <= leads; ++lead)
            path.people.push_back(std::max(0.0, expected(c, static_cast<double>(lead))));
        paths.push_back(std::move(path));
    }
    return paths;
}

}  // namespace

std::vector<KnownStock> known_stocks(const AsOfView& view) {
    std::vector<KnownStock> stocks;
    for (const CampRecord& camp : view.camps()) {
        KnownStock stock{comparable_reports(camp), 0, 0};
        stock.last = stock.reports.back().people;
        stock.age = view.origin() - stock.reports.back().day;
        stocks.push_back(std::move(stock));
    }
    return stocks;
}

double rate_before_last(const KnownStock& stock, int window_days) {
    const int last = stock.reports.back().day;
    const int days = std::min(window_days, last - stock.reports.front().day);
    return days > 0 ? (stock.last - stock_on(stock.reports, last - days)) / days : 0;
}

double total_on(const std::vector<KnownStock>& stocks, int day) {
    double total = 0;
    for (const KnownStock& stock : stocks) total += stock_on(stock.reports, day);
    return total;
}

double total_rate(const std::vector<KnownStock>& stocks, int origin, int window_days) {
    return (total_on(stocks, origin) - total_on(stocks, origin - window_days)) / window_days;
}

std::vector<double> increment_shares(const std::vector<KnownStock>& stocks) {
    std::vector<double> shares;
    double sum = 0;
    for (const KnownStock& stock : stocks) {
        shares.push_back(std::max(0.0, stock.last - stock.reports.front().people));
        sum += shares.back();
    }
    if (sum > 0)
        for (double& share : shares) share /= sum;
    return shares;
}

StockPaths flat_forecast(const AsOfView& view, int leads) {
    const auto stocks = known_stocks(view);
    return paths_of(view, stocks, leads, [&](std::size_t c, double) { return stocks[c].last; });
}

StockPaths trend_forecast(const AsOfView& view, int leads) {
    const auto stocks = known_stocks(view);
    return paths_of(view, stocks, leads, [&](std::size_t c, double lead) {
        return stocks[c].last + rate_before_last(stocks[c], naive_window_days) * (stocks[c].age + lead);
    });
}

StockPaths share_forecast(const AsOfView& view, int leads) {
    const auto stocks = known_stocks(view);
    const double total = total_on(stocks, view.origin());
    const double rate = total_rate(stocks, view.origin(), naive_window_days);
    return paths_of(view, stocks, leads, [&](std::size_t c, double lead) {
        return total > 0 ? std::max(0.0, total + rate * lead) * (stocks[c].last / total) : stocks[c].last;
    });
}

StockPaths increment_share_forecast(const AsOfView& view, int leads) {
    const auto stocks = known_stocks(view);
    const auto shares = increment_shares(stocks);
    const double rate = total_rate(stocks, view.origin(), naive_window_days);
    return paths_of(view, stocks, leads,
                    [&](std::size_t c, double lead) { return stocks[c].last + shares[c] * rate * lead; });
}

StockPaths damped_trend_forecast(const AsOfView& view, int leads, const DampedTrend& rule) {
    const auto stocks = known_stocks(view);
    const double scale = rule.half_life_days / std::numbers::ln2;
    return paths_of(view, stocks, leads, [&](std::size_t c, double lead) {
        const double days = scale * -std::expm1(-(stocks[c].age + lead) / scale);
        return stocks[c].last + rate_before_last(stocks[c], rule.window_days) * days;
    });
}

}  // namespace djoliba
