// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <concepts>
#include <span>
#include <vector>

#include "flow_network.hpp"
#include "flow_people.hpp"

namespace djoliba {

/// What one of the runs that go side by side may have for itself.
struct FlowVariant {
    MoveChances chance = {};
    PlaceWeights weight = {};
    RouteChoice route = {};               ///< but for its awareness
    std::vector<double> attraction = {};  ///< of each place

    FlowVariant(const FlowRules& rules, const FlowGraph& graph);
};

/// How people choose on one day: who leaves how easily, how much routes weigh.
template <std::size_t L>
class FlowChoice {
 public:
    /// One variant for each lane, at most L; the lanes that are left over are as the first.
    FlowChoice(const FlowNetwork& network, std::vector<FlowVariant> lanes);

    /// After set_day() of the network. True where anything but the room of places has changed for those who
    /// decide.
    bool set_day(const FlowDrivers& drivers);
    const People<L>& chance(std::size_t place) const { return chance_[place]; }
    /// Chance of each of the open routes of a place, given the room of places, room(place); their sum is 1.
    void choose(std::size_t place, const std::invocable<int> auto& room, std::span<People<L>> chances) const {
        const auto open = net_.open_routes(place);
        for (std::size_t i = 0; i < open.size(); ++i) {
            const int end = net_.routes().end[open[i]];
            chances[i] = weight_[open[i]];
            if (net_.has_capacity(end)) chances[i] = chances[i] * pull_of(room(end));
        }
        share_out(chances);
    }

 private:
    /// What the choice of people depends on at a place.
    struct State {
        double intensity = -1, decay = 1;
        PlaceKind kind = PlaceKind::town;

        friend bool operator==(const State&, const State&) = default;
    };

    void see(std::size_t place, const State& state);
    void weigh();
    People<L> pull_of(People<L> room) const;
    void share_out(std::span<People<L>> weights) const;

    const FlowNetwork& net_;
    std::vector<FlowVariant> lanes_;
    int openings_ = -1;
    std::vector<State> state_;
    std::vector<People<L>> chance_, score_;
    std::vector<People<L>> weight_;  ///< by route, but for the room of its end
};

}  // namespace djoliba
