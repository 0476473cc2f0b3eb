// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "travel_search.hpp"

namespace djoliba::detail {

WorkingTimes::WorkingTimes(const TravelSurface& surface)
    : surface_(surface), tiles_(surface.tiles().tiles.size()), own_(tiles_.size()) {}

WorkingTimes::WorkingTimes(const TravelSurface& surface, const TimeTiles& before)
    : surface_(surface), tiles_(before.tiles), own_(tiles_.size()) {}

TimeTile& WorkingTimes::own(std::int32_t tile) {
    const auto t = static_cast<std::size_t>(tile);
    if (own_[t] != nullptr) return *own_[t];
    auto made = tiles_[t] ? std::make_shared<TimeTile>(*tiles_[t]) : std::make_shared<TimeTile>();
    if (!tiles_[t]) {
        const SurfaceTile& ground = *surface().tiles[t];
        made->nearest.assign(ground.friction.size(), -1);
        made->step.assign(ground.friction.size(), Step::none);
        made->label.resize(ground.friction.size());
        for (std::size_t at = 0; at < made->label.size(); ++at)
            made->label[at] = ground.friction[at] < blocked ? never : impassable;
    }
    own_[t] = made.get();
    tiles_[t] = std::move(made);
    return *own_[t];
}

std::shared_ptr<const TimeTiles> WorkingTimes::take(std::vector<Start> starts) {
    return std::make_shared<const TimeTiles>(TimeTiles{surface_, std::move(starts), std::move(tiles_)});
}

namespace {

/// Brings one place of a rim up to date with the cell that it shows.
void show(WorkingTimes& times, CellPlace rim, const TimeTile& from, At at) {
    const TimeTile* tile = times.tile(rim.tile);
    if (tile == nullptr || tile->label[rim.at] == impassable) return;
    if (tile->label[rim.at] == from.label[at] && tile->nearest[rim.at] == from.nearest[at] &&
        tile->step[rim.at] == from.step[at])
        return;
    copy_label(from, at, times.own(rim.tile), rim.at);
}

}  // namespace

void fill_rims(WorkingTimes& times) {
    const SurfaceTiles& surface = times.surface();
    const TileLayout& layout = surface.layout;
    std::vector<std::int32_t> changed;
    for (std::size_t t = 0; t < surface.tiles.size(); ++t)
        if (times.is_own(static_cast<std::int32_t>(t))) changed.push_back(static_cast<std::int32_t>(t));
    const int edge = tile_side - layout.rim;
    for (const std::int32_t t : changed) {
        const TimeTile& tile = *times.tile(t);
        for (int row = 0; row < tile_side; ++row)
            for (int col = 0; col < tile_side; ++col) {
                if (row >= layout.rim && row < edge && col >= layout.rim && col < edge) col = edge;
                const CellPlace p{t, layout.at(row, col)};
                if (tile.label[p.at] == impassable) continue;
                layout.for_each_rim(p, [&](CellPlace rim) { show(times, rim, tile, p.at); });
            }
    }
}

}  // namespace djoliba::detail
