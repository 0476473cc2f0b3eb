// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/figure.hpp>
#include <djoliba/engine/flow_graph.hpp>
#include <djoliba/engine/flow_rules.hpp>
#include <djoliba/engine/job.hpp>
#include <djoliba/engine/route_links.hpp>

// Who flees from which locality, and where they are some weeks later. All localities are hosts. Where none
// has a capacity the flow is linear in those who begin to flee. docs/methods.md has the formulas.

namespace djoliba {

/// A locality as people who flee see it.
struct FlowLocality {
    std::string code;  ///< each once
    int region = 0;    ///< kin live in the same region
    double residents = 0;
    double attraction = 1;  ///< factor of its score as a host, above 0
    double intensity = 0;   ///< of conflict, 0 to 1, the same on all days; 0: not in conflict
    double exposed = 0;     ///< people who may flee the conflict, at most the residents
    double flooded = 0;     ///< people who flee water on the first day, at the middle of the prior
    /// People it can take in: of those who have begun to flee, so many can be there at once, its own among
    /// them. As it fills up fewer choose it, and whoever chose it is turned away in the end (CapacityRules);
    /// those who decide on one morning do not see each other, so that it may hold some more. NaN: no limit.
    double capacity = missing_value;
};

/// A figure that is not known: log-uniform between the two, its middle their geometric mean.
struct FlowPrior {
    double low = 1;
    double high = 1;

    double middle() const { return at(0.5); }
    double at(double quantile) const;
};

/// All priors are judgements.
struct LocalityFlowRules {
    /// What the priors do not set: chance.town, route.softening_km are overwritten. Unlike in Flee, towns
    /// turn people away too.
    FlowRules flow = {};
    FlowPrior rate = {0.0003, 0.003};      ///< share of the exposed who begin to flee a day, times intensity
    FlowPrior softening_km = {5, 20};      ///< around that of Flee
    FlowPrior move_chance = {0.01, 0.1};   ///< a day, from a locality without conflict
    FlowPrior kinship = {1, 4};            ///< factor of the score of localities in the region of origin
    FlowPrior flood_factor = {0.5, 2};     ///< of FlowLocality::flooded
    std::vector<int> horizons = {30, 90};  ///< days, ascending
    int draws = 400;
    /// Where a locality has a capacity each draw is a run of its own: so many of the draws, at most. With the
    /// run at the middle of the priors, whole groups of eight.
    int draws_with_capacities = 39;
    int rule_sets = 4;  ///< different softening, chance and kinship among the draws
    std::uint64_t seed = 1;

    LocalityFlowRules();
};

/// Share of what conflict can do after so many events, weighted by age: 1 - 2^(-events/half). Below `least`
/// it is 0: such a locality takes people in like any other. Throws Error unless half is above 0.
double conflict_intensity(double events, double half, double least);

/// Factor of the score of a host with so many displaced people: (1 + displaced/reference)^power.
double host_attraction(double displaced, double reference, double power);

/// People whom a flood displaces: of those in each band of depth its share. `people` at a depth or deeper, by
/// depth, ascending; `share` of the band that begins there, 0 to 1. Missing, or a lower bound, where one of
/// them is.
Figure displaced_by_depth(std::span<const Figure> people, std::span<const double> share);

/// How the length of a link is told from a way.
struct LinkLength {
    bool by_time = false;     ///< minutes at km_per_hour, else the km of the way
    double km_per_hour = 30;  ///< 360 km in a day of 12 hours
    double least_km = 1;      ///< of centres in one place
};
double link_km(double minutes, double km, const LinkLength& rule);
std::vector<FlowLink> flow_links(std::span<const RouteLink> links, const LinkLength& rule);

/// Everything wrong with localities, links or rules; keys as in problems(FlowGraph).
std::vector<Problem> problems(std::span<const FlowLocality> localities, std::span<const FlowLink> links,
                              const LocalityFlowRules& rules);

/// Where those who begin to flee from the first day on are at the end of each horizon.
class LocalityFlow {
 public:
    /// Throws Error with all problems().
    LocalityFlow(std::vector<FlowLocality> localities, std::vector<FlowLink> links,
                 const LocalityFlowRules& rules, const Job& job = {});

    const LocalityFlowRules& rules() const { return rules_; }
    /// At the middle of every prior, by locality: people who have begun to flee there up to the horizon.
    std::vector<double> departures(std::size_t horizon) const;
    /// And of those of all localities, who are there then.
    std::vector<double> arrivals(std::size_t horizon) const;
    double under_way(std::size_t horizon) const;
    /// People along each way of the graph (2 i along link i, 2 i + 1 back) up to the last horizon.
    const std::vector<double>& set_out() const { return set_out_; }

    /// 5th and 95th percentile over the draws of the arrivals in these localities together, and no narrower
    /// than what is at the middle of the priors.
    Range arrivals_interval(std::size_t horizon, std::span<const int> localities) const;
    Range departures_interval(std::size_t horizon, std::span<const int> localities) const;

 private:
    /// [horizon][locality] of one rule set, per unit of the rate and of the flood factor.
    struct Response {
        std::vector<std::vector<double>> conflict, flood;
    };
    struct Factors {
        double rate = 1, flood = 1;
        std::size_t set = 0;
    };
    void respond(const std::vector<FlowLink>& links, const Job& job);
    void fill_up(const std::vector<FlowLink>& links, const Job& job);
    /// Of the figure at the middle of the priors, then by draw.
    static Range interval(std::vector<double> values);

    std::vector<FlowLocality> localities_;
    LocalityFlowRules rules_;
    std::vector<Factors> draws_;      ///< [0] the middle of the priors, then the draws
    std::vector<Response> response_;  ///< by rule set, without capacities
    /// With a capacity somewhere: arrivals, [draw][horizon][locality].
    std::vector<std::vector<std::vector<double>>> arrivals_;
    std::vector<double> set_out_;
};

}  // namespace djoliba
