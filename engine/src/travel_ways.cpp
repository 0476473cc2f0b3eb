// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "travel_ways.hpp"

#include "travel_moves.hpp"

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

NextCell next_on_way(const TimeTiles& times, CellPlace p) {
    const TimeTile* tile = times.tiles[static_cast<std::size_t>(p.tile)].get();
    if (tile == nullptr || !is_time(tile->label[p.at]) || tile->label[p.at] == at_start) return {};
    const SurfaceTiles& surface = times.surface.tiles();
    const TileLayout& layout = surface.layout;
    At found = p.at;
    with_moves(surface, p.tile, [&](const auto& moves) {
        moves.template for_each<Towards::there>(p.at, tile->label.data(), [&](At near, Label units) {
            if (found == p.at && is_time(tile->label[near]) &&
                tile->label[near] + units == tile->label[p.at] && tile->nearest[near] == tile->nearest[p.at])
                found = near;
        });
    });
    const int down = layout.row_in(found) - layout.row_in(p.at),
              right = layout.col_in(found) - layout.col_in(p.at);
    const CellPlace place = layout.in_rim(found) ? layout.owner({p.tile, found}) : CellPlace{p.tile, found};
    return {place, found, km_of_move(surface, layout.first_row(p.tile) + layout.row_in(p.at), down, right)};
}

}  // namespace djoliba::detail
