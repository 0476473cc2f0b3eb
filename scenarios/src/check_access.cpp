// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "check_layers.hpp"

namespace djoliba {
namespace {

/// 0, or a speed at which somebody moves (cost_surface.hpp).
void check_speed(const std::string& key, const BySeason& kmh, Complaints& out) {
    constexpr double least = 0.06;
    for (const double speed : std::set<double>{kmh.dry, kmh.wet})
        if (speed > 0 && speed < least)
            out.add(key, fmt::format("{} km/h is no speed of travel", speed),
                    fmt::format("write 0 for closed, or {} and more", least));
}

void check_kinds(const WayFile& ways, const std::string& key, const std::string& of_classes, bool one_for_all,
                 Complaints& out) {
    if (!ways.class_column.empty() && one_for_all)
        out.add(key + ".class", "no value of it is told anything", fmt::format("give `{}`", of_classes));
}

void check_crossings(const Crossings& crossings, const std::string& key, Complaints& out) {
    const bool fast = crossings.kmh.dry > 0 || crossings.kmh.wet > 0;
    const bool timed = crossings.minutes.dry > 0 || crossings.minutes.wet > 0;
    const bool columns =
        !(crossings.dry_kmh + crossings.wet_kmh + crossings.dry_minutes + crossings.wet_minutes).empty();
    if (fast && timed)
        out.add(key, "says both `speed` and `minutes`", "keep one of the two");
    else if (!fast && !timed && !columns)
        out.add(key, "does not say how long crossing takes", "give `speed`, `minutes` or `columns`");
    check_speed(key + ".speed", crossings.kmh, out);
}

void check_surface(const SurfaceParts& parts, Complaints& out) {
    for (const CoverKind& kind : parts.land_cover.kinds)
        check_speed(fmt::format("{}.speeds.{}", parts.land_cover.info.key, kind.value), kind.kmh, out);
    for (const Roads& roads : parts.roads) {
        const std::string key = roads.info.key;
        const bool one_for_all = roads.kinds.size() == 1 && roads.kinds.front().value.empty();
        check_kinds(roads.ways, key, "speeds", one_for_all, out);
        for (const RoadKind& kind : roads.kinds)
            check_speed(key + (kind.value.empty() ? ".speed" : ".speeds." + kind.value), kind.kmh, out);
        if (roads.kinds.size() > 1 && roads.kinds.back().value.empty())
            out.add(key, "says both `speed` and `speeds`", "keep one of the two");
    }
    for (const Barriers& barriers : parts.barriers) {
        const bool one_for_all = barriers.kinds.front().value.empty();
        check_kinds(barriers.ways, barriers.info.key, "bars` as a map of its values", one_for_all, out);
        if (barriers.ways.class_column.empty() && !one_for_all)
            out.add(barriers.info.key + ".bars", "tells classes apart without the field that holds them",
                    "give `class`");
    }
    for (const Crossings& crossings : parts.crossings) check_crossings(crossings, crossings.info.key, out);
}

void check_season(const AccessLayer& access, const std::string& key, TravelSeason season, Complaints& out) {
    if (season == TravelSeason::wet && !access.by_season())
        out.add(key, "the friction is the same in both seasons", "give a raster for each, or a `surface`");
}

void check_block(const Scenario& s, const TravelBlock& block, Complaints& out) {
    if (block.flood_depth_over_m && !s.flood)
        out.add(block.key + ".flood_depth_over_m", "there is no `layers.flood`", "add the layer");
    check_return_period(block.key + ".return_period", block.return_period, out);
}

}  // namespace

void check_access(const Scenario& s, Complaints& out) {
    if (!s.access) return;
    const AccessLayer& access = *s.access;
    const std::string key = access.info.key;
    if (!s.facilities) out.add(key, "there is no `layers.facilities` to go to", "add the layer");
    if (!s.settlements && !s.population.raster.given())
        out.add(key, "nobody is known to travel",
                "add `layers.settlements`, or a raster to `layers.population`");
    if (access.friction.given() && access.surface)
        out.add(key, "says both `friction` and `surface`", "keep one of the two");
    if (access.surface) check_surface(*access.surface, out);
    check_season(access, key + ".season", access.season, out);
    check_facility_types(key + ".types", access.types, out);
    check_ascending(key + ".minutes", access.minutes, out);
    check_ascending(key + ".km", access.km, out);
    if (access.neighbours != 8 && access.neighbours != 16)
        out.add(key + ".neighbours", fmt::format("{} is neither 8 nor 16", access.neighbours), "");
    if (access.flood.slows_over_m && *access.flood.slows_over_m >= access.flood.closes_over_m)
        out.add(key + ".flood.slows_over_m", "such water closes the way already",
                "slow down at a smaller depth than `closes_over_m`");
}

void check_access_changes(const Changes& changes, Complaints& out) {
    const Scenario& s = out.scenario;
    for (const OpenedFacility& opened : changes.open_facilities) {
        needs_layer(s.facilities.has_value(), opened.key, "facilities", out);
        check_facility_type(opened.key + ".type", opened.type, out);
    }
    for (const AccessChange& change : changes.access) {
        needs_layer(s.access.has_value(), change.key, "access", out);
        if (!s.access) continue;
        if (change.season) check_season(*s.access, change.key + ".season", *change.season, out);
        for (const TravelBlock& block : change.block) check_block(s, block, out);
    }
}

}  // namespace djoliba
