// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/travel_surface.hpp>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

#include "travel_tiles.hpp"

namespace djoliba {

using namespace detail;

const Grid& TravelSurface::grid() const { return tiles_->grid; }
const std::string& TravelSurface::crs() const { return tiles_->crs; }
const Moves& TravelSurface::moves() const { return tiles_->moves; }
std::int64_t TravelSurface::passable_cells() const { return tiles_->passable; }

TravelSurface::TravelSurface(std::shared_ptr<const SurfaceTiles> tiles) : tiles_(std::move(tiles)) {}

float TravelSurface::minutes_per_metre(std::int64_t cell) const {
    check_cell(*tiles_, cell, "friction");
    const CellPlace p = tiles_->layout.place(cell);
    const auto& tile = tiles_->tiles[static_cast<std::size_t>(p.tile)];
    return tile ? tile->friction[p.at] : std::numeric_limits<float>::quiet_NaN();
}

bool TravelSurface::passable(std::int64_t cell) const { return minutes_per_metre(cell) < blocked; }

namespace detail {

void check_cell(const SurfaceTiles& surface, std::int64_t cell, const char* what) {
    if (cell < 0 || cell >= surface.grid.cols * surface.grid.rows)
        throw Error(Problem{"travel surface", what, fmt::format("cell {} is not one of the grid", cell),
                            "number cells row by row from 0 in the north-west"});
}

namespace {

/// A tile of the surface that may be written to: a copy where it is still shared.
class TileCopies {
 public:
    explicit TileCopies(SurfaceTiles& surface) : surface_(surface), own_(surface.tiles.size()) {}

    /// Null where the surface has no such tile.
    SurfaceTile* tile(std::int32_t tile) {
        const auto t = static_cast<std::size_t>(tile);
        if (!surface_.tiles[t]) return nullptr;
        if (!own_[t]) {
            auto copy = std::make_shared<SurfaceTile>(*surface_.tiles[t]);
            own_[t] = copy.get();
            surface_.tiles[t] = std::move(copy);
        }
        return own_[t];
    }

 private:
    SurfaceTiles& surface_;
    std::vector<SurfaceTile*> own_;
};

void set_friction(SurfaceTiles& surface, TileCopies& copies, const CellFriction& cell) {
    check_cell(surface, cell.cell, "friction");
    const CellPlace p = surface.layout.place(cell.cell);
    SurfaceTile* tile = copies.tile(p.tile);
    if (tile == nullptr || std::isnan(tile->friction[p.at]))
        throw Error(Problem{"travel surface", "friction",
                            fmt::format("cell {} is not known and cannot be changed", cell.cell),
                            "change cells that have a friction"});
    if (!(cell.minutes_per_metre == blocked ||
          (cell.minutes_per_metre >= least_friction && cell.minutes_per_metre <= most_friction)))
        throw Error(Problem{
            "travel surface", "friction",
            fmt::format("cell {}: {} minutes per metre", cell.cell, cell.minutes_per_metre),
            fmt::format("give {} to {} minutes per metre, or blocked", least_friction, most_friction)});
    surface.passable += (cell.minutes_per_metre < blocked ? 1 : 0) - (tile->passable(p.at) ? 1 : 0);
    const auto write = [&](SurfaceTile& t, At at) {
        t.friction[at] = cell.minutes_per_metre;
        t.least = std::min(t.least, cell.minutes_per_metre);
    };
    write(*tile, p.at);
    surface.layout.for_each_rim(p, [&](CellPlace rim) {
        if (SurfaceTile* t = copies.tile(rim.tile)) write(*t, rim.at);
    });
}

}  // namespace
}  // namespace detail

TravelSurface TravelSurface::with(std::span<const CellFriction> cells) const {
    if (cells.empty()) return *this;
    auto changed = std::make_shared<SurfaceTiles>(*tiles_);
    TileCopies copies(*changed);
    for (const CellFriction& cell : cells) set_friction(*changed, copies, cell);
    return TravelSurface(std::move(changed));
}

std::int64_t cell_at(const Grid& grid, Point point) {
    const double col = std::floor((point.x - grid.west) / grid.dx),
                 row = std::floor((grid.north - point.y) / grid.dy);
    if (!(col >= 0 && row >= 0 && col < static_cast<double>(grid.cols) &&
          row < static_cast<double>(grid.rows)))
        return -1;
    return static_cast<std::int64_t>(row) * grid.cols + static_cast<std::int64_t>(col);
}

Point centre_of(const Grid& grid, std::int64_t cell) {
    const std::int64_t row = cell / grid.cols, col = cell % grid.cols;
    return {grid.west + (static_cast<double>(col) + 0.5) * grid.dx,
            grid.north - (static_cast<double>(row) + 0.5) * grid.dy};
}

}  // namespace djoliba
