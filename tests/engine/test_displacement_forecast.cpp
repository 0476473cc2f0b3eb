// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/displacement_forecast.hpp>

#include "../problems.hpp"
#include "forecast_fixture.hpp"

using namespace djoliba;

namespace {

ForecastPlan plan() { return {{{14, 28}, 7}, 7, 14}; }
ForecastPlan plan_at_publications() { return {{{14, 28}, 7}, 7, 14, true}; }

/// Corrects the last report that was known on a day, a few days later.
void correct_later(CampRecord& camp, int day, double people) {
    const auto after =
        std::ranges::find_if(camp.reports, [day](const PublishedStock& r) { return r.published > day; });
    if (after != camp.reports.begin()) camp.reports.insert(after, {std::prev(after)->day, day + 3, people});
}

/// Every number of a forecast, as bits.
std::vector<std::uint64_t> bits_of(const OriginForecast& forecast) {
    std::vector<std::uint64_t> bits;
    const auto put = [&](double v) { bits.push_back(std::bit_cast<std::uint64_t>(v)); };
    for (const MethodForecast& m : forecast.methods) {
        for (const StockPath& path : m.paths)
            for (const double people : path.people) put(people);
        for (const ErrorQuantiles& q : m.bands)
            for (const double people : {0.0, 100.0, 5000.0}) {
                const StockBand band = q.around(people, 33);
                for (const double end : {band.low50, band.high50, band.low90, band.high90}) put(end);
            }
        for (const double error : m.past_error) put(error);
    }
    for (const auto& weights : forecast.weights)
        for (const double w : weights) put(w);
    return bits;
}

/// Changes everything that was published after a day, and adds to it: the draw tells how.
StockArchive perturbed(StockArchive archive, int origin, std::uint64_t draw) {
    auto chance = [&, item = std::uint64_t{0}]() mutable { return uniform(11, draw, item++); };
    for (CampRecord& camp : archive.camps) {
        std::erase_if(camp.reports,
                      [&](const PublishedStock& r) { return r.published > origin && chance() < 0.3; });
        for (PublishedStock& r : camp.reports)
            if (r.published > origin) r.people = 1e5 * chance();
        correct_later(camp, origin, 1e4 * chance());
        std::erase_if(camp.reregistrations, [&](const Reregistration& r) { return r.published > origin; });
        const int day = origin + 1 + static_cast<int>(50 * chance());
        camp.reregistrations.push_back({day, day});
    }
    archive.camps.push_back(::camp("New " + std::to_string(draw), {{origin + 3, 1e6 * chance()}}));
    FlowRecord& flow = *archive.flow;
    for (std::size_t day = static_cast<std::size_t>(origin) + 1; day < flow.intensity.days; ++day)
        for (std::size_t p = 0; p < flow.intensity.places; ++p)
            flow.intensity.at(day, p) = chance() < 0.5 ? 0 : chance();
    for (FlowPlace& place : flow.graph.places) place.capacity = 1e4 * chance();
    for (FlowClosure& closure : flow.closures)
        if (closure.open_again > origin) closure.open_again = origin + 1 + static_cast<int>(90 * chance());
    flow.closures.push_back({FlowClosure::Kind::place, "A", "", origin + 1, origin + 20});
    return archive;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(displacement_forecasts)

BOOST_AUTO_TEST_CASE(nothing_published_after_the_origin_changes_a_forecast) {
    const StockArchive archive = two_camps_and_a_late_one();
    for (const int origin : {30, 59, 98, 125}) {
        const int settings_day = origin / 2;
        const auto rule = origin == 59 || origin == 98 ? plan_at_publications() : plan();
        const auto base = forecast_displacement(AsOfView(archive, origin), settings_day, rule).origins;
        for (std::uint64_t draw = 0; draw < 3; ++draw) {
            const AsOfView other(perturbed(archive, origin, draw), origin);
            const auto now = forecast_displacement(other, settings_day, rule).origins;
            BOOST_REQUIRE(now.size() == base.size());
            for (std::size_t i = 0; i < now.size(); ++i)
                BOOST_TEST((bits_of(now[i]) == bits_of(base[i])), "origin " << origin << ", draw " << draw);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_was_published_before_does_change_it) {
    StockArchive archive = two_camps_and_a_late_one();
    const auto base = forecast_displacement(AsOfView(archive, 98), 50, plan()).origins.back();
    archive.camps[1].reports[5].people += 1;
    const auto now = forecast_displacement(AsOfView(archive, 98), 50, plan()).origins.back();
    BOOST_TEST((bits_of(now) != bits_of(base)));
}

BOOST_AUTO_TEST_CASE(a_backtest_says_what_was_said_on_the_day) {
    const StockArchive archive = two_camps_and_a_late_one();
    const auto whole = forecast_displacement(AsOfView(archive, 154), 63, plan());
    for (const OriginForecast& then : whole.origins) {
        const auto on_the_day = forecast_displacement(AsOfView(archive, then.origin), 63, plan());
        BOOST_TEST((bits_of(on_the_day.origins.back()) == bits_of(then)), "origin " << then.origin);
    }
}

BOOST_AUTO_TEST_CASE(corrections_do_not_reach_back_to_earlier_origins) {
    StockArchive archive = two_camps_and_a_late_one();
    for (const int day : {70, 91, 133})
        for (CampRecord& camp : archive.camps) correct_later(camp, day, 10.0 * day);
    for (const ForecastPlan& rule : {plan(), plan_at_publications()})
        for (const auto& then : forecast_displacement(AsOfView(archive, 154), 63, rule).origins) {
            const auto on_the_day = forecast_displacement(AsOfView(archive, then.origin), 63, rule);
            BOOST_TEST((bits_of(on_the_day.origins.back()) == bits_of(then)), "origin " << then.origin);
        }
}

BOOST_AUTO_TEST_CASE(threads_change_nothing) {
    const AsOfView view(two_camps_and_a_late_one(), 98);
    const auto one = forecast_displacement(view, 50, plan(), {.threads = 1});
    const auto four = forecast_displacement(view, 50, plan(), {.threads = 4});
    BOOST_TEST((bits_of(one.origins.back()) == bits_of(four.origins.back())));
}

BOOST_AUTO_TEST_CASE(a_camp_that_opens_late_is_forecast_from_its_first_report_on) {
    const StockArchive archive = two_camps_and_a_late_one();
    const auto camps = [&](int origin) {
        return forecast_displacement(AsOfView(archive, origin), origin, plan())
            .origins.back()
            .methods[0]
            .paths.size();
    };
    BOOST_TEST(camps(104) == 2u);
    BOOST_TEST(camps(105) == 3u);
}

BOOST_AUTO_TEST_CASE(settings_are_the_defaults_where_too_little_is_known) {
    const AsOfView view(two_camps_and_a_late_one(), 14);
    const auto forecast = forecast_displacement(view, 14, plan());
    BOOST_TEST(forecast.settings.origins == 0);
    for (const ChosenSetting& chosen : forecast.settings.chosen) BOOST_TEST(std::isnan(chosen.loss));
    for (const std::size_t setting : forecast.settings.method) BOOST_TEST(setting == 0u);
    for (const auto& weights : forecast.origins.back().weights)
        for (const double w : weights) BOOST_TEST(w == 1.0 / 6);
    const auto later = forecast_displacement(AsOfView(two_camps_and_a_late_one(), 98), 98, plan()).settings;
    BOOST_TEST(later.origins == 12);
    for (const ChosenSetting& chosen : later.chosen) BOOST_TEST(!std::isnan(chosen.loss));
}

BOOST_AUTO_TEST_CASE(origins_are_spaced_and_end_with_the_view) {
    const AsOfView view(two_camps_and_a_late_one(), 30);
    const std::vector<int> expected{14, 21, 28, 30};
    BOOST_TEST(forecast_origins(view, plan()) == expected, boost::test_tools::per_element());
    StockArchive rare;
    rare.camps = {camp("A", {{0, 1}, {20, 2}, {60, 3}, {90, 4}}), camp("B", {{24, 1}, {61, 2}})};
    const std::vector<int> published{20, 60, 80};  // 24 and 61 come less than 7 days after another
    BOOST_TEST(forecast_origins(AsOfView(rare, 80), plan_at_publications()) == published,
               boost::test_tools::per_element());
    const AsOfView young(two_camps_and_a_late_one(), 13);
    BOOST_TEST(
        mentions(problem_of([&] { forecast_origins(young, plan()); }), "the first report is 13 days old"));
    const AsOfView nothing(two_camps_and_a_late_one(), -1);
    BOOST_TEST(mentions(problem_of([&] { forecast_origins(nothing, plan()); }), "nothing was published"));
    ForecastPlan bad = plan();
    bad.spacing_days = 0;
    BOOST_TEST(mentions(problem_of([&] { forecast_origins(view, bad); }), "spacing"));
    bad = plan();
    bad.history_days = -1;
    BOOST_TEST(mentions(problem_of([&] { forecast_origins(view, bad); }), "history"));
}

BOOST_AUTO_TEST_SUITE_END()
