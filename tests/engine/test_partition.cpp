// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/contribution.hpp>
#include <djoliba/engine/explain.hpp>
#include <djoliba/engine/index.hpp>
#include <djoliba/engine/indicator.hpp>
#include <djoliba/engine/ranking.hpp>

using namespace djoliba;

namespace {

MultiPolygon box(double west, double south, double east, double north) {
    return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}};
}

/// Three communes side by side in one region; a district that holds the first two.
Localities country() {
    Localities l;
    l.hierarchy = {"region", "commune"};
    l.items = {{"R", "R", "region", -1, box(0, 0, 3, 1)},
               {"C1", "C1", "commune", 0, box(0, 0, 1, 1)},
               {"C2", "C2", "commune", 0, box(1, 0, 2, 1)},
               {"C3", "C3", "commune", 0, box(2, 0, 3, 1)},
               {"D", "D", "district", -1, box(-0.5, -0.5, 2.2, 1.5)}};
    return l;
}

Indicator indicator(const std::string& name, RollUp rule) {
    Indicator made;
    made.name = name;
    made.level = "commune";
    made.roll_up = rule;
    made.clear(5, "");
    return made;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(partition)

BOOST_AUTO_TEST_CASE(a_point_inside_a_ring_with_a_hole_is_not_in_the_hole) {
    MultiPolygon shape = box(0, 0, 10, 10);
    shape[0].push_back({{1, 1}, {9, 1}, {9, 9}, {1, 9}, {1, 1}});
    BOOST_TEST(contains(shape, point_inside(shape)));
    BOOST_TEST(std::isnan(point_inside({}).x));
}

BOOST_AUTO_TEST_CASE(a_unit_of_another_partition_holds_the_localities_whose_inner_point_lies_in_it) {
    Localities l = country();
    BOOST_TEST(assign_members(l) == 1);  // C3 lies in no district
    BOOST_TEST(l[4].members == (std::vector<int>{1, 2}), boost::test_tools::per_element());
    BOOST_TEST(l[0].members.empty());
}

BOOST_AUTO_TEST_CASE(it_gets_sums_means_and_a_score_from_its_members_by_people) {
    Localities l = country();
    assign_members(l);
    const std::vector<double> people{600, 100, 300, 200, 400};
    Indicator x = indicator("x", RollUp::mean_by_people);
    x.set(1, 2), x.set(2, 6), x.set(3, 10);
    roll_up(x, l, people);
    BOOST_TEST(x.value[4] == 5.0);  // (100 * 2 + 300 * 6) / 400
    Indicator n = indicator("n", RollUp::sum);
    n.set(1, 10), n.set(2, 20), n.set(3, 40);
    roll_up(n, l, people);
    BOOST_TEST(n.value[4] == 30.0);
    BOOST_TEST(n.value[0] == 70.0);

    IndicatorTable table;
    table.add(x);
    IndexTree tree{.name = "t",
                   .root = {.name = "risk", .parts = {{.indicator = "x", .low = 0, .high = 10}}}};
    const auto result = combine(table, l, tree, {.people = people});
    BOOST_TEST(result.score[0][4] == 5.0);
    BOOST_TEST(result.own_share[4] == 1.0);
    BOOST_TEST(rank(result, l, people).rank[4] == 1);
    const auto why = contributions(result, l, people);
    BOOST_TEST(std::abs(why.of_node[0][4] - (5.0 - why.baseline[0])) < 1e-9);
}

BOOST_AUTO_TEST_CASE(a_unit_that_holds_nothing_has_neither_figure_nor_score_and_says_so) {
    Localities l = country();
    l.items[4].shape = box(10, 10, 11, 11);
    BOOST_TEST(assign_members(l) == 3);
    const std::vector<double> people{600, 100, 300, 200, 400};
    Indicator x = indicator("x", RollUp::mean_by_people);
    x.set(1, 2), x.set(2, 6), x.set(3, 10);
    roll_up(x, l, people);
    BOOST_TEST(x.reason[4] == "no locality of the finest level lies in it");

    IndicatorTable table;
    table.add(x);
    IndexTree tree{.name = "t",
                   .root = {.name = "risk", .parts = {{.indicator = "x", .low = 0, .high = 10}}}};
    const auto result = combine(table, l, tree, {.people = people});
    BOOST_TEST(!result.assessed(4));
    BOOST_TEST(reason_not_assessed(result, table, l, 4, Language::english) == x.reason[4]);
    BOOST_TEST(reason_not_assessed(result, table, l, 4, Language::french) ==
               "aucune localité du niveau le plus fin n'y est située");
}

BOOST_AUTO_TEST_SUITE_END()
