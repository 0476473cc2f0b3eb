// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "flow_shares.hpp"

#include <algorithm>
#include <utility>

namespace djoliba {

template <std::size_t L>
FlowShares<L>::FlowShares(const FlowNetwork& network, const FlowHops& hops) : net_(network), hops_(hops) {
    staying_.resize(net_.graph().places.size());
    since_.resize(staying_.size());
}

template <std::size_t L>
void FlowShares<L>::find(const FlowChoice<L>& choice, std::span<const People<L>> room) {
    const std::size_t drawn = hops_.drawn().moves.size();
    blocks_ = static_cast<std::size_t>(hops_.blocks()) + 1;
    of_hop_.resize(hops_.size());
    of_drawn_.resize(drawn);
    before_.resize(drawn * blocks_);
    for (std::size_t p = 0; p < staying_.size(); ++p) choose(p, choice, room);
}

template <std::size_t L>
void FlowShares<L>::find(std::size_t place, int block, const FlowChoice<L>& choice,
                         std::span<const People<L>> room) {
    keep(place, block);
    choose(place, choice, room);
}

/// Remembers the shares of moves for blocks up to this one.
template <std::size_t L>
void FlowShares<L>::keep(std::size_t place, int block) {
    const int since = std::exchange(since_[place], block);
    for (std::size_t h = hops_.first(place), last = h + hops_.from(place).size(); h < last; ++h)
        if (const int move = hops_.drawn_move(h); move >= 0) {
            People<L>* before = before_.data() + static_cast<std::size_t>(move) * blocks_;
            std::fill(before + (since == 0 ? 0 : since + 1), before + block + 1, of_drawn_[move]);
        }
}

template <std::size_t L>
void FlowShares<L>::choose(std::size_t place, const FlowChoice<L>& choice, std::span<const People<L>> room) {
    const auto open = net_.open_routes(place);
    staying_[place] = all_lanes<L>(1);
    if (open.empty()) return;
    chances_.resize(open.size());
    choice.choose(place, [&](int end) -> const People<L>& { return room[end]; }, chances_);
    staying_[place] -= choice.chance(place);
    std::size_t i = 0, h = hops_.first(place);
    for (const FlowHop& hop : hops_.from(place)) {
        while (open[i] != hop.route) ++i;
        People<L>& share = of_hop_[h];
        share = hop.of_route * (choice.chance(place) * chances_[i]);
        for (std::size_t l = 0; l < L && net_.has_capacity(hop.end); ++l)
            if (net_.turns_away(hop.end, room[hop.end][l])) {
                staying_[place][l] += share[l];
                share[l] = 0;
            }
        if (const int move = hops_.drawn_move(h++); move >= 0) of_drawn_[move] = share;
    }
}

template class FlowShares<1>;
template class FlowShares<flow_lanes>;

}  // namespace djoliba
