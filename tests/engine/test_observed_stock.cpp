// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <cmath>

#include <djoliba/engine/observed_stock.hpp>

using namespace djoliba;

namespace {

const std::vector<StockReport> reports{{-5, 100}, {5, 200}, {8, 201}};

}  // namespace

BOOST_AUTO_TEST_SUITE(observed_stock)

BOOST_AUTO_TEST_CASE(stocks_are_linear_between_reports_and_cut_to_whole_people) {
    BOOST_TEST(stock_on(reports, -100) == 100);
    BOOST_TEST(stock_on(reports, -5) == 100);
    BOOST_TEST(stock_on(reports, 0) == 150);
    BOOST_TEST(stock_on(reports, 5) == 200);
    BOOST_TEST(stock_on(reports, 7) == 200);  // 200.67
    BOOST_TEST(stock_on(reports, 8) == 201);
    BOOST_TEST(stock_on(reports, 99) == 201);
    BOOST_TEST(std::isnan(stock_on({}, 3)));
}

BOOST_AUTO_TEST_CASE(a_sum_has_the_days_of_both) {
    const std::vector<StockReport> other{{0, 10}, {10, 20}};
    const auto sum = sum_of(reports, other);
    BOOST_REQUIRE(sum.size() == 5);
    BOOST_TEST(sum[1].day == 0);
    BOOST_TEST(sum[1].people == 160);
    BOOST_TEST(sum[2].people == 215);
    BOOST_TEST(sum[4].people == 221);
    BOOST_TEST(sum_of({}, other).size() == 2);
    BOOST_TEST(sum_of(other, {}).size() == 2);
}

BOOST_AUTO_TEST_CASE(a_new_registration_scales_what_came_before) {
    auto changed = reports;
    changed[2].people = 50;
    BOOST_TEST(correct_registration(changed, 8));
    BOOST_TEST(changed[0].people == 25);
    BOOST_TEST(changed[1].people == 50);
    BOOST_TEST(changed[2].people == 50);
}

BOOST_AUTO_TEST_CASE(a_registration_without_reports_to_compare_changes_nothing) {
    for (const int day : {-5, 6, 20}) {
        auto same = reports;
        BOOST_TEST(!correct_registration(same, day));
        BOOST_TEST(same[0].people == 100);
    }
    std::vector<StockReport> from_nothing{{0, 0}, {5, 10}};
    BOOST_TEST(!correct_registration(from_nothing, 5));
}

BOOST_AUTO_TEST_SUITE_END()
