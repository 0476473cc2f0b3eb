// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/new_people.hpp>

#include "flow_fixture.hpp"
#include "problems.hpp"

using namespace flow_fixture;
namespace tt = boost::test_tools;

namespace {

using Values = std::vector<double>;

/// Two towns of 100 and 300 people, both in conflict, the second at twice the intensity from day 1 on.
struct Towns {
    FlowGraph graph;
    PlaceDays intensity{2, 2};
    SpawnRules rules;

    Towns() {
        graph.places = {place("A"), place("B")};
        graph.places[0].population = 100;
        graph.places[1].population = 300;
        intensity.values = {1, 0, 1, 2};
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(new_people)

BOOST_AUTO_TEST_CASE(a_decrease_is_a_debt_that_later_increases_pay) {
    const Values observed{50, 80, 60, 70, 100};
    BOOST_TEST(daily_increments(observed, true) == (Values{0, 30, 0, 0, 20}), tt::per_element());
    BOOST_TEST(daily_increments(observed, false) == (Values{50, 30, 0, 0, 20}), tt::per_element());
    BOOST_TEST(daily_increments({}, true).empty());
}

BOOST_AUTO_TEST_CASE(totals_are_shared_by_population_and_intensity) {
    const Towns t;
    const PlaceDays people = new_people_from_totals(Values{70, 70}, t.graph, t.intensity, t.rules);
    BOOST_TEST(people.values == (Values{70, 0, 10, 60}), tt::tolerance(1e-12) << tt::per_element());
}

BOOST_AUTO_TEST_CASE(decay_counts_from_the_day_on_which_conflict_began) {
    Towns t;
    t.intensity = PlaceDays(61, 2);
    for (std::size_t day = 0; day < 61; ++day) t.intensity.at(day, 0) = 1;
    for (std::size_t day = 40; day < 61; ++day) t.intensity.at(day, 1) = 1;
    t.rules.conflict_decay = {1, 0.5};
    const PlaceDays people = new_people_from_totals(Values(61, 350), t.graph, t.intensity, t.rules);
    BOOST_TEST(people.at(39, 0) == 350);
    BOOST_TEST(people.at(40, 0) == 50, tt::tolerance(1e-12));  // 100 x 0.5 against 300
}

BOOST_AUTO_TEST_CASE(conflict_that_starts_again_is_new) {
    PlaceDays intensity(6, 1);
    intensity.values = {0, 1, 2, 0, 0.5, 0.5};
    BOOST_TEST(days_in_conflict(intensity) == (std::vector<int>{-1, 0, 1, -1, 0, 1}), tt::per_element());
}

BOOST_AUTO_TEST_CASE(people_from_nowhere_are_refused) {
    Towns t;
    t.intensity.values = {0, 0, 1, 0};
    BOOST_TEST(
        mentions(problem_of([&] { new_people_from_totals(Values{7, 1}, t.graph, t.intensity, t.rules); }),
                 "day 0: 7 people flee, and no place with residents is in conflict"));
    BOOST_TEST(new_people_from_totals(Values{0, 1}, t.graph, t.intensity, t.rules).at(1, 0) == 1);
    t.graph.places[0].population = 0;
    BOOST_TEST(mentions(
        problem_of([&] { new_people_from_totals(Values{0, 1}, t.graph, t.intensity, t.rules); }), "day 1"));
}

BOOST_AUTO_TEST_CASE(a_constant_or_a_ratio_are_cut_to_whole_people) {
    Towns t;
    t.rules.constant_per_day = 10.9;
    BOOST_TEST(new_people_constant(t.graph, t.intensity, t.rules).values == (Values{10, 0, 10, 21}),
               tt::per_element());
    t.rules.ratio_per_day = 0.025;
    BOOST_TEST(new_people_by_population(t.graph, t.intensity, t.rules).values == (Values{2, 0, 2, 15}),
               tt::per_element());
}

BOOST_AUTO_TEST_CASE(people_may_be_taken_from_the_population_and_no_more_than_there_are) {
    Towns t;
    t.rules.take_from_population = true;
    const PlaceDays people = new_people_from_totals(Values{50, 65}, t.graph, t.intensity, t.rules);
    BOOST_TEST(people.values == (Values{50, 0, 5, 60}), tt::tolerance(1e-12) << tt::per_element());
    BOOST_TEST(
        mentions(problem_of([&] { new_people_from_totals(Values{101, 0}, t.graph, t.intensity, t.rules); }),
                 "day 0: 101 people flee from 'A', where 100 are left"));
}

BOOST_AUTO_TEST_CASE(figures_that_do_not_fit_are_refused) {
    const Towns t;
    BOOST_TEST(mentions(problem_of([&] { new_people_from_totals(Values{1}, t.graph, t.intensity, t.rules); }),
                        "totals: 1 values for 2"));
    BOOST_TEST(mentions(problem_of([&] { new_people_constant(t.graph, PlaceDays(2, 3), t.rules); }),
                        "3 places, the graph has 2"));
}

BOOST_AUTO_TEST_SUITE_END()
