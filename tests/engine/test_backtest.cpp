// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/backtest.hpp>
#include <djoliba/engine/error.hpp>

using namespace djoliba;

namespace {

const double no = missing_value;

// Six localities that fit on paper. Ranked A B C D E F; the outcome is largest in B, D and A.
BacktestInput six() {
    return {
        .score = {9, 8, 7, 6, 5, 4},
        .outcome = {20, 50, 0, 30, 0, 0},
        .people = {10, 20, 30, 40, 50, 60},
        .rivals = {{"population", {"population alone", "la population seule"}, {10, 20, 30, 40, 50, 60}}}};
}

// A larger country: the ranking knows the outcome but for a shuffle of neighbours; the rival is the reverse.
BacktestInput forty() {
    BacktestInput input;
    RivalRanking reverse{"reverse", {"the reverse", "l'inverse"}, {}};
    for (int i = 0; i < 40; ++i) {
        input.score.push_back(40 - (i ^ 1));
        input.outcome.push_back(40 - i);
        reverse.value.push_back(i);
    }
    input.rivals = {reverse};
    return input;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(backtests)

BOOST_AUTO_TEST_CASE(measures_by_hand) {
    const auto r = backtest(six(), {.top = 2});
    BOOST_TEST(r.localities == 6u);
    BOOST_TEST(r.positives == 3u);
    BOOST_TEST(r.outcome == 100);
    BOOST_TEST(r.chance == 2.0 / 6);
    BOOST_TEST(r.skill.hit_rate.value == 0.5);    // of B and D, B is in the top 2
    BOOST_TEST(r.skill.recall.value == 2.0 / 3);  // A and B, not D
    BOOST_TEST(r.skill.precision.value == 1);     // A and B
    BOOST_TEST(r.skill.captured.value == 0.7);    // 20 + 50 of 100
    // Mean ranks of the outcome 3 1 5 2 5 5 against 1 2 3 4 5 6: sum of products of deviations from 3.5 is
    // 1.25 + 3.75 - 0.75 - 0.75 + 2.25 + 3.75 = 9.5; squares 17.5 and 15.5.
    BOOST_TEST(r.skill.spearman.value == 9.5 / std::sqrt(17.5 * 15.5), boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(a_rival_is_measured_over_the_same_localities) {
    auto input = six();
    const auto r = backtest(input, {.top = 3}).rivals.front();
    BOOST_TEST(r.theirs.captured.value == 0.3);  // of F, E, D
    BOOST_TEST(r.ours.captured.value == 0.7);    // of A, B, C
    BOOST_TEST(r.lift.value == 0.7 / 0.3, boost::test_tools::tolerance(1e-14));
    BOOST_TEST(r.spearman_difference.value == 2 * 9.5 / std::sqrt(17.5 * 15.5),
               boost::test_tools::tolerance(1e-14));
    input.rivals[0].value[3] = no;  // D is not compared, for neither of them
    const auto without = backtest(input, {.top = 3}).rivals.front();
    BOOST_TEST(without.localities == 5u);
    BOOST_TEST(without.ours.captured.value == 1);
    BOOST_TEST(without.theirs.captured.value == 0);
    BOOST_TEST(std::isnan(without.lift.value));  // nothing captured by theirs
}

BOOST_AUTO_TEST_CASE(unknown_is_left_out_and_counted) {
    auto input = six();
    input.outcome[1] = no;
    input.score[3] = no;
    const auto r = backtest(input, {.top = 2});
    BOOST_TEST(r.localities == 4u);
    BOOST_TEST(r.outcome == 20);
    BOOST_TEST(r.outcome_unknown == 1u);
    BOOST_TEST(r.not_ranked == 1u);
    BOOST_TEST(r.outcome_not_ranked == 30);
    BOOST_TEST(r.skill.hit_rate.value == 1);  // one positive, in the top
    BOOST_TEST(r.skill.precision.value == 0.5);
}

BOOST_AUTO_TEST_CASE(localities_tied_at_the_last_place_all_belong_to_the_highest) {
    BacktestInput input{.score = {4, 3, 2, 1}, .outcome = {0, 5, 5, 9}};
    BOOST_TEST(backtest(input, {.top = 2}).skill.hit_rate.value == 0.5);  // of D, B, C: B, and two count
    input.score = {1, 4, 3, 2};
    BOOST_TEST(backtest(input, {.top = 2}).skill.hit_rate.value == 1);  // B and C, never above 1
}

BOOST_AUTO_TEST_CASE(equal_scores_go_by_people_then_by_position) {
    BacktestInput input{.score = {5, 5, 5 + 1e-12}, .outcome = {1, 2, 4}};
    BOOST_TEST(backtest(input, {.top = 1}).skill.captured.value == 1.0 / 7);
    input.people = {no, 3, 2};
    BOOST_TEST(backtest(input, {.top = 1}).skill.captured.value == 2.0 / 7);
    BOOST_TEST(std::isnan(backtest(input, {.top = 1}).skill.spearman.value));  // all scores are equal
}

BOOST_AUTO_TEST_CASE(without_any_outcome_nothing_is_captured_or_hit) {
    const auto r = backtest({.score = {3, 2, 1}, .outcome = {0, 0, 0}}, {.top = 2}).skill;
    BOOST_TEST(std::isnan(r.hit_rate.value));
    BOOST_TEST(std::isnan(r.recall.value));
    BOOST_TEST(std::isnan(r.captured.value));
    BOOST_TEST(std::isnan(r.captured.low));
    BOOST_TEST(r.precision.value == 0);
    BOOST_TEST(r.captured.undefined == 2000);
}

BOOST_AUTO_TEST_CASE(intervals_are_of_resampled_localities) {
    // Two localities, one with the outcome: a draw holds it twice (1/4), once (1/2) or not (1/4).
    const BacktestInput input{.score = {2, 1}, .outcome = {0, 8}};
    const auto r = backtest(input, {.top = 1, .draws = 40000}).skill;
    BOOST_TEST(r.precision.value == 0);
    BOOST_TEST(r.precision.low == 0);
    BOOST_TEST(r.precision.high == 1);  // the quarter of the draws with nothing else
    BOOST_TEST(r.captured.undefined / 40000.0 == 0.25, boost::test_tools::tolerance(0.03));
    BOOST_TEST(r.captured.high == 0.5);  // one of the two copies
}

BOOST_AUTO_TEST_CASE(the_interval_of_a_share_has_the_width_of_the_binomial) {
    // The top 200 of 200 by chance: precision is the share of positives, 60 %, with a standard deviation of
    // sqrt(0.6 * 0.4 / 200) = 0.0346; 5 to 95 % are 1.645 of these to either side.
    BacktestInput input;
    for (int i = 0; i < 200; ++i) {
        input.score.push_back((i * 37) % 200);
        input.outcome.push_back(i % 5 < 3 ? 1 : 0);
    }
    const auto e = backtest(input, {.top = 200, .draws = 4000}).skill.precision;
    BOOST_TEST(e.value == 0.6);
    BOOST_TEST(e.low == 0.6 - 1.645 * 0.0346, boost::test_tools::tolerance(0.02));
    BOOST_TEST(e.high == 0.6 + 1.645 * 0.0346, boost::test_tools::tolerance(0.02));
}

BOOST_AUTO_TEST_CASE(draws_are_those_of_the_seed) {
    const auto one = backtest(forty(), {.seed = 3}), same = backtest(forty(), {.seed = 3}),
               other = backtest(forty(), {.seed = 4});
    BOOST_TEST(one.skill.spearman.low == same.skill.spearman.low);
    BOOST_TEST(one.skill.spearman.low != other.skill.spearman.low);
}

BOOST_AUTO_TEST_CASE(a_small_sample_says_so_and_a_large_one_tells) {
    BOOST_TEST(too_small(29, 29, 5));
    BOOST_TEST(too_small(30, 9, 5));
    BOOST_TEST(too_small(30, 10, 16));
    BOOST_TEST(!too_small(30, 10, 15));
    const auto few = backtest(six(), {.top = 2});
    BOOST_TEST((few.judgement == Judgement::too_small));
    BOOST_TEST((few.rivals[0].judgement == Judgement::too_small));
    BOOST_TEST(verdict(few, Language::english)[0].starts_with("Too small to tell: 6 localities"));
    BOOST_TEST(verdict(few, Language::french)[0].starts_with("Trop petit pour conclure : 6 localités"));
    auto input = forty();
    const auto many = backtest(input, {.top = 10});
    BOOST_TEST((many.judgement == Judgement::better));
    BOOST_TEST((many.rivals[0].judgement == Judgement::better));
    BOOST_TEST(verdict(many, Language::english)[1].starts_with("Better than chance: the top 10 hold"));
    BOOST_TEST(verdict(many, Language::french)[2].starts_with("Mieux que l'inverse"));
    std::swap(input.score, input.rivals[0].value);
    const auto bad = backtest(input, {.top = 10});
    BOOST_TEST((bad.judgement == Judgement::worse));
    BOOST_TEST((bad.rivals[0].judgement == Judgement::worse));
}

BOOST_AUTO_TEST_CASE(a_ranking_does_not_differ_from_itself) {
    auto input = forty();
    input.rivals[0].value = input.score;
    const auto r = backtest(input, {.top = 10}).rivals[0];
    BOOST_TEST(r.lift.low == 1);
    BOOST_TEST(r.lift.high == 1);
    BOOST_TEST((r.judgement == Judgement::no_difference));
}

BOOST_AUTO_TEST_CASE(what_is_refused) {
    auto input = six();
    input.outcome[2] = -1;
    input.people.pop_back();
    input.rivals[0].value.pop_back();
    try {
        backtest(input, {.top = 0, .draws = 0});
        BOOST_ERROR("not refused");
    } catch (const Error& error) {
        BOOST_TEST(error.problems().size() == 5u);
    }
    BOOST_CHECK_THROW(backtest({.score = {no, 1}, .outcome = {1, no}}), Error);
}

BOOST_AUTO_TEST_SUITE_END()
