// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "flow_crowd.hpp"

namespace djoliba {

/// Days of the expected flow of several crowds that see the same room: L runs side by side.
template <std::size_t L>
class FlowDays {
 public:
    FlowDays(const FlowNetwork& network, const FlowHops& hops, std::vector<std::vector<FlowVariant>> crowds)
        : rooms_(network) {
        for (auto& lanes : crowds) crowds_.emplace_back(network, hops, std::move(lanes));
    }

    /// The network and hops must be set to the day. `new_people` by crowd, then place; those of the drivers
    /// do not count.
    void run(const FlowDrivers& drivers, std::span<const std::vector<People<L>>> new_people) {
        rooms_.empty();
        for (std::size_t c = 0; c < crowds_.size(); ++c) crowds_[c].begin(drivers, new_people[c], rooms_);
        rooms_.look();
        for (auto& crowd : crowds_) crowd.set_off(rooms_);
        const int blocks = crowds_.front().blocks();
        for (int block = 0; block < blocks; ++block) {
            for (auto& crowd : crowds_) crowd.decide(block, rooms_);
            if (block + 1 == blocks) break;
            rooms_.look();
            for (auto& crowd : crowds_) crowd.look(block + 1, rooms_);
        }
        for (auto& crowd : crowds_) crowd.end();
    }

    std::vector<FlowCrowd<L>>& crowds() { return crowds_; }

 private:
    FlowRooms<L> rooms_;
    std::vector<FlowCrowd<L>> crowds_;
};

}  // namespace djoliba
