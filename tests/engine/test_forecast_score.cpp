// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/forecast_score.hpp>

#include "../problems.hpp"
#include "forecast_fixture.hpp"

using namespace djoliba;
using boost::test_tools::tolerance;

namespace {

const std::vector<std::pair<std::string, bool>> three{{"flat", true}, {"trend", true}, {"ours", false}};

/// Two camps at each of some origins; A has 100 people, B 300.
void add(std::vector<ScoredForecast>& list, const std::string& method, int origin, double a, double b,
         double width = 20) {
    const auto band = [width](double f) {
        return StockBand{f - width / 2, f + width / 2, f - width, f + width};
    };
    list.push_back({method, {"A", origin, 30, origin + 30, 0, a, 100}, band(a), BandBasis::horizon});
    list.push_back({method, {"B", origin, 30, origin + 30, 0, b, 300}, band(b), BandBasis::prior});
}

std::vector<ScoredForecast> six_origins() {
    std::vector<ScoredForecast> list;
    for (int origin = 0; origin < 42; origin += 7) {
        add(list, "flat", origin, 80, 300);    // 20 off
        add(list, "trend", origin, 100, 340);  // 40 off
        add(list, "ours", origin, 95, 310);    // 15 off
    }
    return list;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forecast_scores)

BOOST_AUTO_TEST_CASE(scores_by_hand) {
    const auto result = method_scores(six_origins(), three, {{30, 60}, 5}, 7, {.draws = 50});
    BOOST_REQUIRE(result.scores.size() == 3u);  // nothing at 60 days
    BOOST_TEST(result.best_naive.at(30) == "flat");
    const MethodScore& ours = result.scores[2];
    BOOST_TEST(ours.forecasts == 12);
    BOOST_TEST(ours.origins == 6);
    BOOST_TEST(ours.error.value == 15.0 / 400, tolerance(1e-14));
    BOOST_TEST(ours.mean_absolute_error == 7.5, tolerance(1e-14));
    BOOST_TEST(ours.skill.value == 0.25, tolerance(1e-14));
    BOOST_TEST(ours.skill.low == 0.25, tolerance(1e-14));  // the same at each origin
    BOOST_TEST(ours.coverage50.value == 1);
    BOOST_TEST(ours.basis.at(BandBasis::prior) == 6);
    BOOST_TEST(result.scores[0].coverage50.value == 0.5);
    BOOST_TEST(result.scores[0].coverage90.value == 1);  // 100 is the very end of 80 + 20
    BOOST_TEST(result.scores[1].coverage90.value == 0.5);
    BOOST_REQUIRE(ours.camps.size() == 2u);
    BOOST_TEST(ours.camps[0].scaled_error == 5.0 / 20, tolerance(1e-14));
    BOOST_TEST(std::isnan(ours.camps[1].scaled_error));  // flat makes no error there
    BOOST_TEST(ours.scaled_error == 0.25, tolerance(1e-14));
    BOOST_TEST(ours.camps[1].relative_difference == 10.0 / 300, tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(origins_without_people_are_left_out_of_relative_errors) {
    const std::vector<ForecastError> errors{{"A", 0, 30, 30, 0, 90, 100}, {"A", 7, 30, 37, 0, 5, 0}};
    BOOST_TEST(mean_relative_difference(errors) == 0.1, tolerance(1e-14));
    BOOST_TEST(std::isnan(mean_relative_difference({})));
    std::vector<ScoredForecast> nobody;
    for (const char* method : {"flat", "trend", "ours"})
        nobody.push_back({method, {"A", 0, 30, 30, 0, 5, 0}, {}, BandBasis::prior});
    const auto scores = method_scores(nobody, three, {{30}, 5}, 7, {.draws = 5}).scores;
    BOOST_TEST(std::isnan(scores[2].error.value));
    BOOST_TEST(std::isnan(scores[2].skill.value));
    BOOST_TEST(scores[2].coverage90.value == 1);  // nobody within 0 to 0
}

BOOST_AUTO_TEST_CASE(intervals_widen_with_what_differs_between_origins) {
    auto list = six_origins();
    for (ScoredForecast& s : list)
        if (s.method == "ours" && s.error.origin > 20) s.error.forecast += 60;
    const auto score = method_scores(list, three, {{30}, 5}, 7, {.draws = 500}).scores[2];
    BOOST_TEST(score.error.low < score.error.value);
    BOOST_TEST(score.error.high > score.error.value);
    BOOST_TEST(score.skill.low < 0);
    // The same seed, the same draws.
    BOOST_TEST(method_scores(list, three, {{30}, 5}, 7, {.draws = 500}).scores[2].error.low ==
               score.error.low);
    BOOST_TEST(
        mentions(problem_of([&] { method_scores(list, three, {{30}, 5}, 7, {.draws = 0}); }), "draws"));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_scored_is_counted) {
    const StockArchive archive = two_camps_and_a_late_one();
    const HorizonRule rule{{14, 28}, 3};
    const auto forecast = forecast_displacement(AsOfView(archive, 189), 98, {rule, 7, 14});
    const auto result = score_forecasts(forecast, archive.camps, rule);
    std::size_t forecasts = 0;
    for (const OriginForecast& origin : forecast.origins) forecasts += origin.methods.front().paths.size();
    for (const Unscored& u : result.unscored) {
        const auto scored = std::ranges::count_if(result.scored, [&](const ScoredForecast& s) {
            return s.method == "flat" && s.error.horizon_days == u.horizon_days;
        });
        BOOST_TEST(static_cast<std::size_t>(scored + u.no_report + u.re_registered) == forecasts);
        BOOST_TEST(u.re_registered > 0);  // A on day 119
        BOOST_TEST(u.no_report > 0);      // beyond the last report
    }
}

BOOST_AUTO_TEST_SUITE_END()
