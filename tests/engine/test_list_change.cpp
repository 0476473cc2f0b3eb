// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numbers>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/list_change.hpp>

#include "index_fixture.hpp"

using namespace djoliba;
using namespace djoliba::index_fixture;

namespace {

const double no = missing_value;
const auto each = boost::test_tools::per_element();
const std::vector<double> people = {no, no, no, no, 100, 300, 50, 150};
const auto near = boost::test_tools::tolerance(1e-6);

IndexTree mean_of(std::vector<IndexNode> parts) {
    return {"t", "T", node("risk", Mean::arithmetic, std::move(parts))};
}

struct Case {
    IndicatorTable table;
    Localities localities;
    IndexTree tree;
    std::vector<double> residents = {};

    IndexResult result() const {
        std::vector<std::string> names;
        for (const Indicator& i : table.items) names.push_back(i.name);
        return combine(table, localities, tree, {.people = residents, .insist = names});
    }
    PlaceChange moves(int locality, int top) const {
        return what_moves(result(), table, localities, residents, locality, top);
    }
    TopDoubt value(const Doubts& doubts, const Level& level, const DrawOptions& options) const {
        return value_of_information(result(), table, localities, residents, doubts, level, options);
    }
};

Case two_indicators(const std::vector<double>& a, const std::vector<double>& b) {
    Case made{.table = {}, .localities = flat(a.size()), .tree = mean_of({leaf("a"), leaf("b", 0, 100)})};
    made.table.add(indicator("a", a));
    made.table.add(indicator("b", b));
    return made;
}

IndicatorDoubt normal_error(const std::string& name, double sd) {
    return {.indicator = name, .spread = {.kind = SpreadKind::normal, .size = sd}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(list_change)

BOOST_AUTO_TEST_CASE(the_change_is_the_one_that_reaches_the_score_of_the_next) {
    const Case c = two_indicators({8, 6, 4}, {80, 60, 40});
    const PlaceChange out = c.moves(0, 1);
    BOOST_TEST(out.in_top);
    BOOST_TEST(out.rank == 1);
    BOOST_TEST_REQUIRE(out.of.size() == 2u);
    BOOST_TEST(out.of[0].from == 8);
    BOOST_TEST(out.of[0].to == 4, near);  // (4 + 8) / 2 is the score 6 of the second
    BOOST_TEST(out.of[0].points == -4, near);
    BOOST_TEST(out.of[0].carriers == 1u);
    BOOST_TEST(out.of[1].from == 80);
    BOOST_TEST(out.of[1].to == 40, near);
    const PlaceChange into = c.moves(2, 2);
    BOOST_TEST(!into.in_top);
    BOOST_TEST(into.of[0].to == 8, near);
    BOOST_TEST(into.of[0].points == 4, near);
    BOOST_TEST((into.smallest == 0 || into.smallest == 1));
}

BOOST_AUTO_TEST_CASE(an_equal_score_is_enough_only_for_the_larger_population) {
    Case c = two_indicators({8, 6}, {80, 60});
    const PlaceChange by_code =
        c.moves(1, 1);  // (10 + 6) / 2 is the score of the first, whose code comes first
    BOOST_TEST(to_string(by_code.of[0].why) == "not_enough");
    BOOST_TEST(std::isnan(by_code.of[0].to));
    BOOST_TEST(by_code.of[0].from == 6);
    BOOST_TEST(by_code.smallest == -1);
    c.residents = {100, 200};
    BOOST_TEST(c.moves(1, 1).of[0].to == 10, near);
}

BOOST_AUTO_TEST_CASE(the_smallest_is_the_one_of_the_fewest_points) {
    Case c = two_indicators({8, 6, 4}, {80, 60, 40});
    c.tree.root.parts[1].weight = 3;
    const PlaceChange out = c.moves(0, 1);
    BOOST_TEST(out.smallest == 1);
    BOOST_TEST(out.of[1].points == -8 / 3., near);
    BOOST_TEST(to_string(out.of[0].why) == "not_enough");  // (0 + 3 * 8) / 4 is the score of the second
    c.residents = {100, 200, 300};
    BOOST_TEST(to_string(c.moves(0, 1).of[0].why) == "none");
    BOOST_TEST(c.moves(0, 1).smallest == 1);
}

BOOST_AUTO_TEST_CASE(values_beyond_the_bounds_must_first_come_back_to_them) {
    const Case c = two_indicators({15, 6}, {80, 60});
    const PlaceChange out = c.moves(0, 1);
    BOOST_TEST(out.of[0].from == 15);
    BOOST_TEST(out.of[0].to == 4, near);
    BOOST_TEST(out.of[0].points == -6, near);
}

BOOST_AUTO_TEST_CASE(where_lower_is_worse_or_logarithms_count_the_figure_follows) {
    Case c = two_indicators({2, 4}, {80, 60});
    c.tree.root.parts[0].higher_is_worse = false;
    BOOST_TEST(c.moves(0, 1).of[0].to == 6, near);  // scores 8 and 6, to a score of 4
    Case d = two_indicators({1e8, 1e6}, {80, 60});
    d.tree.root.parts[0].low = 1;
    d.tree.root.parts[0].high = 1e10;
    d.tree.root.parts[0].transform = Transform::log10;
    BOOST_TEST(d.moves(0, 1).of[0].to == 1e4, boost::test_tools::tolerance(1e-4));
    BOOST_TEST(to_string(d.moves(1, 1).of[0].why) == "not_enough");
}

BOOST_AUTO_TEST_CASE(an_inherited_figure_changes_for_all_that_carry_it) {
    Case c{.table = {}, .localities = small_country(), .tree = mean_of({leaf("a"), leaf("b")})};
    c.table.add(indicator("a", {no, no, 4, 8, no, no, no, no}, 0, "cercle"));
    c.table.add(indicator("b", {4, 2, 6, 5}, 4));
    carry_down(*c.table.find("a"), c.localities);
    c.residents = people;
    // Scores of the communes: 4, 3, 7, 6.5. A figure of the cercle takes both of its communes along.
    const PlaceChange out = c.moves(6, 1);
    BOOST_TEST(out.of[0].carriers == 2u);
    BOOST_TEST(out.of[0].to == 2, near);  // (2 + 6) / 2 = 4 equals the first commune, which has more people
    BOOST_TEST(out.of[1].to == 5, near);  // (8 + 5) / 2 = 6.5 equals the other commune
    // Of its cercle as well, which is above the other while its mean is.
    const PlaceChange cercle = c.moves(3, 1);
    BOOST_TEST(cercle.in_top);
    BOOST_TEST(to_string(cercle.of[0].why) == "none");
    const double other = (4 + (4 * 100 + 2 * 300) / 400.) / 2, own = (6 * 50 + 5 * 150) / 200.;
    BOOST_TEST(cercle.of[0].to == 2 * other - own, near);
    BOOST_TEST(to_string(cercle.of[1].why) == "several_figures");
}

BOOST_AUTO_TEST_CASE(reasons_why_no_figure_can_be_changed) {
    Case c = two_indicators({8, no, no}, {80, 60, no});
    c.tree.root.parts.push_back(leaf("c", 0, 10, 0));
    c.table.add(indicator("c", {1, 2, 3}));
    BOOST_TEST(to_string(c.moves(1, 1).of[0].why) == "missing");
    BOOST_TEST(to_string(c.moves(1, 1).of[2].why) == "no_weight");
    const PlaceChange unknown = c.moves(2, 1);
    BOOST_TEST(unknown.rank == 0);
    BOOST_TEST(to_string(unknown.of[1].why) == "not_ranked");
    BOOST_TEST(to_string(c.moves(0, 3).of[1].why) == "not_enough");  // two ranked, three places
    BOOST_CHECK_THROW(c.moves(0, 0), Error);
}

BOOST_AUTO_TEST_CASE(the_changed_figure_moves_the_locality_and_a_little_less_does_not) {
    int checked = 0;
    for (unsigned seed = 0; seed < 40; ++seed) {
        RandomIndex random(seed);
        Case c{.table = {}, .localities = flat(12), .tree = random.tree()};
        c.table = random.table(12, 0.1);
        const int locality = random.pick(0, 11);
        const PlaceChange place = c.moves(locality, 5);
        for (const FigureChange& change : place.of) {
            if (change.why != NoChange::none) continue;
            const auto in_top_at = [&](double value) {
                Case changed = c;
                changed.table.find(change.indicator)->value[locality] = value;
                const int r = rank(changed.result(), c.localities, {}).rank[locality];
                return r > 0 && r <= 5;
            };
            const double back = change.to > change.from ? -1e-6 : 1e-6;
            BOOST_TEST_CONTEXT("seed " << seed << ", " << change.indicator) {
                BOOST_TEST(in_top_at(change.to) != place.in_top);
                BOOST_TEST(in_top_at(change.to + back) == place.in_top);
            }
            ++checked;
        }
    }
    BOOST_TEST(checked > 40);
}

// Two localities with equal scores: which is first depends on the sum of four errors of one size. With rho
// the share of its variance that is known, the variance of the chance to be first is asin(rho) / (2 pi).
BOOST_AUTO_TEST_CASE(to_know_half_of_the_errors_is_worth_a_sixth_of_a_place) {
    const Case c = two_indicators({5, 5}, {50, 50});
    const Doubts doubts{.indicators = {normal_error("a", 0.5), normal_error("b", 5)}};
    const TopDoubt v = c.value(doubts, "commune", {.draws = 20000, .top = 1, .draws_by_source = 20000});
    BOOST_TEST(std::abs(v.doubt - 0.5) < 0.001);
    BOOST_TEST(std::abs(v.expected_wrong - 0.5) < 0.012);
    BOOST_TEST_REQUIRE(v.of_sources.size() == 2u);
    for (const InformationValue& source : v.of_sources) {
        BOOST_TEST(std::abs(source.value - 1 / 6.) < 0.012);
        BOOST_TEST(source.carriers == std::vector<int>({0, 1}), each);
        BOOST_TEST(source.error.empty());
    }
    BOOST_TEST_REQUIRE(v.of_figures.size() == 4u);
    const double one = std::asin(0.25) / (2 * std::numbers::pi);
    for (const InformationValue& figure : v.of_figures) {
        BOOST_TEST(std::abs(figure.value - one) < 0.005);
        BOOST_TEST(figure.carriers.size() == 1u);
    }
}

BOOST_AUTO_TEST_CASE(to_know_all_takes_all_doubt_away) {
    const Case c = two_indicators({5, 5.2, 4.9, 2}, {50, 50, 50, 20});
    const TopDoubt v = c.value({.indicators = {normal_error("a", 0.4)}}, "commune",
                               {.draws = 1000, .top = 2, .draws_by_source = 1000});
    BOOST_TEST(v.doubt > 0.4);
    BOOST_TEST_REQUIRE(v.of_sources.size() == 1u);
    BOOST_TEST(v.of_sources[0].value == v.doubt, boost::test_tools::tolerance(1e-9));
    for (const InformationValue& figure : v.of_figures) BOOST_TEST(figure.error != "commune|C1003");
    BOOST_TEST(std::ranges::is_sorted(v.of_figures, std::greater{}, &InformationValue::value));
}

BOOST_AUTO_TEST_CASE(a_list_that_is_certain_gains_nothing) {
    const Case c = two_indicators({9, 1}, {90, 10});
    const TopDoubt v = c.value({.indicators = {normal_error("a", 0.1)}, .weights = {.size = 0.2}}, "commune",
                               {.draws = 200, .top = 1});
    BOOST_TEST(v.doubt == 0);
    BOOST_TEST(v.expected_wrong == 0);
    BOOST_TEST(v.of_figures.empty());
    for (const InformationValue& source : v.of_sources) BOOST_TEST(source.value == 0);
}

BOOST_AUTO_TEST_CASE(figures_are_named_by_who_carries_them_and_count_for_parents) {
    Case c{.table = {}, .localities = small_country(), .tree = mean_of({leaf("a"), leaf("b")})};
    c.table.add(indicator("a", {no, no, 5, 5, no, no, no, no}, 0, "cercle"));
    c.table.add(indicator("b", {5, 5, 5, 5}, 4));
    carry_down(*c.table.find("a"), c.localities);
    c.residents = people;
    const Doubts doubts{.indicators = {normal_error("a", 1), normal_error("b", 0.1)}};
    for (const char* level : {"region", "cercle"}) {
        const TopDoubt v = c.value(doubts, level, {.draws = 2000, .top = 1});
        BOOST_TEST_REQUIRE(v.of_figures.size() >= 2u);
        for (int k = 0; k < 2; ++k) {
            BOOST_TEST(v.of_figures[k].name == "a");
            BOOST_TEST(v.of_figures[k].carriers.size() == 2u);
            BOOST_TEST(v.of_figures[k].error.starts_with("cercle|"));
        }
        BOOST_TEST(v.of_sources[0].name == "a");
    }
    BOOST_CHECK_THROW(c.value(doubts, "comune", {}), Error);
}

BOOST_AUTO_TEST_CASE(the_value_of_information_is_the_same_for_any_number_of_threads) {
    const Case c = two_indicators({5, 5.2, 4.9, 5.1}, {50, 50, 51, 52});
    const Doubts doubts{.indicators = {normal_error("a", 0.4), normal_error("b", 3)}};
    const auto with = [&](int threads) {
        return value_of_information(c.result(), c.table, c.localities, {}, doubts, "commune",
                                    {.draws = 300, .top = 2}, {.threads = threads});
    };
    const TopDoubt one = with(1), four = with(4);
    BOOST_TEST_REQUIRE(one.of_figures.size() == four.of_figures.size());
    for (std::size_t k = 0; k < one.of_figures.size(); ++k)
        BOOST_TEST(one.of_figures[k].value == four.of_figures[k].value);
    for (std::size_t k = 0; k < one.of_sources.size(); ++k)
        BOOST_TEST(one.of_sources[k].value == four.of_sources[k].value);
}

BOOST_AUTO_TEST_CASE(ranks_and_values_over_one_sample_are_those_of_two) {
    const Case c = two_indicators({5, 5.2, 4.9, 5.1}, {50, 50, 51, 52});
    const Doubts doubts{.indicators = {normal_error("a", 0.4), normal_error("b", 3)}};
    const DrawOptions options{.draws = 300, .top = 2, .draws_by_source = 50};
    const TopDoubt value = c.value(doubts, "commune", options);
    const DrawnRanks ranks = draw_ranks(c.result(), c.table, c.localities, {}, doubts, options);
    const DrawnList both = draw_list(c.result(), c.table, c.localities, {}, doubts, "commune", options);
    BOOST_TEST(both.list.doubt == value.doubt);
    BOOST_TEST(both.list.doubt > 0);
    BOOST_TEST_REQUIRE(both.list.of_sources.size() == 2u);
    for (std::size_t s = 0; s < 2; ++s) {
        BOOST_TEST(both.list.of_sources[s].value == value.of_sources[s].value);
        for (std::size_t i = 0; i < c.localities.size(); ++i)
            BOOST_TEST(both.ranks.score_share[s][i] == ranks.score_share[s][i]);
    }
    for (std::size_t i = 0; i < c.localities.size(); ++i) {
        BOOST_TEST(both.ranks.of[i].low.value() == ranks.of[i].low.value());
        BOOST_TEST(both.ranks.of[i].score_high.value() == ranks.of[i].score_high.value());
    }
}

BOOST_AUTO_TEST_SUITE_END()
