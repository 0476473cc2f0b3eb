// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string_view>

#include <fmt/format.h>

#include <djoliba/engine/locality_flow.hpp>
#include <djoliba/engine/nearest.hpp>

#include "check_layers.hpp"

namespace djoliba {
namespace {

void check_source(const Scenario& s, const FlowLayer& flow, Complaints& out) {
    const std::string key = flow.info.key + ".conflict";
    std::vector<std::string> names;
    names.reserve(s.conflict.size());
    for (const ConflictLayer& source : s.conflict) names.push_back(source.name);
    if (names.empty())
        out.add(flow.info.key, "there is no `layers.conflict` to flee from", "add the layer");
    else if (flow.conflict.empty() && names.size() > 1)
        out.add(flow.info.key, "does not say which source of conflict people flee from",
                fmt::format("give `conflict`: one of {}", fmt::join(names, ", ")));
    else if (!flow.conflict.empty() && std::ranges::find(names, flow.conflict) == names.end())
        out.add(key, fmt::format("`{}` is none of the sources", flow.conflict),
                did_you_mean(flow.conflict, names, fmt::format("sources: {}", fmt::join(names, ", "))));
}

void check_ways(const Scenario& s, const FlowLayer& flow, Complaints& out) {
    const std::string key = flow.info.key + ".links";
    if (!flow.links) {
        if (!s.access)
            out.add(flow.info.key, "nothing tells the ways between localities",
                    "add `layers.access`, or `links`");
        return;
    }
    if (flow.links->km.empty() == flow.links->minutes.empty())
        out.add(key, "must say either `km` or `minutes`", "name the column of one of the two");
}

void check_capacity(const Scenario& s, const FlowLayer& flow, Complaints& out) {
    if (!flow.capacity) return;
    const std::string key = flow.info.key + ".capacity";
    if (!std::isnan(flow.capacity->per_facility) && !s.facilities)
        out.add(key + ".per_facility", "there is no `layers.facilities`", "add the layer");
    const auto& table = flow.capacity->table;
    if (table && table->table.level != s.localities.finest.level)
        out.add(key + ".table.level",
                fmt::format("hosts are localities of the level {}", s.localities.finest.level),
                "give a table of that level");
}

void check_floods(const Scenario& s, const FlowLayer& flow, Complaints& out) {
    if (flow.flood_shares.empty()) return;
    const std::string key = flow.info.key + ".flood.shares";
    if (!s.flood) return out.add(key, "there is no `layers.flood`", "add the layer");
    for (const DepthShare& share : flow.flood_shares) {
        if (std::ranges::find(s.flood->depths_m, share.depth_m) == s.flood->depths_m.end())
            out.add(key, fmt::format("people at {} m are not counted", share.depth_m),
                    "name depths of `layers.flood.depths_m`");
        if (share.share * flow.flow.flood_factor.high > 1)
            out.add(key,
                    fmt::format("a share of {} times {} is more than everybody", share.share,
                                flow.flow.flood_factor.high),
                    "lower the share, or `factor`");
    }
}

/// Parameters of the flow that say something of localities and are no priors.
constexpr std::array<std::string_view, 11> parameters{
    "conflict_move_chance", "population_base", "population_power", "conflict_weight", "distance_power",
    "weight_softening",     "weight_power",    "km_per_day",       "km_step",         "capacity_buffer",
    "turn_away_room"};

/// Priors, horizons and parameters, by the keys that they have here.
void check_numbers(const FlowLayer& flow, Complaints& out) {
    LocalityFlowRules rules = flow.flow;
    for (const auto& [name, value] : flow.rules) {
        const std::string key = flow.info.key + ".rules." + name;
        if (std::ranges::find(parameters, name) == parameters.end()) {
            out.add(key, "is no parameter of the flow between localities",
                    did_you_mean(name, {parameters.begin(), parameters.end()},
                                 fmt::format("parameters: {}", fmt::join(parameters, ", "))));
            continue;
        }
        try {
            set_parameter(rules.flow, name, value);
        } catch (const Error& error) {
            for (const Problem& p : error.problems()) out.add(key, p.problem, p.remedy);
        }
    }
    const FlowLocality any{.code = "any"};  // only the rules are in question
    for (const Problem& p : problems(std::span(&any, 1), {}, rules))
        out.add(flow.info.key + (p.key == "flood_factor" ? ".flood.factor" : "." + p.key), p.problem,
                p.remedy);
}

}  // namespace

void check_flow(const Scenario& s, Complaints& out) {
    if (!s.flow) return;
    check_source(s, *s.flow, out);
    check_ways(s, *s.flow, out);
    check_floods(s, *s.flow, out);
    check_capacity(s, *s.flow, out);
    check_numbers(*s.flow, out);
}

void check_flow_changes(const Changes& changes, Complaints& out) {
    for (const ClosedLinks& closed : changes.close_links) {
        needs_layer(out.scenario.flow.has_value(), closed.key, "flow", out);
        for (const Where* where : {&closed.between, &closed.other_end})
            if (where->drawn())
                out.add(where->key + ".polygon", "links join localities as a whole",
                        "name regions, codes or names");
    }
    for (const CapacityChange& change : changes.capacity) {
        needs_layer(out.scenario.flow.has_value(), change.key, "flow", out);
        if (out.scenario.flow && !out.scenario.flow->capacity)
            out.add(change.key, "there is no `layers.flow.capacity` to change", "add it to the layer");
        if (change.scale && change.people)
            out.add(change.key, "says both `scale` and `people`", "keep one of the two");
        if (change.where.drawn())
            out.add(change.where.key + ".polygon", "capacities are those of localities as a whole",
                    "name regions, codes or names");
    }
}

}  // namespace djoliba
