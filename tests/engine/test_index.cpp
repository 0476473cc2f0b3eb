// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/ranking.hpp>

#include "../problems.hpp"
#include "index_fixture.hpp"

using namespace djoliba;
using namespace djoliba::index_fixture;
using namespace std::chrono_literals;

namespace {

const auto nearly = boost::test_tools::tolerance(1e-12);
const std::vector<double> people = {
    missing_value, missing_value, missing_value, missing_value, 100, 300, 50, 150};
const double no = missing_value;

IndexTree two_leaves() { return {"t", "T", node("risk", Mean::arithmetic, {leaf("a"), leaf("b")})}; }

IndicatorTable communes(const std::vector<double>& a, const std::vector<double>& b) {
    IndicatorTable table;
    table.add(indicator("a", a, 4));
    table.add(indicator("b", b, 4));
    return table;
}

IndexOptions ranked_with_everything() { return {.people = people, .insist = {"a", "b"}}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(composite_index)

// T1
BOOST_AUTO_TEST_CASE(a_commune_without_data_is_not_assessed_and_has_neither_class_nor_rank) {
    const Localities country = small_country();
    const auto table = communes({no, 2, 0, 0}, {no, 4, 0, 0});
    const auto result = combine(table, country, two_leaves(), ranked_with_everything());
    BOOST_TEST(!result.assessed(4));
    BOOST_TEST(std::isnan(result.score[0][4]));
    BOOST_TEST(result.risk_class[4] == 0);
    BOOST_TEST(result.reliability[4] == 0);
    BOOST_TEST(std::isnan(result.own_share[4]));
    BOOST_TEST(result.not_assessed_share[4] == 1);
    const Ranking ranking = rank(result, country, people);
    BOOST_TEST(ranking.rank[4] == 0);
    BOOST_TEST(ranking.rank_in_parent[4] == 0);
    BOOST_TEST(ranking.rank[6] == 3);  // a known 0 is a value and has a rank
    BOOST_TEST(result.risk_class[6] == 1);
}

BOOST_AUTO_TEST_CASE(a_country_without_any_data_is_not_assessed_anywhere) {
    const auto table = communes({no, no, no, no}, {no, no, no, no});
    const auto result = combine(table, small_country(), two_leaves(), ranked_with_everything());
    for (int i = 0; i < 8; ++i) BOOST_TEST(!result.assessed(i));
}

BOOST_AUTO_TEST_CASE(units_outside_the_hierarchy_are_not_assessed) {
    Localities country = small_country();
    country.items.push_back({"HD1", "District", "health_district", -1});
    auto table = communes({1, 2, 3, 4, 9}, {1, 2, 3, 4, 9});
    IndexOptions options = ranked_with_everything();
    options.people.push_back(10);
    const auto result = combine(table, country, two_leaves(), options);
    BOOST_TEST(!result.assessed(8));
    BOOST_TEST(result.assessed(4));
}

BOOST_AUTO_TEST_CASE(scores_of_parents_are_means_by_people) {
    const auto result = combine(communes({0, 8, 2, 6}, {4, 8, 2, 6}), small_country(), two_leaves(),
                                ranked_with_everything());
    BOOST_TEST(result.score[0][4] == 2, nearly);
    BOOST_TEST(result.score[0][2] == (100 * 2 + 300 * 8) / 400.0, nearly);
    BOOST_TEST(result.score[0][0] == 6.5, nearly);
    BOOST_TEST(result.score[0][1] == 5, nearly);
    BOOST_TEST((*result.scores("a"))[2] == 6, nearly);
    BOOST_TEST(result.risk_class[2] == 5);
    BOOST_TEST(result.not_assessed_share[2] == 0);
    BOOST_TEST((result.scores("z") == nullptr));
}

BOOST_AUTO_TEST_CASE(a_parent_says_how_many_of_its_people_are_not_assessed) {
    IndexOptions options = ranked_with_everything();
    auto result = combine(communes({no, 8, 2, no}, {no, 8, 2, no}), small_country(), two_leaves(), options);
    BOOST_TEST(result.not_assessed_share[2] == 0.25);
    BOOST_TEST(result.score[0][2] == 8);
    BOOST_TEST(result.not_assessed_share[3] == 0.75);  // more than half
    BOOST_TEST(!result.assessed(3));
    BOOST_TEST(!result.assessed(1));
    options.people[7] = 50;  // exactly half is enough
    result = combine(communes({no, 8, 2, no}, {no, 8, 2, no}), small_country(), two_leaves(), options);
    BOOST_TEST(result.not_assessed_share[3] == 0.5);
    BOOST_TEST(result.score[0][3] == 2);
}

BOOST_AUTO_TEST_CASE(parents_whose_people_are_not_known_are_not_assessed) {
    IndexOptions options = ranked_with_everything();
    options.people = {};
    const auto result = combine(communes({1, 2, 3, 4}, {1, 2, 3, 4}), small_country(), two_leaves(), options);
    BOOST_TEST(!result.assessed(2));
    BOOST_TEST(std::isnan(result.not_assessed_share[2]));
    BOOST_TEST(result.assessed(4));
}

BOOST_AUTO_TEST_CASE(an_unknown_indicator_is_named_with_its_neighbour) {
    auto tree = two_leaves();
    tree.root.parts[1] = leaf("flod_class");
    IndicatorTable table = communes({1, 2, 3, 4}, {1, 2, 3, 4});
    table.add(indicator("flood_class", {1, 2, 3, 4}, 4));
    BOOST_TEST(all_problems_of([&] { combine(table, small_country(), tree); }) ==
               "indicator: no layer gives the indicator `flod_class`; did you mean `flood_class`?");
}

BOOST_AUTO_TEST_CASE(options_that_fit_nothing_are_refused) {
    const auto table = communes({1, 2, 3, 4}, {1, 2, 3, 4});
    BOOST_TEST(
        all_problems_of([&] {
            combine(table, small_country(), two_leaves(), {.people = {1, 2}, .insist = {"zebra"}});
        }) ==
        "people: people are given for 2 of 8 localities; give one entry for each locality, NaN where not "
        "known\ninsist: the index has no indicator `zebra`; name an indicator of the index");
}

BOOST_AUTO_TEST_CASE(an_indicator_that_covers_too_little_is_shown_and_not_ranked_with) {
    std::vector<double> a(20, 8), b(20, 2);
    b[0] = b[1] = no;  // 90 %
    IndicatorTable table;
    table.add(indicator("a", a));
    table.add(indicator("b", b));
    auto result = combine(table, flat(20), two_leaves());
    BOOST_TEST(result.not_ranked_with.empty());
    BOOST_TEST(result.score[0][5] == 5, nearly);
    table.find("b")->set_missing(2, "no row");  // 85 %
    result = combine(table, flat(20), two_leaves());
    BOOST_REQUIRE(result.not_ranked_with.size() == 1U);
    BOOST_TEST(result.not_ranked_with[0].indicator == "b");
    BOOST_TEST(result.not_ranked_with[0].reason == "covers 17 of 20 localities");
    BOOST_TEST(result.not_ranked_with[0].coverage == 0.85);
    BOOST_TEST(result.score[0][5] == 8);
    BOOST_TEST((*result.scores("b"))[5] == 2);  // still shown
    result = combine(table, flat(20), two_leaves(), {.insist = {"b"}});
    BOOST_TEST(result.not_ranked_with.empty());
    BOOST_TEST(result.score[0][5] == 5, nearly);
    BOOST_TEST(result.score[0][2] == 8);
}

BOOST_AUTO_TEST_CASE(an_indicator_with_nothing_in_a_region_is_not_ranked_with) {
    Localities country = small_country();
    const auto table = communes({1, 2, 3, 4}, {1, 2, no, no});
    const auto result = combine(table, country, two_leaves(), {.people = people, .minimum_coverage = 0.5});
    BOOST_REQUIRE(result.not_ranked_with.size() == 1U);
    BOOST_TEST(result.not_ranked_with[0].reason == "covers 2 of 4 localities; none in Region B");
}

BOOST_AUTO_TEST_CASE(indicators_that_no_leaf_uses_are_listed_with_what_they_cover) {
    Localities country = small_country();
    auto table = communes({1, 2, 3, 4}, {1, 2, 3, 4});
    Indicator unused = *table.find("a");
    unused.name = "c";
    table.add(unused);
    auto result = combine(table, country, two_leaves(), {.people = people});
    BOOST_REQUIRE(result.not_in_index.size() == 1U);
    BOOST_TEST(result.not_in_index[0].indicator == "c");
    BOOST_TEST(result.not_in_index[0].covers_enough);
    BOOST_TEST(result.not_in_index[0].reason == "covers 4 of 4 localities");
    table.find("c")->set_missing(6, "no rain");
    table.find("c")->set_missing(7, "no rain");
    result = combine(table, country, two_leaves(), {.people = people, .minimum_coverage = 0.5});
    BOOST_TEST(!result.not_in_index[0].covers_enough);
    BOOST_TEST(result.not_in_index[0].coverage == 0.5);
    BOOST_TEST(result.not_in_index[0].reason == "covers 2 of 4 localities; none in Region B");
}

BOOST_AUTO_TEST_CASE(a_required_part_that_is_not_ranked_with_is_missing_everywhere) {
    auto tree = two_leaves();
    tree.root.required = {"b"};
    const auto result =
        combine(communes({1, 2, 3, 4}, {1, 2, no, no}), small_country(), tree, {.people = people});
    for (int i = 4; i < 8; ++i) BOOST_TEST(!result.assessed(i));
}

BOOST_AUTO_TEST_CASE(own_share_counts_what_is_not_inherited) {
    IndicatorTable table = communes({1, 2, 3, 4}, {no, no, no, 4});
    Indicator& b = *table.find("b");
    b.level = "cercle";
    b.set(2, 5);
    b.set(3, 6);
    carry_down(b, small_country());
    b.set_missing(6, "withdrawn");
    auto tree = two_leaves();
    tree.root.parts[1].weight = 3;
    const auto result = combine(table, small_country(), tree, ranked_with_everything());
    BOOST_TEST(result.own_share[4] == 0.25);  // b, weight 3 of 4, is the cercle's
    BOOST_TEST(result.own_share[6] == 1);     // only a is present
    BOOST_TEST(result.own_share[7] == 1);
    BOOST_TEST(result.own_share[2] == 1);  // the cercle's own figure, and its communes'
    BOOST_TEST(result.own_share[0] == 1);
}

BOOST_AUTO_TEST_CASE(a_figure_of_the_region_is_not_the_cercles_own) {
    IndicatorTable table = communes({1, 2, 3, 4}, {no, no, no, no});
    Indicator& b = *table.find("b");
    b.level = "region";
    b.set(0, 5);
    b.set(1, 6);
    carry_down(b, small_country());
    const auto result = combine(table, small_country(), two_leaves(), ranked_with_everything());
    BOOST_TEST(result.own_share[4] == 0.5);
    BOOST_TEST(result.own_share[2] == 0.5);
    BOOST_TEST(result.own_share[0] == 1);
}

BOOST_AUTO_TEST_CASE(reliability_falls_with_gaps_age_and_inheritance) {
    IndicatorTable table = communes({1, 2, no, 4}, {1, 2, 3, 4});
    table.find("a")->date = "2024-01-15";
    table.find("b")->date = "";
    table.find("b")->set(5, 2, Origin::inherited);
    IndexOptions options = ranked_with_everything();
    options.as_of = 2024y / 6 / 30;
    const auto result = combine(table, small_country(), two_leaves(), options);
    BOOST_TEST(result.reliability[4] == 0.5 * 1 + 0.5 * 0.5);
    BOOST_TEST(result.reliability[5] == 0.5 * 1 + 0.5 * 0.25);
    BOOST_TEST(result.reliability[6] == 0.5 * 0.5);
    BOOST_TEST(result.reliability[2] == 0.75);                       // b is given for communes
    BOOST_TEST(result.reliability[3] == 0.5 * 0.75 + 0.25, nearly);  // a is known for 150 of 200 people
}

BOOST_AUTO_TEST_CASE(data_are_fresh_for_two_years_and_then_halve_every_four) {
    const std::optional<Date> as_of = 2024y / 6 / 30;
    BOOST_TEST(freshness("2024-06-30", as_of) == 1);
    BOOST_TEST(freshness("2025", as_of) == 1);
    BOOST_TEST(freshness("2022-07-01", as_of) == 1);
    BOOST_TEST(freshness("2018-06-30", as_of) == 0.5, boost::test_tools::tolerance(1e-3));
    BOOST_TEST(freshness("2014-06", as_of) == 0.25, boost::test_tools::tolerance(1e-3));
    BOOST_TEST(freshness("2010/2024", as_of) == 1);
    BOOST_TEST(freshness("", as_of) == 0.5);
    BOOST_TEST(freshness("last year", as_of) == 0.5);
    BOOST_TEST(freshness("2024", std::nullopt) == 0.5);
}

BOOST_AUTO_TEST_CASE(a_date_stands_for_the_last_day_of_its_period) {
    BOOST_TEST((last_day("2023") == Date(2023y / 12 / 31)));
    BOOST_TEST((last_day("2024-02") == Date(2024y / 2 / 29)));
    BOOST_TEST((last_day("2021-09-30") == Date(2021y / 9 / 30)));
    BOOST_TEST((last_day("2022-06/2022-08") == Date(2022y / 8 / 31)));
    for (const char* text : {"", "/", "202", "2023-13", "2023-02-30", "2023-1", "20230101", "23-01-01",
                             "2022/", "2023-00", "2023-01-00", "-123"})
        BOOST_TEST(!last_day(text).has_value(), text);
}

BOOST_AUTO_TEST_CASE(the_oldest_input_is_among_those_that_count) {
    IndicatorTable table = communes({1, 2, no, 4}, {1, 2, 3, 4});
    table.find("a")->date = "2019";
    table.find("b")->date = "2022-06/2022-08";
    const auto result = combine(table, small_country(), two_leaves(), ranked_with_everything());
    BOOST_TEST(oldest_input(result, table, 4) == "2019");
    BOOST_TEST(oldest_input(result, table, 6) == "2022-06/2022-08");
    table.find("b")->date = "";
    BOOST_TEST(oldest_input(result, table, 6) == "");
    table.find("b")->oldest = "2012";  // an undated figure made with data of 2012
    BOOST_TEST(oldest_input(result, table, 4) == "2012");
    BOOST_TEST(oldest_input(result, table, 6) == "2012");
}

BOOST_AUTO_TEST_CASE(classes_follow_the_score_rounded_half_up_to_one_decimal) {
    BOOST_TEST(risk_class(missing_value) == 0);
    BOOST_TEST(risk_class(0) == 1);
    BOOST_TEST(risk_class(1.9) == 1);
    BOOST_TEST(risk_class(1.949999) == 1);
    BOOST_TEST(risk_class(1.95) == 2);
    BOOST_TEST(risk_class(2.0) == 2);
    BOOST_TEST(risk_class(3.449999) == 2);
    BOOST_TEST(risk_class(3.45) == 3);
    BOOST_TEST(risk_class(4.949999) == 3);
    BOOST_TEST(risk_class(4.95) == 4);
    BOOST_TEST(risk_class(6.449999) == 4);
    BOOST_TEST(risk_class(6.45) == 5);
    BOOST_TEST(risk_class(10) == 5);
}

BOOST_AUTO_TEST_CASE(a_half_that_binary_arithmetic_misses_by_a_hair_is_still_a_half) {
    BOOST_TEST(risk_class(std::nextafter(1.95, 0)) == 2);
    BOOST_TEST(risk_class(0.65 * 3) == 2);    // 1.9500000000000002
    BOOST_TEST(risk_class(1.1 + 0.85) == 2);  // 1.9500000000000002
    BOOST_TEST(risk_class(2.3 + 1.15) == 3);  // 3.4499999999999997
    BOOST_TEST(risk_class(6.45 - 1e-10) == 5);
    BOOST_TEST(risk_class(6.45 - 1e-8) == 4);
}

// T2: taking one indicator out of a locality gives what the tree without that leaf gives there.
BOOST_AUTO_TEST_CASE(removing_an_indicator_moves_scores_only_by_the_missing_data_rule) {
    for (unsigned seed = 0; seed < 200; ++seed) {
        RandomIndex random(seed);
        const IndexTree tree = random.tree();
        const std::size_t count = 6;
        const IndicatorTable table = random.table(count, 0.2);
        const IndexOptions all{.minimum_coverage = 0};
        const auto before = combine(table, flat(count), tree, all);
        IndicatorTable masked = table;
        const auto gone = random.pick(0, random.indicators - 1);
        masked.items[gone].clear(count, "withdrawn");
        const auto after = combine(masked, flat(count), tree, all);
        for (std::size_t i = 0; i < count; ++i)
            for (std::size_t n = 0; n < before.plan.size(); ++n) {
                // Only nodes above the leaf may move, and only where it was known.
                bool above = false;
                for (const int l : before.plan.leaves)
                    if (before.indicator[l] == gone)
                        for (int k = l; k >= 0; k = before.plan.parent[k])
                            above = above || k == static_cast<int>(n);
                const double was = before.score[n][i], is = after.score[n][i];
                const bool same = was == is || (std::isnan(was) && std::isnan(is));
                if (!above || !table.items[gone].known(i)) BOOST_REQUIRE(same);
                BOOST_REQUIRE((std::isnan(is) || (is >= 0 && is <= 10)));
            }
    }
}

BOOST_AUTO_TEST_CASE(the_bounds_are_fixed_so_other_localities_do_not_matter) {
    for (unsigned seed = 0; seed < 50; ++seed) {
        RandomIndex random(seed);
        const IndexTree tree = random.tree();
        IndicatorTable table = random.table(5, 0.1);
        const auto before = combine(table, flat(5), tree, {.minimum_coverage = 0});
        for (Indicator& x : table.items) x.set(4, 1000);
        const auto after = combine(table, flat(5), tree, {.minimum_coverage = 0});
        for (int i = 0; i < 4; ++i) {
            const bool both_missing = std::isnan(before.score[0][i]) && std::isnan(after.score[0][i]);
            BOOST_REQUIRE((both_missing || before.score[0][i] == after.score[0][i]));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
