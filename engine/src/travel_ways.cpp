// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "travel_ways.hpp"

namespace djoliba::detail {
namespace {

double km_of_move(const SurfaceTiles& surface, std::int64_t row, int down, int right) {
    const MoveLengths& l = *surface.lengths;
    const auto south = static_cast<std::size_t>(row + std::max(down, 0) + 2);
    const int across = std::abs(right), along = std::abs(down);
    const std::vector<double>& half = along == 0    ? l.across
                                      : across == 0 ? l.down
                                      : along == 2  ? l.steep
                                      : across == 2 ? l.flat
                                                    : l.diagonal;
    return half[south] * metres_per_half / 1000;
}

}  // namespace

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
    const TileLayout& layout = surface.layout;
    const int down = layout.row_in(found) - layout.row_in(p.at),
              right = layout.col_in(found) - layout.col_in(p.at);
    return {layout.home({p.tile, found}),
            km_of_move(surface, layout.first_row(p.tile) + layout.row_in(p.at), down, right)};
}

}  // namespace djoliba::detail
