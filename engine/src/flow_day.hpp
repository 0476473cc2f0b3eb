// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <vector>

#include "flow_hops.hpp"
#include "flow_table.hpp"

namespace djoliba {

/// Works out days of the expected flow. Whoever decides at a place today stands in a table by the km of
/// today, and chooses as everybody there; so the table is filled from few km to many, and moves are counted
/// at the end, or when shares of a place change in between because a camp fills.
class FlowDayWork {
 public:
    explicit FlowDayWork(const FlowNetwork& network);

    /// The network must be set to the day.
    FlowDay run(FlowState& state, std::span<const double> new_people);

 private:
    void begin(const FlowState& state, std::span<const double> new_people);
    void let_standing_decide();
    void let_start_on_foot(std::size_t place, double people);
    void let_waiting_go_on(const std::vector<WaitingPeople>& waiting);
    void let_travel(std::vector<TravellingPeople>& travelling);
    void let_travel(const TravellingPeople& people, double share, FlowPace pace);
    void fill_table();
    void see_rooms();
    void settle_who_see_rooms(int below);
    void settle(std::size_t place, int below);
    void settle_hop(std::size_t place, const FlowHop& hop, double share, int below);
    double decided(std::size_t place, int steps, int below) const;
    FlowDay finish(FlowState& state);
    void keep_travelling(FlowState& state);

    // People of whom all are as many km into their day.
    void go_on(int route, int steps, double people);
    void go(int route, int steps, FlowPace pace, double people);
    void land(int route, int steps, FlowPace pace, double people);

    void leave(std::size_t way, double people);
    void stop(std::size_t place, int rest, double people);
    void enter(int route, FlowPace pace, double people);

    const FlowNetwork& net_;
    std::size_t places_;
    FlowSteps steps_;
    FlowHops hops_;
    FlowTable table_;
    std::vector<std::size_t> with_capacity_;

    std::vector<double> standing_, not_started_, waiting_at_;
    std::vector<double> here_;  ///< at places with a capacity: who are there by now
    std::vector<double> room_;
    std::vector<char> room_changed_;
    std::vector<double> block_sums_;  ///< of the row that is settled, [block]: sum of those before
    std::vector<double> waiting_;     ///< by route
    std::vector<int> waits_;          ///< routes that someone waits to go on with
    std::array<std::vector<double>, 3> entered_;  ///< by pace and route: on its first link since today
    std::vector<int> enters_;
    std::vector<TravellingPeople> under_way_;
    FlowDay day_;
};

}  // namespace djoliba
