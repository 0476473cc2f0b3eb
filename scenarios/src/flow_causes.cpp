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

void account_for_unknown(Workings& w, const FlowNow& now, FlowCauses& causes) {
    Exclusion unknown{
        now.layer.info.source, "",
        "localities whose conflict or exposed people are not known: nobody is taken to flee from "
        "them, and all arrivals are lower bounds"};
    FixedSum people;
    for (std::size_t i = 0; i < now.units.size(); ++i) {
        const Figure &intensity = causes.intensity[i], &exposed = causes.exposed[i];
        const bool known = intensity.known() && (intensity.value == 0 || exposed.known());
        if (!known) {
            ++unknown.rows;
            if (unknown.examples.size() < 5) unknown.examples.push_back(w.places()[now.units[i]].name);
            if (const double n = w.result.people[now.units[i]]; !std::isnan(n)) people.add(n);
        }
        causes.at_least = causes.at_least || !known || intensity.at_least || exposed.at_least;
        if (causes.flooded.empty()) continue;
        causes.at_least = causes.at_least || !causes.flooded[i].known() || causes.flooded[i].at_least;
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
    account_for_unknown(w, now, causes);
    return causes;
}

}  // namespace djoliba
