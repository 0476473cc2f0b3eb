// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <djoliba/engine/grid.hpp>
#include <djoliba/engine/job.hpp>
#include <djoliba/engine/raster.hpp>

namespace djoliba {

/// How far apart the cells of a grid are on the ground.
enum class Ground : std::uint8_t {
    degrees,  ///< longitude and latitude: geodesics between the centres of cells on WGS84, for each row
    metres    ///< a plane whose coordinates are metres
};

/// How one may move from cell to cell.
struct Moves {
    Ground ground = Ground::degrees;
    int neighbours = 8;    ///< 8, or 16 with the moves of a knight, which pass through two cells on their way
    bool squeeze = false;  ///< diagonal moves between two cells that cannot be passed are possible; false: a
                           ///< barrier whose cells touch at corners holds
};

/// Friction of a cell that nobody passes for now: flooded, closed. Whoever is there is cut off.
inline constexpr float blocked = std::numeric_limits<float>::infinity();

struct CellFriction {
    std::int64_t cell = 0;  ///< row * cols + col
    float minutes_per_metre = blocked;
};

namespace detail {
struct SurfaceTiles;
}

/// What a metre costs on each cell of a grid. A move of length d between cells a and b takes
/// d * (friction a + friction b) / 2, a knight's move a quarter of each of the four cells that it passes.
/// Where both cells have an elevation, the walker's speed on the slope of the move (Tobler) relative to level
/// ground multiplies it, so that up and down differ. Immutable, cheap to copy; memory grows with the tiles of
/// 64 x 64 cells that hold a passable one.
class TravelSurface {
 public:
    /// `friction`: minutes per metre, above 0; cells without value are not known or never passed (permanent
    /// water): nobody goes there, and of whoever is there nothing is said. `elevation_m`: on the same grid,
    /// or null; cells without value (roads) take no part in slopes. Throws Error, naming the source, for
    /// values below 1e-6 or above 1000, a grid beyond 1e11 cells, another grid or CRS of the elevation, or
    /// no passable cell at all.
    TravelSurface(const RasterSource& friction, const RasterSource* elevation_m, const Moves& moves,
                  const Job& job = {});

    const Grid& grid() const;
    const std::string& crs() const;
    const Moves& moves() const;
    std::int64_t passable_cells() const;
    /// NaN where not known or never passed, `blocked` where nobody passes for now.
    float minutes_per_metre(std::int64_t cell) const;
    bool passable(std::int64_t cell) const;

    /// The same surface with the friction of some cells replaced; cells are listed once. Tiles without a
    /// change are shared. Throws Error for a cell outside the grid, a friction that is not above 0, or for
    /// one of the cells that are not known.
    TravelSurface with(std::span<const CellFriction> cells) const;

    const detail::SurfaceTiles& tiles() const { return *tiles_; }

 private:
    explicit TravelSurface(std::shared_ptr<const detail::SurfaceTiles> tiles);
    std::shared_ptr<const detail::SurfaceTiles> tiles_;
};

/// The cell that holds a point; -1 outside the grid. Points on an edge belong to the cell east and south of
/// it.
std::int64_t cell_at(const Grid& grid, Point point);

/// The centre of a cell.
Point centre_of(const Grid& grid, std::int64_t cell);

/// Where someone starts who stands on a cell that cannot be passed: the passable cell whose centre is nearest
/// to the point, at most `within_km` away; of equally near ones that with the smallest number. `cell` is -1
/// where there is none.
struct Snapped {
    std::int64_t cell = -1;
    double km = 0;  ///< from the point to the centre of the cell that it was moved to; 0 where not moved
    bool outside = false;  ///< the point lies off the grid
};
Snapped snap(const TravelSurface& surface, Point point, double within_km);

}  // namespace djoliba
