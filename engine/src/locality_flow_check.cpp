// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <fmt/format.h>

#include "locality_flow_runs.hpp"

namespace djoliba {
namespace {

struct Finder {
    std::vector<Problem> found = {};

    void require(bool holds, std::string key, std::string problem, std::string remedy) {
        if (!holds) found.push_back({{}, std::move(key), std::move(problem), std::move(remedy)});
    }
};

void check_prior(Finder& finder, const FlowPrior& prior, const char* key) {
    finder.require(prior.low > 0 && prior.high >= prior.low && std::isfinite(prior.high), key,
                   fmt::format("{} to {} is no range", prior.low, prior.high),
                   "give two numbers above 0, the lower one first");
}

void check_rules(Finder& finder, const LocalityFlowRules& rules) {
    check_prior(finder, rules.rate, "rate");
    check_prior(finder, rules.softening_km, "softening_km");
    check_prior(finder, rules.move_chance, "move_chance");
    check_prior(finder, rules.kinship, "kinship");
    check_prior(finder, rules.flood_factor, "flood_factor");
    finder.require(rules.move_chance.high <= 1, "move_chance",
                   fmt::format("{} is no chance", rules.move_chance.high), "give at most 1");
    finder.require(rules.draws > 0, "draws", "there is none", "give 1 or more");
    finder.require(rules.draws_with_capacities > 0, "draws_with_capacities", "there is none",
                   "give 1 or more");
    finder.require(rules.rule_sets > 0, "rule_sets", "there is none", "give 1 or more");
    const FlowRules& flow = rules.flow;
    const auto fixed = [&](bool holds, const char* key) {
        finder.require(holds, key, "cannot be changed where all localities are hosts", "leave it out");
    };
    fixed(flow.route.awareness == 1, "awareness");
    fixed(flow.route.prune == 0, "prune");
    fixed(!flow.travel.start_on_foot, "start_on_foot");
    fixed(flow.spawn.conflict_decay.empty(), "conflict_decay");
    bool ascending = !rules.horizons.empty() && rules.horizons.front() > 0;
    for (std::size_t i = 1; i < rules.horizons.size(); ++i)
        ascending = ascending && rules.horizons[i] > rules.horizons[i - 1];
    finder.require(ascending, "horizons", "are not days in ascending order", "give days such as 30 and 90");
    if (!ascending) return;
    const double most = rules.rate.high * rules.horizons.back();
    finder.require(most <= 1, "rate",
                   fmt::format("{} a day would take {:.0f} % of the exposed within {} days", rules.rate.high,
                               100 * most, rules.horizons.back()),
                   "give a lower rate or a shorter horizon");
}

void check_locality(Finder& finder, const FlowLocality& l, std::size_t i) {
    const auto key = [&](const char* what) { return fmt::format("places[{}].{}", i, what); };
    const auto require = [&](bool holds, const char* what, double value, const char* remedy) {
        finder.require(holds, key(what), fmt::format("{} of '{}' is out of range", value, l.code), remedy);
    };
    const auto share_of_residents = [&](double people) {
        return people >= 0 && people <= l.residents * (1 + 1e-9);
    };
    require(l.attraction > 0 && std::isfinite(l.attraction), "attraction", l.attraction, "give it above 0");
    require(l.intensity >= 0 && l.intensity <= 1, "intensity", l.intensity, "give 0 to 1");
    require(share_of_residents(l.exposed), "exposed", l.exposed, "give 0 to the residents");
    require(share_of_residents(l.flooded), "flooded", l.flooded, "give 0 to the residents");
}

}  // namespace

std::vector<Problem> problems(std::span<const FlowLocality> localities, std::span<const FlowLink> links,
                              const LocalityFlowRules& rules) {
    Finder finder{problems(flow_graph(localities, links))};
    for (std::size_t i = 0; i < localities.size(); ++i) check_locality(finder, localities[i], i);
    check_rules(finder, rules);
    for (Problem& p : problems(rules.flow)) finder.found.push_back(std::move(p));
    return std::move(finder.found);
}

}  // namespace djoliba
