// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "conflict_changes.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <djoliba/engine/conflict_change.hpp>
#include <djoliba/layers/digest.hpp>
#include <djoliba/scenarios/where.hpp>

#include "conflict_events.hpp"
#include "memo.hpp"

namespace djoliba {
namespace {

bool chooses(const ConflictChange& change, const ConflictLayer& layer) {
    return change.sources.empty() || std::ranges::find(change.sources, layer.name) != change.sources.end();
}

bool moves(const ConflictChange& change) { return change.move_east_km != 0 || change.move_north_km != 0; }

bool scales_or_moves(const ConflictChange& change, const ConflictLayer& layer) {
    return chooses(change, layer) && (change.scale != 1 || moves(change));
}

bool adds_to(const AddedEvent& event, const ConflictLayer& layer) {
    return event.source.empty() || event.source == layer.name;  // without a name there is one layer only
}

/// Whatever tells where a change leaves the events of a layer, and which of them; how often they count makes
/// a difference only where they do not count at all.
std::string text_of(const ConflictChange& change, const ConflictLayer& layer, const Date& as_of) {
    std::string text;
    if (chooses(change, layer) && (change.scale == 0 || moves(change)))
        text += fmt::format("choose {}; {} times; move {} {}\n", key_of(change.where),
                            change.scale == 0 ? "0" : "some", change.move_east_km, change.move_north_km);
    for (const AddedEvent& event : change.add)
        if (adds_to(event, layer))
            text += fmt::format("add {} at {} {}\n", to_string(event.date.value_or(as_of)), event.place.x,
                                event.place.y);
    return text;
}

/// The choices alone, for what they count.
std::string steps_key(const Changes& changes, const Scenario& s, std::size_t k) {
    std::string text;
    for (const ConflictChange& change : changes.conflict) {
        text += scales_or_moves(change, s.conflict[k]) ? key_of(change.where) : "";
        text += fmt::format("; {} {}\n", change.move_east_km, change.move_north_km);
        text += text_of(change, s.conflict[k], s.as_of);
        for (const AddedEvent& event : change.add)
            text += fmt::format("{} {}\n", event.fatalities, event.count);
    }
    return fmt::format("moved events {} {}", k, sha256(text));
}

/// What one change did.
struct Step {
    EventChoice choice = {};  ///< none where it neither scales nor moves
    std::int64_t landed_outside = 0;
    std::int64_t added = 0;
    std::int64_t added_outside = 0;
};

/// The events where the changes leave them, none of them scaled yet.
struct MovedEvents {
    std::vector<ConflictEvent> events = {};
    std::vector<Step> steps = {};  ///< one for each change
};

/// Finds the units of the chosen events. Returns how many lie in none, records with the same id counted once.
std::int64_t place(const Localities& places, std::vector<ConflictEvent>& events,
                   const std::vector<std::size_t>& which) {
    std::vector<Point> points;
    points.reserve(which.size());
    for (const std::size_t i : which) points.push_back(events[i].place);
    const auto units = units_at(places, points);
    std::set<std::string> seen;
    std::int64_t outside = 0;
    for (std::size_t p = 0; p < which.size(); ++p) {
        auto& of_event = events[which[p]].units;
        of_event.clear();
        for (const auto& of_partition : units)
            if (of_partition[p] >= 0) of_event.push_back(of_partition[p]);
        const std::string& id = events[which[p]].id;
        if (of_event.empty() && (id.empty() || seen.insert(id).second)) ++outside;
    }
    return outside;
}

void choose_and_move(const Workings& w, const ConflictChange& change, const ConflictLayer& layer,
                     MovedEvents& moved, Step& step) {
    if (!scales_or_moves(change, layer)) return;
    const ConflictWindow window = window_of(w.scenario, layer);
    step.choice = change.where.everywhere()
                      ? events_in_window(moved.events, window)
                      : events_in(moved.events, window, w.places(), units_in(change.where, w.places()),
                                  change.where.area);
    if (!moves(change)) return;
    move_events(moved.events, step.choice.chosen, change.move_east_km, change.move_north_km);
    std::vector<std::size_t> which;
    for (std::size_t i = 0; i < step.choice.chosen.size(); ++i)
        if (step.choice.chosen[i]) which.push_back(i);
    step.landed_outside = place(w.places(), moved.events, which);
}

void add(const Workings& w, const ConflictChange& change, const ConflictLayer& layer, MovedEvents& moved,
         Step& step) {
    for (const AddedEvent& added : change.add) {
        if (!adds_to(added, layer)) continue;
        ConflictEvent event;
        event.date = added.date.value_or(w.scenario.as_of);
        event.place = added.place;
        event.fatalities = added.fatalities;
        event.alike = added.count;
        event.file = layer.events.size();  // after those of the source
        moved.events.push_back(std::move(event));
        const bool outside = place(w.places(), moved.events, {moved.events.size() - 1}) > 0;
        step.added += added.count;
        step.added_outside += outside ? added.count : 0;
    }
}

MovedEvents move_all(const Workings& w, const Changes& changes, std::size_t k) {
    MovedEvents moved{*w.events[k], {}};
    for (const ConflictChange& change : changes.conflict) {
        Step& step = moved.steps.emplace_back();
        choose_and_move(w, change, w.scenario.conflict[k], moved, step);
        add(w, change, w.scenario.conflict[k], moved, step);
    }
    return moved;
}

std::shared_ptr<const MovedEvents> moved_events(Workings& w, const Changes& changes, std::size_t k) {
    return remembered(w, steps_key(changes, w.scenario, k), [&] { return move_all(w, changes, k); });
}

}  // namespace

ConflictWindow window_of(const Scenario& scenario, const ConflictLayer& layer) {
    return {.as_of = scenario.as_of, .days = layer.window_days, .half_life_days = layer.half_life_days};
}

bool acts_on(const Changes& changes, const Scenario& scenario, std::size_t k) {
    const ConflictLayer& layer = scenario.conflict[k];
    return std::ranges::any_of(changes.conflict, [&](const ConflictChange& change) {
        return scales_or_moves(change, layer) ||
               std::ranges::any_of(change.add, [&](const AddedEvent& e) { return adds_to(e, layer); });
    });
}

std::shared_ptr<const std::vector<ConflictEvent>> changed_events(Workings& w, const Changes& changes,
                                                                 std::size_t k) {
    if (!acts_on(changes, w.scenario, k)) return w.events[k];
    const auto moved = moved_events(w, changes, k);
    auto events = std::make_shared<std::vector<ConflictEvent>>(moved->events);
    for (std::size_t c = 0; c < changes.conflict.size(); ++c)
        if (changes.conflict[c].scale != 1)
            scale_events(*events, moved->steps[c].choice.chosen, changes.conflict[c].scale);
    return events;
}

std::string field_of(const Changes& changes, const Scenario& scenario, std::size_t k) {
    std::string text;
    for (const ConflictChange& change : changes.conflict)
        text += text_of(change, scenario.conflict[k], scenario.as_of);
    return text.empty() ? "" : sha256(text).substr(0, 12);
}

void account_for_events(Workings& w, std::size_t k) {
    const Changes& changes = w.scenario.change;
    if (!acts_on(changes, w.scenario, k)) return;
    const std::string& source = w.scenario.conflict[k].info.source;
    const auto moved = moved_events(w, changes, k);
    for (std::size_t c = 0; c < changes.conflict.size(); ++c) {
        const ConflictChange& change = changes.conflict[c];
        const Step& step = moved->steps[c];
        const bool acts = scales_or_moves(change, w.scenario.conflict[k]);
        const auto note = [&](bool told, std::int64_t number, std::string what) {
            if (told) w.result.account.changes.push_back({change.key, source, std::move(what), number});
        };
        note(acts && change.scale != 1, step.choice.events,
             fmt::format("events of the window count {} times", change.scale));
        note(acts && moves(change), step.choice.events,
             fmt::format("events of the window move {} km to the east and {} km to the north",
                         change.move_east_km, change.move_north_km));
        note(step.landed_outside > 0, step.landed_outside, "events land in no locality");
        note(step.choice.too_coarse > 0, step.choice.too_coarse,
             "events of the window are not placed finely enough to say that they lie where the change acts: "
             "they stay as they are");
        note(step.added > 0, step.added, "events are added");
        note(step.added_outside > 0, step.added_outside, "added events lie in no locality");
    }
}

}  // namespace djoliba
