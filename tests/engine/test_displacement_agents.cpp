// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <cmath>
#include <numeric>

#include <djoliba/engine/displacement_agents.hpp>

#include "flow_fixture.hpp"
#include "problems.hpp"

using namespace flow_fixture;

namespace {

/// A case with every rule that needs no capacity: plans, walkers, closures, several decisions a day.
FlowCase varied(int awareness, bool on_foot) {
    FlowCase c = quiet(square(90), 12, {300, 0, 60, 40, 0});
    trouble(c, 0);
    c.graph.links[1].walk_probability = 0.3;
    for (std::size_t day = 0; day < 12; ++day) c.new_people.at(day, day % 2) = 20;
    c.closures = {{FlowClosure::Kind::link, "A", "D", 3, 5}, {FlowClosure::Kind::camp, "D", "", 6, 9}};
    c.rules.route.awareness = awareness;
    c.rules.travel.start_on_foot = on_foot;
    return c;
}

/// Each run is independent, and a place holds at most `people`, so that the variance of its stock is at most
/// people^2 / 4 and, for people who choose alone, people / 4.
void check_agrees(const FlowCase& c, int runs, double people) {
    const FlowRun flow = displacement_flow(c), agents = displacement_agents(c, {.seed = 7, .runs = runs});
    const double five_errors = 5 * std::sqrt(people / 4 / runs);
    for (std::size_t i = 0; i < flow.stock.values.size(); ++i)
        BOOST_TEST(std::abs(flow.stock.values[i] - agents.stock.values[i]) < five_errors);
    // A person may take the same way several times a day.
    for (std::size_t i = 0; i < flow.set_out.values.size(); ++i)
        BOOST_TEST(std::abs(flow.set_out.values[i] - agents.set_out.values[i]) < 3 * five_errors);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(displacement_agents_runs)

BOOST_AUTO_TEST_CASE(their_mean_is_the_expected_flow_where_no_capacity_binds) {
    for (int awareness = 1; awareness <= 3; ++awareness)
        for (const bool on_foot : {false, true}) check_agrees(varied(awareness, on_foot), 400, 640);
}

BOOST_AUTO_TEST_CASE(with_a_capacity_that_binds_the_gap_is_small) {
    // The one camp fills within days, by the arrivals of one of them: a hard case.
    for (int awareness = 1; awareness <= 3; ++awareness) {
        FlowCase c = varied(awareness, false);
        c.initial = {30'000, 0, 0, 0, 0};
        c.graph.places[3].capacity = 5'000;
        const FlowRun flow = displacement_flow(c), agents = displacement_agents(c, {.seed = 7, .runs = 4});
        double gap = 0;
        for (std::size_t p = 0; p < 5; ++p)
            for (std::size_t day = 0; day < 12; ++day)
                gap = std::max(gap, std::abs(flow.stock.at(day, p) - agents.stock.at(day, p)));
        BOOST_TEST_MESSAGE("awareness " << awareness << ": gap " << gap);
        BOOST_TEST(flow.stock.at(11, 3) > 0.9 * 5'000);
        BOOST_TEST(gap < 0.02 * 30'240);
    }
}

BOOST_AUTO_TEST_CASE(runs_are_the_same_for_any_number_of_threads_and_in_any_batch) {
    const FlowCase c = varied(2, true);
    Job one, two;
    one.threads = 1;
    two.threads = 2;
    const FlowRun a = displacement_agents(c, {.seed = 3, .runs = 4}, one);
    BOOST_TEST((a.stock.values == displacement_agents(c, {.seed = 3, .runs = 4}, two).stock.values));
    const FlowRun first = displacement_agents(c, {.seed = 3, .runs = 2});
    const FlowRun second = displacement_agents(c, {.seed = 3, .first_run = 2, .runs = 2});
    for (std::size_t i = 0; i < a.stock.values.size(); ++i)
        BOOST_TEST(2 * a.stock.values[i] == first.stock.values[i] + second.stock.values[i]);
    BOOST_TEST((first.stock.values != second.stock.values));
    BOOST_TEST((a.stock.values != displacement_agents(c, {.seed = 4, .runs = 4}).stock.values));
}

BOOST_AUTO_TEST_CASE(people_are_conserved) {
    const FlowCase c = varied(3, true);
    const FlowRun run = displacement_agents(c, {.runs = 1});
    double people = 400;
    for (std::size_t day = 0; day < 12; ++day) {
        people += 20;
        const auto stock = run.stock.on(day);
        BOOST_TEST(std::accumulate(stock.begin(), stock.end(), run.under_way[day]) == people);
    }
}

// 20 km to the next town, where nobody who has gone less than half a day's way may stay.
BOOST_AUTO_TEST_CASE(nobody_stops_in_a_town_after_a_short_stint_where_that_is_avoided) {
    FlowGraph g;
    g.places = {place("A"), place("B"), camp("C")};
    g.links = {{0, 1, 20}, {1, 2, 100}};
    FlowCase c = quiet(g, 1, {500, 0, 0});
    c.rules.chance.town = 0.5;
    c.rules.chance.camp = 0;
    BOOST_TEST(displacement_agents(c, {}).stock.at(0, 1) > 0);
    c.rules.travel.avoid_short_stints = true;
    BOOST_TEST(displacement_agents(c, {}).stock.at(0, 1) == 0);
}

BOOST_AUTO_TEST_CASE(agents_are_whole_people) {
    FlowCase c = varied(1, false);
    c.initial[0] = 0.5;
    BOOST_TEST(mentions(problem_of([&] { displacement_agents(c, {}); }), "0.5 people at place 0"));
    c.initial[0] = 1;
    BOOST_TEST(mentions(problem_of([&] { displacement_agents(c, {.runs = 0}); }), "0 runs"));
}

BOOST_AUTO_TEST_SUITE_END()
