// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <boost/test/unit_test.hpp>

#include "index_fixture.hpp"

using namespace djoliba;
using namespace djoliba::index_fixture;

namespace {

const auto nearly = boost::test_tools::tolerance(1e-12);

double mean_of(Mean mean, std::vector<double> scores) {
    return weighted_mean(mean, scores, std::vector<double>(scores.size(), 1));
}

std::string problems_of(const IndexTree& tree) {
    std::string text;
    for (const Problem& p : check(tree)) text += to_string(p) + "\n";
    return text;
}

bool says(const IndexTree& tree, const std::string& words) {
    const std::string text = problems_of(tree);
    const bool found = text.find(words) != text.npos;
    if (!found) BOOST_TEST_MESSAGE("not in: " << text);
    return found && check(tree).size() == 1;
}

IndexTree with_leaf(IndexNode part) {
    return {"t", "T", node("root", Mean::arithmetic, {leaf("a"), std::move(part)})};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(index_tree)

BOOST_AUTO_TEST_CASE(a_missing_value_has_no_score) {
    BOOST_TEST(std::isnan(scale(leaf("x"), missing_value)));
}

BOOST_AUTO_TEST_CASE(values_beyond_the_bounds_score_as_the_bounds) {
    const IndexNode x = leaf("x", 20, 100);
    BOOST_TEST(scale(x, -5) == 0);
    BOOST_TEST(scale(x, 20) == 0);
    BOOST_TEST(scale(x, 60) == 5, nearly);
    BOOST_TEST(scale(x, 100) == 10);
    BOOST_TEST(scale(x, 1e9) == 10);
    BOOST_TEST(scale(x, INFINITY) == 10);
}

BOOST_AUTO_TEST_CASE(where_higher_is_better_the_scale_is_turned_round) {
    IndexNode x = leaf("x", 20, 100);
    x.higher_is_worse = false;
    BOOST_TEST(scale(x, 20) == 10);
    BOOST_TEST(scale(x, 100) == 0);
    BOOST_TEST(scale(x, 40) == 7.5, nearly);
}

BOOST_AUTO_TEST_CASE(a_logarithm_of_zero_scores_as_the_lower_bound_and_of_less_not_at_all) {
    IndexNode x = leaf("x", 100, 100000);
    x.transform = Transform::log10;
    BOOST_TEST(scale(x, 0) == 0);
    BOOST_TEST(std::isnan(scale(x, -1)));
    BOOST_TEST(scale(x, 1) == 0);
    BOOST_TEST(scale(x, 1000) == 10.0 / 3, nearly);
    BOOST_TEST(scale(x, 100000) == 10);
    x.higher_is_worse = false;
    BOOST_TEST(scale(x, 0) == 10);
}

BOOST_AUTO_TEST_CASE(counts_take_log10_of_one_more) {
    IndexNode x = leaf("x", 0, 99);
    x.transform = Transform::log10_plus_1;
    BOOST_TEST(scale(x, 0) == 0);
    BOOST_TEST(scale(x, 9) == 5, nearly);
    BOOST_TEST(scale(x, 99) == 10);
    BOOST_TEST(std::isnan(scale(x, -0.5)));
}

BOOST_AUTO_TEST_CASE(a_mean_of_nothing_is_missing) {
    for (const Mean m : {Mean::arithmetic, Mean::geometric, Mean::inverted_geometric, Mean::maximum}) {
        BOOST_TEST(std::isnan(mean_of(m, {})));
        BOOST_TEST(std::isnan(mean_of(m, {missing_value, missing_value})));
        BOOST_TEST(std::isnan(weighted_mean(m, std::vector<double>{5}, std::vector<double>{0})));
    }
}

BOOST_AUTO_TEST_CASE(equal_terms_have_themselves_as_mean_exactly) {
    for (const Mean m : {Mean::arithmetic, Mean::geometric, Mean::inverted_geometric, Mean::maximum})
        for (const double x : {0.0, 0.1, 3.3, 10.0}) {
            BOOST_TEST(mean_of(m, {x, x, x}) == x);
            BOOST_TEST(mean_of(m, {x, missing_value}) == x);
        }
}

BOOST_AUTO_TEST_CASE(the_four_means_of_2_and_8) {
    BOOST_TEST(mean_of(Mean::arithmetic, {2, 8}) == 5, nearly);
    BOOST_TEST(mean_of(Mean::geometric, {2, 8}) == 4, nearly);
    BOOST_TEST(mean_of(Mean::maximum, {2, 8}) == 8);
    // factors 8.2 and 2.8, so (10 - sqrt(22.96)) / 9 * 10
    BOOST_TEST(mean_of(Mean::inverted_geometric, {2, 8}) == (10 - std::sqrt(22.96)) / 9 * 10, nearly);
}

BOOST_AUTO_TEST_CASE(weights_of_the_terms_present_are_made_to_sum_to_one) {
    const std::vector<double> weights = {3, 1, 4};
    BOOST_TEST(weighted_mean(Mean::arithmetic, std::vector<double>{4, 8, missing_value}, weights) == 5,
               nearly);
    BOOST_TEST(weighted_mean(Mean::geometric, std::vector<double>{1, missing_value, 10}, weights) ==
                   std::pow(10, 4.0 / 7),
               nearly);
    BOOST_TEST(weighted_mean(Mean::inverted_geometric, std::vector<double>{0, 10, missing_value}, weights) ==
                   (10 - std::pow(10, 0.75)) / 9 * 10,
               nearly);
}

BOOST_AUTO_TEST_CASE(in_the_inverted_mean_high_parts_weigh_more) {
    BOOST_TEST(mean_of(Mean::inverted_geometric, {0, 10}) > 5);
    BOOST_TEST(mean_of(Mean::geometric, {0, 10}) == 0);
}

BOOST_AUTO_TEST_CASE(below_its_minimum_share_a_node_is_not_assessed) {
    IndexNode root = node("root", Mean::arithmetic, {leaf("a", 0, 10, 0.2), leaf("b", 0, 10, 0.8)});
    root.minimum_share = 0.2;
    const IndexPlan p = plan({"t", "T", root});
    std::vector<double> scores = {0, 4, missing_value};
    evaluate(p, scores);
    BOOST_TEST(scores[0] == 4);
    root.minimum_share = 0.21;
    const IndexPlan stricter = plan({"t", "T", root});
    evaluate(stricter, scores);
    BOOST_TEST(std::isnan(scores[0]));
}

BOOST_AUTO_TEST_CASE(without_a_required_part_a_node_is_not_assessed) {
    IndexNode root = node("root", Mean::maximum, {leaf("a"), leaf("b")});
    root.required = {"b"};
    IndexPlan p = plan({"t", "T", root});
    std::vector<double> scores = {0, 9, missing_value};
    evaluate(p, scores);
    BOOST_TEST(std::isnan(scores[0]));
    scores = {0, missing_value, 3};
    evaluate(p, scores);
    BOOST_TEST(scores[0] == 3);
    p.weight[2] = 0;  // taken out of the ranking: as good as missing
    scores = {0, 9, 3};
    evaluate(p, scores);
    BOOST_TEST(std::isnan(scores[0]));
}

BOOST_AUTO_TEST_CASE(a_part_of_weight_zero_changes_nothing) {
    IndexNode root = node("root", Mean::maximum, {leaf("a"), leaf("b", 0, 10, 0)});
    root.minimum_share = 1;
    const IndexPlan p = plan({"t", "T", root});
    for (const double b : {0.0, 10.0, missing_value}) {
        std::vector<double> scores = {0, 4, b};
        evaluate(p, scores);
        BOOST_TEST(scores[0] == 4);
    }
}

BOOST_AUTO_TEST_CASE(effective_weights_multiply_down_and_are_equal_under_a_maximum) {
    const IndexPlan p =
        plan({"t", "T",
              node("root", Mean::geometric,
                   {node("h", Mean::maximum, {leaf("a", 0, 10, 3), leaf("b", 0, 10, 1)}, 1),
                    node("v", Mean::arithmetic, {leaf("c", 0, 10, 1), leaf("d", 0, 10, 3)}, 3)})});
    const std::vector<double> all = {1, 0.25, 0.125, 0.125, 0.75, 0.1875, 0.5625};
    BOOST_TEST(effective_weights(p) == all, boost::test_tools::per_element());
    // Without d, c has the weight of v; without a and b nothing is left of h.
    const std::vector<double> scores = {1, missing_value, missing_value, missing_value, 1, 1, missing_value};
    BOOST_TEST(effective_weights(p, scores) == std::vector<double>({1, 0, 0, 0, 1, 1, 0}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_tree_in_order_has_no_problems) {
    BOOST_TEST(problems_of(with_leaf(leaf("b"))) == "");
    BOOST_TEST(plan(with_leaf(leaf("b"))).find("b") == 2);
    BOOST_TEST(plan(with_leaf(leaf("b"))).find("z") == -1);
}

BOOST_AUTO_TEST_CASE(a_tree_without_parts_is_refused) {
    BOOST_TEST(says({"t", "T", {}}, "an index needs parts"));
    BOOST_TEST(says({"t", "T", leaf("a")}, "an index needs parts"));
    IndexNode empty;
    empty.name = "v";
    BOOST_TEST(says(with_leaf(empty), "`v` has neither parts nor an indicator"));
    BOOST_TEST(says(with_leaf({}), "has no name"));
}

BOOST_AUTO_TEST_CASE(names_and_indicators_are_used_once) {
    BOOST_TEST(says(with_leaf(leaf("a")), "the indicator `a` is used twice"));
    IndexNode other = leaf("b");
    other.name = "a";
    BOOST_TEST(says(with_leaf(other), "the name `a` is used twice"));
}

BOOST_AUTO_TEST_CASE(weights_are_not_negative_and_do_not_sum_to_zero) {
    BOOST_TEST(says(with_leaf(leaf("b", 0, 10, -0.5)), "the weight -0.5 of `b`"));
    BOOST_TEST(says(with_leaf(leaf("b", 0, 10, missing_value)), "the weight nan of `b`"));
    BOOST_TEST(says({"t", "T", node("r", Mean::arithmetic, {leaf("a", 0, 10, 0), leaf("b", 0, 10, 0)})},
                    "the weights of the parts of `r` sum to zero"));
}

BOOST_AUTO_TEST_CASE(bounds_ascend_and_have_a_logarithm) {
    BOOST_TEST(says(with_leaf(leaf("b", 3, 3)), "[3, 3] of `b` is no range"));
    BOOST_TEST(says(with_leaf(leaf("b", 5, 3)), "higher_is: better"));
    BOOST_TEST(says(with_leaf(leaf("b", 0, missing_value)), "is no range"));
    IndexNode log = leaf("b", 0, 100);
    log.transform = Transform::log10;
    BOOST_TEST(says(with_leaf(log), "0 has no logarithm"));
    log.transform = Transform::log10_plus_1;
    BOOST_TEST(problems_of(with_leaf(log)) == "");
    log.low = -0.5;
    BOOST_TEST(says(with_leaf(log), "-0.5 is negative"));
}

BOOST_AUTO_TEST_CASE(required_parts_and_shares_are_checked) {
    IndexTree tree = with_leaf(leaf("flood"));
    tree.root.required = {"flod"};
    BOOST_TEST(says(tree, "`root` has no part named `flod`; did you mean `flood`?"));
    tree.root.required = {};
    tree.root.minimum_share = 50;
    BOOST_TEST(says(tree, "50 is not a share"));
}

BOOST_AUTO_TEST_CASE(more_parts_than_can_be_explained_exactly_are_refused) {
    std::vector<IndexNode> parts;
    for (int k = 0; k < 12; ++k) parts.push_back(leaf("i" + std::to_string(k)));
    BOOST_TEST(problems_of({"t", "T", node("r", Mean::arithmetic, parts)}) == "");
    parts.push_back(leaf("i12"));
    BOOST_TEST(says({"t", "T", node("r", Mean::arithmetic, parts)}, "has 13 parts, more than 12"));
}

BOOST_AUTO_TEST_CASE(all_problems_come_at_once_with_their_places) {
    IndexTree tree = with_leaf(leaf("b", 3, 3, -1));
    tree.root.minimum_share = 2;
    tree.root.parts[1].where = {{"", "i.yaml:9:5"}, {"bounds", "i.yaml:9:30"}};
    try {
        plan(tree);
        BOOST_TEST(false);
    } catch (const Error& error) {
        BOOST_TEST(error.problems().size() == 3U);
        BOOST_TEST(error.problems()[1].where == "i.yaml:9:5");
        BOOST_TEST(error.problems()[2].where == "i.yaml:9:30");
    }
}

BOOST_AUTO_TEST_CASE(words_for_means_and_transforms_are_read_back) {
    for (const Mean m : {Mean::arithmetic, Mean::geometric, Mean::inverted_geometric, Mean::maximum})
        BOOST_TEST((parse_mean(to_string(m)) == m));
    BOOST_TEST(!parse_mean("average").has_value());
    for (const Transform t : {Transform::none, Transform::log10, Transform::log10_plus_1})
        BOOST_TEST((parse_transform(to_string(t)) == t));
    BOOST_TEST(!parse_transform("ln").has_value());
}

BOOST_AUTO_TEST_CASE(scores_of_random_trees_stay_between_0_and_10) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        RandomIndex random(seed);
        const IndexPlan p = plan(random.tree());
        std::vector<double> scores(p.size());
        for (int draw = 0; draw < 20; ++draw) {
            for (double& s : scores) s = random.pick(0, 3) == 0 ? missing_value : 10 * random.uniform();
            evaluate(p, scores);
            for (const double s : scores) BOOST_REQUIRE((std::isnan(s) || (s >= 0 && s <= 10)));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_worse_part_never_lowers_any_score) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        RandomIndex random(seed);
        const IndexPlan p = plan(random.tree());
        std::vector<double> scores(p.size());
        for (double& s : scores) s = random.pick(0, 4) == 0 ? missing_value : random.pick(0, 9);
        auto worse = scores;
        for (const int l : p.leaves) worse[l] += random.uniform() * (10 - worse[l]) * random.pick(0, 1);
        evaluate(p, scores);
        evaluate(p, worse);
        for (std::size_t n = 0; n < p.size(); ++n) {
            BOOST_REQUIRE(std::isnan(scores[n]) == std::isnan(worse[n]));
            if (!std::isnan(scores[n])) BOOST_REQUIRE_GE(worse[n], scores[n] - 1e-12);
        }
    }
}

// T2: what is missing must act exactly as if it had never been listed.
BOOST_AUTO_TEST_CASE(a_missing_part_acts_as_one_that_was_never_listed) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        RandomIndex random(seed);
        for (const Mean m : {Mean::arithmetic, Mean::geometric, Mean::inverted_geometric, Mean::maximum}) {
            std::vector<double> scores, weights, kept_scores, kept_weights;
            for (int k = random.pick(1, 12); k > 0; --k) {
                scores.push_back(10 * random.uniform());
                weights.push_back(random.uniform());
                if (random.pick(0, 1) == 0) {
                    scores.back() = missing_value;
                } else {
                    kept_scores.push_back(scores.back());
                    kept_weights.push_back(weights.back());
                }
            }
            const double masked = weighted_mean(m, scores, weights);
            const double listed = weighted_mean(m, kept_scores, kept_weights);
            BOOST_REQUIRE((masked == listed || (std::isnan(masked) && std::isnan(listed))));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
