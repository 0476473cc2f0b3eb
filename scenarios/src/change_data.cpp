// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "change_data.hpp"

#include <algorithm>
#include <functional>

#include "displaced_changes.hpp"
#include "facility_closures.hpp"
#include "facility_list.hpp"
#include "population_change.hpp"

namespace djoliba {
namespace {

void make_displaced(Workings& w) {
    if (!w.scenario.displaced || w.scenario.change.displaced.empty()) return;
    const DisplacedLayer& layer = *w.scenario.displaced;
    auto displaced = displaced_of(w, layer, read_coded(w, layer.info, layer.table, layer.people));
    change_displaced(w, layer, w.scenario.change, displaced);
}

void name_facilities(Workings& w) {
    const auto& closures = w.scenario.change.close_facilities;
    const bool named = std::ranges::any_of(closures, [](const Closure& c) { return !c.names.empty(); });
    if (!w.scenario.facilities || !named) return;
    auto facilities = read_facilities(w, *w.scenario.facilities);
    for (const OpenedFacility& opened : w.scenario.change.open_facilities)
        facilities.push_back({.place = opened.place, .type = {}, .name = opened.name, .id = opened.name});
    for (const Closure& closure : closures) (void)named_by(closure, w.scenario.change, facilities);
}

}  // namespace

std::vector<Problem> check_change_data(const Scenario& scenario, const Localities& places) {
    const Job job;
    Workings w{.scenario = scenario, .job = job};
    w.result.localities = places;
    std::vector<Problem> problems;
    const auto attempt = [&](const std::function<void()>& work) {
        try {
            work();
        } catch (const Error& error) {
            problems.insert(problems.end(), error.problems().begin(), error.problems().end());
        }
    };
    attempt([&] { make_displaced(w); });
    attempt([&] { name_facilities(w); });
    attempt([&] { (void)growth_of(scenario, scenario.change, places); });
    return problems;
}

}  // namespace djoliba
