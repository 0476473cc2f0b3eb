// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/ranking.hpp>
#include <djoliba/engine/scorer.hpp>

#include "index_fixture.hpp"

using namespace djoliba;
using namespace djoliba::index_fixture;

namespace {

const double no = missing_value;
const auto each = boost::test_tools::per_element();

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

/// Regions of 25 communes, cercles of 5, and two basins that share the communes out; not all lie in one.
Localities country(std::size_t communes) {
    Localities made{.hierarchy = {"region", "cercle", "commune"}};
    const std::size_t regions = (communes + 24) / 25, cercles = (communes + 4) / 5;
    for (std::size_t i = 0; i < regions; ++i)
        made.items.push_back({"R" + std::to_string(100 + i), "R", "region"});
    for (std::size_t i = 0; i < cercles; ++i)
        made.items.push_back({"K" + std::to_string(100 + i), "K", "cercle", static_cast<int>(i / 5)});
    for (std::size_t i = 0; i < communes; ++i)
        made.items.push_back(
            {"C" + std::to_string(1000 + i), "C", "commune", static_cast<int>(regions + i / 5)});
    for (const char* code : {"B1", "B2"}) made.items.push_back({code, code, "basin"});
    for (std::size_t i = 0; i + 3 < communes; ++i)
        made.items[made.size() - 1 - i % 2].members.push_back(static_cast<int>(regions + cercles + i));
    return made;
}

std::vector<double> random_people(RandomIndex& random, const Localities& localities) {
    std::vector<double> people(localities.size(), no);
    for (const int i : localities.of_level("commune"))
        people[i] = random.pick(0, 9) == 0 ? no : random.pick(0, 20) * 100;
    return people;
}

IndicatorTable shifted(const IndicatorTable& table, std::size_t first, std::size_t all) {
    IndicatorTable made;
    for (const Indicator& from : table.items) {
        Indicator to = from;
        to.clear(all, "no row");
        for (std::size_t i = 0; i < from.value.size(); ++i) to.set(first + i, from.value[i]);
        made.add(std::move(to));
    }
    return made;
}

std::vector<std::string> names(const IndicatorTable& table) {
    std::vector<std::string> list;
    for (const Indicator& i : table.items) list.push_back(i.name);
    return list;
}

Scorer::Space filled(const Scorer& scorer, const IndexResult& result, const IndicatorTable& table) {
    auto space = scorer.space();
    for (const int leaf : result.plan.leaves) {
        std::vector<double> values;
        for (const int i : scorer.rows()) values.push_back(table.items[result.indicator[leaf]].value[i]);
        scorer.scale_leaf(space, leaf, values);
    }
    return space;
}

/// Scores of all nodes, one locality at a time, by scale() and evaluate(): [node][locality].
std::vector<std::vector<double>> one_by_one(const IndexPlan& plan, const IndicatorTable& table,
                                            const Localities& localities) {
    std::vector<std::vector<double>> all(plan.size(), std::vector<double>(localities.size(), no));
    std::vector<double> scores(plan.size());
    for (const int i : localities.of_level(localities.finest())) {
        for (const int leaf : plan.leaves)
            scores[leaf] = scale(plan.nodes[leaf], table.find(plan.nodes[leaf].indicator)->value[i]);
        evaluate(plan, scores);
        for (std::size_t n = 0; n < plan.size(); ++n) all[n][i] = scores[n];
    }
    return all;
}

/// Mean by people over the communes in a unit, none where more than half of the people are in some without.
double mean_below(const std::vector<double>& scores, const Localities& localities,
                  const std::vector<double>& people, int unit) {
    double sum = 0, present = 0, all = 0, low = 10, high = 0;
    for (const int i : localities.of_level(localities.finest())) {
        const auto& members = localities[unit].members;
        const bool inside = members.empty() ? localities.ancestor(i, localities[unit].level) == unit
                                            : std::ranges::find(members, i) != members.end();
        if (!inside || !(people[i] > 0)) continue;
        all += people[i];
        if (std::isnan(scores[i])) continue;
        present += people[i];
        sum += people[i] * scores[i];
        low = std::min(low, scores[i]);
        high = std::max(high, scores[i]);
    }
    return all > 0 && present >= all / 2 ? std::clamp(sum / present, low, high) : no;
}

void compare(const Scorer& scorer, Scorer::Space& space, const IndexPlan& plan, const IndicatorTable& table,
             const Localities& localities, const std::vector<double>& people) {
    auto expected = one_by_one(plan, table, localities);
    std::vector<double> scores(localities.size());
    for (std::size_t n = 0; n < plan.size(); ++n) {
        scorer.roll_up(space, static_cast<int>(n), scores);
        for (std::size_t i = 0; i < localities.size(); ++i) {
            if (localities[i].level != localities.finest())
                expected[n][i] = mean_below(expected[n], localities, people, static_cast<int>(i));
            BOOST_TEST_REQUIRE(same(scores[i], expected[n][i]));
        }
    }
    IndexResult result{.plan = plan, .score = expected};
    result.risk_class.assign(localities.size(), 0);
    result.own_share.assign(localities.size(), no);
    scorer.roll_up(space, 0, scores);
    std::vector<int> ranks(localities.size());
    scorer.rank(space, scores, ranks);
    BOOST_TEST(ranks == rank(result, localities, people).rank, each);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(scorer)

BOOST_AUTO_TEST_CASE(scores_and_ranks_are_those_of_one_locality_at_a_time_on_random_trees) {
    for (unsigned seed = 0; seed < 150; ++seed) {
        RandomIndex random(seed);
        const IndexTree tree = random.tree();
        const Localities localities = country(random.pick(1, 150));
        const auto communes = localities.of_level("commune");
        const auto people = random_people(random, localities);
        const auto table =
            shifted(random.table(communes.size(), seed % 3 * 0.2), communes[0], localities.size());
        const auto result = combine(table, localities, tree, {.people = people, .insist = names(table)});
        const Scorer scorer(result.plan, localities, people);
        auto space = filled(scorer, result, table);
        scorer.evaluate(space);
        BOOST_TEST_CONTEXT("seed " << seed) {
            compare(scorer, space, result.plan, table, localities, people);
        }
    }
}

BOOST_AUTO_TEST_CASE(other_weights_are_taken_from_the_space) {
    for (unsigned seed = 0; seed < 50; ++seed) {
        RandomIndex random(seed);
        IndexTree tree = random.tree();
        const Localities localities = country(40);
        const auto people = random_people(random, localities);
        const auto table =
            shifted(random.table(40, 0.1), localities.of_level("commune")[0], localities.size());
        const auto first = combine(table, localities, tree, {.people = people, .insist = names(table)});
        const Scorer scorer(first.plan, localities, people);
        auto space = filled(scorer, first, table);
        scorer.evaluate(space);
        for (IndexNode& part : tree.root.parts) part.weight = 0.1 + random.uniform();
        for (std::size_t p = 0; p < tree.root.parts.size(); ++p)
            space.weight[first.plan.parts[0][p]] = tree.root.parts[p].weight;
        scorer.evaluate(space, scorer.above(first.plan.parts[0]));
        const auto second = combine(table, localities, tree, {.people = people, .insist = names(table)});
        BOOST_TEST_CONTEXT("seed " << seed) {
            compare(scorer, space, second.plan, table, localities, people);
        }
    }
}

BOOST_AUTO_TEST_CASE(only_what_lies_above_a_changed_leaf_needs_to_be_scored_again) {
    const IndexTree tree{"t", "T",
                         node("risk", Mean::geometric,
                              {node("hazard", Mean::maximum, {leaf("a"), leaf("b")}),
                               node("rest", Mean::arithmetic, {leaf("c")})})};
    const IndexPlan made = plan(tree);
    const Scorer scorer(made, flat(1), {});
    const int a = made.find("a"), hazard = made.find("hazard");
    BOOST_TEST(scorer.above(std::vector<int>{a, made.find("b")}) == std::vector<int>({hazard, 0}), each);
    auto space = scorer.space();
    for (const int l : made.leaves) scorer.row(space, l)[0] = 4;
    scorer.evaluate(space);
    BOOST_TEST(scorer.row(space, 0)[0] == 4);
    scorer.row(space, a)[0] = 9;
    scorer.evaluate(space, scorer.above(std::vector<int>{a}));
    BOOST_TEST(std::abs(scorer.row(space, 0)[0] - 6) < 1e-12);  // sqrt(9 * 4)
}

BOOST_AUTO_TEST_CASE(leaves_are_scaled_as_one_by_one) {
    for (const Transform transform : {Transform::none, Transform::log10, Transform::log10_plus_1})
        for (const bool higher_is_worse : {true, false}) {
            IndexNode a = leaf("a", 2, 500);
            a.transform = transform;
            a.higher_is_worse = higher_is_worse;
            std::vector<double> values = {no, -1, 0, 1, 2, 3, 250, 499.5, 500, 1e9};
            while (values.size() < 131) values.push_back(static_cast<double>(values.size()) * 3.7);
            const Scorer scorer(plan({"t", "T", node("risk", Mean::arithmetic, {a})}), flat(values.size()),
                                {});
            auto space = scorer.space();
            scorer.scale_leaf(space, 1, values);
            for (std::size_t i = 0; i < values.size(); ++i)
                BOOST_TEST(same(scorer.row(space, 1)[i], scale(a, values[i])));
        }
}

BOOST_AUTO_TEST_CASE(logarithms_and_powers_are_exact_to_fourteen_digits) {
    IndexNode a = leaf("a", 1e-6, 1e12);
    a.transform = Transform::log10;
    for (double v = 1e-6; v < 1e12; v *= 1.37)
        BOOST_TEST(std::abs(scale(a, v) - 10 * (std::log10(v) + 6) / 18) < 1e-13);
    for (double x = 1e-3; x <= 10; x *= 1.07)
        for (const double w : {0.1, 0.5, 3.}) {
            const std::vector<double> scores = {x, 7}, weights = {w, 1};
            BOOST_TEST(std::abs(weighted_mean(Mean::geometric, scores, weights) -
                                std::pow(std::pow(x, w) * 7, 1 / (w + 1))) < 1e-13);
            const double product = std::pow(10 - 0.9 * x, w / (w + 1)) * std::pow(3.7, 1 / (w + 1));
            BOOST_TEST(std::abs(weighted_mean(Mean::inverted_geometric, scores, weights) -
                                (10 - product) / 9 * 10) < 1e-13);
        }
}

BOOST_AUTO_TEST_CASE(a_geometric_mean_with_a_zero_is_zero) {
    const IndexPlan made = plan({"t", "T", node("risk", Mean::geometric, {leaf("a"), leaf("b")})});
    const Scorer scorer(made, flat(2), {});
    auto space = scorer.space();
    scorer.scale_leaf(space, 1, std::vector<double>{0, 5});
    scorer.scale_leaf(space, 2, std::vector<double>{10, 5});
    scorer.evaluate(space);
    BOOST_TEST(scorer.row(space, 0)[0] == 0);
    BOOST_TEST(scorer.row(space, 0)[1] == 5);
}

BOOST_AUTO_TEST_CASE(a_score_does_not_depend_on_its_row) {
    RandomIndex random(5);
    const IndexTree tree = random.tree();
    const auto table = random.table(130, 0);
    const auto result = combine(table, flat(130), tree);
    const Scorer all(result.plan, flat(130), {}), one(result.plan, flat(1), {});
    auto space = filled(all, result, table), alone = one.space();
    all.evaluate(space);
    for (int i = 0; i < 130; ++i) {
        for (const int leaf : result.plan.leaves)
            one.scale_leaf(alone, leaf, std::vector<double>{table.items[result.indicator[leaf]].value[i]});
        one.evaluate(alone);
        BOOST_TEST(one.row(alone, 0)[0] == all.row(space, 0)[i]);
    }
}

BOOST_AUTO_TEST_CASE(without_people_no_parent_is_assessed) {
    const IndexPlan made = plan({"t", "T", node("risk", Mean::arithmetic, {leaf("a")})});
    const Localities localities = small_country();
    const Scorer scorer(made, localities, {});
    auto space = scorer.space();
    scorer.scale_leaf(space, 1, std::vector<double>{1, 2, 3, 4});
    scorer.evaluate(space);
    std::vector<double> scores(8);
    std::vector<int> ranks(8);
    scorer.roll_up(space, 0, scores);
    scorer.rank(space, scores, ranks);
    BOOST_TEST(ranks == std::vector<int>({0, 0, 0, 0, 4, 3, 2, 1}), each);
    BOOST_CHECK_THROW(Scorer(made, localities, {1, 2}), Error);
}

BOOST_AUTO_TEST_SUITE_END()
