// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/index_sensitivity.hpp>
#include <djoliba/engine/uncertainty.hpp>

#include "index_fixture.hpp"

using namespace djoliba;
using namespace djoliba::index_fixture;
using boost::test_tools::tolerance;

namespace {

const double no = missing_value;
const std::vector<double> people = {no, no, no, no, 100, 300, 50, 150};
const IndexChoices as_declared = {.normalisations = {}, .means = {}};

struct Case {
    IndicatorTable table;
    Localities localities;
    std::vector<double> residents;
    IndexResult result = {};

    Case(IndicatorTable t, Localities l, const IndexNode& root, std::vector<double> p = {})
        : table(std::move(t)), localities(std::move(l)), residents(std::move(p)) {
        result = combine(table, localities, {"t", "T", root}, {.people = residents, .minimum_coverage = 0});
    }
    IndexSensitivity sensitivity(const Doubts& doubts, const IndexChoices& choices = as_declared,
                                 const SensitivityOptions& options = {.base = 2048,
                                                                      .resamples = 50,
                                                                      .blocks = 64},
                                 const Job& job = {}) const {
        return index_sensitivity(result, table, localities, residents, doubts, choices, options, job);
    }
};

IndicatorDoubt normal_error(const std::string& name, double sd, const std::string& shared = "country") {
    return {.indicator = name, .spread = {.kind = SpreadKind::normal, .size = sd}, .shared = shared};
}

/// Two indicators a and b of two communes, equal weights.
Case two_indicators(Mean mean = Mean::arithmetic) {
    IndicatorTable table;
    table.add(indicator("a", {5, 4}));
    table.add(indicator("b", {5, 6}));
    return {std::move(table), flat(2), node("risk", mean, {leaf("a"), leaf("b")})};
}

void holds(const SobolIndex& index, double value, double error) {
    BOOST_TEST(std::abs(index.value - value) < error, index.value << " is not " << value);
    BOOST_TEST((index.low <= value && value <= index.high),
               value << " is not in " << index.low << " to " << index.high);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(index_sensitivities)

BOOST_AUTO_TEST_CASE(of_a_mean_each_indicator_has_its_part_of_the_variance) {
    // (a + b) / 2 with errors of 0.3 and 0.6: variances 1 to 4, nothing clamped, no interaction.
    const auto s =
        two_indicators().sensitivity({.indicators = {normal_error("a", 0.3), normal_error("b", 0.6)}});
    BOOST_TEST(s.groups[0].name == "a");
    BOOST_TEST(s.groups[1].name == "b");
    BOOST_TEST(s.runs == 2048u * 4);
    BOOST_TEST(s.score[0].mean == 5, tolerance(0.01));
    BOOST_TEST(s.score[0].variance == (0.09 + 0.36) / 4, tolerance(0.1));
    holds(s.score[0].groups[0].first, 0.2, 0.06);
    holds(s.score[0].groups[0].total, 0.2, 0.06);
    holds(s.score[0].groups[1].first, 0.8, 0.1);
    holds(s.score[0].groups[1].total, 0.8, 0.1);
    holds(s.levels[0].score[1].total, 0.8, 0.1);
}

BOOST_AUTO_TEST_CASE(weights_are_one_group_taken_before_they_are_divided_by_their_sum) {
    // Where all parts have one score no weights can change it; else they alone are in doubt.
    const auto s = two_indicators().sensitivity({.weights = {.size = 0.5}});
    BOOST_TEST(s.groups.size() == 1u);
    BOOST_TEST((s.groups[0].kind == SensitivityGroup::Kind::weights));
    BOOST_TEST(s.score[0].variance == 0);
    BOOST_TEST(std::isnan(s.score[0].groups[0].total.value));
    // Scores 4 and 6 with factors f and g of 0.5 to 1.5: 5 + (g - f) / (f + g), of mean 5.
    holds(s.score[1].groups[0].first, 1, 0.15);
    BOOST_TEST(s.score[1].mean == 5, tolerance(0.01));
    double square = 0;
    constexpr int steps = 400;
    for (int i = 0; i < steps; ++i)
        for (int k = 0; k < steps; ++k) {
            const double f = 0.5 + (i + 0.5) / steps, g = 0.5 + (k + 0.5) / steps;
            square += std::pow((g - f) / (f + g), 2) / (steps * steps);
        }
    BOOST_TEST(s.score[1].variance == square, tolerance(0.1));
}

BOOST_AUTO_TEST_CASE(a_choice_of_method_is_a_discrete_input) {
    // Declared bounds 0 to 10 give 5 and 4, those of the sample, 4 to 5, give 10 and 0.
    IndicatorTable table;
    table.add(indicator("a", {5, 4}));
    const Case one{std::move(table), flat(2), node("risk", Mean::arithmetic, {leaf("a")})};
    const auto s = one.sensitivity(
        {}, {.normalisations = {Normalisation::declared, Normalisation::min_max}, .means = {}});
    BOOST_TEST((s.groups[0].kind == SensitivityGroup::Kind::normalisation));
    BOOST_TEST(s.score[0].mean == 7.5, tolerance(0.02));  // 5 or 10
    BOOST_TEST(s.score[1].mean == 2, tolerance(0.05));    // 4 or 0
    BOOST_TEST(s.score[0].variance == 6.25, tolerance(0.02));
    holds(s.score[0].groups[0].first, 1, 0.1);
    BOOST_TEST(s.rank[0].variance == 0);  // first either way
}

BOOST_AUTO_TEST_CASE(the_choice_of_the_mean_outweighs_a_small_error) {
    // Two nodes with 9 and 1: 5 as an arithmetic mean, 3 as a geometric one.
    IndicatorTable table;
    table.add(indicator("a", {9, 1}));
    table.add(indicator("b", {1, 9}));
    const Case two{
        std::move(table), flat(2),
        node("risk", Mean::arithmetic,
             {node("x", Mean::arithmetic, {leaf("a")}), node("y", Mean::arithmetic, {leaf("b")})})};
    const auto s = two.sensitivity({.indicators = {normal_error("a", 0.01)}},
                                   {.normalisations = {}, .means = {std::nullopt, Mean::geometric}});
    BOOST_TEST(s.groups[1].name == "aggregation");
    BOOST_TEST(s.score[0].mean == 4, tolerance(0.03));
    BOOST_TEST(s.score[0].variance == 1, tolerance(0.01));
    holds(s.score[0].groups[1].total, 1, 0.1);
    BOOST_TEST(s.score[0].groups[0].total.value < 0.001);
}

BOOST_AUTO_TEST_CASE(the_plan_of_a_choice) {
    IndicatorTable table;
    std::vector<double> values;
    for (int i = 0; i <= 20; ++i) values.push_back(i);
    table.add(indicator("a", values));
    IndexNode logarithm = leaf("a", 1, 100);
    logarithm.name = "l";
    logarithm.transform = Transform::log10;
    table.add(indicator("same", std::vector<double>(21, 3)));
    IndexNode greatest = node("m", Mean::maximum, {node("deep", Mean::arithmetic, {leaf("same", 0, 7)})});
    const Case c{std::move(table), flat(21), node("risk", Mean::arithmetic, {logarithm, greatest})};
    const auto plan_of = [&](Normalisation n, std::optional<Mean> m) {
        return chosen_plan(c.result.plan, c.result, c.table, c.localities, n, m);
    };
    const int l = c.result.plan.find("l"), same = c.result.plan.find("same");
    const auto least = plan_of(Normalisation::min_max, Mean::geometric);
    BOOST_TEST(least.nodes[l].low == 1);  // a logarithm has no 0
    BOOST_TEST(least.nodes[l].high == 20);
    BOOST_TEST(least.nodes[same].high == 7);  // all figures are equal
    BOOST_TEST((least.nodes[0].mean == Mean::geometric));
    BOOST_TEST((least.nodes[least.find("m")].mean == Mean::maximum));
    BOOST_TEST((least.nodes[least.find("deep")].mean == Mean::arithmetic));  // of leaves only
    const auto cut = plan_of(Normalisation::percentiles, {});
    BOOST_TEST(cut.nodes[l].low == 1.95, tolerance(1e-12));  // of 1 to 20, between the first and the second
    BOOST_TEST(cut.nodes[l].high == 19.05, tolerance(1e-12));
    BOOST_TEST((cut.nodes[0].mean == Mean::arithmetic));
    BOOST_TEST(plan_of(Normalisation::declared, {}).nodes[l].high == 100);
}

BOOST_AUTO_TEST_CASE(first_indices_are_the_shares_of_doubt_where_effects_add_up) {
    IndicatorTable table;
    table.add(indicator("a", {4, 5, 6, 5}, 4));
    table.add(indicator("b", {6, 5, 5, 4}, 4));
    const Case c{std::move(table), small_country(),
                 node("risk", Mean::arithmetic, {leaf("a"), leaf("b", 0, 10, 2)}), people};
    const Doubts doubts{.indicators = {normal_error("a", 0.5, "none"), normal_error("b", 0.3, "cercle")}};
    const auto s = c.sensitivity(doubts);
    const auto shares = draw_ranks(c.result, c.table, c.localities, c.residents, doubts,
                                   {.draws = 4000, .draws_by_source = 4000});
    for (const std::size_t i : {0, 2, 4, 7})
        for (const std::size_t g : {0, 1})
            BOOST_TEST(std::abs(s.score[i].groups[g].first.value - shares.score_share[g][i]) < 0.08);
    BOOST_TEST(s.levels.size() == 3u);
    BOOST_TEST(s.levels[2].level == "commune");
    const auto& ranks = s.levels[2].rank;
    BOOST_TEST(ranks[0].total.value > ranks[0].first.value);  // ranks hang on several at once
    BOOST_TEST(ranks[0].total.value + ranks[1].total.value > 1);
}

BOOST_AUTO_TEST_CASE(what_is_not_assessed_has_no_indices) {
    IndicatorTable table;
    table.add(indicator("a", {no, 4}));
    const Case c{std::move(table), flat(2), node("risk", Mean::arithmetic, {leaf("a")})};
    const auto s = c.sensitivity({.indicators = {normal_error("a", 1)}});
    BOOST_TEST(std::isnan(s.score[0].mean));
    BOOST_TEST(std::isnan(s.rank[0].groups[0].total.value));
    holds(s.score[1].groups[0].total, 1, 0.15);
    holds(s.levels[0].score[0].total, 1, 0.15);
}

BOOST_AUTO_TEST_CASE(threads_change_no_bit) {
    const Case c = two_indicators(Mean::geometric);
    const Doubts doubts{.indicators = {normal_error("a", 1, "none"), normal_error("b", 1)},
                        .weights = {.size = 0.2}};
    const SensitivityOptions options{.base = 200, .resamples = 20, .blocks = 64};
    const auto one = c.sensitivity(doubts, {}, options, {.threads = 1}),
               five = c.sensitivity(doubts, {}, options, {.threads = 5});
    BOOST_TEST(one.groups.size() == 5u);
    for (const std::size_t g : {0, 1, 2, 3, 4}) {
        BOOST_TEST(one.score[1].groups[g].first.value == five.score[1].groups[g].first.value);
        BOOST_TEST(one.rank[1].groups[g].total.low == five.rank[1].groups[g].total.low);
        BOOST_TEST(one.levels[0].rank[g].total.high == five.levels[0].rank[g].total.high);
    }
}

BOOST_AUTO_TEST_CASE(nothing_in_doubt_is_refused) {
    BOOST_CHECK_THROW(two_indicators().sensitivity({}), Error);
    BOOST_CHECK_THROW(two_indicators().sensitivity({.indicators = {normal_error("c", 1)}}), Error);
}

BOOST_AUTO_TEST_SUITE_END()
