// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <optional>
#include <span>
#include <vector>

#include <djoliba/engine/displacement_flow.hpp>

#include "flow_routes.hpp"

namespace djoliba {

/// The graph as people find it on one day: what is closed, who leaves how easily, how much routes weigh.
class FlowNetwork {
 public:
    /// Throws Error with everything wrong.
    FlowNetwork(FlowGraph graph, std::vector<FlowClosure> closures, const FlowRules& rules);

    /// Goes to a day. Throws Error for drivers that are not one finite value of 0 or more for each place.
    void set_day(int day, const FlowDrivers& drivers);

    const FlowGraph& graph() const { return graph_; }
    const FlowRules& rules() const { return rules_; }
    const FlowRoutes& routes() const { return routes_; }
    bool is_open(std::size_t way) const { return way_open_[way] != 0; }
    double chance(std::size_t place) const { return chance_[place]; }
    bool is_town(std::size_t place) const { return town_[place] != 0; }  ///< open, without conflict
    bool has_capacity(std::size_t place) const { return graph_.places[place].capacity.has_value(); }
    /// How often open_routes() have changed.
    int openings() const { return openings_; }
    /// How often anything but the room of places has changed for those who decide.
    int revision() const { return revision_; }
    /// Routes from a place that are open to their end.
    std::span<const int> open_routes(std::size_t place) const {
        return std::span(open_).subspan(first_open_[place], first_open_[place + 1] - first_open_[place]);
    }

    /// Room of a place with so many people, 0 to 1.
    double room(std::size_t place, double people) const;
    /// A camp with so little room turns people away.
    bool turns_away(std::size_t place, double room) const {
        return camp_[place] != 0 && room < rules_.capacity.turn_away;
    }
    /// Chance of each of open_routes(), given the room of places, room(place); their sum is 1.
    void choose(std::size_t place, const std::invocable<int> auto& room, std::span<double> chances) const {
        const auto open = open_routes(place);
        for (std::size_t i = 0; i < open.size(); ++i) {
            const int end = routes_.end[open[i]];
            chances[i] = has_capacity(end) ? weight(open[i], room(end)) : weight_[open[i]];
        }
        share_out(chances);
    }

 private:
    void close(int day);
    void set_kinds(int day);
    void set_scores(const FlowDrivers& drivers);
    void weigh();
    double weight(int route, double room) const;
    void share_out(std::span<double> weights) const;

    FlowGraph graph_;
    std::vector<FlowClosure> closures_;
    FlowRules rules_;
    FlowRoutes routes_;
    std::optional<int> day_ = {};  ///< that closures are set for
    int openings_ = 0, revision_ = 0;
    std::vector<std::vector<int>> closed_ways_;  ///< by closure
    std::vector<char> way_open_, camp_, town_;
    std::vector<PlaceKind> kind_;  ///< as of today
    std::vector<int> open_, first_open_;
    std::vector<double> chance_, score_, weight_;  ///< weight by route, but for the room of its end
};

}  // namespace djoliba
