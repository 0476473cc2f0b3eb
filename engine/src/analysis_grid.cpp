// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/analysis_grid.hpp>

#include <algorithm>
#include <cmath>
#include <tuple>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

constexpr double same_edge = 1e-6;  // of the finest cell
constexpr double most_lines = 4'194'304;
constexpr double most_cells = 1e12;

/// The edges of a grid along one axis, in ascending order: first + i * step. Rows are counted southwards,
/// from -north.
struct Axis {
    double first = 0;
    double step = 1;
    std::int64_t cells = 0;
    double edge(std::int64_t i) const { return first + static_cast<double>(i) * step; }
};

Axis columns(const Grid& g) { return {g.west, g.dx, g.cols}; }
Axis rows(const Grid& g) { return {-g.north, g.dy, g.rows}; }

[[noreturn]] void refuse_size(std::size_t grids, double cols, double rows) {
    throw Error(
        {"", "",
         fmt::format("{} rasters together need {:.0f} columns and {:.0f} rows of cells", grids, cols, rows),
         "use rasters whose grids fit each other, or leave out the finest"});
}

/// Edges from the last at or before `low` to the first at or after `high`.
std::vector<double> edges_between(const Axis& axis, double low, double high) {
    const auto clamp = [&](double i) {
        return static_cast<std::int64_t>(std::clamp(i, 0.0, static_cast<double>(axis.cells)));
    };
    const std::int64_t from = clamp(std::floor((low - axis.first) / axis.step) - 1);
    const std::int64_t to = clamp(std::ceil((high - axis.first) / axis.step) + 1);
    if (static_cast<double>(to - from) > most_lines) refuse_size(1, static_cast<double>(to - from), 0);
    std::vector<double> edges;
    for (std::int64_t i = from; i <= to; ++i) edges.push_back(axis.edge(i));
    return edges;
}

bool has_near(const std::vector<double>& edges, double e, double tolerance) {
    const auto after = std::lower_bound(edges.begin(), edges.end(), e - tolerance);
    return after != edges.end() && *after <= e + tolerance;
}

/// Keeps the edges from the last at or before `low` to the first at or after `high`; none where the two do
/// not meet.
std::vector<double> trimmed(const std::vector<double>& edges, double low, double high) {
    if (edges.size() < 2 || !(edges.front() < high) || !(edges.back() > low)) return {};
    auto from = std::upper_bound(edges.begin(), edges.end(), low);
    if (from != edges.begin()) --from;
    auto to = std::lower_bound(from, edges.end(), high);
    if (to != edges.end()) ++to;
    return {from, to};
}

std::vector<double> common_edges(std::vector<Axis> axes, double low, double high) {
    std::sort(axes.begin(), axes.end(), [](const Axis& a, const Axis& b) {
        return std::tie(a.step, a.first, a.cells) < std::tie(b.step, b.first, b.cells);
    });
    std::vector<double> edges;
    for (const Axis& axis : axes) {
        const double tolerance = same_edge * axes.front().step;
        const std::size_t known = edges.size();
        std::vector<double> more;
        for (const double e : edges_between(axis, low, high))
            if (!has_near(edges, e, tolerance)) more.push_back(e);
        edges.insert(edges.end(), more.begin(), more.end());
        std::inplace_merge(edges.begin(), edges.begin() + static_cast<std::ptrdiff_t>(known), edges.end());
    }
    return trimmed(edges, low, high);
}

void check(const Grid& g) {
    if (!(g.dx > 0) || !(g.dy > 0) || g.cols <= 0 || g.rows <= 0 || !std::isfinite(g.west) ||
        !std::isfinite(g.north))
        throw Error(
            {"", "", fmt::format("{} x {} cells of {} x {} are not a grid", g.cols, g.rows, g.dx, g.dy), ""});
}

/// The analysis cells [from, to) are a whole number of equal parts of a source cell, but for the rounding of
/// edges far from 0.
bool equal_parts(const std::vector<double>& edges, double low, double high, std::size_t from,
                 std::size_t to) {
    const double part = (high - low) / static_cast<double>(to - from);
    for (std::size_t i = from; i < to; ++i)
        if (!(std::abs(edges[i + 1] - edges[i] - part) <= same_edge * part)) return false;
    return true;
}

/// Fills in the shares of the analysis cells [from, to), which make up source cell `index`, or the part of it
/// within the analysis grid. An edge of the source cell counts as being where the analysis grid has it:
/// shares add up to 1. Whole ratios of grids have shares of exactly one part.
void share_out(const std::vector<double>& edges, const Axis& source, std::size_t from, std::size_t to,
               AxisMap& map) {
    const auto on_edge = [&](double e, double source_edge, std::size_t cell) {
        return std::abs(e - source_edge) <= same_edge * (edges[cell + 1] - edges[cell]);
    };
    double low = source.edge(map.index[from]);
    double high = source.edge(map.index[from] + 1);
    const bool whole_low = from > 0 || on_edge(edges[from], low, from);
    const bool whole_high = to + 1 < edges.size() || on_edge(edges[to], high, to - 1);
    if (whole_low) low = edges[from];
    if (whole_high) high = edges[to];
    const bool equal = whole_low && whole_high && equal_parts(edges, low, high, from, to);
    for (std::size_t i = from; i < to; ++i)
        map.share[i] = equal ? 1 / static_cast<double>(to - from) : (edges[i + 1] - edges[i]) / (high - low);
}

/// The cell of the source that holds this place; -1 west of it, its number of cells east of it.
std::int64_t cell_at(const Axis& source, double place) {
    const double cell = std::floor((place - source.first) / source.step);
    return static_cast<std::int64_t>(std::clamp(cell, -1.0, static_cast<double>(source.cells)));
}

/// `edges` ascend. False where an edge of the source runs through a cell.
bool map_axis(const std::vector<double>& edges, const Axis& source, AxisMap& map) {
    const std::size_t cells = edges.empty() ? 0 : edges.size() - 1;
    const double tolerance = same_edge * source.step;
    map.index.assign(cells, -1);
    map.share.assign(cells, 0);
    for (std::size_t i = 0; i < cells; ++i) {
        const std::int64_t at = cell_at(source, edges[i] + (edges[i + 1] - edges[i]) / 2);
        if (at >= 0 && edges[i] < source.edge(at) - tolerance) return false;
        if (at < source.cells && edges[i + 1] > source.edge(at + 1) + tolerance) return false;
        if (at >= 0 && at < source.cells) map.index[i] = static_cast<std::int32_t>(at);
        map.share[i] = (edges[i + 1] - edges[i]) / source.step;
    }
    for (std::size_t from = 0, to = 0; from < cells; from = to) {
        while (to < cells && map.index[to] == map.index[from]) ++to;
        if (map.index[from] >= 0) share_out(edges, source, from, to, map);
    }
    return true;
}

std::vector<double> negated(std::vector<double> edges) {
    for (double& e : edges) e = -e;
    return edges;
}

}  // namespace

AnalysisGrid analysis_grid(std::span<const Grid> grids, const Box& clip) {
    std::vector<Axis> across, down;
    for (const Grid& g : grids) {
        check(g);
        across.push_back(columns(g));
        down.push_back(rows(g));
    }
    AnalysisGrid grid{common_edges(across, clip.min_x, clip.max_x),
                      negated(common_edges(down, -clip.max_y, -clip.min_y))};
    if (grid.x.empty() || grid.y.empty()) return {};
    const auto cols = static_cast<double>(grid.cols());
    const auto lines = static_cast<double>(grid.rows());
    if (cols > most_lines || lines > most_lines || cols * lines > most_cells)
        refuse_size(grids.size(), cols, lines);
    return grid;
}

AnalysisGrid analysis_grid(std::span<const RasterSource* const> sources, std::string_view crs,
                           const Box& clip) {
    std::vector<Problem> problems;
    std::vector<Grid> grids;
    for (const RasterSource* s : sources) {
        grids.push_back(s->grid());
        if (s->crs() != crs)
            problems.push_back({s->name(), "",
                                fmt::format("its coordinate system is {}, that of the localities is {}",
                                            s->crs().empty() ? "not declared" : s->crs(),
                                            crs.empty() ? "not declared" : crs),
                                "warp the raster to the coordinate system of the localities, or declare it"});
    }
    if (!problems.empty()) throw Error(problems);
    return analysis_grid(grids, clip);
}

SourceMap map_onto(const AnalysisGrid& grid, const Grid& source, std::string_view name) {
    SourceMap map;
    if (!map_axis(grid.x, columns(source), map.cols) || !map_axis(negated(grid.y), rows(source), map.rows))
        throw Error({std::string(name), "", "its cells do not fit the analysis grid of this overlay",
                     "make the analysis grid from all rasters that take part"});
    return map;
}

}  // namespace djoliba
