// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include <djoliba/engine/split.hpp>
#include <djoliba/scenarios/check.hpp>
#include <djoliba/scenarios/where.hpp>

namespace djoliba {
namespace {

struct Trial {
    const Localities& places;
    const YamlNode& tree;  // of the changes
    std::vector<Problem> problems = {};

    void attempt(const std::function<void()>& work) {
        try {
            work();
        } catch (const Error& error) {
            problems.insert(problems.end(), error.problems().begin(), error.problems().end());
        }
    }
    // Of a key under `change`.
    Mark mark(const std::string& key) const {
        return mark_of(tree, std::string_view(key).substr(std::string_view("change.").size()));
    }
};

bool reaches_a_locality(const MultiPolygon& area, const Localities& places) {
    const auto finest = places.of_level(places.finest());
    return std::ranges::any_of(finest, [&](int i) {
        return !places[i].shape.empty() && !split(places[i].shape, area).inside.empty();
    });
}

void check_where(Trial& trial, const Where& where) {
    trial.attempt([&] { (void)units_in(where, trial.places); });
    if (where.area.empty()) return;
    trial.attempt([&] {
        if (!reaches_a_locality(where.area, trial.places))
            trial.problems.push_back({to_string(trial.mark(where.key + ".polygon")), where.key + ".polygon",
                                      "no locality lies in the polygon",
                                      "write longitude first, then latitude, in degrees"});
    });
}

void check_code(Trial& trial, const Scenario& s, const std::string& code, const std::string& key) {
    trial.attempt(
        [&] { (void)unit_with_code(code, s.displaced->table.level, key, trial.mark(key), trial.places); });
}

void check_displaced(Trial& trial, const Scenario& s, const DisplacedChange& change) {
    if (!s.displaced || trial.places.of_level(s.displaced->table.level).empty()) return;
    for (const auto& [code, people] : change.add) check_code(trial, s, code, change.key + ".add." + code);
    for (const DisplacedMove& move : change.move) {
        check_code(trial, s, move.from, move.key + ".from");
        check_code(trial, s, move.to, move.key + ".to");
    }
}

/// Events and facilities across a border count for those who live near it; farther off, a place is a slip of
/// the pen.
void check_place(Trial& trial, const Point& place, const std::string& key, const Mark& mark) {
    constexpr double degrees = 2;
    std::vector<MultiPolygon> shapes;
    for (const int i : trial.places.of_level(trial.places.finest())) shapes.push_back(trial.places[i].shape);
    const Box box = bounds_of_all(shapes);
    const auto& [x, y] = place;
    if (x >= box.min_x - degrees && x <= box.max_x + degrees && y >= box.min_y - degrees &&
        y <= box.max_y + degrees)
        return;
    trial.problems.push_back({to_string(mark), key,
                              fmt::format("{} E, {} N lies far from all localities", x, y),
                              "write longitude and latitude in degrees, of a place in or near the country"});
}

void check_growth(Trial& trial, const PopulationChange& change) {
    for (const auto& [region, percent] : change.by_region) {
        const std::string key = change.key + ".by_region." + region;
        trial.attempt([&] { (void)region_of(region, key, trial.mark(key), trial.places); });
    }
}

}  // namespace

std::vector<Problem> check_changes(const Scenario& s, const Changes& changes, const Localities& places) {
    Trial trial{places, changes.tree};
    for (const auto& change : changes.flood) check_where(trial, change.where);
    for (const auto& change : changes.drought) check_where(trial, change.where);
    for (const auto& change : changes.conflict) {
        check_where(trial, change.where);
        for (const auto& event : change.add) check_place(trial, event.place, event.key, event.mark);
    }
    for (const auto& change : changes.displaced) {
        check_where(trial, change.where);
        check_displaced(trial, s, change);
    }
    for (const auto& closure : changes.close_facilities) check_where(trial, closure.where);
    for (const auto& opened : changes.open_facilities)
        check_place(trial, opened.place, opened.key, opened.mark);
    for (const auto& change : changes.access)
        for (const auto& block : change.block) check_where(trial, block.where);
    for (const auto& closed : changes.close_links) {
        check_where(trial, closed.between);
        check_where(trial, closed.other_end);
    }
    for (const auto& change : changes.capacity) check_where(trial, change.where);
    for (const auto& change : changes.population) {
        check_where(trial, change.where);
        check_growth(trial, change);
    }
    return std::move(trial.problems);
}

}  // namespace djoliba
