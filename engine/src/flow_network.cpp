// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "flow_network.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <fmt/format.h>

namespace djoliba {
namespace {

using Kind = FlowClosure::Kind;

/// Most powers are 1, and pow() is slow.
double power(double base, double exponent) { return exponent == 1 ? base : std::pow(base, exponent); }

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
    const std::size_t places = graph_.places.size();
    way_open_.assign(graph_.ways(), 1);
    for (auto* flags : {&camp_, &town_}) flags->resize(places);
    kind_.resize(places);
    chance_.resize(places);
    score_.assign(places, -1);
    weight_.resize(routes_.size());
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
    set_scores(drivers);
}

void FlowNetwork::close(int day) {
    std::ranges::fill(way_open_, 1);
    for (std::size_t c = 0; c < closures_.size(); ++c)
        if (closures_[c].first <= day && day < closures_[c].open_again)
            for (const int way : closed_ways_[c]) way_open_[way] = 0;
    ++openings_;
    ++revision_;
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

void FlowNetwork::set_scores(const FlowDrivers& drivers) {
    const MoveChances& m = rules_.chance;
    bool changed = false;
    for (std::size_t p = 0; p < graph_.places.size(); ++p) {
        const FlowPlace& place = graph_.places[p];
        const double intensity = drivers.intensity[p];
        const bool camp = kind_[p] == PlaceKind::camp || kind_[p] == PlaceKind::idp_camp;
        camp_[p] = camp ? 1 : 0;
        town_[p] = kind_[p] == PlaceKind::town && !(intensity > 0) ? 1 : 0;
        const double by_kind[] = {m.town, m.camp, m.idp_camp, m.hub, m.hub};
        const double size = std::max(place.population, place.capacity.value_or(0)) / m.population_base;
        const double by_state = intensity > 0 ? m.conflict : by_kind[static_cast<int>(kind_[p])];
        const double of_size = m.population_power == 0 ? 1 : std::pow(size, m.population_power);
        const double chance = std::min(1.0, by_state * of_size);
        double score =
            place.attraction * (place.foreign ? rules_.weight.foreign : 1) * (camp ? rules_.weight.camp : 1);
        if (intensity > 0)
            score *= std::pow(rules_.weight.conflict,
                              intensity * conflict_decay(rules_.spawn, drivers.days_in_conflict[p]));
        changed = changed || score != score_[p] || chance != chance_[p];
        score_[p] = score;
        chance_[p] = chance;
    }
    if (!changed) return;
    ++revision_;
    weigh();
}

void FlowNetwork::weigh() {
    const RouteChoice& c = rules_.route;
    for (std::size_t r = 0; r < routes_.size(); ++r)
        weight_[r] = power((c.weight_softening + score_[routes_.end[r]]) /
                               power(c.softening_km + routes_.km[r], c.distance_power),
                           c.weight_power);
}

double FlowNetwork::room(std::size_t place, double people) const {
    const std::optional<double>& given = graph_.places[place].capacity;
    if (!given) return 1;
    const double capacity = *given * rules_.capacity.scaling;
    const double buffer = rules_.capacity.buffer * capacity;
    if (people >= capacity) return 0;
    return people <= buffer ? 1 : 1 - (people - buffer) / (capacity - buffer);
}

double FlowNetwork::weight(int route, double room) const {
    return weight_[route] * power(room, rules_.route.weight_power);
}

/// Makes chances of weights: all alike where all are 0.
void FlowNetwork::share_out(std::span<double> weights) const {
    double sum = 0;
    if (const double prune = rules_.route.prune; prune > 0 && !weights.empty()) {
        const double least = std::ranges::max(weights) / prune;
        for (double& w : weights) w = w < least ? 0 : w;
    }
    for (const double w : weights) sum += w;
    for (double& w : weights) w = sum > 0 ? w / sum : 1.0 / static_cast<double>(weights.size());
}

}  // namespace djoliba
