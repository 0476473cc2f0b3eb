// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "flow_network.hpp"
#include "flow_night.hpp"

namespace djoliba {

/// People who have passed a place with a plan today.
template <std::size_t L>
struct FlowPassing {
    int route = -1;  ///< what was left of the plan at the first such place; -1: they passed none
    /// What is left of it tonight, the link that they are on with it; -1: they have arrived.
    int under_way = -1;
    FlowPace pace = FlowPace::riding;
    People<L> people{};
};

/// Those of them who are on the way to places with a capacity.
template <std::size_t L>
class FlowPassers {
 public:
    explicit FlowPassers(const FlowNetwork& network) : net_(network) {}

    void clear() { passing_.clear(); }
    void add(const FlowPassing<L>& some) {
        if (some.route >= 0 && net_.has_capacity(net_.routes().end[some.route])) passing_.push_back(some);
    }
    /// Of those on the way to a place a share stays where they passed first.
    void turn_away(int place, const People<L>& share, std::vector<People<L>>& standing, FlowLaneDay<L>& day,
                   FlowNight<L>& night) const;

 private:
    const FlowNetwork& net_;
    std::vector<FlowPassing<L>> passing_;
};

}  // namespace djoliba
