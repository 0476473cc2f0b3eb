// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/growth.hpp>

using namespace djoliba;
using boost::test_tools::tolerance;

namespace {

enum Unit : int { region, west, east, west_a, west_b, east_a, district };

Localities places() {
    Localities l;
    l.hierarchy = {"region", "cercle", "commune"};
    l.items = {{"R", "R", "region"},
               {"W", "W", "cercle", 0},
               {"E", "E", "cercle", 0},
               {"WA", "WA", "commune", 1},
               {"WB", "WB", "commune", 1},
               {"EA", "EA", "commune", 2},
               {"D", "D", "district", -1, {}, {west_b, east_a}}};
    return l;
}

const std::vector<double> nobody_known(7, missing_value);

/// Communes of 100, 300 and 200.
Indicator people(const Level& level = "commune") {
    Indicator i;
    i.name = "population";
    i.level = level;
    i.roll_up = RollUp::sum;
    i.clear(7, "");
    i.set(west_a, 100), i.set(west_b, 300, Origin::own, true), i.set(east_a, 200);
    return i;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(growth)

BOOST_AUTO_TEST_CASE(rates_compound) {
    BOOST_TEST(growth_factor(10, 2) == 1.21, tolerance(1e-15));
    BOOST_TEST(growth_factor(3.3, 0) == 1);
    BOOST_TEST(growth_factor(-50, 3) == 0.125);
}

BOOST_AUTO_TEST_CASE(parents_and_partitions_are_sums_of_what_grew) {
    Indicator i = people();
    roll_up(i, places(), nobody_known);
    grow(i, places(), {9, 9, 9, 2, 1, 1.5, 9}, nobody_known);
    BOOST_TEST(i.value[west_a] == 200);
    BOOST_TEST(i.value[west] == 500);
    BOOST_TEST(i.value[east] == 300);
    BOOST_TEST(i.value[region] == 800);
    BOOST_TEST(i.value[district] == 600);
    BOOST_TEST((i.origin[west] == Origin::rolled_up));
    BOOST_TEST((i.at_least[west_b] && i.at_least[west] && !i.at_least[east]));
}

BOOST_AUTO_TEST_CASE(figures_of_their_own_keep_their_ratio_to_their_parts) {
    Indicator i = people();
    i.set(west, 440);  // published, 1.1 times its communes
    i.set(east, 180);
    i.set(district, 250);
    roll_up(i, places(), nobody_known);
    grow(i, places(), {9, 9, 9, 2, 1, 1.5, 9}, nobody_known);
    BOOST_TEST(i.value[west] == 550);                                       // 500 times 1.1
    BOOST_TEST(i.value[east] == 270);                                       // all of it by 1.5
    BOOST_TEST(i.value[district] == 250 * (600. / 500), tolerance(1e-15));  // 300 + 200 to 300 + 300
    BOOST_TEST(i.value[region] == 820);
}

BOOST_AUTO_TEST_CASE(what_is_not_known_stays_so_and_hides_the_growth_above_it) {
    Indicator i = people();
    i.set_missing(west_a, "no row in the source");
    i.set(west, 440), i.set(east, 180);
    Indicator same = i;
    grow(i, places(), {1, 1, 1, 2, 1, 1, 1}, nobody_known);
    BOOST_TEST(i.reason[west_a] == "no row in the source");
    BOOST_TEST(!i.known(west));
    BOOST_TEST(i.value[east] == 180);
    grow(same, places(), {1, 1, 1, 2, 2, 1, 1}, nobody_known);
    BOOST_TEST(same.value[west] == 880);  // all communes by the same factor, known or not
}

BOOST_AUTO_TEST_CASE(figures_of_a_cercle_are_carried_down_anew) {
    Indicator i;
    i.name = "group", i.level = "cercle", i.roll_up = RollUp::sum;
    i.clear(7, "");
    i.set(west, 10), i.set(east, 20);
    carry_down(i, places());
    roll_up(i, places(), nobody_known);
    grow(i, places(), {1, 2, 3, 1, 1, 1, 1}, nobody_known);
    BOOST_TEST(i.value[west_b] == 20);
    BOOST_TEST(i.value[east_a] == 60);
    BOOST_TEST(i.value[region] == 80);
    BOOST_TEST((i.origin[west_b] == Origin::inherited));
}

BOOST_AUTO_TEST_SUITE_END()
