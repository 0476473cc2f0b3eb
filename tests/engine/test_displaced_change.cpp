// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/displaced_change.hpp>
#include <djoliba/engine/error.hpp>

using namespace djoliba;

namespace {

enum Unit : int { region, alpha, bravo, charlie, delta, echo };

Localities places() {
    Localities l;
    l.hierarchy = {"region", "cercle"};
    l.items = {{"R", "Region", "region"},     {"A", "Alpha", "cercle", 0}, {"B", "Bravo", "cercle", 0},
               {"C", "Charlie", "cercle", 0}, {"D", "Delta", "cercle", 0}, {"E", "Echo", "cercle", 0}};
    return l;
}

/// 100 in Alpha, 0 in Bravo, unknown in Charlie, 50 in Delta and Echo together.
DisplacedPeople people() {
    const auto together = missing_figure("known only for 2 units together");
    return {{missing_figure("not given at this level"), known_figure(100), known_figure(0),
             missing_figure("no row in the source"), together, together},
            {{{delta, echo}, 50}}};
}

std::string problem(const std::function<void(DisplacedPeople&)>& change) {
    DisplacedPeople p = people();
    try {
        change(p);
    } catch (const Error& error) {
        BOOST_TEST(!error.problems().front().remedy.empty());
        return error.problems().front().problem;
    }
    return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(displaced_change)

BOOST_AUTO_TEST_CASE(known_figures_scale_and_unknown_ones_stay_unknown) {
    DisplacedPeople p = people();
    scale_people(p, std::vector<bool>(6, true), 1.5, places());
    BOOST_TEST(p.people[alpha].value == 150);
    BOOST_TEST(p.people[bravo].value == 0);
    BOOST_TEST(!p.people[charlie].known());
    BOOST_TEST(p.people[charlie].reason == "no row in the source");
    BOOST_TEST(p.shared[0].people == 75);
    p = people();
    scale_people(p, {false, false, true, true, false, false}, 0, places());
    BOOST_TEST(p.people[alpha].value == 100);
    BOOST_TEST(p.shared[0].people == 50);
    BOOST_TEST(!p.people[charlie].known());
}

BOOST_AUTO_TEST_CASE(units_that_share_a_figure_scale_together_or_not_at_all) {
    const auto text =
        problem([](auto& p) { scale_people(p, {false, false, false, false, true, false}, 2, places()); });
    BOOST_TEST(text == "the displaced of Delta (D), Echo (E) are known only together");
    BOOST_TEST(problem([](auto& p) { scale_people(p, std::vector<bool>(6, true), -1, places()); }) ==
               "-1 times");
}

BOOST_AUTO_TEST_CASE(people_who_come_where_the_number_is_unknown_are_a_lower_bound) {
    DisplacedPeople p = people();
    add_people(p, alpha, 20, places());
    add_people(p, charlie, 30, places());
    add_people(p, charlie, 5, places());
    add_people(p, echo, 10, places());
    BOOST_TEST(p.people[alpha].value == 120);
    BOOST_TEST(!p.people[alpha].at_least);
    BOOST_TEST(p.people[charlie].value == 35);
    BOOST_TEST(p.people[charlie].at_least);
    BOOST_TEST(!p.people[echo].known());  // still known only together, and more
    BOOST_TEST(p.shared[0].people == 60);
}

BOOST_AUTO_TEST_CASE(no_more_leave_than_are_there) {
    DisplacedPeople p = people();
    add_people(p, alpha, -100, places());
    add_people(p, delta, -50, places());
    BOOST_TEST(p.people[alpha].value == 0);
    BOOST_TEST(p.shared[0].people == 0);
    BOOST_TEST(problem([](auto& q) { add_people(q, alpha, -101, places()); }) ==
               "101 displaced people cannot leave Alpha (A), where there are 100");
    BOOST_TEST(problem([](auto& q) { add_people(q, delta, -51, places()); }) ==
               "51 displaced people cannot leave Delta (D), Echo (E) together, where there are 50");
    BOOST_TEST(problem([](auto& q) { add_people(q, charlie, -1, places()); }) ==
               "how many displaced people are in Charlie (C) is not known: no row in the source");
}

BOOST_AUTO_TEST_CASE(people_move_and_nobody_is_lost) {
    DisplacedPeople p = people();
    move_people(p, alpha, bravo, 30, 0, places());
    move_people(p, alpha, charlie, std::nullopt, 0.5, places());
    move_people(p, bravo, delta, 10, 0, places());
    BOOST_TEST(p.people[alpha].value == 35);
    BOOST_TEST(p.people[bravo].value == 20);
    BOOST_TEST(p.people[charlie].value == 35);
    BOOST_TEST(p.people[charlie].at_least);
    BOOST_TEST(p.shared[0].people == 60);
}

BOOST_AUTO_TEST_CASE(a_move_that_cannot_be_made_names_both_units) {
    BOOST_TEST(problem([](auto& p) { move_people(p, alpha, bravo, 101, 0, places()); }) ==
               "101 displaced people cannot go from Alpha (A) to Bravo (B): there are 100");
    BOOST_TEST(problem([](auto& p) { move_people(p, charlie, bravo, std::nullopt, 0.1, places()); }) ==
               "how many displaced people are in Charlie (C) is not known: no row in the source");
    BOOST_TEST(problem([](auto& p) { move_people(p, echo, bravo, 1, 0, places()); }) ==
               "the displaced of Delta (D), Echo (E) are known only together");
}

BOOST_AUTO_TEST_SUITE_END()
