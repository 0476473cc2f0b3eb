// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/drawn_scores.hpp>
#include <djoliba/engine/uncertainty.hpp>

#include "index_fixture.hpp"

using namespace djoliba;
using namespace djoliba::index_fixture;

namespace {

const double no = missing_value;
const auto each = boost::test_tools::per_element();
const std::vector<double> people = {no, no, no, no, 100, 300, 50, 150};

double below(double z) { return std::erfc(-z / std::sqrt(2.)) / 2; }

/// Half-width that a share over n draws leaves in one of about 1,000 seeds; the seeds here are fixed.
double bound(double p, int n) { return 3.3 * std::sqrt(p * (1 - p) / n); }

IndexTree mean_of(std::vector<IndexNode> parts) {
    return {"t", "T", node("risk", Mean::arithmetic, std::move(parts))};
}

struct Case {
    IndicatorTable table;
    Localities localities;
    std::vector<double> residents = {};
    IndexResult result = {};

    Case(IndicatorTable t, Localities l, const IndexTree& tree, std::vector<double> p = {})
        : table(std::move(t)), localities(std::move(l)), residents(std::move(p)) {
        std::vector<std::string> names;
        for (const Indicator& i : table.items) names.push_back(i.name);
        result = combine(table, localities, tree, {.people = residents, .insist = names});
    }
    DrawnRanks draw(const Doubts& doubts, const DrawOptions& options = {}, const Job& job = {}) const {
        return draw_ranks(result, table, localities, residents, doubts, options, job);
    }
};

/// Communes with one indicator, without levels above.
Case one_indicator(const std::vector<double>& values) {
    IndicatorTable table;
    table.add(indicator("a", values));
    return {std::move(table), flat(values.size()), mean_of({leaf("a")})};
}

IndicatorDoubt normal_error(const std::string& name, double sd, const std::string& shared = "none") {
    return {.indicator = name, .spread = {.kind = SpreadKind::normal, .size = sd}, .shared = shared};
}

bool same(const RankUncertainty& a, const RankUncertainty& b) {
    return a.low == b.low && a.median == b.median && a.high == b.high && a.top20 == b.top20 &&
           a.score_low == b.score_low && a.score_median == b.score_median && a.score_high == b.score_high &&
           a.assessed == b.assessed;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(uncertainty)

BOOST_AUTO_TEST_CASE(two_localities_with_normal_errors_swap_as_often_as_their_difference_says) {
    constexpr int n = 20000;
    const auto drawn =
        one_indicator({5, 5.5}).draw({.indicators = {normal_error("a", 0.5)}}, {.draws = n, .top = 1});
    const double first_above = below(-0.5 / (0.5 * std::sqrt(2.)));
    BOOST_TEST(std::abs(*drawn.of[0].top20 - first_above) < bound(first_above, n));
    BOOST_TEST(*drawn.of[0].top20 + *drawn.of[1].top20 == 1, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(*drawn.of[0].low == 1);
    BOOST_TEST(*drawn.of[0].high == 2);
}

BOOST_AUTO_TEST_CASE(the_interval_of_a_score_is_that_of_its_error) {
    constexpr int n = 20000;
    const auto drawn = one_indicator({5}).draw({.indicators = {normal_error("a", 0.5)}}, {.draws = n});
    const double error = 3.3 * std::sqrt(0.05 * 0.95 / n) / 0.10313564 * 0.5;  // of a quantile at 1.645 sd
    BOOST_TEST(std::abs(*drawn.of[0].score_low - (5 - 0.5 * 1.6448536)) < error);
    BOOST_TEST(std::abs(*drawn.of[0].score_high - (5 + 0.5 * 1.6448536)) < error);
    BOOST_TEST(std::abs(*drawn.of[0].score_median - 5) < error);
    BOOST_TEST(*drawn.of[0].assessed == 1);
}

BOOST_AUTO_TEST_CASE(an_error_shared_by_the_country_never_swaps_ranks) {
    const auto drawn = one_indicator({5, 5.01, 4, 4.99})
                           .draw({.indicators = {normal_error("a", 0.3, "country")}}, {.draws = 2000});
    const std::vector<double> ranks = {2, 1, 4, 3};
    for (int i = 0; i < 4; ++i) {
        BOOST_TEST(*drawn.of[i].low == ranks[i]);
        BOOST_TEST(*drawn.of[i].high == ranks[i]);
        BOOST_TEST(*drawn.of[i].score_high - *drawn.of[i].score_low > 0.9);
    }
}

BOOST_AUTO_TEST_CASE(an_error_that_indicators_have_together_is_drawn_once) {
    IndicatorTable table;
    table.add(indicator("a", {4, 6}));
    table.add(indicator("b", {5, 5}));
    IndexNode falling = leaf("b");
    falling.higher_is_worse = false;
    const Case c(std::move(table), flat(2), mean_of({leaf("a"), falling}));
    Doubts doubts{.indicators = {normal_error("a", 0.5), normal_error("b", 0.5)}, .weights = {.size = 0}};
    const auto apart = c.draw(doubts, {.draws = 500});
    BOOST_TEST(*apart.of[0].score_high - *apart.of[0].score_low > 0.5);
    BOOST_TEST(apart.sources.size() == 2);
    for (auto& doubt : doubts.indicators) doubt.together = "one";
    const auto one = c.draw(doubts, {.draws = 500});  // what a rises by, the score of b falls by
    BOOST_TEST(*one.of[0].score_high - *one.of[0].score_low < 1e-12);
    BOOST_TEST(one.sources.size() == 1);
    BOOST_TEST(one.sources[0].name == "one");
    BOOST_TEST(one.sources[0].nodes == std::vector<int>({1, 2}), each);
    doubts.common = {{.name = "one", .size = 0.1}};
    BOOST_CHECK_THROW(c.draw(doubts, {.draws = 5}), Error);
}

BOOST_AUTO_TEST_CASE(without_doubt_the_interval_has_no_width) {
    Doubts doubts{.indicators = {normal_error("a", 0)}, .weights = {.size = 0}};
    const Case c = one_indicator({5, 7, no, 6});
    const auto drawn = c.draw(doubts, {.draws = 50});
    const Ranking r = rank(c.result, c.localities, {});
    for (const int i : {0, 1, 3}) {
        BOOST_TEST(*drawn.of[i].low == r.rank[i]);
        BOOST_TEST(*drawn.of[i].high == r.rank[i]);
        BOOST_TEST(*drawn.of[i].score_low == *drawn.of[i].score_high);
        BOOST_TEST(*drawn.of[i].score_low == c.result.score[0][i]);
    }
    BOOST_TEST(std::isnan(drawn.score_share[0][0]));
}

BOOST_AUTO_TEST_CASE(what_is_missing_stays_missing) {
    const auto drawn = one_indicator({5, no}).draw({.indicators = {normal_error("a", 3)}}, {.draws = 100});
    BOOST_TEST(!drawn.of[1].low.has_value());
    BOOST_TEST(!drawn.of[1].top20.has_value());
    BOOST_TEST(!drawn.of[1].assessed.has_value());
    BOOST_TEST(std::isnan(drawn.score_share[0][1]));
    BOOST_TEST(*drawn.of[0].low == 1);
}

BOOST_AUTO_TEST_CASE(an_inherited_figure_has_one_error_for_the_whole_cercle) {
    IndicatorTable table;
    table.add(indicator("a", {no, no, 5, 5.2, no, no, no, no}, 0, "cercle"));
    table.add(indicator("b", {5, 5.1, 5, 5.1}, 4));
    carry_down(*table.find("a"), small_country());
    const Case c(std::move(table), small_country(), mean_of({leaf("a"), leaf("b")}), people);
    const auto drawn = c.draw({.indicators = {normal_error("a", 1)}}, {.draws = 4000, .top = 1});
    // Within a cercle the order is that of b; between cercles it is that of a, which is in doubt.
    BOOST_TEST(*drawn.of[4].top20 == 0);
    BOOST_TEST(*drawn.of[6].top20 == 0);
    const double second_above = below(0.2 / std::sqrt(2.));
    BOOST_TEST(std::abs(*drawn.of[7].top20 - second_above) < bound(second_above, 4000));
}

BOOST_AUTO_TEST_CASE(draws_do_not_change_where_localities_are_left_out_or_stand_elsewhere) {
    const std::vector<double> values = {1, 2, 3, 4, 5, 6, 7};
    const Doubts doubts{.indicators = {normal_error("a", 1)}};
    const auto all = one_indicator(values).draw(doubts, {.draws = 300});
    Localities some{.hierarchy = {"commune"}};
    std::vector<double> kept;
    for (const int i : {5, 2, 6}) {
        some.items.push_back(flat(7).items[i]);
        kept.push_back(values[i]);
    }
    IndicatorTable table;
    table.add(indicator("a", kept));
    const auto few = Case(std::move(table), some, mean_of({leaf("a")})).draw(doubts, {.draws = 300});
    BOOST_TEST(*few.of[0].score_low == *all.of[5].score_low);
    BOOST_TEST(*few.of[1].score_median == *all.of[2].score_median);
    BOOST_TEST(*few.of[2].score_high == *all.of[6].score_high);
}

BOOST_AUTO_TEST_CASE(any_number_of_threads_gives_the_same_bytes) {
    RandomIndex random(3);
    const IndexTree tree = random.tree();
    const Case c(random.table(90, 0.1), flat(90), tree);
    Doubts doubts{.weights = {.size = 0.25}};
    for (int k = 0; k < random.indicators; ++k)
        doubts.indicators.push_back(normal_error("i" + std::to_string(k), 1));
    const auto one = c.draw(doubts, {.draws = 333}, {.threads = 1});
    const auto four = c.draw(doubts, {.draws = 333}, {.threads = 4});
    for (int i = 0; i < 90; ++i) BOOST_TEST(same(one.of[i], four.of[i]));
    BOOST_TEST_REQUIRE(one.sources.size() == four.sources.size());
    for (std::size_t s = 0; s < one.sources.size(); ++s)
        for (int i = 0; i < 90; ++i)
            BOOST_TEST((one.score_sd[s][i] == four.score_sd[s][i] || std::isnan(one.score_sd[s][i])));
}

BOOST_AUTO_TEST_CASE(more_draws_begin_with_the_same_ones) {
    const Case c = one_indicator({5});
    const Doubts doubts{.indicators = {normal_error("a", 1)}};
    const double first = *c.draw(doubts, {.draws = 1}).of[0].score_low;
    const double of_three = *c.draw(doubts, {.draws = 3}).of[0].score_low;
    BOOST_TEST(of_three <= first);
    BOOST_TEST(*c.draw(doubts, {.draws = 1, .seed = 43}).of[0].score_low != first);
}

BOOST_AUTO_TEST_CASE(the_doubt_of_a_sum_comes_from_its_parts_by_their_variance) {
    IndicatorTable table;
    table.add(indicator("a", {5, 5}));
    table.add(indicator("b", {5, no}));
    const Case c(std::move(table), flat(2), mean_of({leaf("a"), leaf("b")}));
    const auto drawn = c.draw({.indicators = {normal_error("a", 0.2), normal_error("b", 0.4)}},
                              {.draws = 20000, .draws_by_source = 20000});
    BOOST_TEST_REQUIRE(drawn.sources.size() == 2u);
    BOOST_TEST(drawn.sources[1].name == "b");
    BOOST_TEST(std::abs(drawn.score_share[0][0] - 0.2) < 0.01);  // 0.04 of 0.04 + 0.16
    BOOST_TEST(std::abs(drawn.score_share[1][0] - 0.8) < 0.01);
    BOOST_TEST(std::abs(drawn.score_sd[0][0] - 0.1) < 0.002);  // half the weight
    BOOST_TEST(drawn.score_share[0][1] == 1);
    BOOST_TEST(drawn.score_share[1][1] == 0);
}

BOOST_AUTO_TEST_CASE(doubt_about_weights_moves_scores_between_their_parts) {
    IndicatorTable table;
    table.add(indicator("a", {2, 5}));
    table.add(indicator("b", {6, 5}));
    const Case c(std::move(table), flat(2), mean_of({leaf("a"), leaf("b")}));
    const auto drawn = c.draw({.weights = {.size = 0.25}}, {.draws = 5000});
    // The weight of b lies between 0.75 / (0.75 + 1.25) and 1.25 / (0.75 + 1.25).
    BOOST_TEST(*drawn.of[0].score_low > 2 + 4 * 0.375);
    BOOST_TEST(*drawn.of[0].score_low < 3.8);
    BOOST_TEST(*drawn.of[0].score_high < 2 + 4 * 0.625);
    BOOST_TEST(*drawn.of[0].score_high > 4.2);
    BOOST_TEST(std::abs(*drawn.of[1].score_low - 5) < 1e-12);
    BOOST_TEST(drawn.sources[0].name == "weights");
    BOOST_TEST(drawn.score_share[0][0] == 1);
}

BOOST_AUTO_TEST_CASE(parents_are_drawn_as_means_of_their_localities) {
    IndicatorTable table;
    table.add(indicator("a", {3, 4, 5, 6}, 4));
    const Case c(std::move(table), small_country(), mean_of({leaf("a")}), people);
    const auto drawn = c.draw({.indicators = {normal_error("a", 0.4)}},
                              {.draws = 20000, .top = 1, .draws_by_source = 20000});
    const double sd = 0.4 * std::sqrt(0.25 * 0.25 + 0.75 * 0.75);  // 100 and 300 people
    BOOST_TEST(std::abs(drawn.score_sd[0][2] - sd) < 3.3 * sd / std::sqrt(2 * 20000.));
    BOOST_TEST(drawn.score_sd[0][0] == drawn.score_sd[0][2]);
    const double above = below((5.75 - 3.75) / (sd * std::sqrt(2.)));
    BOOST_TEST(std::abs(*drawn.of[1].top20 - above) < bound(above, 20000));
}

BOOST_AUTO_TEST_CASE(a_long_call_can_be_watched_and_stopped) {
    const Case c = one_indicator({5, 6});
    const Doubts doubts{.indicators = {normal_error("a", 1)}};
    double last = 0;
    c.draw(doubts, {}, {.threads = 1, .progress = [&](double done) {
                            BOOST_TEST(done >= last);
                            last = done;
                        }});
    BOOST_TEST(last == 1);
    BOOST_CHECK_THROW(c.draw(doubts, {}, {.cancelled = [] { return true; }}), Cancelled);
}

BOOST_AUTO_TEST_CASE(options_out_of_range_are_refused) {
    const Case c = one_indicator({5, 6});
    BOOST_CHECK_THROW(c.draw({}, {.draws = 0}), Error);
    BOOST_CHECK_THROW(c.draw({}, {.top = 0}), Error);
    BOOST_CHECK_THROW(c.draw({}, {.draws_by_source = -1}), Error);
    BOOST_TEST(c.draw({}).sources.empty());
}

BOOST_AUTO_TEST_CASE(weights_in_doubt_do_not_decide_who_is_assessed) {
    // Half of the weight is there, which is just enough: a drawn weight would make it too little now and
    // then.
    IndicatorTable table;
    table.add(indicator("a", {5, 4}));
    table.add(indicator("b", {no, 3}));
    IndexTree tree = mean_of({leaf("a"), leaf("b")});
    tree.root.minimum_share = 0.5;
    const Case c(std::move(table), flat(2), tree);
    const DrawnRanks drawn = c.draw({.weights = {.size = 0.5}}, {.draws = 200});
    BOOST_TEST(drawn.of[0].assessed.value() == 1);
    BOOST_TEST(drawn.of[0].score_low.value() == 5);
    BOOST_TEST(drawn.of[0].score_high.value() == 5);
    BOOST_TEST(drawn.of[1].score_low.value() < 3.5);
    BOOST_TEST(drawn.of[1].score_high.value() > 3.5);
}

BOOST_AUTO_TEST_CASE(draws_that_were_made_elsewhere_are_ranked_and_summed_up) {
    // Two localities over four draws: A is first in three, and not assessed in the last.
    const std::vector<double> scores = {5, 4, 6, 1, 7, 3, no, 2};
    const Localities two = flat(2);
    const auto found = uncertainty_of(scores, two, {}, 1);
    BOOST_REQUIRE(found.size() == 2U);
    BOOST_TEST(*found[0].low == 1);
    BOOST_TEST(*found[0].high == 1);
    BOOST_TEST(*found[0].top20 == 0.75);
    BOOST_TEST(*found[0].assessed == 0.75);
    BOOST_TEST(*found[0].score_median == 6);
    BOOST_TEST(*found[1].low == 1);
    BOOST_TEST(*found[1].median == 2);
    BOOST_TEST(*found[1].top20 == 0.25);
    BOOST_TEST(*found[1].score_low == 1);
    BOOST_CHECK_THROW(uncertainty_of(std::vector<double>{1, 2, 3}, two, {}, 1), Error);
    BOOST_CHECK_THROW(uncertainty_of({}, two, {}, 1), Error);
    BOOST_CHECK_THROW(uncertainty_of(scores, two, {}, 0), Error);
    BOOST_CHECK_THROW(
        uncertainty_of(std::vector<double>{1, std::numeric_limits<double>::infinity()}, two, {}, 1), Error);
}

BOOST_AUTO_TEST_CASE(the_draws_of_an_index_give_the_intervals_of_its_ranks) {
    const Case c = one_indicator({1, 5, 5.5, 9});
    Doubts doubts;
    doubts.indicators = {normal_error("a", 1)};
    const auto drawn = c.draw(doubts, {.draws = 50, .draws_by_source = 0});
    const Scorer scorer(c.result.plan, c.localities, {});
    const Drawer drawer(scorer, c.result, c.table, c.localities, doubts, DrawOptions{}.seed);
    Drawer::Space space = drawer.space();
    std::vector<double> scores(50 * c.localities.size());
    for (std::size_t d = 0; d < 50; ++d) {
        drawer.draw(d, space);
        scorer.evaluate(space.scorer);
        scorer.roll_up(space.scorer, 0,
                       std::span(scores).subspan(d * c.localities.size(), c.localities.size()));
    }
    const auto found = uncertainty_of(scores, c.localities, {}, 20);
    for (std::size_t i = 0; i < c.localities.size(); ++i) BOOST_TEST(same(found[i], drawn.of[i]));
}

BOOST_AUTO_TEST_SUITE_END()
