// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/conflict_change.hpp>

#include <set>
#include <string_view>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/geodesic.hpp>

namespace djoliba {
namespace {

enum class Lies : std::uint8_t { outside, inside, too_coarse };

bool in_window(const ConflictEvent& event, const ConflictWindow& window) {
    if (!event.date) return false;
    const int age = days_between(*event.date, window.as_of);
    return age >= 0 && age < window.days;
}

Lies in_area(const ConflictEvent& event, const MultiPolygon& area) {
    if (area.empty() || !contains(area, event.place)) return Lies::outside;
    return event.precision <= EventPrecision::within_25_km ? Lies::inside : Lies::too_coarse;
}

// Units within a chosen one are chosen too, so the finest one that the event counts for decides.
Lies in_units(const ConflictEvent& event, const Localities& localities, const std::vector<bool>& units) {
    for (const int finest : event.units) {
        if (localities.depth(localities[finest].level) < 0) continue;
        int unit = finest;
        while (unit >= 0 && !can_place(event.precision, localities[unit].level))
            unit = localities[unit].parent;
        if (unit >= 0 && units[unit]) return Lies::inside;
        return units[finest] ? Lies::too_coarse : Lies::outside;
    }
    return Lies::outside;
}

std::int64_t distinct(const std::vector<ConflictEvent>& events, const std::vector<bool>& chosen) {
    std::set<std::string_view> seen;
    std::int64_t number = 0;
    for (std::size_t i = 0; i < events.size(); ++i)
        if (chosen[i] && (events[i].id.empty() || seen.insert(events[i].id).second)) ++number;
    return number;
}

}  // namespace

EventChoice events_in_window(const std::vector<ConflictEvent>& events, const ConflictWindow& window) {
    EventChoice choice{std::vector<bool>(events.size(), false)};
    for (std::size_t i = 0; i < events.size(); ++i) choice.chosen[i] = in_window(events[i], window);
    choice.events = distinct(events, choice.chosen);
    return choice;
}

EventChoice events_in(const std::vector<ConflictEvent>& events, const ConflictWindow& window,
                      const Localities& localities, const std::vector<bool>& units,
                      const MultiPolygon& area) {
    EventChoice choice = events_in_window(events, window);
    std::vector<bool> too_coarse(events.size(), false);
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (!choice.chosen[i]) continue;
        const Lies by_units = in_units(events[i], localities, units), by_area = in_area(events[i], area);
        choice.chosen[i] = by_units == Lies::inside || by_area == Lies::inside;
        too_coarse[i] = !choice.chosen[i] && (by_units == Lies::too_coarse || by_area == Lies::too_coarse);
    }
    choice.events = distinct(events, choice.chosen);
    choice.too_coarse = distinct(events, too_coarse);
    return choice;
}

void scale_events(std::vector<ConflictEvent>& events, const std::vector<bool>& chosen, double factor) {
    if (!(factor >= 0)) throw Error(Problem{{}, "scale", fmt::format("{} times", factor), "give 0 or more"});
    for (std::size_t i = 0; i < chosen.size(); ++i)
        if (chosen[i]) events[i].scale *= factor;
}

void move_events(std::vector<ConflictEvent>& events, const std::vector<bool>& chosen, double east_km,
                 double north_km) {
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (!chosen[i]) continue;
        events[i].place = geodesic_move(events[i].place, east_km, north_km);
        events[i].units.clear();
    }
}

}  // namespace djoliba
