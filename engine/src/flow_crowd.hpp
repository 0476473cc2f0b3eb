// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "flow_desk.hpp"
#include "flow_night.hpp"
#include "flow_passers.hpp"
#include "flow_rooms.hpp"

namespace djoliba {

template <std::size_t L>
class FlowCrowd;

/// Moves all who have decided, in the widest instructions.
void move_all(FlowCrowd<1>& crowd);
void move_all(FlowCrowd<flow_lanes>& crowd);

/// People who choose alike, on one day. Whoever decides at a place today stands in a table by the km of
/// today, and chooses as everybody there; so the table is filled from few km to many, and moves are counted
/// at the end, or when shares of a place change in between because a camp fills.
template <std::size_t L>
class FlowCrowd {
 public:
    /// Crowds may work at one desk, each after the other.
    FlowCrowd(const FlowNetwork& network, const FlowHops& hops, std::vector<FlowVariant> variants,
              FlowDesk<L>& desk);

    // One day is these in turn, each of them for all crowds before the next; at one desk set_off() to end()
    // for each crowd.

    /// The network and hops must be set to the day.
    void begin(const FlowDrivers& drivers, std::span<const People<L>> new_people, FlowRooms<L>& rooms);
    /// Those who stand, wait or travel, once rooms have been looked at.
    void set_off(FlowRooms<L>& rooms);
    /// Those who decide with so many blocks of steps behind them.
    void decide(int block, FlowRooms<L>& rooms);
    /// After rooms have been looked at: shares for later blocks.
    void look(int next_block, const FlowRooms<L>& rooms);
    void end();
    /// After end(): of those who have passed a place with a plan today, on the way to a place, a share stays
    /// where they passed first. Before night().
    void turn_away(int place, const People<L>& share) {
        passers_.turn_away(place, share, state_.standing, day_, night_);
    }
    void night() { night_.fall(steps_, state_); }

    FlowLaneState<L>& state() { return state_; }
    const FlowLaneDay<L>& day() const { return day_; }
    /// People at a place: standing and waiting.
    People<L> stock(std::size_t place) const { return state_.standing[place] + waiting_at_[place]; }

 private:
    friend void move_all(FlowCrowd<1>& crowd);
    friend void move_all(FlowCrowd<flow_lanes>& crowd);

    void let_standing_decide(FlowRooms<L>& rooms);
    void let_start_on_foot(std::size_t place, const People<L>& people, FlowRooms<L>& rooms);
    void let_waiting_go_on(FlowRooms<L>& rooms);
    void let_travel(const FlowRooms<L>& rooms);
    void let_travel(const TravellingLanes<L>& some, double share, FlowPace pace, const FlowRooms<L>& rooms);
    void move_all();
    void settle(std::size_t place, int next_block);
    People<L> decided(std::size_t place, int steps) const;
    void move(int place, const FlowHop& hop, People<L> people);

    // People of whom all are as many km into their day. `passed`: what was left of their plan at the first
    // place that they passed today; -1: none.
    void go_on(int route, int steps, int passed, People<L> people, const FlowRooms<L>& rooms);
    void go(int route, int steps, int passed, FlowPace pace, const People<L>& people,
            const FlowRooms<L>& rooms);
    void land(int route, int steps, int passed, FlowPace pace, const People<L>& people,
              const FlowRooms<L>& rooms);
    void enter(int route, int passed, FlowPace pace, const People<L>& people);

    void leave(int place, std::size_t way, const People<L>& people);
    void stop(std::size_t place, int rest, const People<L>& people);

    const FlowNetwork& net_;
    const FlowHops& hops_;
    const FlowSteps& steps_;
    std::size_t places_;
    FlowDesk<L>& desk_;
    FlowChoice<L> choice_;
    FlowNight<L> night_;
    bool anew_ = true;  ///< all shares of the day have to be found

    FlowLaneState<L> state_;
    FlowLaneDay<L> day_;
    std::vector<People<L>> starting_;    ///< who decide in the morning without having finished a first link
    std::vector<People<L>> waiting_at_;  ///< by place
    FlowPassers<L> passers_;
    std::vector<char> stale_;  ///< by place: sees a room that has changed
};

}  // namespace djoliba
