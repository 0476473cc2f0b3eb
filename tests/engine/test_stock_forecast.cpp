// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/stock_forecast.hpp>

#include "forecast_fixture.hpp"

using namespace djoliba;
using boost::test_tools::tolerance;

namespace {

AsOfView view_of(std::vector<CampRecord> camps, int origin) {
    return {StockArchive{std::move(camps), {}}, origin};
}

double at(const StockPaths& paths, std::size_t c, int lead) {
    return paths[c].people.at(static_cast<std::size_t>(lead) - 1);
}

// A grows by 2 a day to 160 and B by 1 a day to 40; 60 days of reports, the last 10 days before the origin
// for B.
AsOfView growing() {
    return view_of({camp("A", {{0, 40}, {30, 100}, {60, 160}}), camp("B", {{0, 0}, {20, 10}, {50, 40}})}, 60);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(stock_forecasts)

BOOST_AUTO_TEST_CASE(flat_keeps_the_last_report) {
    const auto paths = flat_forecast(growing(), 90);
    BOOST_TEST(paths.size() == 2u);
    BOOST_TEST(paths[1].camp == "B");
    BOOST_TEST(paths[1].age == 10);
    BOOST_TEST(paths[1].people.size() == 90u);
    BOOST_TEST(at(paths, 0, 90) == 160);
    BOOST_TEST(at(paths, 1, 1) == 40);
}

BOOST_AUTO_TEST_CASE(trend_goes_on_from_the_last_report) {
    const auto paths = trend_forecast(growing(), 30);
    BOOST_TEST(at(paths, 0, 30) == 160 + 2 * 30);
    BOOST_TEST(at(paths, 1, 30) == 40 + 1 * (10 + 30));
}

BOOST_AUTO_TEST_CASE(share_spreads_the_total) {
    // T(60) = 200; T(30) = 100 + 20 = 120, so S = 80 / 30.
    const auto paths = share_forecast(growing(), 30);
    BOOST_TEST(at(paths, 0, 30) == 280 * 160.0 / 200, tolerance(1e-14));
    BOOST_TEST(at(paths, 1, 30) == 280 * 40.0 / 200, tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(increment_share_spreads_what_comes_new) {
    // Increments since the first reports: 120 and 40.
    const auto paths = increment_share_forecast(growing(), 30);
    BOOST_TEST(at(paths, 0, 30) == 160 + 80 * 0.75, tolerance(1e-14));
    BOOST_TEST(at(paths, 1, 30) == 40 + 80 * 0.25, tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(a_damped_trend_starts_as_the_trend_and_ends) {
    const DampedTrend rule{30, 20};
    const auto paths = damped_trend_forecast(growing(), 4000, rule);
    const double whole = 2 * 20 / std::log(2);
    BOOST_TEST(at(paths, 0, 20) == 160 + whole / 2, tolerance(1e-12));
    BOOST_TEST(at(paths, 0, 4000) == 160 + whole, tolerance(1e-12));
    const auto slow = damped_trend_forecast(growing(), 30, {30, 1e9});
    BOOST_TEST(at(slow, 1, 30) == at(trend_forecast(growing(), 30), 1, 30), tolerance(1e-6));
}

BOOST_AUTO_TEST_CASE(one_report_zero_people_and_decline) {
    const auto view = view_of(
        {camp("one", {{5, 70}}), camp("zero", {{0, 0}, {9, 0}}), camp("down", {{0, 100}, {10, 50}})}, 10);
    for (const auto& paths : {flat_forecast(view, 30), trend_forecast(view, 30), share_forecast(view, 30),
                              increment_share_forecast(view, 30), damped_trend_forecast(view, 30, {})}) {
        BOOST_TEST(at(paths, 1, 30) == 0);
        for (const StockPath& path : paths)
            for (const double people : path.people) BOOST_TEST(people >= 0);
    }
    BOOST_TEST(at(trend_forecast(view, 30), 0, 30) == 70);
    BOOST_TEST(at(trend_forecast(view, 30), 2, 30) == 0);  // 50 - 5 a day, never below 0
    // Nothing has increased: increments have no shares.
    BOOST_TEST(at(increment_share_forecast(view, 30), 2, 30) == 50);
    const auto empty = view_of({camp("zero", {{0, 0}, {9, 0}})}, 10);
    BOOST_TEST(at(share_forecast(empty, 30), 0, 30) == 0);
}

BOOST_AUTO_TEST_CASE(a_known_reregistration_is_no_decline) {
    CampRecord record = camp("A", {{0, 100}, {30, 200}, {31, 100}});
    record.reregistrations = {{31, 31}};
    const auto paths = trend_forecast(view_of({record}, 31), 10);
    // On the new level 50 on day 0 and 100 on days 30 and 31; day 1 is 51 (cut to whole people).
    BOOST_TEST(at(paths, 0, 10) == 100 + 49.0 / 30 * 10, tolerance(1e-14));
}

BOOST_AUTO_TEST_SUITE_END()
