// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include <djoliba/engine/locality_flow.hpp>

namespace djoliba {

inline constexpr std::size_t flow_lanes = 8;
struct alignas(64) FlowLanes {
    std::array<double, flow_lanes> at{};
    double& operator[](std::size_t lane) { return at[lane]; }
    double operator[](std::size_t lane) const { return at[lane]; }
    friend bool operator==(const FlowLanes&, const FlowLanes&) = default;
};

/// One run of the flow: what it takes from the priors, and who begin to flee.
struct FlowLane {
    double softening_km = 10;
    double move_chance = 0.1;
    double kinship = 1;
    int region = -1;                ///< hosts there count `kinship` times
    std::vector<double> every_day;  ///< by locality
    std::vector<double> first_day;  ///< more on the first day
};

/// Up to flow_lanes runs at once over one graph: the process of DisplacementFlow as far as localities need
/// it, people looking one link ahead, nobody walking and no place with a capacity. Each lane gives what
/// DisplacementFlow does, to rounding.
class FlowLaneRuns {
 public:
    FlowLaneRuns(std::span<const FlowLocality> localities, std::span<const FlowLink> links,
                 const FlowRules& rules, std::span<const FlowLane> runs);

    void day();
    double stock(std::size_t place, std::size_t lane) const { return standing_[place][lane]; }
    /// People who have set out along a way so far.
    double set_out(std::size_t way, std::size_t lane) const { return set_out_[way][lane]; }

 private:
    struct Hop {
        int end = -1;
        std::size_t steps = 0;
        std::size_t way = 0;
        int long_way = -1;  ///< index of a link that takes more than a day; -1: it does not
    };
    /// People on a link that takes `on_the_way.size()` nights, by those left before they arrive.
    struct LongWay {
        int end = -1;
        std::size_t steps = 0;  ///< of the day of arrival
        std::vector<FlowLanes> on_the_way = {};
    };

    void add_hops(std::span<const FlowLocality> localities, std::span<const FlowLink> links);
    void add_hop(const FlowLink& link, std::size_t way, int end);
    void find_shares(std::span<const FlowLocality> localities, std::span<const FlowLink> links,
                     std::span<const FlowLane> runs);
    void arrive_from_long_ways();
    void let_all_decide();
    /// Who decide at a place with so many steps behind them today. Steps apart: hops reach a few steps ahead.
    FlowLanes& at(std::size_t place, std::size_t step) { return table_[step * standing_.size() + place]; }
    void land(std::size_t place, std::size_t step, const FlowLanes& people);

    FlowRules rules_;
    std::size_t steps_ = 1;  ///< of a day: with fewer behind them people decide again
    int days_ = 0;
    std::vector<Hop> hops_ = {};
    std::vector<std::size_t> first_ = {};  ///< of hops_, by place
    std::vector<LongWay> long_ways_ = {};
    std::vector<FlowLanes> shares_ = {};  ///< by hop: of those who decide
    std::vector<FlowLanes> staying_, standing_, every_day_, first_day_, decided_, table_, set_out_;
};

}  // namespace djoliba
