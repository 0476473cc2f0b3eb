// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <bit>

#include <fmt/format.h>

#include <djoliba/engine/comparison.hpp>
#include <djoliba/engine/error.hpp>

#include "comparison_game.hpp"
#include "shapley.hpp"

namespace djoliba {
namespace {

// Positions of the parts that differ.
std::vector<int> players_of(const ComparisonGame& game) {
    std::vector<int> players;
    for (std::size_t p = 0; p < game.parts.size(); ++p)
        if (game.parts[p].differs) players.push_back(static_cast<int>(p));
    if (players.size() > most_changes)
        throw Error({{},
                     "index",
                     fmt::format("{} parts differ between the runs; at most {} can be told apart",
                                 players.size(), most_changes),
                     "compare over an index with fewer parts of its root"});
    return players;
}

// Scores and ranks of all units by set of players that are of the new run.
struct Worth {
    std::vector<std::vector<double>> score, rank;
};

Worth worth_of_subsets(const ComparisonGame& game, const std::vector<int>& players) {
    Worth worth;
    for (std::uint32_t subset = 0; subset < std::uint32_t{1} << players.size(); ++subset) {
        Choice choice;
        for (std::size_t k = 0; k < players.size(); ++k)
            if (subset >> k & 1U) choice.bits |= 1U << players[k];
        worth.score.push_back(game.scores(choice));
        const auto ranks = game.ranks(choice, worth.score.back());
        worth.rank.emplace_back(ranks.begin(), ranks.end());
    }
    return worth;
}

// Shapley value of one player for one unit.
double share(const std::vector<std::vector<double>>& worth, const std::vector<double>& weight,
             std::size_t player, std::size_t unit) {
    double value = 0;
    for (std::size_t subset = 0; subset < worth.size(); ++subset)
        if (!(subset >> player & 1U))
            value += weight[std::popcount(subset)] *
                     (worth[subset | std::size_t{1} << player][unit] - worth[subset][unit]);
    return value;
}

void add_units(Comparison& found, const ComparisonGame& game, const Worth& worth) {
    const JointUnits& units = game.units;
    for (std::size_t u = 0; u < units.at.size(); ++u)
        found.units.push_back(
            {.code = units.all[u].code,
             .level = units.all[u].level,
             .at = units.at[u],
             .score = {worth.score.front()[u], worth.score.back()[u]},
             .rank = {static_cast<int>(worth.rank.front()[u]), static_cast<int>(worth.rank.back()[u])}});
}

void add_shares(Comparison& found, const Worth& worth, const std::vector<int>& players) {
    const auto weight = shapley_weights(players.size());
    const std::vector<double> none(found.units.size(), missing_value);
    found.of_score.assign(found.parts.size(), none);
    found.of_rank.assign(found.parts.size(), none);
    for (std::size_t u = 0; u < found.units.size(); ++u) {
        if (!found.units[u].compared()) continue;
        for (std::size_t p = 0; p < found.parts.size(); ++p) found.of_score[p][u] = found.of_rank[p][u] = 0;
        for (std::size_t k = 0; k < players.size(); ++k) {
            found.of_score[players[k]][u] = share(worth.score, weight, k, u);
            found.of_rank[players[k]][u] = share(worth.rank, weight, k, u);
        }
    }
}

}  // namespace

Comparison compare(const ComparedRun& before, const ComparedRun& after, const CrossedIndicators* crossed) {
    const ComparisonGame game = make_game(before, after, crossed);
    const auto players = players_of(game);
    const Worth worth = worth_of_subsets(game, players);
    Comparison found{.parts = game.parts};
    add_units(found, game, worth);
    add_shares(found, worth, players);
    return found;
}

}  // namespace djoliba
