// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/locality_flow.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include <djoliba/engine/random.hpp>

#include "flow_lanes.hpp"
#include "parallel.hpp"

namespace djoliba {
namespace {

/// What one rule set takes from the priors.
struct Drawn {
    double softening_km = 10;
    double move_chance = 0.1;
    double kinship = 1;
};

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

Drawn drawn_at(const LocalityFlowRules& rules, double softening, double chance, double kinship) {
    return {rules.softening_km.at(softening), rules.move_chance.at(chance), rules.kinship.at(kinship)};
}

/// The middle of the priors, then the rule sets.
std::vector<Drawn> rule_sets(const LocalityFlowRules& rules) {
    std::vector<Drawn> sets{drawn_at(rules, 0.5, 0.5, 0.5)};
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

FlowLane lane_of(std::span<const FlowLocality> localities, const Source& source, const Drawn& drawn) {
    const std::vector<double> nobody(localities.size(), 0.0);
    FlowLane lane{drawn.softening_km,
                  drawn.move_chance,
                  drawn.kinship,
                  localities[source.origins->front()].region,
                  nobody,
                  nobody};
    for (const int i : *source.origins)
        (source.flood ? lane.first_day : lane.every_day)[i] = people_of(localities[i], source.flood);
    return lane;
}

struct Spread {
    std::vector<std::vector<double>> stock;  ///< [horizon][locality]
    std::vector<double> set_out;             ///< by way, up to the last horizon
};

/// Runs one lane for each of `spreads`.
void spread(FlowLaneRuns runs, std::size_t places, std::size_t ways, const std::vector<int>& horizons,
            std::span<Spread> spreads, const Job& job) {
    for (int day = 1; day <= horizons.back(); ++day) {
        if (job.cancelled && job.cancelled()) throw Cancelled();
        runs.day();
        if (!std::ranges::binary_search(horizons, day)) continue;
        for (std::size_t i = 0; i < spreads.size(); ++i) {
            auto& stock = spreads[i].stock.emplace_back(places);
            for (std::size_t p = 0; p < places; ++p) stock[p] = runs.stock(p, i);
        }
    }
    for (std::size_t i = 0; i < spreads.size(); ++i)
        for (std::size_t way = 0; way < ways; ++way) spreads[i].set_out.push_back(runs.set_out(way, i));
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

LocalityFlowRules::LocalityFlowRules() { flow.travel.km_step = 24; }

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
    solve(links, job);
    for (int d = 0; d < rules_.draws; ++d) {
        const auto draw = static_cast<std::uint64_t>(d);
        draws_.push_back({rules_.rate.at(uniform(rules_.seed, draw, item_of("rate"))),
                          rules_.flood_factor.at(uniform(rules_.seed, draw, item_of("flood"))),
                          1 + static_cast<std::size_t>(d % rules_.rule_sets)});
    }
}

void LocalityFlow::solve(const std::vector<FlowLink>& links, const Job& job) {
    const auto sets = rule_sets(rules_);
    const bool kin_alike = rules_.kinship.low == 1 && rules_.kinship.high == 1;
    const auto origins = origins_of(localities_, kin_alike);
    const auto sources = sources_of(localities_, sets.size(), origins);
    std::vector<Spread> spreads(sources.size());
    for_each(job, (sources.size() + flow_lanes - 1) / flow_lanes, [&](std::size_t group) {
        const std::size_t first = group * flow_lanes, n = std::min(flow_lanes, sources.size() - first);
        std::vector<FlowLane> lanes;
        for (std::size_t i = first; i < first + n; ++i)
            lanes.push_back(lane_of(localities_, sources[i], sets[sources[i].set]));
        spread(FlowLaneRuns(localities_, links, rules_.flow, lanes), localities_.size(), 2 * links.size(),
               rules_.horizons, std::span(spreads).subspan(first, n), job);
    });
    const std::vector<std::vector<double>> none(rules_.horizons.size(),
                                                std::vector<double>(localities_.size(), 0.0));
    response_.assign(sets.size(), {none, none});
    set_out_.assign(2 * links.size(), 0.0);
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const Source& s = sources[i];
        auto& into = s.flood ? response_[s.set].flood : response_[s.set].conflict;
        for (std::size_t h = 0; h < into.size(); ++h) add(into[h], spreads[i].stock[h]);
        if (s.set == 0)
            add(set_out_, spreads[i].set_out, (s.flood ? rules_.flood_factor : rules_.rate).middle());
    }
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

Range LocalityFlow::interval(const std::vector<double>& values, double middle) const {
    std::vector<double> sorted = values;
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
    std::vector<std::pair<double, double>> sums;  // by rule set
    sums.reserve(response_.size());
    for (const Response& r : response_)
        sums.emplace_back(sum_in(r.conflict[horizon], localities), sum_in(r.flood[horizon], localities));
    std::vector<double> values;
    values.reserve(draws_.size());
    for (const Factors& f : draws_)
        values.push_back(f.rate * sums[f.set].first + f.flood * sums[f.set].second);
    return interval(values,
                    rules_.rate.middle() * sums[0].first + rules_.flood_factor.middle() * sums[0].second);
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
    return interval(values, rules_.rate.middle() * exposed + rules_.flood_factor.middle() * flooded);
}

}  // namespace djoliba
