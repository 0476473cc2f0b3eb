// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "flow_hops.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

namespace djoliba {

namespace {

/// Places in the order of a search in breadth.
std::vector<int> by_neighbourhood(const FlowGraph& graph) {
    std::vector<std::vector<int>> beside(graph.places.size());
    for (const FlowLink& l : graph.links) {
        beside[l.from].push_back(l.to);
        beside[l.to].push_back(l.from);
    }
    std::vector<int> order;
    std::vector<bool> seen(beside.size());
    const auto see = [&](int place) {
        if (!seen[place]) order.push_back(place);
        seen[place] = true;
    };
    std::size_t next = 0;
    for (int p = 0; p < std::ssize(beside); ++p)
        for (see(p); next < order.size(); ++next) std::ranges::for_each(beside[order[next]], see);
    return order;
}

}  // namespace

FlowSteps::FlowSteps(const FlowNetwork& network) : km(network.rules().travel.km_step) {
    const TravelRules& travel = network.rules().travel;
    km_per_day = {travel.walk_km_per_day, travel.walk_km_per_day, travel.km_per_day};
    for (std::size_t pace = 0; pace < day.size(); ++pace)
        day[pace] = static_cast<int>(std::ceil(km_per_day[pace] / km));
    for (const FlowLink& l : network.graph().links) link.push_back(std::max(1, of(l.km)));
}

int FlowSteps::of(double length_km) const { return static_cast<int>(std::lround(length_km / km)); }

FlowHops::FlowHops(const FlowNetwork& network)
    : net_(network), steps_(network), place_of_row_(by_neighbourhood(network.graph())) {
    row_.resize(place_of_row_.size());
    for (int row = 0; row < std::ssize(row_); ++row) row_[place_of_row_[row]] = row;
}

void FlowHops::new_day() {
    if (std::exchange(openings_, net_.openings()) != net_.openings()) build();
}

void FlowHops::build() {
    const std::size_t places = net_.graph().places.size();
    hops_.clear();
    stages_.clear();
    watchful_.clear();
    first_.assign(1, 0);
    sources_.assign(places, {});
    for (std::size_t p = 0; p < places; ++p) {
        bool watchful = false;
        for (const int route : net_.open_routes(p)) {
            add_hops(route);
            const int end = net_.routes().end[route];
            watchful = watchful || net_.has_capacity(end);
            auto& sources = sources_[end];
            if (sources.empty() || sources.back() != static_cast<int>(p))
                sources.push_back(static_cast<int>(p));
        }
        if (watchful) watchful_.push_back(static_cast<int>(p));
        first_.push_back(static_cast<int>(hops_.size()));
    }
    add_moves();
}

void FlowHops::add_moves() {
    for (auto& list : given_) list.clear();
    std::vector<std::vector<int>> drawn(row_.size());
    for (const int p : place_of_row_)
        for (int h = first_[p]; h < first_[p + 1]; ++h) {
            const FlowHop& hop = hops_[h];
            if (hop.arrive_below == 0) continue;
            const int to = row_[hop.end];
            if (hop.steps >= flow_block)
                drawn[to].push_back(h);
            else
                given_[std::bit_width(static_cast<unsigned>(hop.steps)) - 1].push_back(
                    {row_[p], to, hop.steps, hop.arrive_below, h});
        }
    sort_draws(drawn);
}

void FlowHops::sort_draws(const std::vector<std::vector<int>>& hops_by_row) {
    drawn_ = {.first = {0}, .least_below = std::numeric_limits<int>::max()};
    drawn_move_.assign(hops_.size(), -1);
    for (std::vector<int> hops : hops_by_row) {
        std::ranges::stable_sort(hops, {}, [&](int h) { return hops_[h].steps; });
        for (const int h : hops) {
            const FlowHop& hop = hops_[h];
            const int from = way_start(net_.graph(), net_.routes().way[hop.route]);
            drawn_move_[h] = static_cast<int>(drawn_.hop.size());
            drawn_.moves.push_back(
                {row_[from] * static_cast<int>(stride()) - hop.steps, hop.steps, hop.arrive_below, from});
            drawn_.hop.push_back(h);
            drawn_.least_below = std::min(drawn_.least_below, hop.arrive_below);
        }
        drawn_.first.push_back(drawn_.hop.size());
    }
}

/// One hop for each choice of links to walk that has a chance.
void FlowHops::add_hops(int route) {
    const FlowRoutes& routes = net_.routes();
    const auto walkers = [&](int r) { return net_.graph().links[link_of(routes.way[r])].walk_probability; };
    std::vector<std::pair<unsigned, double>> choices{{0, 1}};
    unsigned bit = 1;
    for (int r = route; r >= 0; r = routes.rest[r], bit <<= 1U) {
        std::vector<std::pair<unsigned, double>> longer;
        for (const auto& [walks, share] : choices) {
            if (walkers(r) < 1) longer.emplace_back(walks, share * (1 - walkers(r)));
            if (walkers(r) > 0) longer.emplace_back(walks | bit, share * walkers(r));
        }
        choices = std::move(longer);
    }
    for (const auto& [walks, share] : choices) {
        hops_.push_back(hop_of(route, walks));
        hops_.back().of_route = share;
    }
}

FlowHop FlowHops::hop_of(int route, unsigned walks) {
    const FlowRoutes& routes = net_.routes();
    FlowHop hop{.route = route, .end = routes.end[route], .walks = walks};
    hop.stage = static_cast<int>(stages_.size());
    int start_below = std::numeric_limits<int>::max(), link = 0;
    for (int r = route; r >= 0 && start_below > 0; r = routes.rest[r], ++link) {
        const FlowPace pace = hop.pace(link);
        const std::size_t way = routes.way[r], l = link_of(way);
        hop.steps += steps_.link[l];
        const bool in_a_day = steps_.km_per_day_of(pace) > net_.graph().links[l].km;
        start_below = in_a_day ? std::min(start_below, std::max(0, steps_.day_of(pace) - hop.steps)) : -1;
        stages_.push_back(
            {static_cast<int>(way), way_end(net_.graph(), way), r, routes.rest[r], pace, start_below});
    }
    hop.stages = static_cast<int>(stages_.size()) - hop.stage;
    if (start_below > 0) hop.arrive_below = start_below + hop.steps;
    return hop;
}

}  // namespace djoliba
