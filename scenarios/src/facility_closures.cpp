// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "facility_closures.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include <djoliba/engine/closure.hpp>
#include <djoliba/engine/conflict_change.hpp>
#include <djoliba/engine/nearest.hpp>
#include <djoliba/layers/names.hpp>

#include "change_at.hpp"
#include "conflict_changes.hpp"
#include "flood_at_points.hpp"
#include "flood_changes.hpp"

namespace djoliba {
namespace {

/// Events of the window of all sources that are placed at least as finely as the distance asked for.
struct NearbyEvents {
    std::vector<Point> places = {};
    std::int64_t too_coarse = 0;
};

NearbyEvents events_for(Workings& w, double within_km) {
    NearbyEvents found;
    for (std::size_t k = 0; k < w.scenario.conflict.size(); ++k) {
        const auto events = changed_events(w, w.scenario.change, k);
        const auto in_window = events_in_window(*events, window_of(w.scenario, w.scenario.conflict[k]));
        for (std::size_t i = 0; i < events->size(); ++i) {
            const ConflictEvent& event = (*events)[i];
            if (!in_window.chosen[i] || event.scale == 0) continue;
            if (event.precision <= EventPrecision::within_25_km && event.precision_km <= within_km)
                found.places.push_back(event.place);
            else
                ++found.too_coarse;
        }
    }
    return found;
}

std::string in_words(const Closure& closure) {
    std::string words = "facilities close";
    if (!closure.names.empty()) words += ", of those named";
    if (!closure.types.empty()) words += fmt::format(", of the types {}", fmt::join(closure.types, ", "));
    if (closure.flood_depth_over_m)
        words += fmt::format(", in more than {} m of the {}", *closure.flood_depth_over_m,
                             closure.return_period ? fmt::format("{}-year flood", *closure.return_period)
                                                   : "flood that happens");
    if (closure.conflict_within_km)
        words += fmt::format(", within {} km of an event", *closure.conflict_within_km);
    if (!closure.where.everywhere()) words += ", where the change acts";
    return words;
}

std::vector<bool> inside(const Workings& w, const Where& where, const std::vector<Facility>& facilities) {
    return where.everywhere() ? std::vector<bool>{} : points_in(w, where, points_of(facilities));
}

/// In the flood that the closure names, else in that which happens at each facility.
std::vector<double> depths_for(Workings& w, const Closure& closure, const std::vector<PlacedPoint>& points) {
    std::vector<double> depths(points.size(), missing_value);
    if (!w.scenario.flood) return depths;
    const FloodLayer& flood = *w.scenario.flood;
    if (closure.return_period) return depths_at(w, flood, *closure.return_period, points);
    const auto planned = planning_period(flood);
    if (!planned) return depths;
    const auto floods = floods_at(w, *planned, points);
    std::map<double, std::vector<double>> of_period;
    for (std::size_t i = 0; i < points.size(); ++i) {
        auto& there = of_period[floods[i].return_period];
        if (there.empty()) there = depths_at(w, flood, floods[i].return_period, points);
        depths[i] = there[i];
    }
    return depths;
}

void account_for(Workings& w, const FacilitiesLayer& layer, const Closure& closure,
                 const std::vector<Facility>& facilities, const std::vector<int>& which,
                 const std::string& what, bool also_none) {
    if (which.empty() && !also_none) return;
    ChangeMade made{closure.key, layer.info.source, what, std::ssize(which)};
    for (const int i : which)
        if (made.examples.size() < 5)
            made.examples.push_back(facilities[i].name.empty() ? facilities[i].id : facilities[i].name);
    if (std::ranges::all_of(made.examples, &std::string::empty)) made.examples.clear();
    w.result.account.changes.push_back(std::move(made));
}

void close(Workings& w, const FacilitiesLayer& layer, const Closure& closure,
           std::vector<Facility>& facilities) {
    ClosureTest test{.named = named_by(closure, w.scenario.change, facilities),
                     .inside = inside(w, closure.where, facilities),
                     .types = closure.types,
                     .depth_over_m = closure.flood_depth_over_m,
                     .within_km = closure.conflict_within_km};
    std::vector<double> depth;
    if (closure.flood_depth_over_m) depth = depths_for(w, closure, points_of(facilities));
    test.depth_m = depth;
    const double within_km = closure.conflict_within_km.value_or(0);
    const NearbyEvents nearby = closure.conflict_within_km ? events_for(w, within_km) : NearbyEvents{};
    const NearPoints events(nearby.places);
    test.events = &events;
    const Closures found = close_facilities(facilities, test);
    account_for(w, layer, closure, facilities, found.closed, in_words(closure), true);
    account_for(w, layer, closure, facilities, found.closed_before,
                "facilities that would close did not function before", false);
    account_for(w, layer, closure, facilities, found.depth_not_known,
                "facilities whose flood depth is not known stay as they are", false);
    if (nearby.too_coarse > 0)
        w.result.account.changes.push_back(
            {closure.key, layer.info.source,
             fmt::format("events not placed to {} km: no facility closes by them", within_km),
             nearby.too_coarse});
}

}  // namespace

std::vector<PlacedPoint> points_of(const std::vector<Facility>& facilities) {
    std::vector<PlacedPoint> points;
    points.reserve(facilities.size());
    for (const Facility& f : facilities) points.push_back({f.place, f.locality});
    return points;
}

std::vector<bool> named_by(const Closure& closure, const Changes& changes,
                           const std::vector<Facility>& facilities) {
    if (closure.names.empty()) return {};
    std::vector<bool> named(facilities.size(), false);
    std::vector<Problem> problems;
    for (const std::string& text : closure.names) {
        bool found = false;
        for (std::size_t i = 0; i < facilities.size(); ++i) {
            const Facility& f = facilities[i];
            if (f.id != text && (f.name.empty() || fold_name(f.name) != fold_name(text))) continue;
            found = named[i] = true;
        }
        if (found) continue;
        std::vector<std::string> known;
        for (const Facility& f : facilities) {
            if (!f.name.empty()) known.push_back(f.name);
            if (!f.id.empty()) known.push_back(f.id);
        }
        const std::string key = closure.key + ".names";
        problems.push_back({to_string(change_mark(changes, key)), key,
                            fmt::format("no facility that counts is called `{}`", text),
                            did_you_mean(text, known, "look it up in the list of facilities")});
    }
    if (!problems.empty()) throw Error(std::move(problems));
    return named;
}

void close_by_scenario(Workings& w, const FacilitiesLayer& layer, std::vector<Facility>& facilities) {
    for (const Closure& closure : w.scenario.change.close_facilities) close(w, layer, closure, facilities);
}

}  // namespace djoliba
