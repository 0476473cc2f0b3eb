// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "batch_readings.hpp"

#include <algorithm>
#include <set>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/admin.hpp>
#include <djoliba/scenarios/check.hpp>

#include "inputs.hpp"

namespace djoliba {
namespace {

void find_indicators(const IndexNode& node, std::set<std::string>& names) {
    if (node.leaf()) names.insert(node.indicator);
    for (const auto& part : node.parts) find_indicators(part, names);
}

Localities places_of(const Scenario& scenario) {
    Account nobody_reads;
    return read_localities(admin_layers(scenario.localities), nobody_reads);
}

/// The cases with this reading that are possible in themselves.
std::vector<std::size_t> cases_of(const BatchWork& work, const std::string& reading) {
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < work.cases.size(); ++i)
        if (work.readings[i] == reading && work.cases[i].problems.empty()) positions.push_back(i);
    return positions;
}

}  // namespace

struct PreparedCount {
    Scenario scenario;
    Workings w;

    PreparedCount(SharedBaseline& shared, const BatchCase& one)
        : scenario(*shared.scenario), w(begun(shared, scenario)) {
        scenario.change = one.changes;
        prepare_count(w);
    }
    PreparedCount(const PreparedCount&) = delete;
    PreparedCount& operator=(const PreparedCount&) = delete;
};

BatchReading::BatchReading() = default;
BatchReading::~BatchReading() = default;

const PreparedCount& BatchReading::prepared() {
    const std::scoped_lock lock(mutex_);
    if (!prepared_) prepared_ = std::make_unique<PreparedCount>(shared, *first);
    return *prepared_;
}

ExposureSums BatchReading::count(std::size_t band, std::size_t bands, const Job& job) {
    if (!refused.empty()) throw Error(Problem{"", "", refused, ""});
    if (!first)
        throw Error(
            Problem{"", "", "none of its scenarios can be computed", "see what the ledger says of them"});
    const Workings& w = prepared().w;
    if (!w.people_raster)
        throw Error(Problem{"", "", "there is no population raster to count on", "leave out the count"});
    return count_band(w, band, bands, job);
}

void BatchReading::take(const std::function<ExposureSums()>& sums) {
    const std::scoped_lock lock(mutex_);
    if (!shared.sums) shared.sums = std::make_shared<const ExposureSums>(sums());
}

BatchReading& BatchReadings::of(const std::string& reading) {
    const std::scoped_lock lock(mutex_);
    auto& known = readings_[reading];
    if (!known) known = opened(reading);
    return *known;
}

std::unique_ptr<BatchReading> BatchReadings::opened(const std::string& name) const {
    const auto positions = cases_of(work_, name);
    if (positions.empty())
        throw Error(Problem{"", "", "the batch reads nothing of this name", "plan the batch again"});
    auto reading = std::make_unique<BatchReading>();
    SharedBaseline& shared = reading->shared;
    shared.scenario = work_.cases[positions.front()].base;
    shared.cache = cache_;
    shared.reading = job_;
    shared.digests = work_.digests;
    if (const auto problems = check_inputs(*shared.scenario); !problems.empty()) {
        reading->refused = all_problems(problems);
        return reading;
    }
    const Localities places = places_of(*shared.scenario);
    std::set<std::string> indicators;
    for (const std::size_t position : positions) {
        const BatchCase& one = work_.cases[position];
        if (const auto problems = check_changes(*one.base, one.changes, places); !problems.empty()) {
            reading->impossible[position] = all_problems(problems);
            continue;
        }
        if (!reading->first) reading->first = &one;
        shared.counted_for.push_back(&one.changes);
        find_indicators(changed_index(*one.base, one.changes).root, indicators);
    }
    const auto reported = [&](std::size_t position) { return work_.readings[position] == name; };
    if (std::ranges::any_of(work_.for_report, reported)) shared.counted_for.push_back(&reading->none);
    shared.indicators.assign(indicators.begin(), indicators.end());
    return reading;
}

}  // namespace djoliba
