// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "flow_shares.hpp"

#include <algorithm>

namespace djoliba {

template <std::size_t L>
FlowShares<L>::FlowShares(const FlowNetwork& network, const FlowHops& hops) : net_(network), hops_(hops) {
    staying_.resize(net_.graph().places.size());
}

template <std::size_t L>
void FlowShares<L>::find(const FlowChoice<L>& choice, std::span<const People<L>> room) {
    of_hop_.resize(hops_.size());
    const std::size_t watched = hops_.watched().moves.size();
    watched_now_.resize(watched);
    of_watched_.resize(watched * (hops_.blocks() + 1));
    for (std::size_t p = 0; p < staying_.size(); ++p) find(p, choice, room);
    of_drawn_.clear();
    for (const FlowDraw& move : hops_.drawn().moves) of_drawn_.push_back(of_hop_[move.hop]);
}

template <std::size_t L>
void FlowShares<L>::find(std::size_t place, const FlowChoice<L>& choice, std::span<const People<L>> room) {
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
        if (const int move = hops_.watched_move(h++); move >= 0) watched_now_[move] = share;
    }
}

template <std::size_t L>
void FlowShares<L>::keep(int block) {
    std::ranges::copy(watched_now_,
                      of_watched_.begin() + (block + 1) * static_cast<std::ptrdiff_t>(watched_now_.size()));
}

template class FlowShares<1>;
template class FlowShares<flow_lanes>;

}  // namespace djoliba
