// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

#include <djoliba/engine/access_by_locality.hpp>
#include <djoliba/engine/coverage.hpp>
#include <djoliba/engine/fixed_sum.hpp>

namespace djoliba {
namespace {

struct Part {
    std::int64_t cell = 0;
    int locality = -1;
    double weight = 0;
};

/// Hands out the people of the cells that a shape covers in one row.
struct RowOfPeople {
    const PeopleCells& people;
    const SourceMap& map;  ///< analysis grid to the grid of the people
    std::int64_t first_cell = 0;

    /// Calls visit(position of the cell, covered share) for analysis columns [first, end).
    template <typename Visit>
    void visit(std::int32_t first, std::int32_t end, double share, const Visit& visit_cell) const {
        const auto from = first_cell + map.cols.index[first], to = first_cell + map.cols.index[end - 1];
        for (auto at = std::ranges::lower_bound(people.cell, from); at != people.cell.end() && *at <= to;
             ++at)
            visit_cell(static_cast<std::size_t>(at - people.cell.begin()), share);
    }
};

void add_shape(const Coverage& coverage, std::size_t shape, int unit, const PeopleCells& people,
               const SourceMap& map, std::vector<Part>& parts) {
    const CoveredShape& covered = coverage.shapes[shape];
    const auto add = [&](std::size_t k, double share) {
        parts.push_back({people.cell[k], unit, people.people[k] * share});
    };
    for (std::int64_t row = covered.first_row; row < covered.first_row + covered.rows; ++row) {
        const RowOfPeople cells{people, map, map.rows.index[row] * people.grid.cols};
        const CoveredRow line = coverage.row(shape, row);
        for (const Run& run : line.runs) cells.visit(run.first, run.end, 1, add);
        for (std::size_t k = 0; k < line.cols.size(); ++k)
            cells.visit(line.cols[k], line.cols[k] + 1, line.fractions[k], add);
    }
}

}  // namespace

PlacedWeights place_cells(const PeopleCells& people, const Localities& localities, const Job& job) {
    const auto units = localities.of_level(localities.finest());
    std::vector<MultiPolygon> shapes;
    shapes.reserve(units.size());
    for (const int i : units) shapes.push_back(localities[i].shape);
    const AnalysisGrid grid = analysis_grid(std::array{people.grid}, bounds_of_all(shapes));
    std::vector<Part> parts;
    if (grid.cols() > 0 && grid.rows() > 0) {
        const SourceMap map = map_onto(grid, people.grid, "people");
        const Coverage coverage = cover(shapes, grid, job);
        for (std::size_t s = 0; s < units.size(); ++s) add_shape(coverage, s, units[s], people, map, parts);
    }
    std::ranges::sort(parts, {}, [](const Part& p) { return std::tuple(p.cell, p.locality); });
    PlacedWeights placed;
    for (const Part& part : parts) {
        placed.cell.push_back(part.cell);
        placed.locality.push_back(part.locality);
        placed.weight.push_back(part.weight);
    }
    return placed;
}

PlacedPoints place_points(const Places& points, const TravelSurface& surface, double within_km) {
    PlacedPoints found;
    found.placed.unit = points.unit;
    found.placed.locality = points.locality;
    for (std::size_t i = 0; i < points.at.size(); ++i) {
        const Snapped snapped = snap(surface, points.at[i], within_km);
        found.placed.cell.push_back(snapped.cell);
        found.placed.weight.push_back(std::isnan(points.weight[i]) ? 0 : points.weight[i]);
        if (snapped.cell < 0) found.not_placed.push_back(static_cast<int>(i));
        found.moved += snapped.km > 0 ? 1 : 0;
        found.farthest_km = std::max(found.farthest_km, snapped.km);
    }
    return found;
}

PeopleCells cells_of(const PlacedWeights& placed, const TravelSurface& surface) {
    std::map<std::int64_t, FixedSum> by_cell;
    FixedSum outside;
    for (std::size_t i = 0; i < placed.size(); ++i) {
        if (!(placed.weight[i] > 0)) continue;
        (placed.cell[i] < 0 ? outside : by_cell[placed.cell[i]]).add(placed.weight[i]);
    }
    PeopleCells cells{.grid = surface.grid(), .crs = surface.crs(), .people_outside = outside.value()};
    for (const auto& [cell, people] : by_cell) {
        cells.cell.push_back(cell);
        cells.people.push_back(people.value());
    }
    return cells;
}

PlacedWeights scaled_to(PlacedWeights placed, std::span<const double> totals, const Localities& localities) {
    std::vector<FixedSum> sum(localities.size());
    for (std::size_t i = 0; i < placed.size(); ++i)
        if (placed.locality[i] >= 0) sum[placed.locality[i]].add(placed.weight[i]);
    for (std::size_t i = 0; i < placed.size(); ++i) {
        const int unit = placed.locality[i];
        if (unit < 0 || std::isnan(totals[unit]))
            placed.weight[i] = 0;
        else if (!sum[unit].is_zero())
            placed.weight[i] *= totals[unit] / sum[unit].value();
    }
    placed.unit = "people";
    return placed;
}

double minutes_across(const PlacedWeights& placed, const TravelSurface& surface, double km) {
    FixedSum weight, minutes;
    for (std::size_t i = 0; i < placed.size(); ++i) {
        if (placed.cell[i] < 0 || !surface.passable(placed.cell[i])) continue;
        weight.add(placed.weight[i]);
        minutes.add(placed.weight[i] * 1000 * km * surface.minutes_per_metre(placed.cell[i]));
    }
    return weight.is_zero() ? missing_value : minutes.value() / weight.value();
}

std::vector<double> values_at(const RasterSource& source, std::span<const std::int64_t> cells) {
    const Grid& grid = source.grid();
    const auto reader = source.open();
    std::vector<std::size_t> order(cells.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::sort(order, {}, [&](std::size_t i) { return cells[i]; });
    std::vector<double> values(cells.size(), missing_value), row(static_cast<std::size_t>(grid.cols));
    std::int64_t held = -1;
    for (const std::size_t i : order) {
        if (cells[i] < 0) continue;
        if (const auto wanted = cells[i] / grid.cols; wanted != held)
            reader->read({0, held = wanted, grid.cols, 1}, std::span(row));
        values[i] = row[cells[i] % grid.cols];
    }
    return values;
}

}  // namespace djoliba
