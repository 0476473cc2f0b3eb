// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "comparison_game.hpp"

#include <algorithm>
#include <cmath>

#include <djoliba/engine/ranking.hpp>

namespace djoliba {
namespace {

/// Evaluates the units of one combination.
struct Evaluation {
    const ComparisonGame& game;
    Choice choice;
    int definition, coverage, residents;  // runs
    std::vector<double> nodes = {};       // scratch: scores by node of the definition

    double finest(int unit, int run_of_coverage) {
        const IndexPlan& plan = game.plan[definition][run_of_coverage];
        nodes.resize(plan.size());
        for (const int leaf : plan.leaves)
            nodes[leaf] = scale(plan.nodes[leaf],
                                game.value(game.figure[definition][leaf], unit, choice, run_of_coverage));
        evaluate(plan, nodes);
        return nodes[0];
    }

    // A unit that both runs assess has a score in every combination.
    bool assessed_in_both(int unit) const {
        return !game.own[0].empty() && !std::isnan(game.own[0][unit]) && !std::isnan(game.own[1][unit]);
    }

    double finest_or_own(int unit) {
        const double score = finest(unit, coverage);
        if (!std::isnan(score) || !assessed_in_both(unit)) return score;
        const double with_its_coverage = finest(unit, definition);
        return std::isnan(with_its_coverage) ? game.own[definition][unit] : with_its_coverage;
    }

    // Mean by people over the finest units below, as in combine().
    double parent(int unit, const std::vector<double>& score) const {
        double sum = 0, present = 0, total = 0, low = 10, high = 0;
        for (const int below : game.units.below[coverage][unit]) {
            const double people = game.people_of(below, residents);
            if (!(people > 0)) continue;
            total += people;
            if (std::isnan(score[below])) continue;
            present += people;
            sum += people * score[below];
            low = std::min(low, score[below]);
            high = std::max(high, score[below]);
        }
        const bool enough = total > 0 && (total - present) / total <= 0.5;
        if (enough) return std::clamp(sum / present, low, high);
        return assessed_in_both(unit) ? game.own[definition][unit] : missing_value;
    }
};

}  // namespace

double ComparisonGame::people_of(int unit, int run) const {
    const int from = units.at[unit][run] >= 0 ? run : 1 - run;
    return people[from]->empty() ? missing_value : (*people[from])[units.at[unit][from]];
}

double ComparisonGame::value(int of, int unit, Choice choice, int coverage) const {
    const ComparedFigure& f = figures[of];
    const auto* there = f.values[coverage][coverage];
    if (there == nullptr) return missing_value;
    const double known = (*there)[units.at[unit][coverage]];
    if (std::isnan(known) || !units.both(unit)) return known;
    const int run = choice.run(f.part);
    const auto* wanted = f.values[run][choice.run(people_part)];
    const double v = wanted == nullptr ? missing_value : (*wanted)[units.at[unit][run]];
    return std::isnan(v) ? known : v;
}

std::vector<double> ComparisonGame::scores(Choice choice) const {
    Evaluation evaluation{*this, choice, choice.run(definition_part), choice.run(coverage_part),
                          choice.run(people_part)};
    const int there = evaluation.coverage;
    const int count = static_cast<int>(units.at.size());
    std::vector<double> score(units.at.size(), missing_value);
    for (int u = 0; u < count; ++u)
        if (units.finest[there][u]) score[u] = evaluation.finest_or_own(u);
    for (int u = 0; u < count; ++u)
        if (units.at[u][there] >= 0 && !units.finest[there][u]) score[u] = evaluation.parent(u, score);
    return score;
}

std::vector<int> ComparisonGame::ranks(Choice choice, const std::vector<double>& scores) const {
    std::vector<double> residents;
    residents.reserve(scores.size());
    for (int u = 0; u < static_cast<int>(scores.size()); ++u)
        residents.push_back(people_of(u, choice.run(people_part)));
    return ranks_by_score(scores, units.all, residents);
}

}  // namespace djoliba
