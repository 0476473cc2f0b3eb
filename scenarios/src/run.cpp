// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/run.hpp>

#include <djoliba/scenarios/check.hpp>
#include <djoliba/scenarios/index_file.hpp>

#include "workings.hpp"

namespace djoliba {
namespace {

IndexTree index_of(const Scenario& scenario) {
    const IndexReference& index = scenario.index;
    if (!index.name.empty()) return single_tree(shipped_index(index.name));
    if (index.file.given()) return single_tree(read_index_file(index.file.path, index.file.text));
    return single_tree(parse_index(index.tree));
}

void rank_localities(Workings& w) {
    Result& r = w.result;
    r.tree = index_of(w.scenario);
    r.index = combine(r.indicators, r.localities, r.tree,
                      {.people = r.people, .as_of = w.scenario.as_of, .insist = w.scenario.insist});
    r.ranking = rank(r.index, r.localities, r.people);
    r.contributions = contributions(r.index, r.localities, r.people);
}

}  // namespace

Result run(const Scenario& scenario, const Job& job, const CoverageCache& cache) {
    if (auto problems = check_inputs(scenario); !problems.empty()) throw Error(std::move(problems));
    Workings w{.scenario = scenario, .job = job, .cache = cache};
    begin(w);
    read_population(w);
    read_settlements(w);
    prepare_flood(w);
    prepare_drought(w);
    prepare_conflict(w);
    count_exposure(w);
    account_for_partitions(w);
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
