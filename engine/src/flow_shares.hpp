// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "flow_choice.hpp"
#include "flow_hops.hpp"

namespace djoliba {

/// Shares in which those who decide at a place take its hops.
template <std::size_t L>
class FlowShares {
 public:
    FlowShares(const FlowNetwork& network, const FlowHops& hops);

    /// At all places.
    void find(const FlowChoice<L>& choice, std::span<const People<L>> room);
    /// At a watchful place.
    void find(std::size_t place, const FlowChoice<L>& choice, std::span<const People<L>> room);

    const People<L>& operator[](std::size_t hop) const { return of_hop_[hop]; }
    std::span<const People<L>> of_hops() const { return of_hop_; }
    std::span<const People<L>> of_drawn() const { return of_drawn_; }  ///< of each of FlowHops::drawn()
    /// Of each of FlowHops::watched(), as they were: 0, then block by block of the day.
    const People<L>* of_watched() const { return of_watched_.data(); }
    /// In a block shares are as they are now.
    void keep(int block);
    /// Share of those who decide at a place who stay: they do not leave, or are turned away.
    const People<L>& staying(std::size_t place) const { return staying_[place]; }

 private:
    const FlowNetwork& net_;
    const FlowHops& hops_;
    std::vector<People<L>> of_hop_, of_drawn_, watched_now_, of_watched_, staying_, chances_;
};

}  // namespace djoliba
