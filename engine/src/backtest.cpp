// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include <djoliba/engine/backtest.hpp>
#include <djoliba/engine/error.hpp>

#include "backtest_measures.hpp"
#include "bootstrap.hpp"

namespace djoliba {
namespace {

// One measure of the sample and of all draws.
template <typename Of>
Estimate estimate_of(const Measures& value, const std::vector<Measures>& draws, Of of) {
    std::vector<double> list;
    list.reserve(draws.size());
    for (const Measures& draw : draws) list.push_back(of(draw));
    return estimate(of(value), std::move(list));
}

Skill skill_of(const Measures& value, const std::vector<Measures>& draws) {
    return {estimate_of(value, draws, [](const Measures& m) { return m.hit_rate; }),
            estimate_of(value, draws, [](const Measures& m) { return m.recall; }),
            estimate_of(value, draws, [](const Measures& m) { return m.precision; }),
            estimate_of(value, draws, [](const Measures& m) { return m.captured; }),
            estimate_of(value, draws, [](const Measures& m) { return m.spearman; })};
}

// The localities that take part in a comparison.
struct Sample {
    std::vector<double> score, outcome, people, rival;
    std::size_t size() const { return score.size(); }
    std::size_t positives() const {
        return static_cast<std::size_t>(std::ranges::count_if(outcome, [](double v) { return v > 0; }));
    }
};

Sample sample_of(const BacktestInput& input, const std::vector<double>* rival) {
    Sample sample;
    for (std::size_t i = 0; i < input.score.size(); ++i) {
        if (std::isnan(input.score[i]) || std::isnan(input.outcome[i])) continue;
        if (rival != nullptr && std::isnan((*rival)[i])) continue;
        sample.score.push_back(input.score[i]);
        sample.outcome.push_back(input.outcome[i]);
        if (!input.people.empty()) sample.people.push_back(input.people[i]);
        if (rival != nullptr) sample.rival.push_back((*rival)[i]);
    }
    return sample;
}

int top_of(std::size_t localities, const BacktestOptions& options) {
    return static_cast<int>(std::min(localities, static_cast<std::size_t>(options.top)));
}

// One ranking in the sample and in each draw.
std::pair<Measures, std::vector<Measures>> measures(const std::vector<double>& ranking, const Sample& sample,
                                                    const BacktestOptions& options) {
    const Order order = order_of(ranking, sample.people);
    const Outcome outcome{sample.outcome, order_of(sample.outcome, {})};
    const int top = top_of(sample.size(), options);
    std::pair<Measures, std::vector<Measures>> list{measure(order, outcome, Copies(sample.size(), 1), top),
                                                    {}};
    for (int draw = 0; draw < options.draws; ++draw)
        list.second.push_back(measure(
            order, outcome, resample(sample.size(), options.seed, static_cast<std::uint64_t>(draw)), top));
    return list;
}

template <typename Of>
Estimate paired(const std::pair<Measures, std::vector<Measures>>& a,
                const std::pair<Measures, std::vector<Measures>>& b, Of of) {
    std::vector<double> draws;
    draws.reserve(a.second.size());
    for (std::size_t k = 0; k < a.second.size(); ++k) draws.push_back(of(a.second[k], b.second[k]));
    return estimate(of(a.first, b.first), std::move(draws));
}

Judgement judge(const Estimate& e, double even, bool small) {
    if (small) return Judgement::too_small;
    if (e.low > even) return Judgement::better;
    return e.high < even ? Judgement::worse : Judgement::no_difference;
}

RivalResult against(const RivalRanking& rival, const BacktestInput& input, const BacktestOptions& options) {
    RivalResult result{.name = rival.name, .label = rival.label};
    const Sample sample = sample_of(input, &rival.value);
    result.localities = sample.size();
    result.positives = sample.positives();
    if (sample.size() == 0) return result;
    const auto ours = measures(sample.score, sample, options);
    const auto theirs = measures(sample.rival, sample, options);
    result.ours = skill_of(ours.first, ours.second);
    result.theirs = skill_of(theirs.first, theirs.second);
    result.lift = paired(ours, theirs,
                         [](const Measures& a, const Measures& b) { return ratio(a.captured, b.captured); });
    result.spearman_difference =
        paired(ours, theirs, [](const Measures& a, const Measures& b) { return a.spearman - b.spearman; });
    result.judgement =
        judge(result.lift, 1, too_small(result.localities, result.positives, top_of(sample.size(), options)));
    return result;
}

void check_input(const BacktestInput& input, const BacktestOptions& options) {
    const std::size_t size = input.score.size();
    std::vector<Problem> problems;
    const auto same = [&](const std::string& key, std::size_t length) {
        if (length != size)
            problems.push_back({"", key, fmt::format("{} entries for {} localities", length, size),
                                "give one entry for each locality, NaN where not known"});
    };
    same("outcome", input.outcome.size());
    if (!input.people.empty()) same("people", input.people.size());
    for (const auto& rival : input.rivals) same(rival.name, rival.value.size());
    for (const double v : input.outcome)
        if (v < 0) {
            problems.push_back({"", "outcome", fmt::format("negative outcome {}", v), "correct the table"});
            break;
        }
    if (options.top < 1) problems.push_back({"", "top", fmt::format("{} is below 1", options.top), ""});
    if (options.draws < 1) problems.push_back({"", "draws", fmt::format("{} is below 1", options.draws), ""});
    if (!problems.empty()) throw Error(std::move(problems));
}

void count_what_is_left_out(const BacktestInput& input, BacktestResult& result) {
    for (std::size_t i = 0; i < input.score.size(); ++i) {
        const bool ranked = !std::isnan(input.score[i]), known = !std::isnan(input.outcome[i]);
        if (ranked && !known) ++result.outcome_unknown;
        if (known && !ranked) {
            ++result.not_ranked;
            result.outcome_not_ranked += input.outcome[i];
        }
    }
}

}  // namespace

bool too_small(std::size_t localities, std::size_t positives, int top) {
    return localities < least_localities || positives < least_positives ||
           2 * static_cast<std::size_t>(top) > localities;
}

BacktestResult backtest(const BacktestInput& input, const BacktestOptions& options) {
    check_input(input, options);
    const Sample sample = sample_of(input, nullptr);
    if (sample.size() == 0)
        throw Error({"", "outcome", "no locality has both a rank and a known outcome",
                     "check the level, the codes and the column of the outcome"});
    BacktestResult result;
    result.top = top_of(sample.size(), options);
    result.localities = sample.size();
    result.positives = sample.positives();
    result.outcome = std::accumulate(sample.outcome.begin(), sample.outcome.end(), 0.0);
    result.chance = static_cast<double>(result.top) / static_cast<double>(result.localities);
    count_what_is_left_out(input, result);
    const auto list = measures(sample.score, sample, options);
    result.skill = skill_of(list.first, list.second);
    result.judgement =
        judge(result.skill.spearman, 0, too_small(result.localities, result.positives, result.top));
    for (const RivalRanking& rival : input.rivals) result.rivals.push_back(against(rival, input, options));
    return result;
}

}  // namespace djoliba
