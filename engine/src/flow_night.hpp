// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "flow_hops.hpp"
#include "flow_people.hpp"

namespace djoliba {

/// As TravellingPeople and WaitingPeople.
template <std::size_t L>
struct TravellingLanes {
    int route = -1;
    double km = 0;
    bool first = false;
    bool turned = false;
    People<L> people{};
};
template <std::size_t L>
struct WaitingLanes {
    int route = -1;
    People<L> people{};
};

/// As FlowState, but for the day.
template <std::size_t L>
struct FlowLaneState {
    std::vector<People<L>> standing = {}, not_started = {};
    std::vector<WaitingLanes<L>> waiting = {};
    std::vector<TravellingLanes<L>> travelling = {};
};

/// As FlowDay.
template <std::size_t L>
struct FlowLaneDay {
    std::vector<People<L>> arrivals = {}, departures = {}, set_out = {};
};

/// Who will be on the way tonight, gathered in the course of a day.
template <std::size_t L>
class FlowNight {
 public:
    explicit FlowNight(std::size_t routes) : waiting_(routes) {
        for (auto& entered : entered_) entered.resize(routes);
    }

    /// With what is left of a plan.
    void wait(int route, const People<L>& people);
    /// On the first link of a route since today.
    void enter(int route, FlowPace pace, const People<L>& people);
    /// Of those who have entered it.
    void turn_back(int route, FlowPace pace, const People<L>& people);
    void travel_on(const TravellingLanes<L>& some) { under_way_.push_back(some); }
    /// Hands over everybody, those in the same state together.
    void fall(const FlowSteps& steps, FlowLaneState<L>& state);

 private:
    std::vector<People<L>> waiting_;                 ///< by route
    std::vector<int> waits_;                         ///< routes that someone waits to go on with
    std::array<std::vector<People<L>>, 3> entered_;  ///< by pace and route
    std::vector<int> enters_;
    std::vector<TravellingLanes<L>> under_way_;
};

}  // namespace djoliba
