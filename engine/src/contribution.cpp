// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <cmath>

#include <djoliba/engine/contribution.hpp>

#include "shapley.hpp"

namespace djoliba {
namespace {

constexpr double close_to_baseline = 1e-6;
constexpr double small_change = 1e-3;
constexpr double most_passed_on = 20;  // twice the scale

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

// A node whose parts are the players of the game.
struct Game {
    const IndexPlan& plan;
    int node;
    std::vector<double> here;       // scores of the parts in the locality
    std::vector<double> baseline;   // and in the median locality
    std::vector<int> players = {};  // positions of the parts that differ; the others have value 0

    Game(const IndexPlan& p, int n, const std::vector<double>& scores, const std::vector<double>& base)
        : plan(p), node(n) {
        for (const int part : plan.parts[n]) {
            here.push_back(scores[part]);
            baseline.push_back(base[part]);
        }
        find_players();
    }

    void find_players() {
        players.clear();
        for (std::size_t p = 0; p < here.size(); ++p)
            if (plan.weight[plan.parts[node][p]] > 0 && !same(here[p], baseline[p]))
                players.push_back(static_cast<int>(p));
    }

    std::vector<double> worth_of_subsets() const;
    std::vector<double> values() const;
};

std::vector<double> Game::worth_of_subsets() const {
    std::vector<double> worth(std::size_t{1} << players.size());
    for (std::size_t subset = 0; subset < worth.size(); ++subset) {
        std::vector<double> scores = baseline;
        for (std::size_t k = 0; k < players.size(); ++k)
            if (subset >> k & 1) scores[players[k]] = here[players[k]];
        worth[subset] = node_score(plan, node, scores);
    }
    return worth;
}

// Shapley value of every part, in points of the node.
std::vector<double> Game::values() const {
    const std::size_t n = players.size();
    const auto worth = worth_of_subsets();
    const auto weight = shapley_weights(n);
    std::vector<double> value(here.size(), 0);
    for (std::size_t k = 0; k < n; ++k)
        for (std::size_t subset = 0; subset < worth.size(); ++subset)
            if (!(subset >> k & 1))
                value[players[k]] +=
                    weight[std::popcount(subset)] * (worth[subset | std::size_t{1} << k] - worth[subset]);
    return value;
}

// What a point of the part is worth at its node, for a small change of the part from the baseline.
double rate_near_baseline(Game game, int part) {
    const double base = game.baseline[part];
    const double change = base < 5 ? small_change : -small_change;
    game.here[part] = base + change;
    game.find_players();
    return game.values()[part] / change;
}

// Passes the contribution of each node on to its parts, for one locality.
struct Descent {
    const IndexPlan& plan;
    const std::vector<double>& scores;
    const std::vector<double>& baseline;
    std::vector<double>& contribution;  // by node

    void pass_on(int node, double rate) const;
    void split_evenly(int node) const;
    double rate_of(int part, const Game& above, int position, double rate_above) const;
    bool comparable(int node) const { return !std::isnan(scores[node]) && !std::isnan(baseline[node]); }
};

void leaves_with_weight(const IndexPlan& plan, int node, std::vector<int>& leaves) {
    if (plan.leaf(node)) leaves.push_back(node);
    for (const int part : plan.parts[node])
        if (plan.weight[part] > 0) leaves_with_weight(plan, part, leaves);
}

// Evenly over the leaves below, and the sums of these over the nodes between.
void Descent::split_evenly(int node) const {
    std::vector<int> leaves;
    leaves_with_weight(plan, node, leaves);
    for (const int leaf : leaves)
        for (int n = leaf; n != node; n = plan.parent[n])
            contribution[n] += contribution[node] / static_cast<double>(leaves.size());
}

// Points of the final score for a point of this part.
double Descent::rate_of(int part, const Game& above, int position, double rate_above) const {
    const double change = scores[part] - baseline[part];
    if (std::abs(change) >= close_to_baseline) return contribution[part] / change;
    return rate_above * rate_near_baseline(above, position);
}

void Descent::pass_on(int node, double rate) const {
    const auto& parts = plan.parts[node];
    const Game game(plan, node, scores, baseline);
    const auto value = game.values();
    double sum = 0, size = 0, with_weight = 0;
    for (std::size_t p = 0; p < parts.size(); ++p) {
        sum += value[p];
        size += std::abs(value[p]);
        if (plan.weight[parts[p]] > 0) with_weight += 1;
    }
    if (node != 0 && std::abs(rate) * size > most_passed_on)
        rate = std::copysign(most_passed_on / size, rate);
    const double remainder = (contribution[node] - rate * sum) / with_weight;
    for (std::size_t p = 0; p < parts.size(); ++p) {
        const int part = parts[p];
        if (!(plan.weight[part] > 0)) continue;
        contribution[part] = rate * value[p] + remainder;
        if (plan.leaf(part)) continue;
        if (comparable(part))
            pass_on(part, rate_of(part, game, static_cast<int>(p), rate));
        else
            split_evenly(part);
    }
}

double median(std::vector<double> values) {
    if (values.empty()) return missing_value;
    std::ranges::sort(values);
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

std::vector<double> median_locality(const IndexResult& result, const std::vector<int>& finest) {
    std::vector<double> scores(result.plan.size(), missing_value);
    for (const int leaf : result.plan.leaves) {
        std::vector<double> values;
        for (const int i : finest)
            if (result.assessed(i) && !std::isnan(result.score[leaf][i]))
                values.push_back(result.score[leaf][i]);
        scores[leaf] = median(std::move(values));
    }
    evaluate(result.plan, scores);
    return scores;
}

void add_locality(Contributions& contributions, const IndexResult& result, int i) {
    std::vector<double> scores(result.plan.size()), contribution(result.plan.size(), 0);
    for (std::size_t n = 0; n < scores.size(); ++n) scores[n] = result.score[n][i];
    contribution[0] = scores[0] - contributions.baseline[0];
    Descent{result.plan, scores, contributions.baseline, contribution}.pass_on(0, 1);
    for (std::size_t n = 0; n < scores.size(); ++n) contributions.of_node[n][i] = contribution[n];
}

// Mean by people over the assessed localities below, as in combine().
void add_parent(Contributions& contributions, const IndexResult& result, int parent,
                const std::vector<int>& below, const std::vector<double>& people) {
    double weight = 0;
    std::vector<double> sum(result.plan.size(), 0);
    for (const int i : below) {
        if (!result.assessed(i) || people.empty() || !(people[i] > 0)) continue;
        weight += people[i];
        for (std::size_t n = 0; n < sum.size(); ++n) sum[n] += people[i] * contributions.of_node[n][i];
    }
    for (std::size_t n = 0; n < sum.size(); ++n) contributions.of_node[n][parent] = sum[n] / weight;
}

}  // namespace

Contributions contributions(const IndexResult& result, const Localities& localities,
                            const std::vector<double>& people) {
    const auto finest = localities.of_level(localities.finest());
    Contributions found;
    found.baseline = median_locality(result, finest);
    found.of_node.assign(result.plan.size(), std::vector<double>(localities.size(), missing_value));
    std::vector<std::vector<int>> below(localities.size());
    for (const int i : finest) {
        if (result.assessed(i)) add_locality(found, result, i);
        for (int above = localities[i].parent; above >= 0; above = localities[above].parent)
            below[above].push_back(i);
    }
    for (std::size_t i = 0; i < localities.size(); ++i)
        if (!localities[i].members.empty()) below[i] = localities[i].members;
    for (std::size_t i = 0; i < localities.size(); ++i)
        if (!below[i].empty() && result.assessed(static_cast<int>(i)))
            add_parent(found, result, static_cast<int>(i), below[i], people);
    return found;
}

}  // namespace djoliba
