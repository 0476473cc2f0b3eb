// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "flow_table.hpp"

namespace djoliba {

/// What a crowd works with on a day and does not need on the next.
template <std::size_t L>
struct FlowDesk {
    FlowShares<L> shares;
    FlowTable<L> table;
    std::vector<People<L>> sums;     ///< [place][block]: who have decided in the blocks before
    std::vector<int> settled;        ///< by place: blocks of which it is known who takes which hop
    std::vector<People<L>> takers;   ///< by hop: who takes it today
    std::vector<People<L>> in_time;  ///< by stage: who goes on from its end today
    const void* of = nullptr;        ///< the crowd whose shares are here

    FlowDesk(const FlowNetwork& network, const FlowHops& hops)
        : shares(network, hops), table(hops, network.graph().places.size()) {
        settled.resize(network.graph().places.size());
        sums.resize(settled.size() * (static_cast<std::size_t>(hops.blocks()) + 1));
    }
};

}  // namespace djoliba
