// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
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
    /// At one place, from a block of the day on.
    void find(std::size_t place, int block, const FlowChoice<L>& choice, std::span<const People<L>> room);
    /// Shares hold from its first block on until they are found anew.
    void new_day() { std::ranges::fill(since_, 0); }

    const People<L>& operator[](std::size_t hop) const { return of_hop_[hop]; }
    std::span<const People<L>> of_hops() const { return of_hop_; }
    /// Of each move of FlowHops::drawn().
    const People<L>* of_drawn() const { return of_drawn_.data(); }
    /// By place: the block since which its shares are as they are; 0: all day.
    const int* since() const { return since_.data(); }
    /// What they were in an earlier block, or the one before the day.
    const People<L>& before(std::size_t drawn_move, int block) const {
        return before_[drawn_move * blocks_ + static_cast<std::size_t>(block + 1)];
    }
    /// Share of those who decide at a place who stay: they do not leave, or are turned away.
    const People<L>& staying(std::size_t place) const { return staying_[place]; }

 private:
    void choose(std::size_t place, const FlowChoice<L>& choice, std::span<const People<L>> room);
    void keep(std::size_t place, int block);

    const FlowNetwork& net_;
    const FlowHops& hops_;
    std::vector<People<L>> of_hop_, of_drawn_, staying_, chances_;
    std::vector<int> since_;
    std::size_t blocks_ = 0;  ///< of a day, and the one before
    std::vector<People<L>> before_;
};

}  // namespace djoliba
