// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "flow_network.hpp"
#include "flow_people.hpp"

namespace djoliba {

/// Who is at places with a capacity by now, all crowds together, and the room that people see there.
template <std::size_t L>
class FlowRooms {
 public:
    explicit FlowRooms(const FlowNetwork& network) : net_(network) {
        const std::size_t places = net_.graph().places.size();
        for (std::size_t p = 0; p < places; ++p)
            if (net_.has_capacity(p)) limited_.push_back(static_cast<int>(p));
        here_.resize(places);
        room_.assign(places, all_lanes<L>(1));
    }

    /// Places with a capacity.
    std::span<const int> limited() const { return limited_; }
    People<L>& here(std::size_t place) { return here_[place]; }
    const People<L>& operator[](std::size_t place) const { return room_[place]; }
    std::span<const People<L>> of_places() const { return room_; }

    /// Looks anew. `changed` are the places that have another room than before.
    void look() {
        changed_.clear();
        for (const int p : limited_) {
            People<L> room;
            for (std::size_t l = 0; l < L; ++l) room[l] = net_.room(p, here_[p][l]);
            if (room == room_[p]) continue;
            room_[p] = room;
            changed_.push_back(p);
        }
    }
    std::span<const int> changed() const { return changed_; }
    /// Before a day is begun.
    void empty() { std::ranges::fill(here_, People<L>{}); }

 private:
    const FlowNetwork& net_;
    std::vector<int> limited_, changed_;
    std::vector<People<L>> here_, room_;
};

}  // namespace djoliba
