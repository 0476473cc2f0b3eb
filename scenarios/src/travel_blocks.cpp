// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "travel_blocks.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include <djoliba/engine/closure.hpp>

#include "cells_where.hpp"
#include "flood_changes.hpp"
#include "memo.hpp"

namespace djoliba {
namespace {

const FloodRaster& raster_of(const FloodLayer& layer, double return_period) {
    return *std::ranges::find(layer.rasters, return_period, &FloodRaster::return_period);
}

std::vector<CellHazard> read_depths(Workings& w, const FloodLayer& layer, const TravelSurface& surface,
                                    const ScenarioFile& file) {
    const auto raster = open_layer_raster(w, layer.info, file);
    return hazard_on(surface, {raster.get(), layer.metres, layer.nodata}, w.job);
}

/// Cells that the water of every year reaches, and rivers and lakes: no flood closes them.
std::set<std::int64_t> yearly_water(Workings& w, const FloodLayer& layer, const TravelSurface& surface) {
    std::set<std::int64_t> cells;
    if (layer.seasonal_water.given())
        for (const std::int64_t cell :
             reached_cells(read_depths(w, layer, surface, layer.seasonal_water), layer.depths_m.front())
                 .reached)
            cells.insert(cell);
    if (!layer.permanent_water.given()) return cells;
    const auto water = open_layer_raster(w, layer.info, layer.permanent_water);
    for (const CellHazard& c : hazard_on(surface, {water.get(), 1, Nodata::none}, w.job))
        if (c.least > 0) cells.insert(c.cell);
    return cells;
}

/// As the rasters have it, less the water of every year.
std::shared_ptr<const std::vector<CellHazard>> mapped_water(Workings& w, const FloodLayer& flood,
                                                            const Travel& travel, double return_period) {
    const TravelSurface& surface = travel.base->surface();
    const char* when = word(travel.season);  // other cells can be passed
    return remembered(w, fmt::format("{} water on ways {}", return_period, when), [&] {
        const auto yearly = remembered(w, fmt::format("yearly water on ways {}", when),
                                       [&] { return yearly_water(w, flood, surface); });
        auto depths = read_depths(w, flood, surface, raster_of(flood, return_period).raster);
        std::erase_if(depths, [&](const CellHazard& d) { return yearly->contains(d.cell); });
        return depths;
    });
}

std::vector<std::int64_t> cells_of(const std::vector<CellHazard>& water) {
    std::vector<std::int64_t> cells;
    cells.reserve(water.size());
    for (const CellHazard& depths : water) cells.push_back(depths.cell);
    return cells;
}

/// The flood that happens at the centre of each cell.
std::vector<FloodThere> floods_on(Workings& w, const Travel& travel, double planned,
                                  const std::vector<std::int64_t>& cells) {
    return floods_where(w, planned, cells.size(),
                        [&](const Where& where) { return are_in(cells_where(w, travel, where), cells); });
}

CellHazard changed(const DepthChange& change, const CellHazard& depths) {
    return {depths.cell, changed_depth(change, depths.least), changed_depth(change, depths.most)};
}

/// The water of the flood that happens in each place.
std::vector<CellHazard> water_that_happens(Workings& w, const FloodLayer& flood, const Travel& travel) {
    const auto planned = planning_period(flood);
    if (!planned) return {};
    std::set<double> periods{*planned};
    for (const FloodChange& change : w.scenario.change.flood)
        if (change.return_period) periods.insert(*change.return_period);
    std::map<std::int64_t, CellHazard> by_cell;
    for (const double years : periods) {
        const auto water = mapped_water(w, flood, travel, years);
        const auto floods = floods_on(w, travel, *planned, cells_of(*water));
        for (std::size_t i = 0; i < floods.size(); ++i)
            if (floods[i].return_period == years)
                by_cell[(*water)[i].cell] = changed(floods[i].depth, (*water)[i]);
    }
    std::vector<CellHazard> water;
    water.reserve(by_cell.size());
    for (const auto& [cell, depths] : by_cell) water.push_back(depths);
    return water;
}

/// What a block without a flood looks at.
std::vector<std::int64_t> passable_cells(const TravelSurface& surface, const std::vector<CellSpan>& where) {
    std::vector<std::int64_t> cells;
    for (const CellSpan& span : where)
        for (std::int64_t cell = span.first; cell < span.end; ++cell)
            if (surface.passable(cell)) cells.push_back(cell);
    return cells;
}

/// In the water that the block names, where it acts.
std::vector<std::int64_t> cells_in_water(Workings& w, const Travel& travel, const TravelBlock& block,
                                         const std::vector<CellSpan>& where) {
    if (!w.scenario.flood) return {};
    const FloodLayer& flood = *w.scenario.flood;
    auto water = block.return_period ? water_on_ways(w, flood, travel, *block.return_period)
                                     : water_that_happens(w, flood, travel);
    std::erase_if(
        water, [&](const CellHazard& c) { return !(c.least > *block.flood_depth_over_m + depth_slack_m); });
    auto cells = cells_of(water);
    const auto inside = are_in(where, cells);
    std::size_t i = 0;
    std::erase_if(cells, [&](std::int64_t) { return !inside[i++]; });
    return cells;
}

std::string in_words(const TravelBlock& block) {
    std::string words = "cells that nobody passes";
    if (block.flood_depth_over_m)
        words += fmt::format(
            ", in more than {} m of the {}", *block.flood_depth_over_m,
            block.return_period ? fmt::format("{}-year flood", *block.return_period) : "flood that happens");
    if (!block.where.everywhere()) words += ", where the change acts";
    return words;
}

}  // namespace

std::vector<CellHazard> water_on_ways(Workings& w, const FloodLayer& flood, const Travel& travel,
                                      double return_period) {
    auto water = *mapped_water(w, flood, travel, return_period);
    if (w.scenario.change.flood.empty()) return water;
    const auto floods = floods_on(w, travel, return_period, cells_of(water));
    for (std::size_t i = 0; i < water.size(); ++i) water[i] = changed(floods[i].depth, water[i]);
    return water;
}

std::vector<CellFriction> blocked_cells(Workings& w, const Travel& travel) {
    std::vector<std::int64_t> all;
    for (const AccessChange& change : w.scenario.change.access)
        for (const TravelBlock& block : change.block) {
            const auto where = cells_where(w, travel, block.where);
            const auto cells = block.flood_depth_over_m ? cells_in_water(w, travel, block, where)
                                                        : passable_cells(travel.base->surface(), where);
            w.result.account.changes.push_back(
                {block.key, travel.layer.info.source, in_words(block), std::ssize(cells)});
            all.insert(all.end(), cells.begin(), cells.end());
        }
    std::ranges::sort(all);
    const auto again = std::ranges::unique(all);
    all.erase(again.begin(), again.end());
    std::vector<CellFriction> blocks;
    blocks.reserve(all.size());
    for (const std::int64_t cell : all) blocks.push_back({cell, blocked});
    return blocks;
}

}  // namespace djoliba
