// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <djoliba/engine/explain.hpp>
#include <djoliba/engine/figure.hpp>
#include <djoliba/engine/indicator.hpp>

namespace djoliba {

/// A ranking that ours is held against: population alone, the last outcome.
struct RivalRanking {
    std::string name;                ///< "population", "last_outcome"
    Wording label = {};              ///< in words: "population alone"
    std::vector<double> value = {};  ///< by locality, higher is worse; NaN where not known
};

/// What is compared, one entry for each locality of one level. Localities in ascending order of code: the
/// last tie is broken by position.
struct BacktestInput {
    std::vector<double> score = {};    ///< our ranking, higher is worse; NaN: no rank
    std::vector<double> outcome = {};  ///< what came, at least 0 (people, or a rate); NaN: not known, never 0
    std::vector<double> people = {};   ///< residents, break ties; NaN where not known; may be empty
    std::vector<RivalRanking> rivals = {};
};

struct BacktestOptions {
    int top = 20;      ///< N of the top N
    int draws = 2000;  ///< bootstrap draws; at least 1
    std::uint64_t seed = 1;
};

/// A measure and the 5th and 95th percentile of its bootstrap draws (localities drawn with replacement; Efron
/// 1979). NaN where not defined. Localities count as independent: what neighbours share makes the true
/// interval wider.
struct Estimate {
    double value = missing_value;
    double low = missing_value;
    double high = missing_value;
    int undefined = 0;  ///< draws in which the measure is not defined; they are left out of low and high
};

/// How well one ranking foresaw the outcome. n: the smaller of N and the localities; top: the first n of the
/// ranking, ties by residents, then position.
struct Skill {
    /// Of the m localities with the highest outcomes above 0, m the smaller of n and the positives, the share
    /// in the top. Localities tied with the m-th belong to them; at most m count. NaN without positives.
    Estimate hit_rate = {};
    Estimate recall = {};     ///< share of all localities with an outcome above 0 that are in the top
    Estimate precision = {};  ///< share of the top that has an outcome above 0
    Estimate captured = {};   ///< share of the whole outcome that lies in the top; NaN where the whole is 0
    Estimate spearman = {};   ///< rank correlation over all localities, mean ranks for ties; NaN where either
                              ///< is the same everywhere
};

enum class Judgement : std::uint8_t { too_small, better, worse, no_difference };

/// Ours against another ranking, over the localities that have our rank, the outcome and the other's value.
struct RivalResult {
    std::string name;
    Wording label = {};
    std::size_t localities = 0;
    std::size_t positives = 0;
    Skill ours = {};
    Skill theirs = {};
    Estimate lift = {};  ///< captured by ours / captured by theirs; NaN where theirs captured nothing
    Estimate spearman_difference = {};  ///< ours minus theirs
    /// By the interval of lift: better above 1, worse below 1, else no difference that could be told.
    Judgement judgement = Judgement::too_small;
};

struct BacktestResult {
    int top = 0;                      ///< n
    std::size_t localities = 0;       ///< with a rank and a known outcome; all measures are over these
    std::size_t positives = 0;        ///< of these, with an outcome above 0
    double outcome = 0;               ///< sum over these
    std::size_t not_ranked = 0;       ///< outcome known, but no rank of ours
    double outcome_not_ranked = 0;    ///< sum over these
    std::size_t outcome_unknown = 0;  ///< ranked, outcome not known
    double chance = missing_value;    ///< n / localities: what hit rate, recall and captured are by chance
    Skill skill = {};
    /// By the interval of Spearman's correlation: better than chance above 0, worse below 0.
    Judgement judgement = Judgement::too_small;
    std::vector<RivalResult> rivals = {};
};

/// Too small to tell (judgement): fewer localities with a rank and an outcome than this, ...
inline constexpr std::size_t least_localities = 30;
/// ... fewer with an outcome above 0 than this, or a top N of more than half of the localities.
inline constexpr std::size_t least_positives = 10;
bool too_small(std::size_t localities, std::size_t positives, int top);

/// Holds a ranking against what came. Draws are keyed by (seed, draw, position): the same for every machine
/// and every set of rivals over the same localities. Throws Error for vectors of different lengths, negative
/// outcomes, N or draws below 1, and where no locality has both a rank and an outcome.
BacktestResult backtest(const BacktestInput& input, const BacktestOptions& options = {});

/// The verdict in plain words, a sentence a line: whether the sample is too small and by which rule, how the
/// ranking did against chance and against each rival, what was left out.
std::vector<std::string> verdict(const BacktestResult& result, Language language);

}  // namespace djoliba
