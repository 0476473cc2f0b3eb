// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/forecast_band.hpp>
#include <djoliba/engine/random.hpp>

using namespace djoliba;
using boost::test_tools::tolerance;

namespace {

/// Observed = (forecast + 50) factor - 50 with factors 1.01, 1.02, ..., 30 days after the last report.
std::vector<ForecastError> growing_errors(int count, int horizon = 30) {
    std::vector<ForecastError> errors;
    for (int i = 1; i <= count; ++i)
        errors.push_back({"A", 0, horizon, 30, 0, 950, 1000 * (1 + i / 100.0) - 50});
    return errors;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forecast_bands)

BOOST_AUTO_TEST_CASE(quantiles_by_hand) {
    // 19 errors, 20 places: the 90 % interval reaches from the 1st to the 19th, the 50 % one from the 5th to
    // the 15th.
    const ErrorQuantiles q(growing_errors(19), 30, 100, {0, 0.5});
    BOOST_TEST((q.basis(950) == BandBasis::horizon));
    const StockBand band = q.around(950, 30);
    BOOST_TEST(band.low90 == 1010 - 50, tolerance(1e-12));
    BOOST_TEST(band.low50 == 1050 - 50, tolerance(1e-12));
    BOOST_TEST(band.high50 == 1150 - 50, tolerance(1e-12));
    BOOST_TEST(band.high90 == 1190 - 50, tolerance(1e-12));
    // Four times the days: twice the logarithm under the square root, four times in proportion.
    BOOST_TEST(q.around(950, 120).high90 == 1000 * 1.19 * 1.19 - 50, tolerance(1e-12));
    const ErrorQuantiles linear(growing_errors(19), 30, 100, {0, 1});
    BOOST_TEST(linear.around(950, 120).high90 == 1000 * std::pow(1.19, 4) - 50, tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(too_few_errors_fall_back_step_by_step) {
    auto errors = growing_errors(18);
    const ErrorQuantiles prior(errors, 30, 100, {0, 0.5});
    BOOST_TEST((prior.basis(950) == BandBasis::prior));
    BOOST_TEST(prior.around(950, 30).high90 == 5000 - 50, tolerance(1e-12));
    BOOST_TEST(prior.around(950, 30).low50 == 1000 / 1.8 - 50, tolerance(1e-12));
    errors.push_back({"A", 0, 30, 30, 0, 950, 8950});  // nine times as many: beyond the prior
    errors.pop_back();
    errors.front().observed = 8950;
    BOOST_TEST(ErrorQuantiles(errors, 30, 100, {0, 0.5}).around(950, 30).high90 == 9000 - 50,
               tolerance(1e-12));
    const auto others = growing_errors(1, 60);
    errors = growing_errors(18);
    errors.insert(errors.end(), others.begin(), others.end());
    BOOST_TEST((ErrorQuantiles(errors, 30, 100, {0, 0.5}).basis(950) == BandBasis::all_horizons));
    BOOST_TEST((ErrorQuantiles({}, 30, 100, {}).basis(950) == BandBasis::prior));
}

BOOST_AUTO_TEST_CASE(old_errors_weigh_less) {
    auto errors = growing_errors(40);
    for (std::size_t i = 0; i < 20; ++i) errors[i].day = -10'000;  // the smaller half is forgotten
    const StockBand band = ErrorQuantiles(errors, 30, 30, {30, 0.5}).around(950, 30);
    BOOST_TEST(band.low90 > 1200 - 50);
    // With weights near 0 the rest counts as too few.
    for (ForecastError& e : errors) e.day = -10'000;
    BOOST_TEST((ErrorQuantiles(errors, 30, 30, {30, 0.5}).basis(950) == BandBasis::prior));
}

BOOST_AUTO_TEST_CASE(zero_people_have_a_band_that_stays_above_zero) {
    const StockBand band = ErrorQuantiles({}, 30, 0, {}).around(0, 90);
    BOOST_TEST(band.low90 == 0);
    BOOST_TEST(band.high90 > 0);
    BOOST_TEST(band.low50 == 0);
}

BOOST_AUTO_TEST_CASE(camps_that_fill_do_not_widen_the_bands_of_others) {
    auto errors = growing_errors(19);
    const StockBand before = ErrorQuantiles(errors, 30, 100, {}).around(950, 30);
    for (int i = 0; i < 30; ++i) errors.push_back({"New", 0, 30, 30, 0, 0, 2000});  // nobody was expected
    const ErrorQuantiles q(errors, 30, 100, {});
    BOOST_TEST(q.around(950, 30).high90 == before.high90);
    BOOST_TEST((q.basis(0) == BandBasis::horizon));
    BOOST_TEST(q.around(0, 30).high90 == 2000, tolerance(1e-12));
    BOOST_TEST(q.around(49.9, 30).high90 > 2000);
}

BOOST_AUTO_TEST_CASE(exchangeable_errors_are_covered_as_often_as_promised) {
    // 99 past errors and one to come from the same distribution, 2000 times.
    int in50 = 0, in90 = 0;
    for (std::uint64_t trial = 0; trial < 2000; ++trial) {
        std::vector<ForecastError> errors;
        for (std::uint64_t i = 0; i < 99; ++i)
            errors.push_back({"A", 0, 30, 30, 0, 950, 1000 * std::exp(0.1 * normal(7, trial, i)) - 50});
        const StockBand band = ErrorQuantiles(errors, 30, 30, {}).around(950, 30);
        const double observed = 1000 * std::exp(0.1 * normal(7, trial, 99)) - 50;
        in50 += band.low50 <= observed && observed <= band.high50 ? 1 : 0;
        in90 += band.low90 <= observed && observed <= band.high90 ? 1 : 0;
    }
    BOOST_TEST(std::abs(in90 / 2000.0 - 0.90) < 0.02);  // three standard errors
    BOOST_TEST(std::abs(in50 / 2000.0 - 0.50) < 0.034);
}

BOOST_AUTO_TEST_CASE(a_narrow_band_that_holds_scores_better) {
    const StockBand narrow{950, 1050, 900, 1100}, wide{800, 1300, 600, 1600};
    BOOST_TEST(interval_score(narrow, 1000) < interval_score(wide, 1000));
    BOOST_TEST(interval_score(narrow, 1500) > interval_score(wide, 1500));
}

BOOST_AUTO_TEST_SUITE_END()
