// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <cmath>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/flood.hpp>

using namespace djoliba;
using boost::test_tools::tolerance;

BOOST_AUTO_TEST_SUITE(flood)

BOOST_AUTO_TEST_CASE(no_return_period_or_an_unknown_one_has_no_expectation) {
    BOOST_TEST(!expected_annual_people({}).mean.known());
    const auto e = expected_annual_people({{5, 100}, {10, missing_value}});
    BOOST_TEST(!e.mean.known());
    BOOST_TEST(e.mean.reason == "people exposed at 10 years are not known");
    BOOST_TEST(!e.range.known());
}

BOOST_AUTO_TEST_CASE(impossible_curves_are_refused_all_at_once) {
    BOOST_CHECK_THROW(expected_annual_people({{0.5, 10}}), Error);
    BOOST_CHECK_THROW(expected_annual_people({{missing_value, 10}}), Error);
    BOOST_CHECK_EXCEPTION(expected_annual_people({{5, 10}, {5, 20}, {10, -3}}), Error,
                          [](const Error& e) { return e.problems().size() == 2; });
}

// By hand: (1/5 - 1/10) * 100 + 200/10 = 30; (1/5 - 1/10) * 200 + 20 = 40; the published example of 5 and 10
// years, in which the upper bound without its tail falls below the lower one.
BOOST_AUTO_TEST_CASE(two_return_periods_by_hand) {
    const auto e = expected_annual_people({{10, 200}, {5, 100}});
    BOOST_TEST(e.range.low == 30, tolerance(1e-12));
    BOOST_TEST(e.range.high == 40, tolerance(1e-12));
    BOOST_TEST(e.mean.value == 35, tolerance(1e-12));
    BOOST_TEST(e.leaves_out_below_years == 5);
    BOOST_TEST(e.breaches.empty());
}

// By hand for 2, 10, 100 years and 0, 1000, 5000 people:
// lower = 0.4*0 + 0.09*1000 + 50 = 140, upper = 0.4*1000 + 0.09*5000 + 50 = 900.
BOOST_AUTO_TEST_CASE(three_return_periods_by_hand) {
    const auto e = expected_annual_people({{2, 0}, {10, 1000}, {100, 5000}});
    BOOST_TEST(e.range.low == 140, tolerance(1e-12));
    BOOST_TEST(e.range.high == 900, tolerance(1e-12));
    BOOST_TEST(e.mean.value == 520, tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(one_return_period_gives_its_tail_only) {
    const auto e = expected_annual_people({{20, 4000}});
    BOOST_TEST(e.range.low == 200);
    BOOST_TEST(e.range.high == 200);
    BOOST_TEST(expected_annual_people({{20, 0}}).mean.value == 0);
}

BOOST_AUTO_TEST_CASE(fewer_people_at_a_longer_return_period_are_reported) {
    const auto e = expected_annual_people({{5, 300}, {10, 200}, {100, 250}});
    BOOST_TEST(e.breaches.size() == 1);
    BOOST_TEST(e.breaches[0].shorter.years == 5);
    BOOST_TEST(e.breaches[0].longer.people == 200);
    BOOST_TEST(e.range.low <= e.range.high);
    BOOST_TEST(breaches({{5, 300}, {10, missing_value}, {100, 250}}).size() == 1);
    BOOST_TEST(breaches({{5, 300}, {10, 300}}).empty());
}

BOOST_AUTO_TEST_CASE(more_people_never_lower_the_expectation_and_bounds_keep_their_order) {
    for (int a = 0; a <= 50; a += 5)
        for (int b = 0; b <= 50; b += 5)
            for (int c = 0; c <= 50; c += 10) {
                const auto e = expected_annual_people({{2, 1.0 * a}, {10, 1.0 * b}, {50, 1.0 * c}});
                const auto more = expected_annual_people({{2, 1.0 * a}, {10, b + 1.0}, {50, 1.0 * c}});
                BOOST_TEST(e.range.low <= e.range.high + 1e-12);
                BOOST_TEST(more.mean.value > e.mean.value);
            }
}

BOOST_AUTO_TEST_CASE(chances_of_return_periods) {
    BOOST_TEST(exceedance_probability(1) == 1 - std::exp(-1.0), tolerance(1e-14));
    BOOST_TEST(exceedance_probability(100) == 0.00995016625083195, tolerance(1e-12));
    BOOST_TEST(exceedance_probability(1e9) == 1e-9, tolerance(1e-8));
    BOOST_TEST(exceedance_probability(10, 10) == 1 - std::exp(-1.0), tolerance(1e-14));
    BOOST_TEST(exceedance_probability(10, 0) == 0);
    BOOST_CHECK_THROW(exceedance_probability(0), Error);
    BOOST_CHECK_THROW(exceedance_probability(5, -1), Error);
}

BOOST_AUTO_TEST_CASE(damage_is_linear_between_points_and_constant_beyond) {
    const auto curves = african_damage_curves();
    BOOST_TEST(curves.size() == 3);
    const auto residential = curves[0].points;
    BOOST_TEST(damage_at(residential, 0) == 0);
    BOOST_TEST(damage_at(residential, -1) == 0);
    BOOST_TEST(damage_at(residential, 0.25) == 0.11, tolerance(1e-12));
    BOOST_TEST(damage_at(residential, 0.5) == 0.220);
    BOOST_TEST(damage_at(residential, 2.5) == (0.636 + 0.817) / 2, tolerance(1e-12));
    BOOST_TEST(damage_at(residential, 6) == 1);
    BOOST_TEST(damage_at(residential, 60) == 1);
    BOOST_TEST(std::isnan(damage_at(residential, missing_value)));
    BOOST_TEST(std::isnan(damage_at({}, 1)));
    BOOST_TEST(damage_at(curves[2].points, 1.5) == 0.741);
    BOOST_TEST(damage_at(curves[1].points, 4) == 0.919);
}

BOOST_AUTO_TEST_CASE(damage_grows_with_depth) {
    for (const auto& curve : african_damage_curves())
        for (double d = 0; d < 7; d += 0.05)
            BOOST_TEST(damage_at(curve.points, d + 0.05) >= damage_at(curve.points, d));
}

// 100 mm: 9 - 55.29 + 86.9448 = 40.6548; 300 mm: 81 - 165.87 + 86.9448 = 2.0748.
BOOST_AUTO_TEST_CASE(water_slows_cars_down_and_stops_them_above_300_mm) {
    BOOST_TEST(speed_in_water_kmh(0, 110) == 110);
    BOOST_TEST(speed_in_water_kmh(-0.2, 60) == 60);
    BOOST_TEST(speed_in_water_kmh(0.1, 90) == 40.6548, tolerance(1e-10));
    BOOST_TEST(speed_in_water_kmh(0.1, 20) == 20);
    BOOST_TEST(speed_in_water_kmh(0.3, 90) == 2.0748, tolerance(1e-9));
    BOOST_TEST(speed_in_water_kmh(0.301, 90) == 0);
    BOOST_TEST(std::isnan(speed_in_water_kmh(missing_value, 90)));
}

BOOST_AUTO_TEST_SUITE_END()
