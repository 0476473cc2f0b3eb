// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "flow_lanes.hpp"

#include <algorithm>
#include <cmath>

#include "lanes.hpp"

namespace djoliba {
namespace {

inline void add(FlowLanes& to, const FlowLanes& people) {
    for (std::size_t i = 0; i < flow_lanes; ++i) to[i] += people[i];
}

// Through a sum of their own: the compiler need not ask whether the three overlap.
inline void add_product(FlowLanes& to, const FlowLanes& people, const FlowLanes& share) {
    FlowLanes sum = to;
    for (std::size_t i = 0; i < flow_lanes; ++i) sum[i] += people[i] * share[i];
    to = sum;
}

double score(const FlowLocality& host, const FlowRules& rules, const FlowLane& run) {
    const double kin = host.region == run.region ? run.kinship : 1;
    return host.attraction * kin * (host.intensity > 0 ? std::pow(rules.weight.conflict, host.intensity) : 1);
}

double weight(double km, double score, const RouteChoice& choice, double softening_km) {
    return std::pow((choice.weight_softening + score) / std::pow(softening_km + km, choice.distance_power),
                    choice.weight_power);
}

double leaving(const FlowLocality& place, const MoveChances& chances, const FlowLane& run) {
    const double size = std::pow(place.residents / chances.population_base, chances.population_power);
    return std::min(1.0, (place.intensity > 0 ? chances.conflict : run.move_chance) * size);
}

}  // namespace

FlowLaneRuns::FlowLaneRuns(std::span<const FlowLocality> localities, std::span<const FlowLink> links,
                           const FlowRules& rules, std::span<const FlowLane> runs)
    : rules_(rules),
      steps_(static_cast<std::size_t>(std::ceil(rules.travel.km_per_day / rules.travel.km_step))),
      staying_(localities.size()),
      standing_(localities.size()),
      every_day_(localities.size()),
      first_day_(localities.size()),
      decided_(localities.size()),
      table_(localities.size() * steps_),
      set_out_(2 * links.size()) {
    for (std::size_t p = 0; p < localities.size(); ++p)
        for (std::size_t i = 0; i < runs.size(); ++i) {
            every_day_[p][i] = runs[i].every_day[p];
            first_day_[p][i] = runs[i].first_day[p];
        }
    add_hops(localities, links);
    find_shares(localities, links, runs);
}

void FlowLaneRuns::add_hops(std::span<const FlowLocality> localities, std::span<const FlowLink> links) {
    std::vector<std::vector<std::size_t>> ways(localities.size());
    for (std::size_t l = 0; l < links.size(); ++l) {
        ways[links[l].from].push_back(2 * l);
        ways[links[l].to].push_back(2 * l + 1);
    }
    for (const auto& from_here : ways) {
        first_.push_back(hops_.size());
        for (const std::size_t way : from_here) {
            const FlowLink& link = links[link_of(way)];
            add_hop(link, way, way % 2 == 0 ? link.to : link.from);
        }
    }
    first_.push_back(hops_.size());
    shares_.resize(hops_.size());
}

void FlowLaneRuns::add_hop(const FlowLink& link, std::size_t way, int end) {
    const auto steps = [&](double km) {
        return static_cast<std::size_t>(std::lround(km / rules_.travel.km_step));
    };
    const double a_day = rules_.travel.km_per_day;
    Hop hop{end, std::max<std::size_t>(1, steps(link.km)), way};
    if (!(a_day > link.km)) {
        LongWay slow{.end = end};
        double left = link.km - a_day;
        for (slow.on_the_way.resize(1); !(a_day > left); left -= a_day) slow.on_the_way.emplace_back();
        slow.steps = steps(left);
        hop.long_way = static_cast<int>(long_ways_.size());
        long_ways_.push_back(std::move(slow));
    }
    hops_.push_back(hop);
}

void FlowLaneRuns::find_shares(std::span<const FlowLocality> localities, std::span<const FlowLink> links,
                               std::span<const FlowLane> runs) {
    for (std::size_t p = 0; p < localities.size(); ++p)
        for (std::size_t i = 0; i < runs.size(); ++i) {
            double sum = 0;
            for (std::size_t h = first_[p]; h < first_[p + 1]; ++h) {
                const double km = links[link_of(hops_[h].way)].km;
                shares_[h][i] = weight(km, score(localities[hops_[h].end], rules_, runs[i]), rules_.route,
                                       runs[i].softening_km);
                sum += shares_[h][i];
            }
            const std::size_t hops = first_[p + 1] - first_[p];
            const double leave = hops > 0 ? leaving(localities[p], rules_.chance, runs[i]) : 0;
            staying_[p][i] = 1 - leave;
            for (std::size_t h = first_[p]; h < first_[p + 1]; ++h)
                shares_[h][i] = leave * (sum > 0 ? shares_[h][i] / sum : 1 / static_cast<double>(hops));
        }
}

void FlowLaneRuns::day() {
    for (std::size_t p = 0; p < standing_.size(); ++p) {
        add(standing_[p], every_day_[p]);
        if (days_ == 0) add(standing_[p], first_day_[p]);
        at(p, 0) = standing_[p];
        standing_[p] = {};
        decided_[p] = {};
    }
    arrive_from_long_ways();
    let_all_decide();
    for (std::size_t p = 0; p < standing_.size(); ++p)
        for (std::size_t h = first_[p]; h < first_[p + 1]; ++h)
            add_product(set_out_[hops_[h].way], decided_[p], shares_[h]);
    ++days_;
}

void FlowLaneRuns::arrive_from_long_ways() {
    for (LongWay& way : long_ways_) {
        land(static_cast<std::size_t>(way.end), way.steps, way.on_the_way.front());
        std::ranges::rotate(way.on_the_way, way.on_the_way.begin() + 1);
        way.on_the_way.back() = {};
    }
}

/// Who arrives with a day's way behind them stays there today.
void FlowLaneRuns::land(std::size_t place, std::size_t step, const FlowLanes& people) {
    add(step < steps_ ? at(place, step) : standing_[place], people);
}

/// Hops take a step or more, so all who decide with so many steps behind them are there when it is their
/// turn.
DJOLIBA_WIDE void FlowLaneRuns::let_all_decide() {
    for (std::size_t step = 0; step < steps_; ++step)
        for (std::size_t p = 0; p < standing_.size(); ++p) {
            const FlowLanes people = at(p, step);
            at(p, step) = {};
            if (people == FlowLanes{}) continue;
            add(decided_[p], people);
            add_product(standing_[p], people, staying_[p]);
            for (std::size_t h = first_[p]; h < first_[p + 1]; ++h) {
                const Hop& hop = hops_[h];
                const std::size_t arrival = step + hop.steps;
                FlowLanes& to = hop.long_way >= 0  ? long_ways_[hop.long_way].on_the_way.back()
                                : arrival < steps_ ? at(hop.end, arrival)
                                                   : standing_[hop.end];
                add_product(to, people, shares_[h]);
            }
        }
}

}  // namespace djoliba
