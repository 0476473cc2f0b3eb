// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <djoliba/engine/displacement_flow.hpp>

namespace flow_fixture {

using namespace djoliba;

inline FlowPlace place(std::string name, PlaceKind kind = PlaceKind::town) {
    FlowPlace p;
    p.name = std::move(name);
    p.kind = kind;
    p.country = "Mali";
    return p;
}

inline FlowPlace camp(std::string name, std::optional<double> capacity = {}) {
    FlowPlace p = place(std::move(name), PlaceKind::camp);
    p.capacity = capacity;
    return p;
}

/// No conflict, nobody new: only those who are there at first.
inline FlowCase quiet(FlowGraph graph, std::size_t days, std::vector<double> initial) {
    FlowCase c;
    c.graph = std::move(graph);
    c.intensity = PlaceDays(days, c.graph.places.size());
    c.new_people = PlaceDays(days, c.graph.places.size());
    c.initial = std::move(initial);
    c.rules.capacity.less_initial = false;
    return c;
}

/// Conflict at a place on every day.
inline void trouble(FlowCase& c, std::size_t place) {
    for (std::size_t day = 0; day < c.intensity.days; ++day) c.intensity.at(day, place) = 1;
}

/// A - B - C - D and A - D, with a camp at D and a village beside B.
inline FlowGraph square(double km = 100) {
    FlowGraph g;
    g.places = {place("A"), place("B"), place("C"), camp("D"), place("E")};
    g.links = {{0, 1, km}, {1, 2, km}, {2, 3, km}, {0, 3, 2 * km}, {1, 4, 7}};
    return g;
}

}  // namespace flow_fixture
