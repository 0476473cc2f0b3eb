// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include <djoliba/engine/locality_flow.hpp>

#include "flow_choice.hpp"
#include "flow_hops.hpp"

namespace djoliba {

/// What a run takes from the priors of the rules.
struct DrawnRules {
    double softening_km = 10;
    double move_chance = 0.1;
    double kinship = 1;
};

/// People of one run who choose alike.
struct FlowLane {
    DrawnRules drawn = {};
    int region = -1;                     ///< hosts there count `kinship` times
    std::vector<double> every_day = {};  ///< who begin to flee, by locality
    std::vector<double> first_day = {};  ///< and on the first day
};

/// Where the people of one run are.
struct FlowSpread {
    std::vector<std::vector<double>> stock = {};  ///< [horizon][locality]
    std::vector<double> set_out = {};             ///< by way, up to the last horizon
};

FlowGraph flow_graph(std::span<const FlowLocality> localities, std::span<const FlowLink> links);

/// Runs of the displacement flow between localities.
class LocalityFlowRuns {
 public:
    LocalityFlowRuns(std::span<const FlowLocality> localities, std::span<const FlowLink> links,
                     const LocalityFlowRules& rules);

    /// Up to flow_lanes runs, given by crowd, then run. The crowds of a run see the same room.
    std::vector<FlowSpread> spread(const std::vector<std::vector<FlowLane>>& crowds, const Job& job) const;

 private:
    FlowDrivers drivers() const { return {intensity_, days_, nobody_}; }
    std::vector<FlowVariant> variants(const std::vector<FlowLane>& lanes) const;

    std::span<const FlowLocality> localities_;
    const LocalityFlowRules& rules_;
    FlowNetwork network_;
    FlowHops hops_;
    std::vector<double> intensity_, nobody_;
    std::vector<int> days_;
};

}  // namespace djoliba
