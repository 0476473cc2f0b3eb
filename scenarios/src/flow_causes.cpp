// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include <djoliba/engine/conflict.hpp>
#include <djoliba/engine/fixed_sum.hpp>

#include "conflict_changes.hpp"
#include "conflict_people.hpp"
#include "flood_people.hpp"
#include "flow_now.hpp"

namespace djoliba {
namespace {

Figure intensity_of(const Figure& events, const FlowIntensity& rule) {
    if (!events.known()) return events;
    return known_figure(conflict_intensity(events.value, rule.half_events, rule.least), events.at_least);
}

/// Residents where nobody counts people near events. Never more than the residents.
Figure exposed_in(const Workings& w, const std::optional<PeopleNear>& near, int unit) {
    const double residents = w.result.people[unit];
    if (std::isnan(residents)) return missing_figure("residents are not known");
    if (!near) return known_figure(residents);
    Figure exposed = near->people[unit];
    if (exposed.known()) exposed.value = std::min(exposed.value, residents);
    return exposed;
}

void add_flooded(const Workings& w, const FlowNow& now, FlowCauses& causes) {
    const auto& shares = now.layer.flood_shares;
    const auto planned = w.scenario.flood ? planning_period(*w.scenario.flood) : std::nullopt;
    if (shares.empty() || !planned || !w.curves) return;
    const auto floods = floods_by_piece(w, *planned);
    std::vector<std::vector<Figure>> people;
    std::vector<double> share;
    for (const auto& [depth, part] : shares) {
        people.push_back(people_exposed(w, floods, depth).people);
        share.push_back(part);
    }
    for (const int unit : now.units) {
        std::vector<Figure> here;
        here.reserve(people.size());
        for (const auto& at_depth : people) here.push_back(at_depth[unit]);
        Figure flooded = displaced_by_depth(here, share);
        if (std::isnan(w.result.people[unit])) flooded = missing_figure("residents are not known");
        if (flooded.known()) flooded.value = std::min(flooded.value, w.result.people[unit]);
        causes.flooded.push_back(std::move(flooded));
    }
}

/// Exposed people do not matter where there is no conflict.
std::string unknown_cause(const FlowCauses& causes, std::size_t p) {
    if (!causes.intensity[p].known()) return causes.intensity[p].reason;
    if (causes.intensity[p].value > 0 && !causes.exposed[p].known()) return causes.exposed[p].reason;
    return causes.flooded.empty() || causes.flooded[p].known() ? "" : causes.flooded[p].reason;
}

void find_unknown(FlowCauses& causes) {
    for (std::size_t p = 0; p < causes.intensity.size(); ++p) {
        causes.unknown.push_back(unknown_cause(causes, p));
        causes.lower_bound.push_back(!causes.unknown.back().empty() || causes.intensity[p].at_least ||
                                     (causes.intensity[p].value > 0 && causes.exposed[p].at_least) ||
                                     (!causes.flooded.empty() && causes.flooded[p].at_least));
    }
    causes.at_least = std::ranges::find(causes.lower_bound, true) != causes.lower_bound.end();
}

void account_for_unknown(Workings& w, const FlowNow& now, const FlowCauses& causes) {
    Exclusion unknown{
        now.layer.info.source, "",
        "localities whose conflict, water or exposed people are not known: who flees from them for that is "
        "not counted, and all arrivals are lower bounds"};
    FixedSum people;
    for (std::size_t p = 0; p < now.units.size(); ++p) {
        if (causes.unknown[p].empty()) continue;
        ++unknown.rows;
        if (unknown.examples.size() < 5) unknown.examples.push_back(w.places()[now.units[p]].name);
        if (const double n = w.result.people[now.units[p]]; !std::isnan(n)) people.add(n);
    }
    unknown.people = people.value();
    if (unknown.rows > 0) w.result.account.exclusions.push_back(std::move(unknown));
}

}  // namespace

FlowCauses flow_causes(Workings& w, const FlowNow& now) {
    ConflictWindow window = window_of(w.scenario, now.conflict);
    window.half_life_days = now.layer.intensity.half_life_days;
    const auto figures = conflict_figures(*changed_events(w, w.scenario.change, position(w, now.conflict)),
                                          w.places(), claim_of(w, now.conflict), window);
    const auto near = people_near(w, now.conflict, figures.events);
    FlowCauses causes{.people = near ? fmt::format("people within {} km of an event", now.conflict.radius_km)
                                     : "residents"};
    for (const int unit : now.units) {
        causes.intensity.push_back(intensity_of(figures.decayed[unit], now.layer.intensity));
        causes.exposed.push_back(exposed_in(w, near, unit));
    }
    add_flooded(w, now, causes);
    find_unknown(causes);
    account_for_unknown(w, now, causes);
    return causes;
}

}  // namespace djoliba
