// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <cmath>

#include <djoliba/engine/stock_errors.hpp>

#include "problems.hpp"

using namespace djoliba;

namespace {

PlaceDays days_of(std::size_t camps, std::vector<double> values) {
    PlaceDays days(values.size() / camps, camps);
    days.values = std::move(values);
    return days;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(stock_error)

BOOST_AUTO_TEST_CASE(errors_are_shares_of_the_observed_people_averaged_over_days) {
    const StockErrors e = stock_errors(days_of(2, {10, 20, 30, 30}), days_of(2, {20, 20, 30, 70}));
    BOOST_TEST(e.relative_difference[0] == 0.25);
    BOOST_TEST(e.relative_difference[1] == 0.4);
    BOOST_TEST(e.mean_relative_difference == 0.325);
    // 10 x 40 / 30 = 13.3 -> 13, 20 x 40 / 30 = 26.7 -> 26; 30 x 100 / 60 = 50.
    BOOST_TEST(e.rescaled[0] == 13.0 / 40);
    BOOST_TEST(e.rescaled[1] == 0.4);
    BOOST_TEST(e.days == 2);
}

BOOST_AUTO_TEST_CASE(days_without_people_have_no_error) {
    const StockErrors e = stock_errors(days_of(1, {5, 0, 8}), days_of(1, {0, 4, 8}));
    BOOST_TEST(std::isnan(e.relative_difference[0]));
    BOOST_TEST(e.relative_difference[1] == 1);
    BOOST_TEST(std::isnan(e.rescaled[1]));
    BOOST_TEST(e.mean_relative_difference == 0.5);
    BOOST_TEST(e.mean_relative_difference_rescaled == 0);
    BOOST_TEST(e.days == 2);
    BOOST_TEST(std::isnan(stock_errors(days_of(1, {5}), days_of(1, {0})).mean_relative_difference));
}

BOOST_AUTO_TEST_CASE(both_have_the_same_days_and_camps) {
    BOOST_TEST(
        mentions(problem_of([] { stock_errors(PlaceDays(2, 1), PlaceDays(2, 2)); }), "2 days of 2 camps"));
}

BOOST_AUTO_TEST_SUITE_END()
