// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <memory>

#include <djoliba/engine/fixed_sum.hpp>

#include "facility_list.hpp"
#include "facility_openings.hpp"
#include "flow_now.hpp"

namespace djoliba {
namespace {

/// Open health facilities; -1 everywhere without a list.
std::vector<int> open_facilities_in(Workings& w) {
    std::vector<int> number(w.places().size(), -1);
    if (!w.scenario.facilities) return number;
    std::ranges::fill(number, 0);
    const Account told = w.result.account;
    const auto list = facilities_that_serve(w, *w.scenario.facilities);
    w.result.account = told;
    for (const int f : open_facilities(list, {}, rule_of(*w.scenario.facilities)))
        for (int up = list[f].locality; up >= 0; up = w.places()[up].parent) ++number[up];
    return number;
}

std::vector<Figure> displaced_there(const Workings& w) {
    std::vector<Figure> there;
    for (std::size_t i = 0; i < w.places().size(); ++i) {
        const bool known = i < w.displaced.size() && !std::isnan(w.displaced[i]);
        const bool at_least = known && i < w.displaced_at_least.size() && w.displaced_at_least[i];
        there.push_back(known ? known_figure(w.displaced[i], at_least)
                              : missing_figure("displaced persons are not known"));
    }
    return there;
}

double attraction_of(const Workings& w, const FlowNow& now, int unit) {
    const double displaced = displaced_at(w, now, unit);
    const FlowAttraction& rule = now.layer.attraction;
    return std::isfinite(displaced) ? host_attraction(displaced, rule.reference, rule.power) : 1;
}

std::vector<FlowLocality> flow_localities(const Workings& w, const FlowNow& now) {
    std::vector<FlowLocality> list;
    const auto value = [](const Figure& f) { return f.known() ? f.value : 0; };
    for (std::size_t p = 0; p < now.units.size(); ++p) {
        const int unit = now.units[p];
        const double residents = w.result.people[unit];
        list.push_back({.code = w.places()[unit].code,
                        .region = w.places().ancestor(unit, w.places().hierarchy.front()),
                        .residents = std::isnan(residents) ? 0 : residents,
                        .attraction = attraction_of(w, now, unit),
                        .intensity = value(now.causes.intensity[p]),
                        .exposed = value(now.causes.exposed[p]),
                        .flooded = now.causes.flooded.empty() ? 0 : value(now.causes.flooded[p]),
                        .capacity = now.room[p]});
    }
    return list;
}

LocalityFlowRules rules_of(const Workings& w, const FlowLayer& layer) {
    LocalityFlowRules rules = layer.flow;
    rules.seed = w.scenario.seed;
    for (const auto& [name, value] : layer.rules) set_parameter(rules.flow, name, value);
    return rules;
}

std::vector<FlowLink> links_of(const FlowWays& ways) {
    std::vector<FlowLink> links;
    links.reserve(ways.ways.size());
    for (const FlowWay& way : ways.ways) links.push_back(way.link);
    return links;
}

/// Sums over the finest localities within one, for one horizon.
struct HorizonSums {
    std::vector<double> left, came;  ///< by place of the flow
};

Figure places_left_within(const FlowNow& now, const std::vector<int>& within,
                          const std::vector<double>& came) {
    FixedSum left;
    for (const int p : within) {
        if (std::isnan(now.room[p])) return missing_figure(no_capacity);
        left.add(places_left(now.room[p], came[p]));
    }
    return known_figure(left.value());
}

FlowFigures figures_after(const Workings& w, const FlowNow& now, std::size_t horizon, const HorizonSums& sums,
                          int locality) {
    FlowFigures f;
    const auto& within = now.within[locality];
    FixedSum leaving, coming;
    std::string unknown;
    bool lower_bound = false;
    for (const int p : within) {
        leaving.add(sums.left[p]), coming.add(sums.came[p]);
        if (unknown.empty()) unknown = now.causes.unknown[p];
        lower_bound = lower_bound || now.causes.lower_bound[p];
    }
    f.left = now.flow->departures_interval(horizon, within);
    f.came = now.flow->arrivals_interval(horizon, within);
    // 0 would say that nobody flees, where that is not known.
    f.departures = unknown.empty() || leaving.value() > 0 ? known_figure(leaving.value(), lower_bound)
                                                          : missing_figure(unknown);
    f.arrivals = known_figure(coming.value(), now.causes.at_least);
    const Figure& before = now.displaced[locality];
    const Figure all =
        before.known() ? known_figure(before.value + coming.value(), before.at_least || f.arrivals.at_least)
                       : before;
    const double stay = w.result.people[locality] - leaving.value();
    f.load = host_load(all, stay, now.facilities[locality], now.capacity[locality]);
    f.places_left = places_left_within(now, within, sums.came);
    f.came_per_100 = host_load(f.arrivals, stay, -1).per_100;
    return f;
}

}  // namespace

double displaced_at(const Workings& w, const FlowNow& now, int unit) {
    int up = unit;
    while (up >= 0 && !now.displaced[up].known()) up = w.places()[up].parent;
    if (up < 0) return missing_value;
    if (up == unit) return now.displaced[unit].value;
    return now.displaced[up].value * w.result.people[unit] / w.result.people[up];
}

void find_hosts(Workings& w, FlowNow& now) {
    now.displaced = displaced_there(w);
    now.facilities = open_facilities_in(w);
    find_capacities(w, now);
    for (std::size_t i = 0; i < w.places().size(); ++i)
        now.before.push_back(
            host_load(now.displaced[i], w.result.people[i], now.facilities[i], now.capacity[i]));
}

void find_flow(const Workings& w, FlowNow& now) {
    now.flow = std::make_shared<const LocalityFlow>(flow_localities(w, now), links_of(now.ways),
                                                    rules_of(w, now.layer), w.job);
    for (std::size_t h = 0; h < now.horizons().size(); ++h) {
        const HorizonSums sums{now.flow->departures(h), now.flow->arrivals(h)};
        std::vector<FlowFigures> all(w.places().size());
        for (std::size_t i = 0; i < all.size(); ++i)
            if (!now.within[i].empty()) all[i] = figures_after(w, now, h, sums, static_cast<int>(i));
        now.after.push_back(std::move(all));
    }
}

}  // namespace djoliba
