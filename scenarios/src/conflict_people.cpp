// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "conflict_people.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "conflict_changes.hpp"

namespace djoliba {
namespace {

/// Whether people near events can be counted: a pass did, or the scenario leaves no event to be near.
bool counts_near(const Workings& w, const ConflictLayer& layer, const std::string& name) {
    if (!w.curves || !layer.count_people || !placed_finely(w, layer)) return false;
    if (std::ranges::find(w.hazards, name, &HazardLayer::name) != w.hazards.end()) return true;
    return changed(w, layer) && layer.radius_km >= cell_side_km(w);
}

/// Why the people near events of a locality are not known; empty where they are. Nobody is near an event only
/// where the source can say that there was none.
std::string no_people_near(double people, const ConflictLayer& layer, const Figure& events) {
    if (std::isnan(people)) return "people not known";
    if (people > 0) return {};
    if (!layer.complete) return "the source is a sample: absence of events says nothing";
    return events.known() ? "" : events.reason;
}

}  // namespace

EventClaim claim_of(const Workings& w, const ConflictLayer& layer) {
    EventClaim claim{layer.complete, {}, {}, {}};
    if (!layer.coverage) return claim;
    claim.from = layer.coverage->from, claim.to = layer.coverage->to;
    if (layer.coverage->codes.empty()) return claim;
    claim.area.assign(w.places().size(), false);
    for (std::size_t i = 0; i < w.places().size(); ++i)
        for (int up = static_cast<int>(i); up >= 0; up = w.places()[up].parent)
            for (const auto& code : layer.coverage->codes)
                if (w.places()[up].code == code) claim.area[i] = true;
    return claim;
}

std::size_t position(const Workings& w, const ConflictLayer& layer) {
    return static_cast<std::size_t>(&layer - w.scenario.conflict.data());
}

bool changed(const Workings& w, const ConflictLayer& layer) {
    return acts_on(w.scenario.change, w.scenario, position(w, layer));
}

/// Of the field of its events where the changes leave them.
std::string footprint_name(const Workings& w, const ConflictLayer& layer, const Changes& changes) {
    const std::string field = field_of(changes, w.scenario, position(w, layer));
    return fmt::format("{}_within_{}km{}", layer.name, in_name(layer.radius_km),
                       field.empty() ? "" : "_" + field);
}

double cell_side_km(const Workings& w) {
    const Grid& cells = w.people_raster->grid();
    return std::sqrt(cell_area_km2(cells, cells.rows / 2));
}

bool placed_finely(const Workings& w, const ConflictLayer& layer) {
    return !layer.precision.empty() || layer.at_level.empty() || layer.at_level == w.places().finest();
}

std::optional<PeopleNear> people_near(const Workings& w, const ConflictLayer& layer,
                                      const std::vector<Figure>& events) {
    const auto name = footprint_name(w, layer, w.scenario.change);
    if (!counts_near(w, layer, name)) return std::nullopt;
    const bool counted = std::ranges::find(w.hazards, name, &HazardLayer::name) != w.hazards.end();
    const auto h = counted ? w.curves->find(name) : 0;
    std::vector<Figure> people(w.places().size(), missing_figure("not computed at this level")),
        share = people;
    for (std::size_t s = 0; s < w.curves->shapes(); ++s) {
        const int unit = w.counted[s];
        const double near = counted ? people_at_or_above(*w.curves, s, h, 1) : 0;
        const double n = near * w.raster_factor[s];
        if (const auto gap = gap_in_people(w, s); w.curves->people_total[s] > 0 && !gap.empty()) {
            people[unit] = share[unit] = missing_figure(gap);
            continue;
        }
        if (const auto why = no_people_near(n, layer, events[unit]); !why.empty()) {
            people[unit] = share[unit] = missing_figure(why);
            continue;
        }
        // Records may be missing from the unit itself although one of a neighbour reaches into it.
        const Figure& known = events[unit];
        const bool at_least = !layer.complete || !known.known() || known.at_least || partly_known(w, s);
        people[unit] = known_figure(n, at_least);
        share[unit] = w.curves->people_total[s] > 0
                          ? known_figure(100 * n / (w.curves->people_total[s] * w.raster_factor[s]), at_least)
                          : missing_figure("no people");
    }
    return PeopleNear{std::move(people), std::move(share)};
}

}  // namespace djoliba
