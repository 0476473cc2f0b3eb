// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/locality_flow.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include <djoliba/engine/random.hpp>

#include "locality_flow_runs.hpp"
#include "parallel.hpp"

namespace djoliba {
namespace {

/// Quantiles of one prior for the rule sets: one in each of as many equal parts, in a drawn order.
std::vector<double> spread_quantiles(const LocalityFlowRules& rules, const char* what) {
    const std::uint64_t item = item_of(what);
    const auto n = static_cast<std::size_t>(rules.rule_sets);
    std::vector<std::pair<double, std::size_t>> order(n);
    for (std::size_t i = 0; i < n; ++i) order[i] = {uniform(rules.seed, n + i, item), i};
    std::ranges::sort(order);
    std::vector<double> quantiles(n);
    for (std::size_t i = 0; i < n; ++i)
        quantiles[i] =
            (static_cast<double>(order[i].second) + uniform(rules.seed, i, item)) / static_cast<double>(n);
    return quantiles;
}

DrawnRules drawn_at(const LocalityFlowRules& rules, double softening, double chance, double kinship) {
    return {rules.softening_km.at(softening), rules.move_chance.at(chance), rules.kinship.at(kinship)};
}

/// The middle of the priors, then the rule sets.
std::vector<DrawnRules> rule_sets(const LocalityFlowRules& rules) {
    std::vector<DrawnRules> sets{drawn_at(rules, 0.5, 0.5, 0.5)};
    const auto softening = spread_quantiles(rules, "softening"), chance = spread_quantiles(rules, "chance"),
               kinship = spread_quantiles(rules, "kinship");
    for (std::size_t i = 0; i < softening.size(); ++i)
        sets.push_back(drawn_at(rules, softening[i], chance[i], kinship[i]));
    return sets;
}

/// Who begin to flee in all from the flood, or on each day from conflict, per unit of the rate.
double people_of(const FlowLocality& l, bool flood) { return flood ? l.flooded : l.intensity * l.exposed; }

/// Localities that people begin to flee from, by region: all of a region see its hosts alike.
std::vector<std::vector<int>> origins_of(std::span<const FlowLocality> localities, bool kin_alike) {
    std::map<int, std::vector<int>> by_region;
    for (int i = 0; i < std::ssize(localities); ++i)
        if (people_of(localities[i], false) > 0 || people_of(localities[i], true) > 0)
            by_region[kin_alike ? 0 : localities[i].region].push_back(i);
    std::vector<std::vector<int>> origins;
    origins.reserve(by_region.size());
    for (auto& [region, list] : by_region) origins.push_back(std::move(list));
    return origins;
}

bool kin_are_alike(const LocalityFlowRules& rules) {
    return rules.kinship.low == 1 && rules.kinship.high == 1;
}

/// One run: those who begin to flee on each day, or on the first one only.
struct Source {
    std::size_t set = 0;
    bool flood = false;
    const std::vector<int>* origins = nullptr;
};

std::vector<Source> sources_of(std::span<const FlowLocality> localities, std::size_t sets,
                               const std::vector<std::vector<int>>& origins) {
    std::vector<Source> sources;
    for (std::size_t set = 0; set < sets; ++set)
        for (const auto& from : origins)
            for (const bool flood : {false, true})
                if (std::ranges::any_of(from, [&](int i) { return people_of(localities[i], flood) > 0; }))
                    sources.push_back({set, flood, &from});
    return sources;
}

FlowLane lane_of(std::span<const FlowLocality> localities, const std::vector<int>& origins,
                 const DrawnRules& drawn, double rate, double flood) {
    const std::vector<double> nobody(localities.size(), 0.0);
    FlowLane lane{drawn, localities[origins.front()].region, nobody, nobody};
    for (const int i : origins) {
        lane.every_day[i] = rate * people_of(localities[i], false);
        lane.first_day[i] = flood * people_of(localities[i], true);
    }
    return lane;
}

void add(std::vector<double>& sum, const std::vector<double>& terms, double factor = 1) {
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += factor * terms[i];
}

double sum_in(const std::vector<double>& values, std::span<const int> localities) {
    double sum = 0;
    for (const int i : localities) sum += values[i];
    return sum;
}

}  // namespace

double FlowPrior::at(double quantile) const {
    return low == high ? low : low * std::pow(high / low, quantile);
}

LocalityFlowRules::LocalityFlowRules() {
    flow.travel.km_step = 24;
    flow.capacity.towns_turn_away = true;
}

double conflict_intensity(double events, double half, double least) {
    if (!(half > 0)) throw Error(Problem{{}, "half", "is not above 0", "give a number of events"});
    const double intensity = 1 - std::exp2(-events / half);
    return intensity < least ? 0 : intensity;
}

double host_attraction(double displaced, double reference, double power) {
    return std::pow(1 + displaced / reference, power);
}

Figure displaced_by_depth(std::span<const Figure> people, std::span<const double> share) {
    Figure sum = known_figure(0);
    for (std::size_t k = 0; k < people.size(); ++k) {
        if (!people[k].known()) return people[k];
        const double deeper = k + 1 < people.size() ? people[k + 1].value : 0;
        sum.value += share[k] * std::max(0.0, people[k].value - deeper);
        sum.at_least = sum.at_least || people[k].at_least;
    }
    return sum;
}

double link_km(double minutes, double km, const LinkLength& rule) {
    return std::max(rule.least_km, rule.by_time ? minutes / 60 * rule.km_per_hour : km);
}

std::vector<FlowLink> flow_links(std::span<const RouteLink> links, const LinkLength& rule) {
    std::vector<FlowLink> found;
    found.reserve(links.size());
    for (const RouteLink& l : links) found.push_back({l.from, l.to, link_km(l.minutes, l.km, rule)});
    return found;
}

LocalityFlow::LocalityFlow(std::vector<FlowLocality> localities, std::vector<FlowLink> links,
                           const LocalityFlowRules& rules, const Job& job)
    : localities_(std::move(localities)), rules_(rules) {
    if (auto found = problems(localities_, links, rules_); !found.empty()) throw Error(std::move(found));
    const bool limited =
        std::ranges::any_of(localities_, [](const FlowLocality& l) { return !std::isnan(l.capacity); });
    const int draws = limited ? std::min(rules_.draws, rules_.draws_with_capacities) : rules_.draws;
    draws_.push_back({rules_.rate.middle(), rules_.flood_factor.middle(), 0});
    for (int d = 0; d < draws; ++d) {
        const auto draw = static_cast<std::uint64_t>(d);
        draws_.push_back({rules_.rate.at(uniform(rules_.seed, draw, item_of("rate"))),
                          rules_.flood_factor.at(uniform(rules_.seed, draw, item_of("flood"))),
                          1 + static_cast<std::size_t>(d % rules_.rule_sets)});
    }
    if (limited)
        fill_up(links, job);
    else
        respond(links, job);
}

/// Each region of origin, and floods and conflict, go for themselves, at the same time.
void LocalityFlow::respond(const std::vector<FlowLink>& links, const Job& job) {
    const auto sets = rule_sets(rules_);
    const auto origins = origins_of(localities_, kin_are_alike(rules_));
    const auto sources = sources_of(localities_, sets.size(), origins);
    const LocalityFlowRuns runs(localities_, links, rules_);
    std::vector<FlowSpread> spreads(sources.size());
    for_each(job, (sources.size() + flow_lanes - 1) / flow_lanes, [&](std::size_t group) {
        const std::size_t first = group * flow_lanes, n = std::min(flow_lanes, sources.size() - first);
        std::vector<FlowLane> lanes;
        for (const Source& s : std::span(sources).subspan(first, n))
            lanes.push_back(
                lane_of(localities_, *s.origins, sets[s.set], s.flood ? 0.0 : 1.0, s.flood ? 1.0 : 0.0));
        std::ranges::move(runs.spread({std::move(lanes)}, job),
                          spreads.begin() + static_cast<std::ptrdiff_t>(first));
    });
    const std::vector<std::vector<double>> none(rules_.horizons.size(),
                                                std::vector<double>(localities_.size(), 0.0));
    response_.assign(sets.size(), {none, none});
    set_out_.assign(2 * links.size(), 0.0);
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const Source& s = sources[i];
        auto& into = s.flood ? response_[s.set].flood : response_[s.set].conflict;
        for (std::size_t h = 0; h < into.size(); ++h) add(into[h], spreads[i].stock[h]);
        if (s.set == 0) add(set_out_, spreads[i].set_out, s.flood ? draws_[0].flood : draws_[0].rate);
    }
}

/// Whoever comes from one region takes room from those of others, so every draw is a run of its own.
void LocalityFlow::fill_up(const std::vector<FlowLink>& links, const Job& job) {
    const auto sets = rule_sets(rules_);
    const auto origins = origins_of(localities_, kin_are_alike(rules_));
    const LocalityFlowRuns runs(localities_, links, rules_);
    arrivals_.assign(draws_.size(),
                     std::vector(rules_.horizons.size(), std::vector<double>(localities_.size())));
    set_out_.assign(2 * links.size(), 0.0);
    if (origins.empty()) return;
    for_each(job, (draws_.size() + flow_lanes - 1) / flow_lanes, [&](std::size_t group) {
        const std::size_t first = group * flow_lanes, n = std::min(flow_lanes, draws_.size() - first);
        std::vector<std::vector<FlowLane>> crowds;
        for (const auto& from : origins)
            for (auto& lanes = crowds.emplace_back(); const Factors& f : std::span(draws_).subspan(first, n))
                lanes.push_back(lane_of(localities_, from, sets[f.set], f.rate, f.flood));
        auto spreads = runs.spread(crowds, job);
        for (std::size_t i = 0; i < n; ++i) arrivals_[first + i] = std::move(spreads[i].stock);
        if (first == 0) set_out_ = std::move(spreads[0].set_out);
    });
}

std::vector<double> LocalityFlow::departures(std::size_t horizon) const {
    std::vector<double> people;
    people.reserve(localities_.size());
    for (const FlowLocality& l : localities_)
        people.push_back(rules_.rate.middle() * rules_.horizons[horizon] * l.intensity * l.exposed +
                         rules_.flood_factor.middle() * l.flooded);
    return people;
}

std::vector<double> LocalityFlow::arrivals(std::size_t horizon) const {
    if (!arrivals_.empty()) return arrivals_[0][horizon];
    std::vector<double> people(localities_.size(), 0.0);
    add(people, response_[0].conflict[horizon], rules_.rate.middle());
    add(people, response_[0].flood[horizon], rules_.flood_factor.middle());
    return people;
}

double LocalityFlow::under_way(std::size_t horizon) const {
    double people = 0;
    for (const double left : departures(horizon)) people += left;
    for (const double there : arrivals(horizon)) people -= there;
    return std::max(0.0, people);
}

Range LocalityFlow::interval(std::vector<double> values) {
    const double middle = values.front();
    const std::span sorted(values.begin() + 1, values.end());
    std::ranges::sort(sorted);
    const auto quantile = [&](double p) {
        const double place = p * static_cast<double>(sorted.size() - 1);
        const auto below = static_cast<std::size_t>(place);
        const std::size_t above = std::min(below + 1, sorted.size() - 1);
        return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
    };
    return {std::min(middle, quantile(0.05)), std::max(middle, quantile(0.95))};
}

Range LocalityFlow::arrivals_interval(std::size_t horizon, std::span<const int> localities) const {
    std::vector<double> values;
    values.reserve(draws_.size());
    for (const auto& drawn : arrivals_) values.push_back(sum_in(drawn[horizon], localities));
    if (!values.empty()) return interval(std::move(values));
    std::vector<std::pair<double, double>> sums;  // by rule set
    sums.reserve(response_.size());
    for (const Response& r : response_)
        sums.emplace_back(sum_in(r.conflict[horizon], localities), sum_in(r.flood[horizon], localities));
    for (const Factors& f : draws_)
        values.push_back(f.rate * sums[f.set].first + f.flood * sums[f.set].second);
    return interval(std::move(values));
}

Range LocalityFlow::departures_interval(std::size_t horizon, std::span<const int> localities) const {
    double exposed = 0, flooded = 0;
    for (const int i : localities) {
        exposed += localities_[i].intensity * localities_[i].exposed;
        flooded += localities_[i].flooded;
    }
    exposed *= rules_.horizons[horizon];
    std::vector<double> values;
    values.reserve(draws_.size());
    for (const Factors& f : draws_) values.push_back(f.rate * exposed + f.flood * flooded);
    return interval(std::move(values));
}

}  // namespace djoliba
