// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/ranking.hpp>

#include "index_fixture.hpp"

using namespace djoliba;
using namespace djoliba::index_fixture;

namespace {

const double no = missing_value;
const std::vector<double> people = {no, no, no, no, 100, 300, 50, 150};
const auto each = boost::test_tools::per_element();

IndexResult one_indicator(const std::vector<double>& values, const std::vector<double>& residents = people) {
    IndicatorTable table;
    table.add(indicator("a", values, 4));
    return combine(table, small_country(), {"t", "T", node("risk", Mean::arithmetic, {leaf("a")})},
                   {.people = residents, .minimum_coverage = 0, .insist = {"a"}});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ranking)

BOOST_AUTO_TEST_CASE(what_is_not_assessed_has_no_rank_and_leaves_no_gap) {
    const Ranking r = rank(one_indicator({3, no, 5, no}), small_country(), people);
    BOOST_TEST(r.rank == std::vector<int>({0, 0, 0, 0, 2, 0, 1, 0}), each);
    BOOST_TEST(!r.uncertainty[4].low.has_value());
    BOOST_TEST(!r.uncertainty[4].high.has_value());
    BOOST_TEST(!r.uncertainty[4].top20.has_value());
}

BOOST_AUTO_TEST_CASE(every_level_has_its_own_ranks) {
    const Ranking r = rank(one_indicator({3, 4, 5, 6}), small_country(), people);
    BOOST_TEST(r.rank == std::vector<int>({2, 1, 2, 1, 4, 3, 2, 1}), each);
    BOOST_TEST(r.rank_in_parent == std::vector<int>({0, 0, 1, 1, 2, 1, 2, 1}), each);
}

BOOST_AUTO_TEST_CASE(of_equal_scores_the_larger_population_comes_first_then_the_code) {
    const Ranking by_people = rank(one_indicator({5, 5, 5, 5}), small_country(), people);
    BOOST_TEST(by_people.rank == std::vector<int>({1, 2, 1, 2, 3, 1, 4, 2}), each);
    const std::vector<double> unknown = {no, no, no, no, 100, no, 100, no};
    const Ranking by_code = rank(one_indicator({5, 5, 5, 5}, unknown), small_country(), unknown);
    BOOST_TEST(by_code.rank == std::vector<int>({1, 2, 1, 2, 1, 3, 2, 4}), each);
    const Ranking without = rank(one_indicator({5, 5, 5, 5}), small_country(), {});
    BOOST_TEST(without.rank == std::vector<int>({1, 2, 1, 2, 1, 2, 3, 4}), each);
}

BOOST_AUTO_TEST_CASE(scores_that_differ_by_the_last_bit_are_equal) {
    const Ranking r = rank(one_indicator({5, 5, std::nextafter(5, 6), 5}), small_country(), people);
    BOOST_TEST(r.rank[6] == 4);
}

BOOST_AUTO_TEST_CASE(the_headline_is_the_parents_ranking_where_most_of_the_weight_is_inherited) {
    IndicatorTable table;
    table.add(indicator("a", {1, 2, 3, 4}, 4));
    table.add(indicator("b", {no, no, 1, 2, no, no, no, no}, 0, "cercle"));
    carry_down(*table.find("b"), small_country());
    const auto tree_with = [](double weight) {
        return IndexTree{"t", "T", node("risk", Mean::arithmetic, {leaf("a"), leaf("b", 0, 10, weight)})};
    };
    const auto headline = [&](double weight) {
        const auto result = combine(table, small_country(), tree_with(weight), {.people = people});
        return rank(result, small_country(), people);
    };
    BOOST_TEST(headline(1).headline_level == "commune");
    BOOST_TEST(headline(1).own_share == 0.5);
    BOOST_TEST(headline(3).headline_level == "cercle");
    BOOST_TEST(headline(3).own_share == 0.25);
}

BOOST_AUTO_TEST_CASE(the_own_share_of_the_headline_is_weighted_by_people) {
    IndicatorTable table;
    table.add(indicator("a", {1, 2, 3, 4}, 4));
    table.find("a")->set(5, 2, Origin::inherited);
    const IndexTree tree{"t", "T", node("risk", Mean::arithmetic, {leaf("a")})};
    const auto result = combine(table, small_country(), tree, {.people = people});
    BOOST_TEST(rank(result, small_country(), people).own_share == 0.5);  // 300 of 600 people
    BOOST_TEST(rank(result, small_country(), {}).own_share == 0.75);     // 1 of 4 communes
}

BOOST_AUTO_TEST_CASE(without_levels_above_the_headline_is_the_only_level) {
    IndicatorTable table;
    table.add(indicator("a", {1, 2}));
    for (int i : {0, 1}) table.find("a")->set(i, 1, Origin::inherited);
    const auto result = combine(table, flat(2), {"t", "T", node("risk", Mean::arithmetic, {leaf("a")})});
    BOOST_TEST(rank(result, flat(2), {}).headline_level == "commune");
    BOOST_TEST(rank(result, flat(2), {}).own_share == 0);
}

BOOST_AUTO_TEST_CASE(the_second_list_is_by_people_at_risk) {
    Indicator at_risk = indicator("people_at_risk_flood", {500, no, 900, 900}, 4);
    at_risk.set(2, 500);
    at_risk.set(7, 900, Origin::inherited);
    BOOST_TEST(
        rank_by_caseload(at_risk, small_country(), people) == std::vector<int>({0, 0, 1, 0, 2, 0, 1, 0}),
        each);
    at_risk.set(7, 900);
    BOOST_TEST(
        rank_by_caseload(at_risk, small_country(), people) == std::vector<int>({0, 0, 1, 0, 3, 0, 2, 1}),
        each);
}

BOOST_AUTO_TEST_SUITE_END()
