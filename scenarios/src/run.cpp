// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/run.hpp>

#include <algorithm>

#include <djoliba/scenarios/check.hpp>

#include "doubts.hpp"
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
    r.insist = insisted(w.scenario.insist, r.tree.root);
    r.index = combine(r.indicators, r.localities, r.tree,
                      {.people = r.people, .as_of = w.scenario.as_of, .insist = r.insist});
    r.ranking = rank(r.index, r.localities, r.people);
    r.contributions = contributions(r.index, r.localities, r.people);
}

void read_and_count(Workings& w) {
    prepare_count(w);
    count_exposure(w);
    account_for_partitions(w);
    grow_population(w);
}

}  // namespace

void prepare_count(Workings& w) {
    begin(w);
    cut_shapes(w);
    read_population(w);
    read_settlements(w);
    prepare_flood(w);
    prepare_drought(w);
    prepare_conflict(w);
}

const std::vector<RunStep>& run_steps() {
    static const std::vector<RunStep> steps{
        {"read and count", {"population"}, read_and_count},
        {"flood", {"population", "flood"}, add_flood},
        {"drought", {"population", "drought"}, add_drought},
        {"conflict", {"population", "conflict"}, add_conflict},
        {"displaced", {"population", "displaced"}, add_displaced},
        {"food security", {"population"}, add_food_security},
        {"facilities", {"population", "displaced", "facilities", "flood", "conflict"}, add_facilities},
        {"access", {"population", "displaced", "facilities", "flood", "conflict", "access"}, add_access},
        {"flow", {"population", "displaced", "facilities", "flood", "conflict", "access", "flow"}, add_flow},
        {"towns", {}, add_towns},
        {"branches", {"population"}, add_branches},
        {"drainage", {"population"}, add_drainage},
        {"tables", {"population"}, add_indicator_tables},
    };
    return steps;
}

Result run_checked(Workings w) {
    for (const RunStep& step : run_steps()) {
        if (w.job.cancelled && w.job.cancelled()) throw Cancelled();
        step.work(w);
    }
    rank_localities(w);
    draw_uncertainty(w);
    reconcile(w);
    return std::move(w.result);
}

Result run(const Scenario& scenario, const Job& job, const CoverageCache& cache) {
    for (const char* key : {"sweep", "sample"})
        if (const YamlEntry* entry = scenario.tree.entry(key))
            throw Error(Problem{to_string(entry->mark), key, "it describes many scenarios",
                                "take them all with `djoliba batch`, or remove the key"});
    if (auto problems = check_inputs(scenario); !problems.empty()) throw Error(std::move(problems));
    return run_checked({.scenario = scenario, .job = job, .cache = cache, .counted_for = {&scenario.change}});
}

}  // namespace djoliba
