// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/contribution.hpp>

#include "index_fixture.hpp"

using namespace djoliba;
using namespace djoliba::index_fixture;

namespace {

const double no = missing_value;
const auto nearly = boost::test_tools::tolerance(1e-12);

struct Explained {
    IndexResult result;
    Contributions found;
    double of(const std::string& node, int locality) const {
        return found.of_node[result.plan.find(node)][locality];
    }
};

Explained explain(const IndexTree& tree, const IndicatorTable& table, const Localities& localities,
                  const std::vector<double>& people = {}) {
    auto result = combine(table, localities, tree, {.people = people, .minimum_coverage = 0});
    auto found = contributions(result, localities, people);
    return {std::move(result), std::move(found)};
}

IndicatorTable table_of(const std::vector<std::vector<double>>& values) {
    IndicatorTable table;
    for (std::size_t k = 0; k < values.size(); ++k) table.add(indicator("i" + std::to_string(k), values[k]));
    return table;
}

IndexTree flat_tree(Mean mean) { return {"t", "T", node("risk", mean, {leaf("i0"), leaf("i1")})}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(contribution)

BOOST_AUTO_TEST_CASE(a_locality_that_is_not_assessed_has_no_contributions) {
    const auto e = explain(flat_tree(Mean::arithmetic), table_of({{1, no}, {3, no}}), flat(2));
    BOOST_TEST(std::isnan(e.of("i0", 1)));
    BOOST_TEST(std::isnan(e.of("risk", 1)));
    const auto nothing = explain(flat_tree(Mean::arithmetic), table_of({{no, no}, {no, no}}), flat(2));
    BOOST_TEST(std::isnan(nothing.of("risk", 0)));
    BOOST_TEST(std::isnan(nothing.found.baseline[0]));
}

BOOST_AUTO_TEST_CASE(the_median_locality_itself_has_contributions_of_zero) {
    const auto e = explain(flat_tree(Mean::geometric), table_of({{1, 4, 9}, {2, 3, 8}}), flat(3));
    BOOST_TEST(e.found.baseline[0] == std::sqrt(12), nearly);
    BOOST_TEST(e.of("i0", 1) == 0);
    BOOST_TEST(e.of("i1", 1) == 0);
}

BOOST_AUTO_TEST_CASE(under_an_arithmetic_mean_a_contribution_is_weight_times_difference) {
    const auto e = explain(flat_tree(Mean::arithmetic), table_of({{1, 4, 9}, {2, 3, 8}}), flat(3));
    BOOST_TEST(e.of("i0", 2) == 2.5, nearly);
    BOOST_TEST(e.of("i1", 2) == 2.5, nearly);
    BOOST_TEST(e.of("i0", 0) == -1.5, nearly);
}

// Baseline (1, 1), locality (4, 9): v = 1, 2, 3, 6, so 1 and 3 in one order, 3 and 2 in the other.
BOOST_AUTO_TEST_CASE(under_a_geometric_mean_it_is_the_average_over_both_orders) {
    const auto e = explain(flat_tree(Mean::geometric), table_of({{4, 1, 1}, {9, 1, 1}}), flat(3));
    BOOST_TEST(e.of("i0", 0) == (1 + 3) / 2.0, nearly);
    BOOST_TEST(e.of("i1", 0) == (2 + 4) / 2.0, nearly);
    BOOST_TEST(e.of("risk", 0) == 5, nearly);
}

BOOST_AUTO_TEST_CASE(under_a_maximum_the_greatest_part_takes_what_the_others_do_not_explain) {
    // Baseline (0, 0), locality (6, 2): orders give (6, 0) and (4, 2).
    const auto e = explain(flat_tree(Mean::maximum), table_of({{6, 0, 0}, {2, 0, 0}}), flat(3));
    BOOST_TEST(e.of("i0", 0) == 5, nearly);
    BOOST_TEST(e.of("i1", 0) == 1, nearly);
}

BOOST_AUTO_TEST_CASE(a_missing_leaf_gets_what_dropping_it_did) {
    // Baseline (2, 6): 4. The first locality lacks i1, so it scores 2: i0 is as in the baseline.
    const auto e = explain(flat_tree(Mean::arithmetic), table_of({{2, 2, 2}, {no, 6, 6}}), flat(3));
    BOOST_TEST(e.of("i0", 0) == 0);
    BOOST_TEST(e.of("i1", 0) == -2, nearly);
}

BOOST_AUTO_TEST_CASE(what_a_missing_node_gets_is_split_evenly_over_its_leaves) {
    const IndexTree tree{
        "t", "T",
        node("risk", Mean::arithmetic, {leaf("i0"), node("v", Mean::arithmetic, {leaf("i1"), leaf("i2")})})};
    const auto e = explain(tree, table_of({{2, 2, 2}, {no, 6, 6}, {no, 6, 6}}), flat(3));
    BOOST_TEST(e.of("v", 0) == -2, nearly);
    BOOST_TEST(e.of("i1", 0) == -1, nearly);
    BOOST_TEST(e.of("i2", 0) == -1, nearly);
}

BOOST_AUTO_TEST_CASE(parts_that_cancel_out_in_their_node_are_still_told) {
    const IndexTree tree{
        "t", "T",
        node("risk", Mean::arithmetic, {leaf("i0"), node("v", Mean::arithmetic, {leaf("i1"), leaf("i2")})})};
    const auto e = explain(tree, table_of({{2, 2, 2}, {8, 6, 6}, {2, 4, 4}}), flat(3));
    BOOST_TEST(e.of("v", 0) == 0);
    BOOST_TEST(e.of("i1", 0) == 0.5, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(e.of("i2", 0) == -0.5, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(a_leaf_that_is_not_ranked_with_contributes_nothing) {
    IndicatorTable table = table_of({{1, 2, 9}, {no, no, 9}});
    auto result = combine(table, flat(3), flat_tree(Mean::arithmetic));
    const auto found = contributions(result, flat(3), {});
    BOOST_TEST(found.of_node[2][2] == 0);
    BOOST_TEST(found.of_node[1][2] == 7);
}

BOOST_AUTO_TEST_CASE(a_parent_has_the_mean_by_people_of_its_assessed_parts) {
    IndicatorTable table;
    table.add(indicator("i0", {0, 4, no, 8}, 4));
    table.add(indicator("i1", {2, 2, no, 2}, 4));
    const std::vector<double> people = {no, no, no, no, 100, 300, 50, 150};
    const auto e = explain(flat_tree(Mean::arithmetic), table, small_country(), people);
    BOOST_TEST(e.of("risk", 2) == e.result.score[0][2] - e.found.baseline[0], nearly);
    BOOST_TEST(e.of("i0", 2) == (100 * e.of("i0", 4) + 300 * e.of("i0", 5)) / 400, nearly);
    BOOST_TEST(e.of("i0", 3) == e.of("i0", 7), nearly);
}

BOOST_AUTO_TEST_CASE(twelve_parts_add_up_exactly_too) {
    std::vector<IndexNode> parts;
    std::vector<std::vector<double>> values;
    for (int k = 0; k < 12; ++k) {
        parts.push_back(leaf("i" + std::to_string(k), 0, 10, 1 + k));
        values.push_back({k * 0.7, 5.0, 1.0});
    }
    const auto e =
        explain({"t", "T", node("risk", Mean::inverted_geometric, parts)}, table_of(values), flat(3));
    double sum = 0;
    for (int k = 0; k < 12; ++k) sum += e.of("i" + std::to_string(k), 0);
    BOOST_TEST(sum == e.result.score[0][0] - e.found.baseline[0], boost::test_tools::tolerance(1e-10));
}

BOOST_AUTO_TEST_CASE(leaves_add_up_to_score_minus_baseline_for_random_trees_and_gaps) {
    int assessed = 0;
    for (unsigned seed = 0; seed < 400; ++seed) {
        RandomIndex random(seed);
        const IndexTree tree = random.tree();
        const std::size_t count = 7;
        const IndicatorTable table = random.table(count, seed % 3 * 0.2);
        const auto e = explain(tree, table, flat(count));
        const IndexPlan& plan = e.result.plan;
        for (int i = 0; i < static_cast<int>(count); ++i) {
            if (!e.result.assessed(i)) continue;
            ++assessed;
            double leaves = 0;
            for (const int l : plan.leaves) leaves += e.found.of_node[l][i];
            BOOST_REQUIRE_SMALL(leaves - (e.result.score[0][i] - e.found.baseline[0]), 1e-9);
            for (std::size_t n = 0; n < plan.size(); ++n) {
                BOOST_REQUIRE_LE(std::abs(e.found.of_node[n][i]), 40);
                double parts = 0;
                for (const int p : plan.parts[n]) parts += e.found.of_node[p][i];
                if (!plan.leaf(static_cast<int>(n))) BOOST_REQUIRE_SMALL(parts - e.found.of_node[n][i], 1e-9);
            }
        }
    }
    BOOST_TEST(assessed > 1000);
}

BOOST_AUTO_TEST_SUITE_END()
