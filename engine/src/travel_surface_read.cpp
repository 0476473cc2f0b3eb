// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <mutex>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/geodesic.hpp>

#include "parallel.hpp"
#include "surface_size.hpp"
#include "travel_tiles.hpp"

namespace djoliba {
namespace detail {
namespace {

double move_metres(const Grid& grid, Ground ground, std::int64_t row, int down, int right) {
    const double dx = right * grid.dx, dy = down * grid.dy;
    if (ground == Ground::metres) return std::hypot(dx, dy);
    const double south = grid.north - (static_cast<double>(row) + 0.5) * grid.dy;
    return 1000 * geodesic_km({0, south}, {dx, south + dy});
}

MoveLengths move_lengths(const Grid& grid, const Moves& moves) {
    MoveLengths lengths;
    const auto fill = [&](std::vector<double>& half, int down, int right) {
        // two rows of slack on both sides, so that the rims of tiles need no bounds
        half.assign(static_cast<std::size_t>(grid.rows) + tile_side + 4, 0);
        for (std::int64_t row = down; row < grid.rows; ++row)
            half[static_cast<std::size_t>(row) + 2] =
                move_metres(grid, moves.ground, row, down, right) / 2 * units_per_minute;
    };
    fill(lengths.across, 0, 1);
    fill(lengths.down, 1, 0);
    fill(lengths.diagonal, 1, 1);
    if (moves.neighbours == 16) fill(lengths.flat, 1, 2), fill(lengths.steep, 2, 1);
    return lengths;
}

void check_grid(const RasterSource& friction, const Moves& moves) {
    const Grid& grid = friction.grid();
    const auto refuse = [&](std::string problem, std::string remedy) {
        throw Error(Problem{friction.name(), "friction", std::move(problem), std::move(remedy)});
    };
    if (moves.neighbours != 8 && moves.neighbours != 16)
        refuse(fmt::format("{} neighbours", moves.neighbours), "take 8 or 16");
    check_surface_size(friction.name(), grid.cols, grid.rows);
    if (grid.cols < 1 || grid.rows < 1) refuse("the grid has no cell", "give a raster with cells");
    if (moves.ground == Ground::degrees && (grid.north > 90 + 1e-9 || grid.south() < -90 - 1e-9))
        refuse("the grid reaches beyond a pole", "check that its coordinates are degrees");
    const double least = std::min(grid.dx, grid.dy) * (moves.ground == Ground::degrees ? 1e4 : 1);
    const double most = std::max(grid.dx, grid.dy) * (moves.ground == Ground::degrees ? 1.2e5 : 1);
    if (least < 0.01 || most > 2e5)
        refuse(fmt::format("cells of {} x {} are {}", grid.dx, grid.dy,
                           least < 0.01 ? "too small" : "too large"),
               "take cells of 1 cm to 200 km, and check the coordinate system");
}

/// Reads windows of the friction, and of the elevation where there is one, into the tiles.
class SurfaceReader {
 public:
    SurfaceReader(const RasterSource& friction, const RasterSource* elevation, SurfaceTiles& surface)
        : friction_(friction), elevation_(elevation), surface_(surface), tiles_(surface.tiles.size()) {
        const Window block = friction.block();
        const auto whole_tiles = [](std::int64_t cells) {
            return (cells + tile_side - 1) / tile_side * tile_side;
        };
        const bool strips = 2 * block.cols >= surface.grid.cols;
        cols_ = whole_tiles(strips ? surface.grid.cols : std::clamp<std::int64_t>(block.cols, 512, 4096));
        rows_ = std::clamp<std::int64_t>(whole_tiles(block.rows), tile_side,
                                         std::max<std::int64_t>(tile_side, whole_tiles(most_cells / cols_)));
        across_ = (surface.grid.cols + cols_ - 1) / cols_;
    }

    void read_all(const Job& job) {
        const std::int64_t down = (surface_.grid.rows + rows_ - 1) / rows_;
        for_each(part_of(job, 0, 0.8), static_cast<std::size_t>(across_ * down), [&](std::size_t w) {
            const auto i = static_cast<std::int64_t>(w);
            const Window window{i % across_ * cols_, i / across_ * rows_, cols_, rows_};
            read({window.col, window.row, std::min(cols_, surface_.grid.cols - window.col),
                  std::min(rows_, surface_.grid.rows - window.row)});
        });
        for_each(part_of(job, 0.8, 1), tiles_.size(), [&](std::size_t t) { fill_rim(static_cast<int>(t)); });
        for (std::size_t t = 0; t < tiles_.size(); ++t) surface_.tiles[t] = std::move(tiles_[t]);
        surface_.passable = passable_;
        surface_.mean_friction = mean_friction();
    }

 private:
    static constexpr std::int64_t most_cells = 8'000'000;                  ///< in one window
    static constexpr float least_elevation = -500, most_elevation = 9000;  ///< metres, of any ground

    void read(const Window& window) {
        if (!friction_.has_data(window)) return;
        std::vector<float> values(static_cast<std::size_t>(window.size())), heights;
        friction_.open()->read(window, std::span<float>(values));
        check_values(window, values);
        if (elevation_ != nullptr) {
            heights.resize(values.size());
            elevation_->open()->read(window, std::span<float>(heights));
            check_heights(window, values, heights);
        }
        for (std::int64_t row = 0; row < window.rows; row += tile_side)
            for (std::int64_t col = 0; col < window.cols; col += tile_side)
                make_tile(window, row, col, values, heights);
    }

    void check_values(const Window& window, const std::vector<float>& values) const {
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (std::isnan(values[i]) || (values[i] >= least_friction && values[i] <= most_friction))
                continue;
            const auto cell = static_cast<std::int64_t>(i);
            throw Error(
                Problem{friction_.name(), "friction",
                        fmt::format("{} at row {}, column {} is no friction in minutes per metre", values[i],
                                    window.row + cell / window.cols, window.col + cell % window.cols),
                        fmt::format("give {} to {}; cells that nobody passes have no value", least_friction,
                                    most_friction)});
        }
    }

    /// An undeclared -9999 or -32768 would be a cliff.
    void check_heights(const Window& window, const std::vector<float>& values,
                       const std::vector<float>& heights) const {
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (std::isnan(values[i]) || !(heights[i] < least_elevation || heights[i] > most_elevation))
                continue;
            const auto cell = static_cast<std::int64_t>(i);
            throw Error(Problem{elevation_->name(), "elevation",
                                fmt::format("{} at row {}, column {} is no elevation in metres", heights[i],
                                            window.row + cell / window.cols, window.col + cell % window.cols),
                                "declare the value that stands for cells without data, for example with "
                                "gdal_edit.py -a_nodata, or give metres"});
        }
    }

    void make_tile(const Window& window, std::int64_t row, std::int64_t col, const std::vector<float>& values,
                   const std::vector<float>& heights) {
        const TileLayout& layout = surface_.layout;
        const int rows = static_cast<int>(std::min<std::int64_t>(tile_side, window.rows - row));
        const int cols = static_cast<int>(std::min<std::int64_t>(tile_side, window.cols - col));
        auto tile = std::make_shared<SurfaceTile>();
        std::int64_t passable = 0;
        tile->friction.assign(layout.cells_of_tile(), std::numeric_limits<float>::quiet_NaN());
        if (!heights.empty()) tile->elevation = tile->friction;
        for (int r = 0; r < rows; ++r)
            for (int c = 0; c < cols; ++c) {
                const auto from = static_cast<std::size_t>((row + r) * window.cols + col + c);
                if (std::isnan(values[from])) continue;
                const At at = layout.at(r, c);
                tile->friction[at] = values[from];
                tile->least = std::min(tile->least, values[from]);
                if (!heights.empty()) tile->elevation[at] = heights[from];
                ++passable;
            }
        if (passable == 0) return;
        passable_ += passable;
        tiles_[static_cast<std::size_t>(layout.place(window.row + row, window.col + col).tile)] =
            std::move(tile);
    }

    /// Of the middle row of each tile: near enough for what it is used for.
    double mean_friction() const {
        const TileLayout& layout = surface_.layout;
        double sum = 0, cells = 0;
        for (const auto& tile : surface_.tiles)
            for (int col = 0; tile && col < tile_side; ++col) {
                const float friction = tile->friction[layout.at(tile_side / 2, col)];
                if (friction < blocked) sum += static_cast<double>(friction), ++cells;
            }
        return cells > 0 ? sum / cells : 1;
    }

    void fill_rim(std::int32_t t) {
        SurfaceTile* tile = tiles_[static_cast<std::size_t>(t)].get();
        if (tile == nullptr) return;
        const TileLayout& layout = surface_.layout;
        const auto cells = static_cast<At>(layout.cells_of_tile());
        for (At at = 0; at < cells; ++at) {
            if (!layout.in_rim(at)) continue;
            const CellPlace owner = layout.owner({t, at});
            if (owner.tile < 0) continue;
            const SurfaceTile* other = tiles_[static_cast<std::size_t>(owner.tile)].get();
            if (other == nullptr) continue;
            tile->friction[at] = other->friction[owner.at];
            if (!tile->elevation.empty()) tile->elevation[at] = other->elevation[owner.at];
        }
    }

    const RasterSource& friction_;
    const RasterSource* elevation_;
    SurfaceTiles& surface_;
    std::vector<std::shared_ptr<SurfaceTile>> tiles_;
    std::int64_t cols_ = 0, rows_ = 0, across_ = 0;
    std::atomic<std::int64_t> passable_ = 0;
};

void check_elevation(const RasterSource& friction, const RasterSource& elevation) {
    if (elevation.crs() != friction.crs() || !same_grid(elevation.grid(), friction.grid()))
        throw Error(Problem{elevation.name(), "elevation",
                            "it is not on the grid of the friction " + friction.name(),
                            "resample it to that grid"});
}

}  // namespace
}  // namespace detail

TravelSurface::TravelSurface(const RasterSource& friction, const RasterSource* elevation_m,
                             const Moves& moves, const Job& job) {
    detail::check_grid(friction, moves);
    if (elevation_m != nullptr) detail::check_elevation(friction, *elevation_m);
    auto surface = std::make_shared<detail::SurfaceTiles>();
    surface->grid = friction.grid();
    surface->crs = friction.crs();
    surface->moves = moves;
    surface->layout = detail::TileLayout(surface->grid, moves.neighbours);
    surface->lengths = std::make_shared<detail::MoveLengths>(detail::move_lengths(surface->grid, moves));
    surface->slopes = elevation_m != nullptr;
    surface->tiles.resize(surface->layout.tiles());
    detail::SurfaceReader(friction, elevation_m, *surface).read_all(job);
    if (surface->passable == 0)
        throw Error(
            Problem{friction.name(), "friction", "no cell has a value", "give a raster with passable cells"});
    tiles_ = std::move(surface);
}

}  // namespace djoliba
