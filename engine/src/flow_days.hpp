// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "flow_crowd.hpp"

namespace djoliba {

/// Days of the expected flow of several crowds that see the same room: L runs side by side.
template <std::size_t L>
class FlowDays {
 public:
    FlowDays(const FlowNetwork& network, const FlowHops& hops, std::vector<std::vector<FlowVariant>> crowds)
        : net_(network), blocks_(hops.blocks()), rooms_(network) {
        desks_.reserve(crowds.size());
        while (desks_.size() < (blocks_ == 1 ? 1 : crowds.size())) desks_.emplace_back(network, hops);
        crowds_.reserve(crowds.size());
        for (std::size_t c = 0; c < crowds.size(); ++c)
            crowds_.emplace_back(network, hops, std::move(crowds[c]), desks_[std::min(c, desks_.size() - 1)]);
    }

    /// The network and hops must be set to the day. `new_people` by crowd, then place; those of the drivers
    /// do not count.
    void run(const FlowDrivers& drivers, std::span<const std::vector<People<L>>> new_people) {
        rooms_.empty();
        for (std::size_t c = 0; c < crowds_.size(); ++c) crowds_[c].begin(drivers, new_people[c], rooms_);
        rooms_.look();
        if (desks_.size() == 1)
            for (auto& crowd : crowds_) work(std::span(&crowd, 1));
        else
            work(crowds_);
        for (const int p : rooms_.limited()) turn_away(p);
        for (auto& crowd : crowds_) crowd.night();
    }

    std::vector<FlowCrowd<L>>& crowds() { return crowds_; }

 private:
    /// From the morning to the evening.
    void work(std::span<FlowCrowd<L>> crowds) {
        for (auto& crowd : crowds) crowd.set_off(rooms_);
        for (int block = 0; block < blocks_; ++block) {
            for (auto& crowd : crowds) crowd.decide(block, rooms_);
            if (block + 1 == blocks_) break;
            rooms_.look();
            for (auto& crowd : crowds) crowd.look(block + 1, rooms_);
        }
        for (auto& crowd : crowds) crowd.end();
    }

    /// A plan is looked at again at each place that is passed on its way: who finds the end of it full by
    /// then stays there. People come in no order, so that of those who pass it is the share of all arrivals
    /// that came once it was full.
    void turn_away(int place) {
        People<L> too_many{}, arrivals{};
        for (auto& crowd : crowds_) too_many += crowd.stock(place);
        too_many -= all_lanes<L>(net_.turns_away_above(place));
        if (!anybody(too_many)) return;
        for (auto& crowd : crowds_) arrivals += crowd.day().arrivals[place];
        People<L> share{};
        for (std::size_t l = 0; l < L; ++l)
            if (too_many[l] > 0 && arrivals[l] > 0) share[l] = std::min(1.0, too_many[l] / arrivals[l]);
        for (auto& crowd : crowds_) crowd.turn_away(place, share);
    }

    const FlowNetwork& net_;
    int blocks_;
    FlowRooms<L> rooms_;
    /// One for each crowd; one for all where the rooms are only looked at in the morning: a processor holds
    /// it in its cache.
    std::vector<FlowDesk<L>> desks_;
    std::vector<FlowCrowd<L>> crowds_;
};

}  // namespace djoliba
