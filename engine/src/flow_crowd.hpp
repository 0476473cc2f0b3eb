// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "flow_night.hpp"
#include "flow_rooms.hpp"
#include "flow_table.hpp"

namespace djoliba {

/// As FlowDay.
template <std::size_t L>
struct FlowLaneDay {
    std::vector<People<L>> arrivals = {}, departures = {}, set_out = {};
};

/// People who choose alike, on one day. Whoever decides at a place today stands in a table by the km of
/// today, and chooses as everybody there; so the table is filled from few km to many, and moves are counted
/// at the end, or when shares of a place change in between because a camp fills.
template <std::size_t L>
class FlowCrowd {
 public:
    FlowCrowd(const FlowNetwork& network, const FlowHops& hops, std::vector<FlowVariant> lanes);

    // One day is these in turn, each of them for all crowds before the next.

    /// The network and hops must be set to the day.
    void begin(const FlowDrivers& drivers, std::span<const People<L>> new_people, FlowRooms<L>& rooms);
    /// Those who stand, wait or travel, once rooms have been looked at.
    void set_off(FlowRooms<L>& rooms);
    /// Those who decide with so many blocks of steps behind them.
    void decide(int block, FlowRooms<L>& rooms);
    /// After rooms have been looked at: shares for later blocks.
    void look(int next_block, const FlowRooms<L>& rooms);
    void end();

    int blocks() const { return table_.blocks(); }
    FlowLaneState<L>& state() { return state_; }
    const FlowLaneDay<L>& day() const { return day_; }
    /// People at a place: standing and waiting.
    People<L> stock(std::size_t place) const { return state_.standing[place] + waiting_at_[place]; }

 private:
    void find_shares(const FlowRooms<L>& rooms);
    void let_standing_decide(FlowRooms<L>& rooms);
    void let_start_on_foot(std::size_t place, const People<L>& people, FlowRooms<L>& rooms);
    void let_waiting_go_on(FlowRooms<L>& rooms);
    void let_travel(const FlowRooms<L>& rooms);
    void let_travel(const TravellingLanes<L>& some, double share, FlowPace pace, const FlowRooms<L>& rooms);
    void settle(std::size_t place, int next_block);
    People<L> decided(std::size_t place, int steps) const;
    void move(int place, const FlowHop& hop, People<L> people);

    // People of whom all are as many km into their day.
    void go_on(int route, int steps, People<L> people, const FlowRooms<L>& rooms);
    void go(int route, int steps, FlowPace pace, const People<L>& people, const FlowRooms<L>& rooms);
    void land(int route, int steps, FlowPace pace, const People<L>& people, const FlowRooms<L>& rooms);

    void leave(int place, std::size_t way, const People<L>& people);
    void stop(std::size_t place, int rest, const People<L>& people);

    const FlowNetwork& net_;
    const FlowHops& hops_;
    const FlowSteps& steps_;
    std::size_t places_;
    FlowChoice<L> choice_;
    FlowShares<L> shares_;
    FlowTable<L> table_;
    FlowNight<L> night_;
    bool anew_ = true;  ///< all shares of the day have to be found

    FlowLaneState<L> state_;
    FlowLaneDay<L> day_;
    std::vector<People<L>> starting_;    ///< who decide in the morning without having finished a first link
    std::vector<People<L>> waiting_at_;  ///< by place
    std::vector<People<L>> sums_;        ///< [place][block]: who have decided in the blocks before
    std::vector<int> settled_;           ///< by place: blocks of which it is known who takes which hop
    std::vector<People<L>> takers_;      ///< by hop: who takes it today
    std::vector<People<L>> in_time_;     ///< by stage: who goes on from its end today
    std::vector<char> stale_;            ///< by place: sees a room that has changed
};

}  // namespace djoliba
