// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "travel_moves.hpp"
#include "travel_search.hpp"

namespace djoliba::detail {

inline bool is_time(Label label) { return label != impassable && label < never; }

/// `unreachable_minutes` where the label is none.
inline double minutes_of(Label label) {
    return is_time(label) ? static_cast<double>(label - at_start) / units_per_minute : unreachable_minutes;
}

/// The next cell on the way that TravelTimes::next() describes, as seen from the tile of `place`; `place.at`
/// where the way ends or there is none.
At next_seen(const TimeTiles& times, CellPlace place);

/// The same within a tile whose moves are at hand.
template <typename Moves>
At next_seen(const Moves& moves, const TimeTile& tile, At at) {
    const Label label = tile.label[at];
    const std::int32_t nearest = tile.nearest[at];
    At found = at;
    moves.template for_each<Towards::there>(at, tile.label.data(), [&](At near, const auto& cost) {
        const Label there = tile.label[near];
        const bool before = (there < label) & (there != impassable) & (tile.nearest[near] == nearest);
        if (before && there + cost() == label) found = near;
        return found == at;
    });
    return found;
}

/// Length of a move from a cell to another that its tile sees.
double km_of_move(const SurfaceTiles& surface, CellPlace from, At to);

struct NextCell {
    CellPlace place = {};  ///< in the tile that owns it; tile -1 where the way ends or there is none
    double km = 0;         ///< length of the move
};
NextCell next_on_way(const TimeTiles& times, CellPlace place);

/// Hands a start to a search, unless nobody passes its cell. Throws Error as travel_times() does.
void offer_start(TileSearch& search, const SurfaceTiles& surface, const Start& start);

}  // namespace djoliba::detail
