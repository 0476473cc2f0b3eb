// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <djoliba/engine/locality_flow.hpp>
#include <djoliba/scenarios/scenario_layers.hpp>

// The layer `flow`: who flees from where, and where they go.

namespace djoliba {

/// A table of links between localities of the finest level.
struct FlowLinkTable {
    ScenarioFile file = {};
    std::string layer = {};
    RowFilter where = {};
    std::string from = {}, to = {};     ///< columns with codes
    std::string km = {}, minutes = {};  ///< one of the two
};

/// Conflict that makes people flee.
struct FlowIntensity {
    double half_life_days = 90;
    double half_events = 5;  ///< recent events at which intensity is one half
    double least = 0.1;      ///< below it a locality is not in conflict
};

struct FlowAttraction {
    double reference = 1000;  ///< displaced people
    double power = 0.5;
};

/// Of the people from a depth up to the next one given, so many are displaced.
struct DepthShare {
    double depth_m = 0;
    double share = 0;
};

/// How many displaced people localities can host, those there already among them. Where the table has a
/// figure, it holds instead of the ratios.
struct FlowCapacity {
    std::optional<PeopleTable> table = {};      ///< of the finest level
    double per_1000_residents = missing_value;  ///< above 0; NaN: not given
    double per_facility = missing_value;        ///< the same
};

struct FlowLayer {
    LayerInfo info = {};
    std::string conflict = {};  ///< name of its source; empty: the only one
    FlowIntensity intensity = {};
    std::optional<FlowLinkTable> links = {};  ///< else ways on the surface of access
    LinkLength length = {};
    FlowAttraction attraction = {};
    std::optional<FlowCapacity> capacity = {};      ///< else localities take in whoever comes
    std::vector<DepthShare> flood_shares = {};      ///< by depth, ascending; empty: no flood displaces
    std::map<std::string, std::string> rules = {};  ///< parameters of the flow by name
    LocalityFlowRules flow = {};                    ///< priors, horizons, draws; not `rules`
};

}  // namespace djoliba
