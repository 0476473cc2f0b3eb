// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "flow_hops.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace djoliba {

FlowSteps::FlowSteps(const FlowNetwork& network) : km(network.rules().travel.km_step) {
    const TravelRules& travel = network.rules().travel;
    km_per_day = {travel.walk_km_per_day, travel.walk_km_per_day, travel.km_per_day};
    for (std::size_t pace = 0; pace < day.size(); ++pace)
        day[pace] = static_cast<int>(std::ceil(km_per_day[pace] / km));
    for (const FlowLink& l : network.graph().links) link.push_back(std::max(1, of(l.km)));
}

int FlowSteps::of(double length_km) const { return static_cast<int>(std::lround(length_km / km)); }

FlowHops::FlowHops(const FlowNetwork& network, const FlowSteps& steps) : net_(network), steps_(steps) {
    staying_.resize(net_.graph().places.size());
}

bool FlowHops::new_day() {
    if (openings_ != net_.openings()) build();
    openings_ = net_.openings();
    return std::exchange(revision_, net_.revision()) != net_.revision();
}

void FlowHops::build() {
    hops_.clear();
    first_.assign(1, 0);
    sources_.assign(staying_.size(), {});
    std::vector<std::vector<Arrival>> by_end(staying_.size());
    for (int p = 0; p < std::ssize(staying_); ++p) {
        for (const int route : net_.open_routes(p)) add_hops(route);
        for (int h = first_.back(); h < std::ssize(hops_); ++h) {
            const FlowHop& hop = hops_[h];
            if (hop.arrive_below > 0) by_end[hop.end].push_back({p, hop.steps, hop.arrive_below, h});
            auto& sources = sources_[hop.end];
            if (sources.empty() || sources.back() != p) sources.push_back(p);
        }
        first_.push_back(static_cast<int>(hops_.size()));
    }
    shares_.assign(hops_.size(), 0);
    arrivals_.clear();
    near_.clear();
    first_arrival_.assign(1, 0);
    for (auto& list : by_end) {
        std::ranges::stable_sort(list, {}, &Arrival::steps);
        const auto far = std::ranges::lower_bound(list, flow_block, {}, &Arrival::steps);
        near_.push_back(static_cast<int>(far - list.begin()));
        arrivals_.insert(arrivals_.end(), list.begin(), list.end());
        first_arrival_.push_back(static_cast<int>(arrivals_.size()));
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

FlowHop FlowHops::hop_of(int route, unsigned walks) const {
    const FlowRoutes& routes = net_.routes();
    FlowHop hop{.route = route, .end = routes.end[route], .walks = walks};
    int start_below = std::numeric_limits<int>::max(), link = 0;
    for (int r = route; r >= 0; r = routes.rest[r], ++link) {
        const std::size_t l = link_of(routes.way[r]);
        hop.steps += steps_.link[l];
        const bool in_a_day = steps_.km_per_day_of(hop.pace(link)) > net_.graph().links[l].km;
        start_below = in_a_day ? std::min(start_below, steps_.day_of(hop.pace(link)) - hop.steps) : 0;
        if (start_below <= 0) return hop;
    }
    hop.arrive_below = start_below + hop.steps;
    return hop;
}

void FlowHops::find_shares(std::size_t place, std::span<const double> room) {
    const auto open = net_.open_routes(place);
    const double chance = open.empty() ? 0 : net_.chance(place);
    staying_[place] = 1 - chance;
    if (open.empty()) return;
    chances_.resize(open.size());
    net_.choose(place, [&](int end) { return room[end]; }, chances_);
    std::size_t i = 0;
    for (int h = first_[place]; h < first_[place + 1]; ++h) {
        const FlowHop& hop = hops_[h];
        while (open[i] != hop.route) ++i;
        const double share = chance * chances_[i] * hop.of_route;
        const bool away = net_.turns_away(hop.end, room[hop.end]);
        shares_[h] = away ? 0 : share;
        if (away) staying_[place] += share;
    }
}

}  // namespace djoliba
