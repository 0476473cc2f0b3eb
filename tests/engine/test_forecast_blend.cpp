// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/forecast_blend.hpp>

#include "../problems.hpp"

using namespace djoliba;
using boost::test_tools::tolerance;

namespace {

/// Ten forecasts of 100 people that were off by `error`.
std::vector<ForecastError> off_by(double error, int horizon = 30, int count = 10) {
    return std::vector<ForecastError>(static_cast<std::size_t>(count),
                                      {"A", 0, horizon, 30, 0, 100 + error, 100});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forecast_blends)

BOOST_AUTO_TEST_CASE(weights_follow_from_losses) {
    const std::vector errors{off_by(10), off_by(-20), off_by(40)};
    const auto weights = blend_weights(errors, 30, 30, {1, 0});
    BOOST_TEST(weights[0] == 4.0 / 7, tolerance(1e-14));
    BOOST_TEST(weights[1] == 2.0 / 7, tolerance(1e-14));
    BOOST_TEST(blend_weights(errors, 30, 30, {2, 0})[0] == 16.0 / 21, tolerance(1e-14));
    BOOST_TEST(blend_weights(errors, 30, 30, {0, 0})[2] == 1.0 / 3, tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(too_little_known_means_equal_weights) {
    const std::vector few{off_by(10, 30, 9), off_by(20, 30, 9)};
    BOOST_TEST(blend_weights(few, 30, 30, {})[0] == 0.5);
    const std::vector other{off_by(10, 60), off_by(20, 60)};
    BOOST_TEST(blend_weights(other, 30, 30, {})[0] == 0.5);
    auto nobody = std::vector{off_by(10), off_by(20)};
    for (auto& list : nobody)
        for (ForecastError& e : list) e.observed = 0;
    BOOST_TEST(blend_weights(nobody, 30, 30, {})[0] == 0.5);
}

BOOST_AUTO_TEST_CASE(methods_without_error_share_the_weight) {
    const std::vector errors{off_by(0), off_by(20), off_by(0)};
    const auto weights = blend_weights(errors, 30, 30, {2, 0});
    BOOST_TEST(weights[0] == 0.5);
    BOOST_TEST(weights[1] == 0);
}

BOOST_AUTO_TEST_CASE(old_errors_weigh_less) {
    auto first = off_by(10), second = off_by(10);
    for (std::size_t i = 0; i < 5; ++i) {
        first[i] = {"A", 0, 30, -300, 0, 200, 100};  // the first was bad long ago, the second is of late
        second[5 + i] = {"A", 0, 30, 30, 0, 200, 100};
    }
    const std::vector errors{first, second};
    BOOST_TEST(blend_weights(errors, 30, 30, {2, 0})[0] == 0.5);
    BOOST_TEST(blend_weights(errors, 30, 30, {2, 60})[0] > 0.9);
}

BOOST_AUTO_TEST_CASE(methods_must_have_the_same_forecasts) {
    const std::vector errors{off_by(10), off_by(10, 30, 11)};
    BOOST_TEST(
        mentions(problem_of([&] { blend_weights(errors, 30, 30, {}); }), "10 errors of one method, 11"));
}

BOOST_AUTO_TEST_CASE(each_day_takes_the_weights_of_the_nearest_horizon) {
    const std::vector<StockPaths> paths{{{"A", 0, {0, 0, 0, 0}}}, {{"A", 0, {8, 8, 8, 8}}}};
    const std::vector<std::vector<double>> weights{{1, 0}, {0.25, 0.75}};
    const std::vector horizons{1, 4};
    const auto blended = blend(paths, weights, horizons);
    const std::vector<double> expected{0, 0, 6, 6};  // day 2 is nearer to 1, day 3 to 4
    BOOST_TEST(blended[0].people == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
