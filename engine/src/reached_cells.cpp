// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/reached_cells.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include <djoliba/engine/analysis_grid.hpp>
#include <djoliba/engine/error.hpp>

#include "parallel.hpp"
#include "tiles.hpp"

namespace djoliba {
namespace {

constexpr std::int64_t most_cells = std::int64_t{1} << 20;  // of the analysis grid in a tile
constexpr double rounding = 1e-9;                           // of the area of a cell, in sums of its parts

/// What both grids have in common, cut into tiles that hold whole cells of the surface.
struct Plan {
    const TravelSurface& surface;
    const WayHazard& hazard;
    AnalysisGrid grid = {};
    SourceMap cells = {};  ///< of the surface
    SourceMap parts = {};  ///< of the hazard
    std::vector<Window> tiles = {};
};

void check(const TravelSurface& surface, const WayHazard& hazard) {
    const std::string& name = hazard.source->name();
    if (hazard.source->crs() != surface.crs())
        throw Error({name, "",
                     fmt::format("its coordinate system is {}, that of the travel surface is {}",
                                 hazard.source->crs(), surface.crs()),
                     "warp one of them"});
    if (!(hazard.at_or_above > 0) || !std::isfinite(hazard.at_or_above))
        throw Error({name, "",
                     fmt::format("{} is no value from which on a hazard closes ways", hazard.at_or_above),
                     "give one above 0"});
    if (!(hazard.share >= 0 && hazard.share <= 1))
        throw Error(
            {name, "", fmt::format("{} is no share of a cell", hazard.share), "give one from 0 to 1"});
}

/// Where groups of `step` columns or rows of the surface begin, and the end of the last; lines off it on both
/// sides belong to no group.
std::vector<std::int64_t> groups(const AxisMap& map, std::int64_t step) {
    std::vector<std::int64_t> begin;
    std::int64_t end = 0, group = -1;
    for (std::size_t i = 0; i < map.index.size(); ++i) {
        if (map.index[i] < 0) continue;
        if (map.index[i] / step != group) begin.push_back(static_cast<std::int64_t>(i));
        group = map.index[i] / step;
        end = static_cast<std::int64_t>(i) + 1;
    }
    begin.push_back(end);
    return begin;
}

/// Tiles as wide as the stored blocks of the hazard, so that none is decoded again and again.
void cut(Plan& plan) {
    const Grid& cells = plan.surface.grid();
    const double across = std::max(1.0, cells.dx / plan.hazard.source->grid().dx);
    const double down = std::max(1.0, cells.dy / plan.hazard.source->grid().dy);
    const double block = static_cast<double>(plan.hazard.source->block().cols);
    const auto wide = std::max<std::int64_t>(64, static_cast<std::int64_t>(std::ceil(block / across)));
    const double row = static_cast<double>(std::min(wide, cells.cols)) * across * down;
    const auto high =
        std::clamp<std::int64_t>(static_cast<std::int64_t>(static_cast<double>(most_cells) / row), 1, 64);
    const auto cols = groups(plan.cells.cols, wide), rows = groups(plan.cells.rows, high);
    for (std::size_t j = 0; j + 1 < rows.size(); ++j)
        for (std::size_t i = 0; i + 1 < cols.size(); ++i)
            plan.tiles.push_back({cols[i], rows[j], cols[i + 1] - cols[i], rows[j + 1] - rows[j]});
}

Plan plan_of(const TravelSurface& surface, const WayHazard& hazard) {
    check(surface, hazard);
    Plan plan{surface, hazard};
    const std::array<Grid, 2> both{surface.grid(), hazard.source->grid()};
    plan.grid = analysis_grid(both, surface.grid().box());
    plan.cells = map_onto(plan.grid, surface.grid(), "travel surface");
    plan.parts = map_onto(plan.grid, hazard.source->grid(), hazard.source->name());
    cut(plan);
    return plan;
}

/// Area of each cell of a tile, as a share of the cell.
struct Areas {
    Window cells = {};  ///< of the surface
    std::vector<double> reached = {}, unknown = {};

    Areas(const Plan& plan, const Window& tile) {
        const auto col = plan.cells.cols.index[static_cast<std::size_t>(tile.col)];
        const auto row = plan.cells.rows.index[static_cast<std::size_t>(tile.row)];
        cells = {col, row,
                 plan.cells.cols.index[static_cast<std::size_t>(tile.col + tile.cols - 1)] - col + 1,
                 plan.cells.rows.index[static_cast<std::size_t>(tile.row + tile.rows - 1)] - row + 1};
        reached.assign(static_cast<std::size_t>(cells.size()), 0);
        unknown = reached;
    }
    std::int64_t number(std::size_t i, const Grid& grid) const {
        const auto at = static_cast<std::int64_t>(i);
        return (cells.row + at / cells.cols) * grid.cols + cells.col + at % cells.cols;
    }
};

bool any_passable(const Plan& plan, const Areas& areas) {
    for (std::size_t i = 0; i < areas.reached.size(); ++i)
        if (plan.surface.passable(areas.number(i, plan.surface.grid()))) return true;
    return false;
}

void add_row(const Plan& plan, std::int64_t row, const Window& tile, std::span<const double> values,
             Areas& areas) {
    const bool single = plan.hazard.source->fits_float();
    const auto rounded = [&](double v) { return single ? static_cast<double>(static_cast<float>(v)) : v; };
    const double limit = rounded(plan.hazard.at_or_above);
    const auto r = static_cast<std::size_t>(row);
    const double high = plan.cells.rows.share[r];
    const std::int64_t first = (plan.cells.rows.index[r] - areas.cells.row) * areas.cells.cols;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto c = static_cast<std::size_t>(tile.col) + i;
        const auto cell = static_cast<std::size_t>(first + plan.cells.cols.index[c] - areas.cells.col);
        const double area = high * plan.cells.cols.share[c];
        if (std::isnan(values[i]))
            areas.unknown[cell] += area;
        else if (rounded(values[i] * plan.hazard.multiplier) >= limit)
            areas.reached[cell] += area;
    }
}

ReachedCells reached_in(const Plan& plan, const Window& tile) {
    Areas areas(plan, tile);
    if (!any_passable(plan, areas)) return {};
    TileReader reader(*plan.hazard.source, plan.parts);
    reader.load(tile);
    const double where_missing =
        plan.hazard.nodata == Nodata::none ? 0 : std::numeric_limits<double>::quiet_NaN();
    std::vector<double> values(static_cast<std::size_t>(tile.cols));
    for (std::int64_t row = tile.row; row < tile.row + tile.rows; ++row) {
        reader.row(row, tile.col, where_missing, values);
        add_row(plan, row, tile, values, areas);
    }
    const double share = std::max(plan.hazard.share - rounding, std::numeric_limits<double>::min());
    ReachedCells found;
    for (std::size_t i = 0; i < areas.reached.size(); ++i) {
        const std::int64_t cell = areas.number(i, plan.surface.grid());
        if (!plan.surface.passable(cell)) continue;
        if (areas.reached[i] >= share)
            found.reached.push_back(cell);
        else if (areas.reached[i] + areas.unknown[i] >= share)
            found.unknown.push_back(cell);
    }
    return found;
}

void append(std::vector<std::int64_t>& all, const std::vector<std::int64_t>& more) {
    all.insert(all.end(), more.begin(), more.end());
}

}  // namespace

ReachedCells reached_cells(const TravelSurface& surface, const WayHazard& hazard, const Job& job) {
    const Plan plan = plan_of(surface, hazard);
    std::vector<ReachedCells> found(plan.tiles.size());
    for_each(job, plan.tiles.size(), [&](std::size_t i) { found[i] = reached_in(plan, plan.tiles[i]); });
    ReachedCells all;
    for (const ReachedCells& part : found) {
        append(all.reached, part.reached);
        append(all.unknown, part.unknown);
    }
    std::sort(all.reached.begin(), all.reached.end());
    std::sort(all.unknown.begin(), all.unknown.end());
    return all;
}

}  // namespace djoliba
