// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <cmath>

#include <djoliba/engine/displacement_flow.hpp>

#include "flow_fixture.hpp"

using namespace flow_fixture;
namespace tt = boost::test_tools;

BOOST_AUTO_TEST_SUITE(displacement_flow_choices)

BOOST_AUTO_TEST_CASE(routes_share_by_score_over_softened_length) {
    FlowGraph g;
    g.places = {place("Town"), camp("Camp"), place("Abroad"), place("Front")};
    g.places[2].foreign = true;
    g.links = {{0, 1, 390}, {0, 2, 490}, {0, 3, 590}};
    FlowCase c = quiet(g, 1, {100, 0, 0, 0});
    c.intensity.at(0, 3) = 2;
    c.rules.weight = {.foreign = 3, .camp = 2, .conflict = 0.25};
    const FlowRun run = displacement_flow(c);
    const double camp = 2.0 / 400, abroad = 3.0 / 500, front = 0.0625 / 600, all = camp + abroad + front;
    BOOST_TEST(run.set_out.at(0, 0) == 30 * camp / all, tt::tolerance(1e-12));
    BOOST_TEST(run.set_out.at(0, 2) == 30 * abroad / all, tt::tolerance(1e-12));
    BOOST_TEST(run.set_out.at(0, 4) == 30 * front / all, tt::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(powers_and_softening_of_weights_are_those_of_the_formula) {
    FlowGraph g;
    g.places = {place("Town"), camp("Camp"), place("Other")};
    g.links = {{0, 1, 390}, {0, 2, 490}};
    FlowCase c = quiet(g, 1, {100, 0, 0});
    c.rules.route.distance_power = 2;
    c.rules.route.weight_power = 0.5;
    c.rules.route.weight_softening = 0.5;
    c.rules.weight.camp = 4;
    const double a = std::sqrt(4.5 / (400.0 * 400)), b = std::sqrt(1.5 / (500.0 * 500));
    BOOST_TEST(displacement_flow(c).set_out.at(0, 0) == 30 * a / (a + b), tt::tolerance(1e-12));
    c.rules.route.prune = 1.5;  // a / b is 2.2
    BOOST_TEST(displacement_flow(c).set_out.at(0, 0) == 30, tt::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(decay_weakens_the_fear_of_a_conflict) {
    FlowGraph g;
    g.places = {place("Town"), place("Front"), place("Other")};
    g.links = {{0, 1, 390}, {0, 2, 390}};
    FlowCase c = quiet(g, 31, {100, 0, 0});
    trouble(c, 1);
    c.rules.spawn.conflict_decay = {1, 0};
    c.rules.chance = {.conflict = 0, .town = 0.1};
    const FlowRun run = displacement_flow(c);
    BOOST_TEST(run.set_out.at(0, 0) / run.set_out.at(0, 2) == 0.25, tt::tolerance(1e-12));
    BOOST_TEST(run.set_out.at(30, 0) / run.set_out.at(30, 2) == 1, tt::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(a_camp_has_room_below_its_buffer_and_none_at_its_capacity) {
    FlowGraph g;
    g.places = {place("Town"), camp("Camp", 1000), place("Other")};
    g.links = {{0, 1, 390}, {0, 2, 390}};
    const auto share = [&](double there) {
        FlowCase c = quiet(g, 1, {100, there, 0});
        c.rules.chance.camp = 0;
        c.rules.capacity.turn_away = 0;
        return displacement_flow(c).set_out.at(0, 0) / 30;
    };
    BOOST_TEST(share(900) == 0.5, tt::tolerance(1e-12));
    BOOST_TEST(share(925) == 0.75 / 1.75, tt::tolerance(1e-12));
    BOOST_TEST(share(1000) == 0);
    BOOST_TEST(share(5000) == 0);
}

BOOST_AUTO_TEST_CASE(whoever_chose_a_camp_that_is_nearly_full_stays_that_day) {
    FlowGraph g;
    g.places = {place("Town"), camp("Camp", 1000), place("Other")};
    g.links = {{0, 1, 390}, {0, 2, 390}};
    FlowCase c = quiet(g, 1, {100, 960, 0});
    c.rules.chance.camp = 0;
    const FlowRun run = displacement_flow(c);
    BOOST_TEST(run.set_out.at(0, 0) == 0);
    BOOST_TEST(run.set_out.at(0, 2) == 30 / 1.4, tt::tolerance(1e-12));
    BOOST_TEST(run.stock.at(0, 0) == 100 - 30 / 1.4, tt::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(a_capacity_of_0_takes_nobody_and_none_takes_everybody) {
    FlowCase c = two(390);
    c.graph.places[1].capacity = 0;
    BOOST_TEST(displacement_flow(c).departures.at(0, 0) == 0);
    c.graph.places[1].capacity.reset();
    BOOST_TEST(displacement_flow(c).departures.at(0, 0) == 30, tt::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(people_of_day_0_are_taken_off_the_capacity) {
    FlowGraph g;
    g.places = {camp("Camp", 100), camp("Small", 10), place("Town")};
    reduce_capacities(g, std::vector<double>{30, 20, 5});
    BOOST_TEST(*g.places[0].capacity == 70);
    BOOST_TEST(*g.places[1].capacity == 0);
    BOOST_TEST(!g.places[2].capacity);
}

// From A the route by B to C takes two links. Whoever plans it goes on from B for sure, today or tomorrow.
BOOST_AUTO_TEST_CASE(a_planned_route_is_followed_to_its_end) {
    FlowGraph g;
    g.places = {place("A"), place("B"), camp("C")};
    g.links = {{0, 1, 300}, {1, 2, 300}};
    FlowCase c = quiet(g, 1, {1000, 0, 0});
    c.rules.route.awareness = 2;
    c.rules.chance.camp = 0;
    const double near = 1.0 / 310, far = 1.0 / 610;
    const FlowRun run = displacement_flow(c);
    // At B with 300 km, those without a plan choose among A (310) and C (310).
    const double planned = 300 * far / (near + far), b = 300 - planned;
    BOOST_TEST(run.stock.at(0, 2) == planned + 0.3 * b * 0.5, tt::tolerance(1e-12));
    check_balance(c, run);
}

// 400 km behind them at C, those who plan to go to D wait there, and go on the next day for sure.
BOOST_AUTO_TEST_CASE(a_plan_that_a_day_is_too_short_for_is_finished_the_next_day) {
    FlowGraph g;
    g.places = {place("A"), camp("B"), camp("C"), camp("D")};
    g.links = {{0, 1, 200}, {1, 2, 200}, {2, 3, 200}};
    FlowCase c = quiet(g, 2, {1000, 0, 0, 0});
    c.rules.route.awareness = 3;
    c.rules.chance.town = 0.5;
    c.rules.chance.camp = 0;
    const double b = 1.0 / 210, in_c = 1.0 / 410, d = 1.0 / 610, all = b + in_c + d;
    const FlowRun run = displacement_flow(c);
    BOOST_TEST(run.stock.at(0, 1) == 500 * b / all, tt::tolerance(1e-12));
    BOOST_TEST(run.stock.at(0, 2) == 500 * (in_c + d) / all, tt::tolerance(1e-12));
    BOOST_TEST(run.stock.at(0, 3) == 0);
    BOOST_TEST(run.stock.at(1, 3) == 500 * d / all, tt::tolerance(1e-12));
    check_balance(c, run);
}

BOOST_AUTO_TEST_CASE(markers_are_passed_and_never_chosen) {
    FlowGraph g;
    g.places = {place("A"), place("M", PlaceKind::marker), camp("C"), place("D")};
    g.links = {{0, 1, 100}, {1, 2, 100}, {0, 3, 190}};
    FlowCase c = quiet(g, 1, {1000, 0, 0, 0});
    c.rules.chance = {.town = 1, .camp = 0};
    const FlowRun run = displacement_flow(c);
    BOOST_TEST(run.stock.at(0, 1) == 0);
    BOOST_TEST(run.set_out.at(0, 0) > 1000 * (1.0 / 210) / (1.0 / 210 + 1.0 / 200) - 1e-9);
    BOOST_TEST(run.arrivals.at(0, 1) == run.departures.at(0, 1), tt::tolerance(1e-12));
    check_balance(c, run);
}

BOOST_AUTO_TEST_SUITE_END()
