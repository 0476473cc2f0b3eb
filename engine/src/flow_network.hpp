// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include <djoliba/engine/displacement_flow.hpp>

#include "flow_routes.hpp"

namespace djoliba {

/// The graph as people find it on one day: what is closed, and what places are.
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
    PlaceKind kind(std::size_t place) const { return kind_[place]; }  ///< as of the day
    bool is_camp(std::size_t place) const {
        return kind_[place] == PlaceKind::camp || kind_[place] == PlaceKind::idp_camp;
    }
    bool has_capacity(std::size_t place) const { return limited_[place] != 0; }
    /// How often open_routes() have changed.
    int openings() const { return openings_; }
    /// Routes from a place that are open to their end.
    std::span<const int> open_routes(std::size_t place) const {
        return std::span(open_).subspan(first_open_[place], first_open_[place + 1] - first_open_[place]);
    }

    /// Room of a place with so many people, 0 to 1.
    double room(std::size_t place, double people) const;
    /// With more people it turns others away; infinite: never.
    double turns_away_above(std::size_t place) const;
    /// A camp with so little room turns people away.
    bool turns_away(std::size_t place, double room) const {
        return room < rules_.capacity.turn_away && (rules_.capacity.towns_turn_away || is_camp(place));
    }

 private:
    void close(int day);
    void set_kinds(int day);

    FlowGraph graph_;
    std::vector<FlowClosure> closures_;
    FlowRules rules_;
    FlowRoutes routes_;
    std::optional<int> day_ = {};  ///< that closures are set for
    int openings_ = 0;
    std::vector<std::vector<int>> closed_ways_;  ///< by closure
    std::vector<char> way_open_, limited_;
    std::vector<PlaceKind> kind_;  ///< as of today
    std::vector<int> open_, first_open_;
};

}  // namespace djoliba
