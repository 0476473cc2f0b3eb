// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numbers>

#include "synthetic_plane.hpp"
#include "synthetic_rasters.hpp"
#include "synthetic_tiles.hpp"

namespace djoliba::synthetic {
namespace {

constexpr double cut_off = 3;  // standard deviations

// Share of a cut-off normal distribution below x standard deviations; 1 in all.
double share_below(double x) {
    const auto normal = [](double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); };
    static const double low = normal(-cut_off), whole = normal(cut_off) - low;
    return (normal(std::clamp(x, -cut_off, cut_off)) - low) / whole;
}

// What falls between the lines of a grid, for the cells [from, from + size()) along one axis.
struct Shares {
    std::int64_t from = 0;
    std::vector<double> share;
};

// Axis from `origin` with steps of `step`; the cells [first, first + count) are wanted.
Shares shares(double centre, double spread, double origin, double step, std::int64_t first,
              std::int64_t count) {
    const auto cell = [&](double x) { return static_cast<std::int64_t>(std::floor((x - origin) / step)); };
    const auto begin = std::max(first, cell(centre - cut_off * spread)),
               end = std::min(first + count, cell(centre + cut_off * spread) + 1);
    Shares result{begin, {}};
    double below = share_below((origin + static_cast<double>(begin) * step - centre) / spread);
    for (auto i = begin; i < end; ++i) {
        const double next = share_below((origin + static_cast<double>(i + 1) * step - centre) / spread);
        result.share.push_back(next - below);
        below = next;
    }
    return result;
}

void add_cluster(const Cluster& cluster, const Grid& grid, const Window& window,
                 std::vector<double>& people) {
    const auto across =
        shares(cluster.at.x, cluster.spread_km / km_per_lon, grid.west, grid.dx, window.col, window.cols);
    if (across.share.empty()) return;
    // Rows count from the north: the axis points south.
    const auto down =
        shares(-cluster.at.y, cluster.spread_km / km_per_lat, -grid.north, grid.dy, window.row, window.rows);
    for (std::size_t j = 0; j < down.share.size(); ++j) {
        double* row = people.data() + (down.from - window.row + static_cast<std::int64_t>(j)) * window.cols +
                      (across.from - window.col);
        for (std::size_t i = 0; i < across.share.size(); ++i)
            row[i] += cluster.people * across.share[i] * down.share[j];
    }
}

bool known(const Grid& grid, std::int64_t col, std::int64_t row) {
    const double x = grid.west + (static_cast<double>(col) + 0.5) * grid.dx,
                 y = grid.north - (static_cast<double>(row) + 0.5) * grid.dy;
    const Box& box = unknown_population;
    return x < box.min_x || x > box.max_x || y < box.min_y || y > box.max_y;
}

// 1/1024 of a person is as fine as it needs to be, and packs well.
float rounded(double people) { return static_cast<float>(std::round(people * 1024) / 1024); }

}  // namespace

Grid country_grid(double resolution) {
    const auto cells = [&](double degrees) {
        return static_cast<std::int64_t>(std::ceil(degrees / resolution - 1e-6));
    };
    return {-12.3, 25, resolution, resolution, cells(16.55), cells(14.875)};
}

void write_population(const Country& country, const Grid& grid, const std::filesystem::path& file,
                      const Job& job) {
    const auto land = touched_cells(country.outline, grid);
    const TileFile tile_file{file, Cells::decimal, -99999, "people", "invented people per cell, year 2024"};
    write_tiles({tile_file}, grid, job, [&](const Window& window, std::span<const std::span<float>> out) {
        std::fill(out[0].begin(), out[0].end(), NAN);
        std::vector<double> people(window.size(), 0.0);
        for (const auto& cluster : country.clusters) add_cluster(cluster, grid, window, people);
        for (std::int64_t row = window.row; row < window.row + window.rows; ++row)
            for (const auto& span : land[row])
                for (auto col = std::max(span.from, window.col);
                     col < std::min(span.to, window.col + window.cols); ++col)
                    if (known(grid, col, row)) {
                        const auto cell = (row - window.row) * window.cols + col - window.col;
                        out[0][cell] = rounded(people[cell]);
                    }
    });
}

}  // namespace djoliba::synthetic
