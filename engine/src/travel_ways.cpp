// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "travel_ways.hpp"

namespace djoliba::detail {

double km_of_move(const SurfaceTiles& surface, CellPlace from, At to) {
    const MoveLengths& l = *surface.lengths;
    const TileLayout& layout = surface.layout;
    const int down = layout.row_in(to) - layout.row_in(from.at),
              right = layout.col_in(to) - layout.col_in(from.at);
    const std::int64_t row = layout.first_row(from.tile) + layout.row_in(from.at);
    const auto south = static_cast<std::size_t>(row + std::max(down, 0) + 2);
    const int across = std::abs(right), along = std::abs(down);
    const std::vector<double>& half = along == 0    ? l.across
                                      : across == 0 ? l.down
                                      : along == 2  ? l.steep
                                      : across == 2 ? l.flat
                                                    : l.diagonal;
    return half[south] * metres_per_half / 1000;
}

At next_seen(const TimeTiles& times, CellPlace p) {
    const TimeTile* tile = times.tiles[static_cast<std::size_t>(p.tile)].get();
    if (tile == nullptr || !is_time(tile->label[p.at]) || tile->label[p.at] == at_start) return p.at;
    return with_moves(times.surface.tiles(), p.tile,
                      [&](const auto& moves) { return next_seen(moves, *tile, p.at); });
}

NextCell next_on_way(const TimeTiles& times, CellPlace p) {
    const At found = next_seen(times, p);
    if (found == p.at) return {};
    const SurfaceTiles& surface = times.surface.tiles();
    return {surface.layout.home({p.tile, found}), km_of_move(surface, p, found)};
}

}  // namespace djoliba::detail
