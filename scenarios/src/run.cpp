// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/run.hpp>

#include <algorithm>

#include <djoliba/scenarios/check.hpp>

#include "workings.hpp"

namespace djoliba {
namespace {

bool scores(const IndexNode& node, const std::string& indicator) {
    return (node.leaf() && node.indicator == indicator) ||
           std::ranges::any_of(node.parts, [&](const IndexNode& part) { return scores(part, indicator); });
}

/// Those that the index scores: another index may lack some.
std::vector<std::string> insisted(std::vector<std::string> names, const IndexNode& root) {
    std::erase_if(names, [&](const std::string& name) { return !scores(root, name); });
    return names;
}

void rank_localities(Workings& w) {
    Result& r = w.result;
    r.tree = changed_index(w.scenario, w.scenario.change);
    r.index = combine(
        r.indicators, r.localities, r.tree,
        {.people = r.people, .as_of = w.scenario.as_of, .insist = insisted(w.scenario.insist, r.tree.root)});
    r.ranking = rank(r.index, r.localities, r.people);
    r.contributions = contributions(r.index, r.localities, r.people);
}

}  // namespace

Result run(const Scenario& scenario, const Job& job, const CoverageCache& cache) {
    if (auto problems = check_inputs(scenario); !problems.empty()) throw Error(std::move(problems));
    Workings w{.scenario = scenario, .job = job, .cache = cache};
    begin(w);
    cut_shapes(w);
    read_population(w);
    read_settlements(w);
    prepare_flood(w);
    prepare_drought(w);
    prepare_conflict(w);
    count_exposure(w);
    account_for_partitions(w);
    grow_population(w);
    add_flood(w);
    add_drought(w);
    add_conflict(w);
    add_displaced(w);
    add_food_security(w);
    add_facilities(w);
    add_branches(w);
    add_drainage(w);
    add_indicator_tables(w);
    rank_localities(w);
    reconcile(w);
    return std::move(w.result);
}

}  // namespace djoliba
