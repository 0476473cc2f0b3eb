// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "synthetic_rasters.hpp"
#include "synthetic_tiles.hpp"

namespace djoliba::synthetic {
namespace {

constexpr std::size_t periods = std::size(return_periods);
constexpr double patch_degrees = 0.05;          // ground looked at together
constexpr double sample_degrees = 15.0 / 3600;  // coarse cells are the mean of samples this far apart

// What one cell holds: depth in metres by return period, and the share that is always water.
struct Water {
    std::array<double, periods> depth = {};
    double permanent = 0;
};

struct Sampling {
    Grid grid;
    int per_side;
    std::array<double, periods> stage;
};

Sampling sampling(const Grid& grid) {
    Sampling s{grid, std::clamp(static_cast<int>(std::ceil(grid.dx / sample_degrees - 1e-6)), 1, 24), {}};
    for (std::size_t i = 0; i < periods; ++i) s.stage[i] = flood_stage(return_periods[i]);
    return s;
}

Water cell_water(const Relief& relief, const Nearby& near, const Sampling& s, std::int64_t col,
                 std::int64_t row) {
    Water water;
    for (int j = 0; j < s.per_side; ++j)
        for (int i = 0; i < s.per_side; ++i) {
            const double x = s.grid.west + (static_cast<double>(col) + (i + 0.5) / s.per_side) * s.grid.dx;
            const double y = s.grid.north - (static_cast<double>(row) + (j + 0.5) / s.per_side) * s.grid.dy;
            const Ground ground = relief.ground(near, {x, y});
            for (std::size_t p = 0; p < periods; ++p)
                water.depth[p] += std::max(0.0, s.stage[p] - ground.height);
            water.permanent += ground.permanent ? 1 : 0;
        }
    const double samples = s.per_side * s.per_side;
    for (auto& depth : water.depth) depth = std::round(depth / samples * 100) / 100;
    water.permanent /= samples;
    return water;
}

// One patch of a tile: dry and unknown cells are there already.
void fill_patch(const Relief& relief, const Sampling& s, const Window& window, const Window& patch,
                std::span<const std::span<float>> out) {
    const Grid& g = s.grid;
    const Box box{g.west + static_cast<double>(patch.col) * g.dx,
                  g.north - static_cast<double>(patch.row + patch.rows) * g.dy,
                  g.west + static_cast<double>(patch.col + patch.cols) * g.dx,
                  g.north - static_cast<double>(patch.row) * g.dy};
    const Nearby near = relief.nearby(box);
    if (near.dry()) return;
    for (auto row = patch.row; row < patch.row + patch.rows; ++row)
        for (auto col = patch.col; col < patch.col + patch.cols; ++col) {
            const auto cell = (row - window.row) * window.cols + col - window.col;
            if (std::isnan(out[periods][cell])) continue;
            const Water water = cell_water(relief, near, s, col, row);
            for (std::size_t p = 0; p < periods; ++p)
                if (!std::isnan(out[p][cell])) out[p][cell] = static_cast<float>(water.depth[p]);
            out[periods][cell] = water.permanent > 0.5F ? 1.0F : 0.0F;
        }
}

// 0 on the land, NaN elsewhere and, for depths, where the model ends.
void fill_dry(const Grid& grid, const std::vector<std::vector<Span>>& land, const Window& window,
              std::span<const std::span<float>> out) {
    for (const auto& layer : out) std::fill(layer.begin(), layer.end(), NAN);
    for (auto row = window.row; row < window.row + window.rows; ++row) {
        const bool modelled = grid.north - (static_cast<double>(row) + 0.5) * grid.dy < flood_model_north;
        for (const auto& span : land[row]) {
            const auto from = std::max(span.from, window.col),
                       to = std::min(span.to, window.col + window.cols);
            if (from >= to) continue;
            const auto first = (row - window.row) * window.cols + from - window.col;
            for (std::size_t f = modelled ? 0 : periods; f < out.size(); ++f)
                std::fill_n(out[f].begin() + first, to - from, 0.0F);
        }
    }
}

std::vector<TileFile> flood_files(const PathOf& path) {
    std::vector<TileFile> files;
    for (int years : return_periods)
        files.push_back(
            {path(fmt::format("flood_rp{}.tif", years)), Cells::decimal, -9999, "m",
             fmt::format("invented depth of the {}-year river flood; 0 is dry, nodata is outside the model",
                         years)});
    files.push_back({path("permanent_water.tif"), Cells::byte, 255, "",
                     "invented permanent water: 1 water, 0 land, 255 outside"});
    return files;
}

}  // namespace

void write_floods(const Country& country, const Grid& grid, const PathOf& path, const Job& job) {
    const auto land = touched_cells(country.outline, grid);
    const Sampling s = sampling(grid);
    const auto step = std::max<std::int64_t>(1, static_cast<std::int64_t>(patch_degrees / grid.dx));
    write_tiles(
        flood_files(path), grid, job, [&](const Window& window, std::span<const std::span<float>> out) {
            fill_dry(grid, land, window, out);
            if (std::all_of(out[periods].begin(), out[periods].end(), [](float v) { return std::isnan(v); }))
                return;
            for (auto row = window.row; row < window.row + window.rows; row += step)
                for (auto col = window.col; col < window.col + window.cols; col += step)
                    fill_patch(country.relief, s, window,
                               {col, row, std::min(step, window.col + window.cols - col),
                                std::min(step, window.row + window.rows - row)},
                               out);
        });
}

}  // namespace djoliba::synthetic
