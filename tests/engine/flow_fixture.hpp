// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

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

inline double sum(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Nobody is lost on any day, and at each place the books balance.
inline void check_balance(const FlowCase& c, const FlowRun& run) {
    double people = sum(c.initial);
    std::vector<double> before = c.initial;
    for (std::size_t day = 0; day < run.stock.days; ++day) {
        people += sum(c.new_people.on(day));
        const double now = sum(run.stock.on(day)) + run.under_way[day];
        BOOST_TEST(std::abs(now - people) <= 1e-9 * people);
        for (std::size_t p = 0; p < before.size(); ++p) {
            const double expected =
                before[p] + c.new_people.at(day, p) + run.arrivals.at(day, p) - run.departures.at(day, p);
            BOOST_TEST(std::abs(run.stock.at(day, p) - expected) <= 1e-9 * people);
            BOOST_TEST(run.stock.at(day, p) >= 0);
        }
        const auto now_at = run.stock.on(day);
        before.assign(now_at.begin(), now_at.end());
    }
}

/// A town of 100 people, and one or two places beside it.
inline FlowCase two(double km, std::size_t days = 1) {
    FlowGraph g;
    g.places = {place("Town"), camp("Camp")};
    g.links = {{0, 1, km}};
    return quiet(g, days, {100, 0});
}

}  // namespace flow_fixture
