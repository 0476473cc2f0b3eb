// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "maps.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include <djoliba/engine/coverage.hpp>
#include <djoliba/engine/nearest.hpp>
#include <djoliba/scenarios/result_maps.hpp>

namespace djoliba {
namespace {

constexpr float no_value = std::numeric_limits<float>::quiet_NaN();

Grid grid_around(const Box& box, double resolution) {
    const double west = std::floor(box.min_x / resolution) * resolution;
    const double north = std::ceil(box.max_y / resolution) * resolution;
    return {west,
            north,
            resolution,
            resolution,
            static_cast<std::int64_t>(std::ceil((box.max_x - west) / resolution)),
            static_cast<std::int64_t>(std::ceil((north - box.min_y) / resolution))};
}

/// Gives the cells of one row to the shape with the largest part of each.
void claim_row(const Coverage& coverage, std::int64_t row, std::int32_t shape, std::span<double> part,
               std::span<std::int32_t> owner) {
    const auto claim = [&](std::int64_t col, double fraction) {
        if (fraction <= part[col]) return;
        part[col] = fraction;
        owner[col] = shape;
    };
    const CoveredRow covered = coverage.row(shape, row);
    for (const Run& run : covered.runs)
        for (auto col = run.first; col < run.end; ++col) claim(col, 1.0);
    for (std::size_t k = 0; k < covered.cols.size(); ++k) claim(covered.cols[k], covered.fractions[k]);
}

std::vector<MultiPolygon> finest_shapes(const Localities& localities) {
    const auto units = localities.of_level(localities.finest());
    std::vector<MultiPolygon> shapes;
    shapes.reserve(units.size());
    for (const int i : units) shapes.push_back(localities[i].shape);
    return shapes;
}

/// How much of each cell of a grid lies in the localities.
class Inside {
 public:
    Inside(const Localities& localities, const Grid& grid, const Job& job) : share_(grid.cols) {
        const auto shapes = finest_shapes(localities);
        const AnalysisGrid lines = analysis_grid(std::span<const Grid>(&grid, 1), bounds_of_all(shapes));
        coverage_ = cover(shapes, lines, job);
        first_col_ = std::llround((lines.x.front() - grid.west) / grid.dx);
        first_row_ = std::llround((grid.north - lines.y.front()) / grid.dy);
    }

    /// Takes the values off the cells of a row that lie by more than half outside.
    void keep(std::int64_t row, std::span<float> values) {
        std::ranges::fill(share_, 0.0);
        const std::int64_t line = row - first_row_;
        for (std::size_t s = 0; s < coverage_.shapes.size(); ++s) {
            const CoveredShape& shape = coverage_.shapes[s];
            if (line < shape.first_row || line >= shape.first_row + shape.rows) continue;
            const CoveredRow covered = coverage_.row(s, line);
            for (const Run& run : covered.runs)
                for (auto col = run.first; col < run.end; ++col) share_[first_col_ + col] += 1;
            for (std::size_t k = 0; k < covered.cols.size(); ++k)
                share_[first_col_ + covered.cols[k]] += covered.fractions[k];
        }
        constexpr double half = 0.5 - 1e-9;
        for (std::size_t col = 0; col < values.size(); ++col)
            if (share_[col] < half) values[col] = no_value;
    }

 private:
    Coverage coverage_ = {};
    std::int64_t first_col_ = 0;
    std::int64_t first_row_ = 0;
    std::vector<double> share_;
};

/// A map of a layer, its cells in units of the map.
class LayerCells {
 public:
    LayerCells(const MapRaster& map, const Localities& localities, const Job& job)
        : map_(map), reader_(map.source->open()) {
        if (map.inside_only) inside_.emplace(localities, map.source->grid(), job);
    }

    void fill(std::int64_t row, std::int64_t rows, std::span<float> out) {
        const Grid& grid = map_.source->grid();
        reader_->read({0, row, grid.cols, rows}, out);
        for (std::int64_t r = 0; r < rows; ++r) {
            const double factor = map_.multiplier / (map_.per_km2 ? cell_area_km2(grid, row + r) : 1.0);
            for (auto& v : out.subspan(r * grid.cols, grid.cols)) {
                if (std::isnan(v) && map_.missing_is_zero) v = 0;
                v = static_cast<float>(v * factor);
            }
            if (inside_) inside_->keep(row + r, out.subspan(r * grid.cols, grid.cols));
        }
    }

 private:
    const MapRaster& map_;
    std::unique_ptr<BlockReader> reader_;
    std::optional<Inside> inside_ = {};
};

MapDescription description_of(const MapRaster& map) { return {map.name, map.theme, map.label, map.unit}; }

RasterOutput one_band(const MapDescription& about, const Grid& grid, const std::string& crs) {
    RasterOutput output{.grid = grid, .crs = crs};
    output.bands = {{about.label.fr + " / " + about.label.en, about.unit}};
    return output;
}

ResultMap layer_map(const MapRaster& map, const Localities& localities, const Job& job) {
    ResultMap made{.about = description_of(map)};
    made.output = one_band(made.about, map.source->grid(), map.source->crs());
    made.fill = [cells = std::make_shared<LayerCells>(map, localities, job)](
                    int, std::int64_t row, std::int64_t rows, std::span<float> out) {
        cells->fill(row, rows, out);
    };
    return made;
}

}  // namespace

LocalityCells locality_cells(const Localities& localities, double resolution, const Job& job) {
    const auto units = localities.of_level(localities.finest());
    const auto shapes = finest_shapes(localities);
    const Box box = bounds_of_all(shapes);
    const Grid wanted = grid_around(box, resolution);
    const AnalysisGrid lines = analysis_grid(std::span<const Grid>(&wanted, 1), box);
    const Coverage coverage = cover(shapes, lines, job);
    LocalityCells cells{
        {lines.x.front(), lines.y.front(), resolution, resolution, lines.cols(), lines.rows()}, {}};
    cells.locality.assign(static_cast<std::size_t>(lines.cols() * lines.rows()), -1);
    std::vector<double> part(cells.locality.size(), 0.0);
    for (std::int32_t s = 0; s < static_cast<std::int32_t>(shapes.size()); ++s) {
        const CoveredShape& shape = coverage.shapes[s];
        for (std::int64_t row = shape.first_row; row < shape.first_row + shape.rows; ++row)
            claim_row(coverage, row, s, std::span(part).subspan(row * lines.cols(), lines.cols()),
                      std::span(cells.locality).subspan(row * lines.cols(), lines.cols()));
    }
    for (auto& locality : cells.locality)
        if (locality >= 0) locality = units[locality];
    return cells;
}

RowFiller value_filler(const LocalityCells& cells, std::vector<float> value_of_locality) {
    return [&cells, values = std::move(value_of_locality)](int, std::int64_t row, std::int64_t rows,
                                                           std::span<float> out) {
        const auto first = row * cells.grid.cols;
        for (std::int64_t k = 0; k < rows * cells.grid.cols; ++k) {
            const auto locality = cells.locality[first + k];
            out[k] = locality < 0 ? no_value : values[locality];
        }
    };
}

std::vector<MapDescription> maps_of(const Result& result) {
    std::vector<MapDescription> maps{{"risk", "risk", {"Risk score", "Score de risque"}, "score 0-10"},
                                     {"class", "risk", {"Risk class", "Classe de risque"}, "class"}};
    for (const MapRaster& map : result.maps) maps.push_back(description_of(map));
    return maps;
}

ResultMap ResultMaps::map(std::string_view name, const Job& job) {
    for (MapDescription& about : maps_of(result_))
        if (about.name == name && about.theme == "risk") return score_map(std::move(about), job);
    for (const MapRaster& map : result_.maps)
        if (map.name == name) return layer_map(map, result_.localities, job);
    std::vector<std::string> names;
    for (const MapDescription& about : maps_of(result_)) names.push_back(about.name);
    throw Error(Problem{"", std::string(name), "there is no such map",
                        did_you_mean(name, names, fmt::format("maps: {}", fmt::join(names, ", ")))});
}

ResultMap ResultMaps::score_map(MapDescription about, const Job& job) {
    if (!cells_)
        cells_ = std::make_shared<const LocalityCells>(
            locality_cells(result_.localities, result_.map_resolution, job));
    const bool classes = about.name == "class";
    std::vector<float> values(result_.localities.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<float>(classes ? result_.index.risk_class[i] : result_.index.score[0][i]);
    ResultMap map{.about = std::move(about)};
    map.output = class_raster(cells_->grid, result_.localities.crs);
    if (!classes) {
        map.output = {.grid = cells_->grid, .crs = result_.localities.crs};
        map.output.overviews = Overviews::nearest;
        map.output.bands = {{"Score de risque 0-10 / Risk score 0-10", map.about.unit}};
    }
    map.fill = [cells = cells_, inner = value_filler(*cells_, std::move(values))](
                   int band, std::int64_t row, std::int64_t rows, std::span<float> out) {
        inner(band, row, rows, out);
    };
    return map;
}

}  // namespace djoliba
