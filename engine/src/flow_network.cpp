// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "flow_network.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include <fmt/format.h>

namespace djoliba {
namespace {

using Kind = FlowClosure::Kind;

bool closes(const FlowClosure& closure, const FlowGraph& graph, const FlowLink& link) {
    const FlowPlace &a = graph.places[link.from], &b = graph.places[link.to];
    const auto& [one, two] = std::tie(closure.first_name, closure.second_name);
    switch (closure.kind) {
        case Kind::border:
            return (a.country == one && b.country == two) || (a.country == two && b.country == one);
        case Kind::place:
            return a.name == one || b.name == one;
        case Kind::link:
            return (a.name == one && b.name == two) || (a.name == two && b.name == one);
        case Kind::camp:
        case Kind::idp_camp:
            break;
    }
    return false;
}

std::vector<int> closed_ways(const FlowClosure& closure, const FlowGraph& graph) {
    std::vector<int> ways;
    for (int i = 0; i < std::ssize(graph.links); ++i)
        if (closes(closure, graph, graph.links[i])) ways.insert(ways.end(), {2 * i, 2 * i + 1});
    return ways;
}

void append(std::vector<Problem>& all, std::vector<Problem> more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void check(const FlowGraph& graph, const std::vector<FlowClosure>& closures, const FlowRules& rules) {
    auto found = problems(graph);
    if (found.empty()) append(found, problems(closures, graph));
    append(found, problems(rules));
    if (!found.empty()) throw Error(std::move(found));
}

void check(std::span<const double> values, std::size_t places, const char* key, int day) {
    if (values.size() != places)
        throw Error(Problem{{},
                            key,
                            fmt::format("day {}: {} values for {} places", day, values.size(), places),
                            "give one for each place"});
    for (std::size_t p = 0; p < places; ++p)
        if (!(std::isfinite(values[p]) && values[p] >= 0))
            throw Error(
                Problem{{}, key, fmt::format("day {}: {} at place {}", day, values[p], p), "give 0 or more"});
}

}  // namespace

FlowNetwork::FlowNetwork(FlowGraph graph, std::vector<FlowClosure> closures, const FlowRules& rules)
    : graph_(std::move(graph)), closures_(std::move(closures)), rules_(rules) {
    check(graph_, closures_, rules_);
    std::ranges::stable_sort(closures_, {}, &FlowClosure::first);
    for (const FlowClosure& c : closures_) closed_ways_.push_back(closed_ways(c, graph_));
    routes_ = flow_routes(graph_, rules_.route.awareness);
    way_open_.assign(graph_.ways(), 1);
    kind_.resize(graph_.places.size());
    for (const FlowPlace& p : graph_.places) limited_.push_back(p.capacity ? 1 : 0);
}

void FlowNetwork::set_day(int day, const FlowDrivers& drivers) {
    const std::size_t places = graph_.places.size();
    check(drivers.intensity, places, "intensity", day);
    check(drivers.new_people, places, "new_people", day);
    const auto at = [&](int other) { return other == day; };
    const bool elsewhere = !day_ || (*day_ != day && *day_ + 1 != day);
    if (elsewhere || std::ranges::any_of(closures_, at, &FlowClosure::first) ||
        std::ranges::any_of(closures_, at, &FlowClosure::open_again)) {
        close(day);
        set_kinds(day);
    }
    day_ = day;
}

void FlowNetwork::close(int day) {
    std::ranges::fill(way_open_, 1);
    for (std::size_t c = 0; c < closures_.size(); ++c)
        if (closures_[c].first <= day && day < closures_[c].open_again)
            for (const int way : closed_ways_[c]) way_open_[way] = 0;
    ++openings_;
    open_.clear();
    first_open_.assign(1, 0);
    const auto opens = [&](auto&& self, int r) -> bool {
        return r < 0 || (way_open_[routes_.way[r]] != 0 && self(self, routes_.rest[r]));
    };
    for (std::size_t p = 0; p < graph_.places.size(); ++p) {
        for (int r = routes_.first[p]; r < routes_.first[p + 1]; ++r)
            if (opens(opens, r)) open_.push_back(r);
        first_open_.push_back(static_cast<int>(open_.size()));
    }
}

void FlowNetwork::set_kinds(int day) {
    for (std::size_t p = 0; p < kind_.size(); ++p) kind_[p] = graph_.places[p].kind;
    for (const FlowClosure& c : closures_) {
        if (c.kind != Kind::camp && c.kind != Kind::idp_camp) continue;
        const int p = find_place(graph_, c.first_name);
        if (day >= c.open_again)
            kind_[p] = c.kind == Kind::camp ? PlaceKind::camp : PlaceKind::idp_camp;
        else if (day >= c.first)
            kind_[p] = PlaceKind::town;
    }
}

double FlowNetwork::turns_away_above(std::size_t place) const {
    const std::optional<double>& given = graph_.places[place].capacity;
    if (!given || !turns_away(place, 0)) return std::numeric_limits<double>::infinity();
    const double capacity = *given * rules_.capacity.scaling;
    return capacity * (1 - rules_.capacity.turn_away * (1 - rules_.capacity.buffer));
}

double FlowNetwork::room(std::size_t place, double people) const {
    const std::optional<double>& given = graph_.places[place].capacity;
    if (!given) return 1;
    const double capacity = *given * rules_.capacity.scaling;
    const double buffer = rules_.capacity.buffer * capacity;
    if (people >= capacity) return 0;
    return people <= buffer ? 1 : 1 - (people - buffer) / (capacity - buffer);
}

}  // namespace djoliba
