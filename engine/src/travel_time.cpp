// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/travel_time.hpp>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

#include "travel_search.hpp"
#include "travel_ways.hpp"

namespace djoliba {

using namespace detail;

TravelTimes::TravelTimes(std::shared_ptr<const TimeTiles> tiles) : tiles_(std::move(tiles)) {}

const TravelSurface& TravelTimes::surface() const { return tiles_->surface; }
const std::vector<Start>& TravelTimes::starts() const { return tiles_->starts; }

double TravelTimes::minutes(std::int64_t cell) const {
    const SurfaceTiles& surface = tiles_->surface.tiles();
    check_cell(surface, cell, "cell");
    const CellPlace p = surface.layout.place(cell);
    const auto t = static_cast<std::size_t>(p.tile);
    if (!surface.tiles[t] || std::isnan(surface.tiles[t]->friction[p.at]))
        return std::numeric_limits<double>::quiet_NaN();
    return tiles_->tiles[t] ? minutes_of(tiles_->tiles[t]->label[p.at]) : unreachable_minutes;
}

std::int32_t TravelTimes::nearest(std::int64_t cell) const {
    check_cell(tiles_->surface.tiles(), cell, "cell");
    const CellPlace p = tiles_->surface.tiles().layout.place(cell);
    const auto& tile = tiles_->tiles[static_cast<std::size_t>(p.tile)];
    return tile && is_time(tile->label[p.at]) ? tile->nearest[p.at] : -1;
}

std::int64_t TravelTimes::next(std::int64_t cell) const {
    check_cell(tiles_->surface.tiles(), cell, "cell");
    const CellPlace next = next_on_way(*tiles_, tiles_->surface.tiles().layout.place(cell)).place;
    return next.tile < 0 ? -1 : tiles_->surface.tiles().layout.cell(next);
}

namespace detail {

void offer_start(TileSearch& search, const SurfaceTiles& surface, const Start& start) {
    check_cell(surface, start.cell, "start");
    if (start.facility < 0)
        throw Error(Problem{"travel time", "start", fmt::format("facility number {}", start.facility),
                            "number facilities from 0"});
    const CellPlace p = surface.layout.place(start.cell);
    const auto& tile = surface.tiles[static_cast<std::size_t>(p.tile)];
    if (tile && tile->passable(p.at)) search.offer(p.tile, {at_start, start.facility, p.at});
}

}  // namespace detail

TravelTimes travel_times(const TravelSurface& surface, std::span<const Start> starts, const Job& job) {
    WorkingTimes times(surface);
    TileSearch search(times);
    for (const Start& start : starts) offer_start(search, surface.tiles(), start);
    search.run(job);
    fill_rims(times);
    return TravelTimes(times.take({starts.begin(), starts.end()}));
}

}  // namespace djoliba
