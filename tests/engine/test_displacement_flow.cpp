// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <cmath>

#include <djoliba/engine/displacement_flow.hpp>

#include "flow_fixture.hpp"
#include "problems.hpp"

using namespace flow_fixture;
namespace tt = boost::test_tools;

BOOST_AUTO_TEST_SUITE(displacement_flow_days)

BOOST_AUTO_TEST_CASE(a_town_lets_three_in_ten_go) {
    const FlowRun run = displacement_flow(two(400));
    BOOST_TEST(run.stock.at(0, 0) == 70, tt::tolerance(1e-12));
    BOOST_TEST(run.stock.at(0, 1) == 0);
    BOOST_TEST(run.under_way[0] == 30, tt::tolerance(1e-12));
    BOOST_TEST(run.departures.at(0, 0) == 30, tt::tolerance(1e-12));
    BOOST_TEST(run.set_out.at(0, 0) == 30, tt::tolerance(1e-12));
    BOOST_TEST(run.set_out.at(0, 1) == 0);
}

BOOST_AUTO_TEST_CASE(a_link_is_done_when_more_than_its_length_is_covered) {
    for (const auto& [km, days] : {std::pair{359.0, 1}, {360.0, 2}, {719.0, 2}, {720.0, 3}}) {
        BOOST_TEST_CONTEXT(km) {
            FlowCase c = two(km, 3);
            c.rules.chance.town = 1;
            c.rules.chance.camp = 0;
            const FlowRun run = displacement_flow(c);
            for (int day = 0; day < 3; ++day)
                BOOST_TEST(run.stock.at(day, 1) == (day + 1 >= days ? 100 : 0), tt::tolerance(1e-12));
        }
    }
}

// 100 km to B, decide again, then a full further day: C lies 300 km behind, 400 km in one day.
BOOST_AUTO_TEST_CASE(whoever_arrives_early_decides_again_and_has_a_full_day_more) {
    FlowGraph g;
    g.places = {place("A"), place("B"), camp("C")};
    g.links = {{0, 1, 100}, {1, 2, 300}};
    FlowCase c = quiet(g, 1, {1000, 0, 0});
    const FlowRun run = displacement_flow(c);
    // From B at 100 km: A weighs 1/110, C 1/310. Those back in A have 200 km and decide again, and so on.
    const double to_c = (1.0 / 310) / (1.0 / 110 + 1.0 / 310), back = 1 - to_c;
    // A -> B (100) -> A (200) -> B (300) -> A (400: stop); each time 0.3 go on.
    const double b1 = 300, a2 = b1 * 0.3 * back, b3 = a2 * 0.3, a4 = b3 * 0.3 * back;
    const double c_all = (b1 + b3) * 0.3 * to_c;
    BOOST_TEST(run.stock.at(0, 2) == c_all, tt::tolerance(1e-12));
    BOOST_TEST(run.stock.at(0, 0) == 700 + a2 * 0.7 + a4, tt::tolerance(1e-12));
    BOOST_TEST(run.stock.at(0, 1) == (b1 + b3) * 0.7, tt::tolerance(1e-12));
    BOOST_TEST(run.arrivals.at(0, 1) == b1 + b3, tt::tolerance(1e-12));
    check_balance(c, run);
}

BOOST_AUTO_TEST_CASE(isolated_places_and_closed_graphs_keep_their_people) {
    FlowGraph g;
    g.places = {place("Alone"), camp("Camp")};
    FlowCase c = quiet(g, 5, {100, 50});
    trouble(c, 0);
    FlowRun run = displacement_flow(c);
    BOOST_TEST(run.stock.at(4, 0) == 100);
    BOOST_TEST(run.stock.at(4, 1) == 50);
    c.graph.links = {{0, 1, 10}};
    c.closures = {{FlowClosure::Kind::link, "Camp", "Alone", -3, 100}};
    run = displacement_flow(c);
    BOOST_TEST(run.stock.at(4, 0) == 100);
    BOOST_TEST(sum(run.set_out.values) == 0);
}

BOOST_AUTO_TEST_CASE(closures_hold_from_their_first_day_to_the_day_before_they_end) {
    FlowGraph g;
    g.places = {place("Town"), camp("Camp")};
    g.places[1].country = "Niger";
    g.links = {{0, 1, 390}};
    using Kind = FlowClosure::Kind;
    for (const FlowClosure& closure :
         {FlowClosure{Kind::border, "Niger", "Mali", 1, 3}, FlowClosure{Kind::place, "Camp", "", 1, 3},
          FlowClosure{Kind::link, "Camp", "Town", 1, 3}}) {
        FlowCase c = quiet(g, 4, {100, 0});
        c.closures = {closure};
        const FlowRun run = displacement_flow(c);
        for (std::size_t day = 0; day < 4; ++day)
            BOOST_TEST((run.set_out.at(day, 0) > 0) == (day == 0 || day == 3));
    }
}

BOOST_AUTO_TEST_CASE(people_on_a_link_that_closes_are_back_where_they_came_from) {
    FlowCase c = two(500, 3);
    c.rules.chance.town = 1;
    // Open again before they come to its end: they have turned round all the same.
    c.closures = {{FlowClosure::Kind::link, "Town", "Camp", 1, 2}};
    const FlowRun run = displacement_flow(c);
    BOOST_TEST(run.under_way[0] == 100);
    BOOST_TEST(run.stock.at(1, 0) == 100);
    BOOST_TEST(run.arrivals.at(1, 0) == 100);
    BOOST_TEST(run.stock.at(1, 1) == 0);
    check_balance(c, run);
}

BOOST_AUTO_TEST_CASE(a_camp_that_closes_is_a_town_meanwhile) {
    FlowCase c = two(390, 3);
    c.initial = {0, 100};
    c.closures = {{FlowClosure::Kind::camp, "Camp", "", 1, 2}};
    const FlowRun run = displacement_flow(c);
    BOOST_TEST(run.departures.at(0, 1) == 0.1, tt::tolerance(1e-12));
    BOOST_TEST(run.departures.at(1, 1) == 0.3 * 99.9, tt::tolerance(1e-12));
    BOOST_TEST(run.departures.at(2, 1) < 0.1 * 1.1);
}

BOOST_AUTO_TEST_CASE(a_town_with_a_closure_of_a_camp_becomes_one_when_it_opens) {
    FlowCase c = two(390, 3);
    c.graph.places[1] = place("Camp");
    c.initial = {0, 100};
    c.closures = {{FlowClosure::Kind::idp_camp, "Camp", "", 0, 1}};
    const FlowRun run = displacement_flow(c);
    BOOST_TEST(run.departures.at(0, 1) == 30, tt::tolerance(1e-12));
    BOOST_TEST(run.departures.at(1, 1) == 7, tt::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(first_links_are_walked_where_people_start_on_foot) {
    FlowCase c = two(100, 3);
    c.rules.travel.start_on_foot = true;
    c.rules.chance = {.town = 1, .camp = 0};
    FlowRun run = displacement_flow(c);
    BOOST_TEST(run.stock.at(1, 1) == 0);
    BOOST_TEST(run.stock.at(2, 1) == 100, tt::tolerance(1e-12));  // 35, 70, 105 km
    // Back at once: 30 km on that day are less than a walker's 35. From then on they ride: 130, 230, 330, 430
    // km.
    c.rules.chance.camp = 1;
    run = displacement_flow(c);
    BOOST_TEST(run.departures.at(2, 1) == 200, tt::tolerance(1e-12));
    BOOST_TEST(run.stock.at(2, 1) == 100, tt::tolerance(1e-12));
    check_balance(c, run);
}

BOOST_AUTO_TEST_CASE(a_share_walks_where_a_link_is_walked_by_some) {
    FlowCase c = two(50, 2);
    c.graph.links[0].walk_probability = 0.4;
    c.rules.chance = {.town = 1, .camp = 0};
    const FlowRun run = displacement_flow(c);
    BOOST_TEST(run.stock.at(0, 1) == 60, tt::tolerance(1e-12));
    BOOST_TEST(run.stock.at(1, 1) == 100, tt::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(people_are_conserved_whatever_happens) {
    for (int awareness = 1; awareness <= 3; ++awareness)
        for (const bool on_foot : {false, true}) {
            FlowCase c = quiet(square(90), 40, {500, 20, 0, 30, 0});
            trouble(c, 0);
            c.graph.places[3].capacity = 300;
            c.graph.places[2].capacity = 100;
            c.graph.links[1].walk_probability = 0.3;
            c.graph.links[4].walk_probability = 0.7;
            for (std::size_t day = 0; day < 40; ++day) c.new_people.at(day, 0) = 10.5;
            c.closures = {{FlowClosure::Kind::link, "A", "D", 3, 9},
                          {FlowClosure::Kind::camp, "D", "", 12, 20}};
            c.rules.route.awareness = awareness;
            c.rules.travel.start_on_foot = on_foot;
            check_balance(c, displacement_flow(c));
        }
}

BOOST_AUTO_TEST_CASE(nobody_stays_nobody) {
    const FlowCase c = quiet(square(), 3, {0, 0, 0, 0, 0});
    const FlowRun run = displacement_flow(c);
    BOOST_TEST(sum(run.stock.values) == 0);
    BOOST_TEST(sum(run.set_out.values) == 0);
}

BOOST_AUTO_TEST_CASE(steps_of_a_state_are_the_days_of_a_run) {
    FlowCase c = quiet(square(170), 6, {500, 20, 0, 30, 0});
    c.rules.route.awareness = 2;
    c.closures = {{FlowClosure::Kind::link, "A", "B", 2, 4}};
    const FlowRun run = displacement_flow(c);
    DisplacementFlow flow(c.graph, c.closures, c.rules);
    const std::vector<int> calm(5, -1);
    // A copy of the state is a way back in time.
    FlowState state = flow.start(c.initial), third;
    for (std::size_t day = 0; day < 6; ++day) {
        if (day == 3) third = state;
        const FlowDay what = flow.step(state, {c.intensity.on(day), calm, c.new_people.on(day)});
        for (std::size_t p = 0; p < 5; ++p) BOOST_TEST(what.stock[p] == run.stock.at(day, p));
    }
    const FlowDay again = flow.step(third, {c.intensity.on(3), calm, c.new_people.on(3)});
    for (std::size_t p = 0; p < 5; ++p) BOOST_TEST(again.stock[p] == run.stock.at(3, p));
    BOOST_TEST(third.day == 4);
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_refused) {
    FlowCase c = two(100, 2);
    c.new_people = PlaceDays(1, 2);
    BOOST_TEST(mentions(problem_of([&] { displacement_flow(c); }), "1 days, the intensities have 2"));
    c = two(100);
    c.new_people.at(0, 1) = -1;
    BOOST_TEST(mentions(problem_of([&] { displacement_flow(c); }), "new_people: day 0: -1 at place 1"));
    c = two(100);
    c.intensity.at(0, 1) = std::nan("");
    BOOST_TEST(mentions(problem_of([&] { displacement_flow(c); }), "intensity: day 0"));
    c = two(100);
    c.initial = {1};
    BOOST_TEST(mentions(problem_of([&] { displacement_flow(c); }), "initial: 1 values for 2 places"));
    c = two(100);
    c.rules.travel.avoid_short_stints = true;
    BOOST_TEST(mentions(problem_of([&] { displacement_flow(c); }), "run agents"));
    c = two(100);
    c.graph.links[0].km = 0;
    c.rules.route.awareness = 7;
    const std::string all = all_problems_of([&] { displacement_flow(c); });
    BOOST_TEST(mentions(all, "links[0]"));
    BOOST_TEST(mentions(all, "awareness"));
}

BOOST_AUTO_TEST_CASE(a_run_can_be_cancelled) {
    Job job;
    job.cancelled = [] { return true; };
    BOOST_CHECK_THROW(displacement_flow(two(100), job), Cancelled);
}

BOOST_AUTO_TEST_SUITE_END()
