// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "travel_search.hpp"

namespace djoliba::detail {

inline bool is_time(Label label) { return label != impassable && label < never; }

/// `unreachable_minutes` where the label is none.
inline double minutes_of(Label label) {
    return is_time(label) ? static_cast<double>(label - at_start) / units_per_minute : unreachable_minutes;
}

/// The next cell on the way that TravelTimes::next() describes.
struct NextCell {
    CellPlace place = {};  ///< in the tile that owns it; tile -1 where the way ends or there is none
    At seen = 0;           ///< the same cell as seen from the tile of the cell before it
    double km = 0;         ///< length of the move
};
NextCell next_on_way(const TimeTiles& times, CellPlace place);

/// Hands a start to a search, unless nobody passes its cell. Throws Error as travel_times() does.
void offer_start(TileSearch& search, const SurfaceTiles& surface, const Start& start);

}  // namespace djoliba::detail
