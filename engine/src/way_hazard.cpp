// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/way_hazard.hpp>

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
constexpr double endless = std::numeric_limits<double>::infinity();

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

/// A part of a cell of the surface that is not dry; endless where the hazard is not known.
struct Part {
    std::int64_t cell = 0;
    double value = 0;
    double area = 0;  ///< as a share of the cell
};

/// The cells of the surface that a tile holds.
Window cells_of(const Plan& plan, const Window& tile) {
    const auto at = [](const AxisMap& map, std::int64_t i) { return map.index[static_cast<std::size_t>(i)]; };
    const auto col = at(plan.cells.cols, tile.col), row = at(plan.cells.rows, tile.row);
    return {col, row, at(plan.cells.cols, tile.col + tile.cols - 1) - col + 1,
            at(plan.cells.rows, tile.row + tile.rows - 1) - row + 1};
}

bool any_passable(const TravelSurface& surface, const Window& cells) {
    for (std::int64_t row = cells.row; row < cells.row + cells.rows; ++row)
        for (std::int64_t col = cells.col; col < cells.col + cells.cols; ++col)
            if (surface.passable(row * surface.grid().cols + col)) return true;
    return false;
}

void add_row(const Plan& plan, std::int64_t row, const Window& tile, std::span<const double> values,
             std::vector<Part>& parts) {
    const auto r = static_cast<std::size_t>(row);
    const std::int64_t first = plan.cells.rows.index[r] * plan.surface.grid().cols;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i] <= 0) continue;
        const auto c = static_cast<std::size_t>(tile.col) + i;
        const std::int64_t cell = first + plan.cells.cols.index[c];
        if (!plan.surface.passable(cell)) continue;
        parts.push_back({cell, std::isnan(values[i]) ? endless : values[i] * plan.hazard.multiplier,
                         plan.cells.rows.share[r] * plan.cells.cols.share[c]});
    }
}

/// The value that parts of at least `share` have or exceed; the highest come first.
double reached_by(std::span<const Part> parts, double share) {
    double area = 0;
    for (const Part& part : parts) {
        area += part.area;
        if (area >= share) return part.value;
    }
    return 0;
}

CellHazard hazard_of(std::span<const Part> parts, double share) {
    const auto known = std::ranges::find_if(parts, [](const Part& p) { return p.value < endless; });
    return {parts.front().cell, reached_by({known, parts.end()}, share), reached_by(parts, share)};
}

/// The sum of areas depends on their order, so equal values are ordered, too.
bool by_cell_highest_first(const Part& a, const Part& b) {
    if (a.cell != b.cell) return a.cell < b.cell;
    if (a.value != b.value) return a.value > b.value;
    return a.area > b.area;
}

std::vector<CellHazard> hazard_in(const Plan& plan, const Window& tile) {
    if (!any_passable(plan.surface, cells_of(plan, tile))) return {};
    TileReader reader(*plan.hazard.source, plan.parts);
    reader.load(tile);
    const double where_missing =
        plan.hazard.nodata == Nodata::none ? 0 : std::numeric_limits<double>::quiet_NaN();
    std::vector<double> values(static_cast<std::size_t>(tile.cols));
    std::vector<Part> parts;
    for (std::int64_t row = tile.row; row < tile.row + tile.rows; ++row) {
        reader.row(row, tile.col, where_missing, values);
        add_row(plan, row, tile, values, parts);
    }
    std::ranges::sort(parts, by_cell_highest_first);
    const double share = std::max(plan.hazard.share - rounding, std::numeric_limits<double>::min());
    std::vector<CellHazard> found;
    for (auto begin = parts.begin(); begin != parts.end();) {
        const auto end =
            std::find_if(begin, parts.end(), [&](const Part& p) { return p.cell != begin->cell; });
        if (const CellHazard cell = hazard_of({begin, end}, share); cell.most > 0) found.push_back(cell);
        begin = end;
    }
    return found;
}

}  // namespace

std::vector<CellHazard> hazard_on(const TravelSurface& surface, const WayHazard& hazard, const Job& job) {
    const Plan plan = plan_of(surface, hazard);
    std::vector<std::vector<CellHazard>> found(plan.tiles.size());
    for_each(job, plan.tiles.size(), [&](std::size_t i) { found[i] = hazard_in(plan, plan.tiles[i]); });
    std::vector<CellHazard> all;
    for (const auto& part : found) all.insert(all.end(), part.begin(), part.end());
    std::ranges::sort(all, {}, &CellHazard::cell);
    return all;
}

}  // namespace djoliba
