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

template <int Rim, bool Slopes>
NextCell next_in(const TimeTiles& times, CellPlace p) {
    const SurfaceTiles& surface = times.surface.tiles();
    const TimeTile& tile = *times.tiles[static_cast<std::size_t>(p.tile)];
    const TileLayout& layout = surface.layout;
    const Label label = tile.label[p.at];
    if (label == at_start) return {};
    const std::int64_t first_row = layout.first_row(p.tile);
    const TileMoves<Rim, Slopes> moves(*surface.tiles[static_cast<std::size_t>(p.tile)], *surface.lengths,
                                       first_row, surface.moves.squeeze);
    At found = p.at;
    moves.template for_each<Towards::there>(p.at, tile.label.data(), [&](At near, Label units) {
        if (found == p.at && is_time(tile.label[near]) && tile.label[near] + units == label &&
            tile.nearest[near] == tile.nearest[p.at])
            found = near;
    });
    const int down = layout.row_in(found) - layout.row_in(p.at),
              right = layout.col_in(found) - layout.col_in(p.at);
    const CellPlace place = layout.in_rim(found) ? layout.owner({p.tile, found}) : CellPlace{p.tile, found};
    return {place, km_of_move(surface, first_row + layout.row_in(p.at), down, right)};
}

}  // namespace

NextCell next_on_way(const TimeTiles& times, CellPlace p) {
    const TimeTile* tile = times.tiles[static_cast<std::size_t>(p.tile)].get();
    if (tile == nullptr || !is_time(tile->label[p.at])) return {};
    const SurfaceTiles& surface = times.surface.tiles();
    if (surface.layout.rim == 2)
        return surface.slopes ? next_in<2, true>(times, p) : next_in<2, false>(times, p);
    return surface.slopes ? next_in<1, true>(times, p) : next_in<1, false>(times, p);
}

}  // namespace djoliba::detail
