// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "locality_flow_runs.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "flow_days.hpp"

namespace djoliba {
namespace {

using Newly = std::vector<std::vector<People<flow_lanes>>>;  ///< [crowd][locality]

/// Who begin to flee on the first day, or on any other.
Newly newly(const std::vector<std::vector<FlowLane>>& crowds, std::size_t places, bool first_day) {
    Newly people;
    for (const auto& lanes : crowds) {
        auto& of_crowd = people.emplace_back(places);
        for (std::size_t l = 0; l < lanes.size(); ++l)
            for (std::size_t p = 0; p < places; ++p)
                of_crowd[p][l] = lanes[l].every_day[p] + (first_day ? lanes[l].first_day[p] : 0);
    }
    return people;
}

void add_stocks(std::span<FlowSpread> spreads, const FlowCrowd<flow_lanes>& crowd, std::size_t places) {
    for (std::size_t p = 0; p < places; ++p) {
        const auto people = crowd.stock(p);
        for (std::size_t l = 0; l < spreads.size(); ++l) spreads[l].stock.back()[p] += people[l];
    }
}

void add_set_out(std::span<FlowSpread> spreads, const FlowCrowd<flow_lanes>& crowd) {
    const auto& ways = crowd.day().set_out;
    for (std::size_t way = 0; way < ways.size(); ++way)
        for (std::size_t l = 0; l < spreads.size(); ++l) spreads[l].set_out[way] += ways[way][l];
}

}  // namespace

FlowGraph flow_graph(std::span<const FlowLocality> localities, std::span<const FlowLink> links) {
    FlowGraph graph{.links = {links.begin(), links.end()}};
    for (const FlowLocality& l : localities) {
        graph.places.push_back({.name = l.code, .population = l.residents, .attraction = l.attraction});
        if (!std::isnan(l.capacity)) graph.places.back().capacity = l.capacity;
    }
    return graph;
}

LocalityFlowRuns::LocalityFlowRuns(std::span<const FlowLocality> localities, std::span<const FlowLink> links,
                                   const LocalityFlowRules& rules)
    : localities_(localities),
      rules_(rules),
      network_(flow_graph(localities, links), {}, rules.flow),
      hops_(network_),
      nobody_(localities.size()),
      days_(localities.size()) {
    for (const FlowLocality& l : localities) intensity_.push_back(l.intensity);
    network_.set_day(0, drivers());
    hops_.new_day();
}

std::vector<FlowVariant> LocalityFlowRuns::variants(const std::vector<FlowLane>& lanes) const {
    std::vector<FlowVariant> list;
    for (const FlowLane& lane : lanes) {
        FlowVariant& v = list.emplace_back(rules_.flow, network_.graph());
        v.chance.town = lane.drawn.move_chance;
        v.route.softening_km = lane.drawn.softening_km;
        for (std::size_t p = 0; p < localities_.size(); ++p)
            if (localities_[p].region == lane.region) v.attraction[p] *= lane.drawn.kinship;
    }
    return list;
}

std::vector<FlowSpread> LocalityFlowRuns::spread(const std::vector<std::vector<FlowLane>>& crowds,
                                                 const Job& job) const {
    const std::size_t places = localities_.size();
    std::vector<std::vector<FlowVariant>> choosing;
    choosing.reserve(crowds.size());
    for (const auto& lanes : crowds) choosing.push_back(variants(lanes));
    FlowDays<flow_lanes> days(network_, hops_, std::move(choosing));
    const Newly first = newly(crowds, places, true), later = newly(crowds, places, false);
    std::vector<FlowSpread> spreads(crowds.front().size());
    for (FlowSpread& s : spreads) s.set_out.assign(network_.graph().ways(), 0);
    for (int day = 1; day <= rules_.horizons.back(); ++day) {
        if (job.cancelled && job.cancelled()) throw Cancelled();
        days.run(drivers(), day == 1 ? first : later);
        const bool horizon = std::ranges::binary_search(rules_.horizons, day);
        for (FlowSpread& s : spreads)
            if (horizon) s.stock.emplace_back(places);
        for (const auto& crowd : days.crowds()) {
            if (horizon) add_stocks(spreads, crowd, places);
            add_set_out(spreads, crowd);
        }
    }
    return spreads;
}

}  // namespace djoliba
