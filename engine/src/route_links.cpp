// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/route_links.hpp>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "parallel.hpp"
#include "travel_ways.hpp"

namespace djoliba {
namespace {

using namespace detail;

using Pair = std::pair<std::int32_t, std::int32_t>;

/// Where the ways of two centres meet: the first of the quickest meetings, by the cell on the side of the
/// smaller number.
struct Meeting {
    Label units = never;
    std::int64_t cell = -1;
    CellPlace here = {};  ///< on the side of the smaller number, in the tile that owns it
    At there = 0;         ///< as seen from that tile

    friend bool operator<(const Meeting& a, const Meeting& b) {
        return std::tie(a.units, a.cell, a.there) < std::tie(b.units, b.cell, b.there);
    }
};
using Meetings = std::map<Pair, Meeting>;

void keep_quickest(Meetings& all, const Pair& pair, const Meeting& meeting) {
    const auto [at, added] = all.try_emplace(pair, meeting);
    if (!added && meeting < at->second) at->second = meeting;
}

Meetings meetings_in(const TimeTiles& times, std::int32_t tile) {
    Meetings found;
    const TimeTile* t = times.tiles[static_cast<std::size_t>(tile)].get();
    if (t == nullptr) return found;
    const TileLayout& layout = times.surface.tiles().layout;
    const auto look = [&](const auto& moves, At at) {
        const Label label = t->label[at];
        if (!is_time(label)) return;
        const std::int32_t nearest = t->nearest[at];
        const CellPlace here{tile, at};
        moves.template for_each<Towards::there>(at, t->label.data(), [&](At near, const auto& cost) {
            if (is_time(t->label[near]) && nearest < t->nearest[near])
                keep_quickest(
                    found, {nearest, t->nearest[near]},
                    {label + t->label[near] - 2 * at_start + cost(), layout.cell(here), here, near});
            return true;
        });
    };
    with_moves(times.surface.tiles(), tile, [&](const auto& moves) {
        for (int row = 0; row < tile_side; ++row)
            for (int col = 0; col < tile_side; ++col) look(moves, layout.at(row, col));
    });
    return found;
}

double km_to_centre(const TimeTiles& times, CellPlace place) {
    double km = 0;
    for (NextCell next = next_on_way(times, place); next.place.tile >= 0;
         next = next_on_way(times, next.place))
        km += next.km;
    return km;
}

RouteLink link_of(const TimeTiles& times, const Pair& pair, const Meeting& m) {
    const SurfaceTiles& surface = times.surface.tiles();
    const double km = km_to_centre(times, m.here) + km_of_move(surface, m.here, m.there) +
                      km_to_centre(times, surface.layout.home({m.here.tile, m.there}));
    return {pair.first, pair.second, static_cast<double>(m.units) / units_per_minute, km};
}

/// Centres that share the cell of one with a smaller number.
std::vector<RouteLink> links_in_cells(const TravelTimes& times) {
    std::vector<RouteLink> links;
    for (const Start& start : times.starts())
        if (const auto holder = times.nearest(start.cell); holder >= 0 && holder != start.facility)
            links.push_back({std::min(holder, start.facility), std::max(holder, start.facility), 0, 0});
    return links;
}

}  // namespace

std::vector<RouteLink> route_links(const TravelTimes& times, const Job& job) {
    const TimeTiles& tiles = times.tiles();
    std::vector<Meetings> found(tiles.tiles.size());
    for_each(job, found.size(),
             [&](std::size_t i) { found[i] = meetings_in(tiles, static_cast<std::int32_t>(i)); });
    Meetings all;
    for (const Meetings& some : found)
        for (const auto& [pair, meeting] : some) keep_quickest(all, pair, meeting);
    std::vector<RouteLink> links = links_in_cells(times);
    for (const auto& [pair, meeting] : all) links.push_back(link_of(tiles, pair, meeting));
    std::ranges::sort(links, {}, [](const RouteLink& l) { return std::tuple(l.from, l.to, l.minutes); });
    const auto twice = std::ranges::unique(
        links, [](const RouteLink& a, const RouteLink& b) { return a.from == b.from && a.to == b.to; });
    links.erase(twice.begin(), twice.end());
    return links;
}

}  // namespace djoliba
