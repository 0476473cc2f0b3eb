// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/run.hpp>

#include <djoliba/scenarios/check.hpp>

#include "workings.hpp"

namespace djoliba {
namespace {

void rank_localities(Workings& w) {
    Result& r = w.result;
    r.tree = w.scenario.index.tree;
    r.insist = w.scenario.insist;
    r.index = combine(r.indicators, r.localities, r.tree,
                      {.people = r.people, .as_of = w.scenario.as_of, .insist = r.insist});
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
