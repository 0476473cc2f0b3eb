// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <djoliba/engine/host_load.hpp>
#include <djoliba/engine/locality_flow.hpp>

#include "workings.hpp"

namespace djoliba {

/// A link of the flow, with what is known of its way.
struct FlowWay {
    FlowLink link = {};
    double minutes = missing_value;
};

/// The graph of the localities, numbered as in FlowNow::units.
struct FlowWays {
    std::vector<Point> centres = {};  ///< longitude, latitude
    std::vector<FlowWay> ways = {};
    const LayerInfo* info = nullptr;  ///< layer that tells the ways
};

/// What makes people flee, one for each of FlowNow::units.
struct FlowCauses {
    std::vector<Figure> intensity = {};     ///< 0 to 1
    std::vector<Figure> exposed = {};       ///< people who may flee the conflict
    std::vector<Figure> flooded = {};       ///< people who flee water; empty where no flood is asked for
    std::vector<std::string> unknown = {};  ///< why some of them are not known; empty where all are
    std::vector<bool> lower_bound = {};     ///< some of them are not known, or lower bounds
    bool at_least = false;                  ///< somewhere
    std::string people = {};                ///< who are exposed, in words
};

/// What the flow and displaced people are at a locality at the end of a horizon, those there before among
/// them.
struct FlowFigures {
    Figure departures = {}, arrivals = {};
    Range left = {}, came = {};  ///< intervals of the two
    HostLoad load = {};
    Figure places_left = {};  ///< how many more people can come; an upper bound where arrivals are lower ones
    Figure came_per_100 = {};
};

/// The flow in a scenario, as the parts of the theme hand it on.
struct FlowNow {
    const FlowLayer& layer;
    const ConflictLayer& conflict;
    std::vector<int> units = {};                ///< localities of the finest level
    std::vector<std::vector<int>> within = {};  ///< by locality of the hierarchy: places in `units`
    FlowWays ways = {};
    FlowCauses causes = {};
    std::shared_ptr<const LocalityFlow> flow = {};
    std::vector<int> facilities = {};    ///< open ones, by locality; -1: no list
    std::vector<Figure> displaced = {};  ///< there already, by locality
    std::vector<Figure> capacity = {};   ///< displaced people that can be hosted in all, by locality
    std::vector<double> room = {};       ///< in `units`: how many more can come; NaN: no limit
    std::vector<HostLoad> before = {};   ///< by locality
    std::vector<std::vector<FlowFigures>> after = {};  ///< [horizon][locality]

    const std::vector<int>& horizons() const { return layer.flow.horizons; }
};

/// Ways between the localities, as the scenario leaves them. What is cut off or closed goes to the account.
FlowWays flow_ways(Workings& w, const FlowNow& now);

/// Conflict by its events, people near them, and people in the flood that happens.
FlowCauses flow_causes(Workings& w, const FlowNow& now);

/// Displaced people, facilities and what they mean for each other before anybody flees.
void find_hosts(Workings& w, FlowNow& now);

/// Displaced people of a locality; those of a unit above in proportion to residents; NaN where not known.
double displaced_at(const Workings& w, const FlowNow& now, int unit);

/// How many displaced people localities can host, as the scenario changes it, and how many more can come.
/// Those who are there already take places. Where that is not known, or no capacity is, goes to the account.
void find_capacities(Workings& w, FlowNow& now);

/// How many localities are full at the end; empty where none is.
std::string hosts_in_words(const Workings& w, const FlowNow& now);

/// Runs the flow, and what follows for every locality of the hierarchy.
void find_flow(const Workings& w, FlowNow& now);

/// Rows of arrivals.csv and flow_links.csv.
OutputTable arrivals_table(const Workings& w, const FlowNow& now);
OutputTable flow_links_table(const Workings& w, const FlowNow& now);

}  // namespace djoliba
