// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include <djoliba/engine/travel_time.hpp>

namespace djoliba::detail {

// A grid is cut into tiles of 64 x 64 cells, each with a rim: copies of the cells around it, so that moves
// out of a tile are computed like moves within it. Rims are 1 cell wide for 8 neighbours and 2 for 16.

inline constexpr int tile_side = 64;

/// A label is 1 + the time in units of 2^-32 minutes, so that 0 is free to mean a cell that nobody passes.
using Label = std::uint64_t;
inline constexpr double units_per_minute = 4294967296.0;
inline constexpr Label impassable = 0;
inline constexpr Label at_start = 1;
inline constexpr Label never = Label{1} << 63;     ///< not reached yet
inline constexpr Label too_late = Label{1} << 62;  ///< 2^30 minutes: times from here on are an error

// Bounds of a friction in minutes per metre: 60,000 km/h and 0.06 m/h.
inline constexpr float least_friction = 1e-6F;
inline constexpr float most_friction = 1000;

/// Place of a cell in its tile, rim included.
using At = std::uint16_t;

struct CellPlace {
    std::int32_t tile = -1;
    At at = 0;
    friend bool operator==(const CellPlace&, const CellPlace&) = default;
};

/// A move within a tile: the difference of its places modulo 256, which tells all moves apart as tiles are 66
/// or 68 places wide. One byte, and no type through which the compiler must expect other values to change.
enum class Step : std::uint8_t { none = 0 };
inline Step step_between(At from, At to) { return static_cast<Step>(to - from); }

/// Whether no two moves of a tile with such a rim have one step.
constexpr bool steps_differ(int rim) {
    const int stride = tile_side + 2 * rim;
    std::array<bool, 256> taken = {};
    taken[0] = true;  // no step
    for (int row = -rim; row <= rim; ++row)
        for (int col = -rim; col <= rim; ++col) {
            const bool knight = row * row + col * col == 5, king = row * row + col * col <= 2;
            if ((row == 0 && col == 0) || (!knight && !king)) continue;
            bool& step = taken[static_cast<std::uint8_t>(row * stride + col)];
            if (step) return false;
            step = true;
        }
    return true;
}
static_assert(steps_differ(1) && steps_differ(2));

/// Row and column of each place of a tile, its own cells from 0 on, those of the rim below and above.
struct PlaceTable {
    std::array<std::int8_t, (tile_side + 4) * (tile_side + 4)> row = {}, col = {};
    constexpr explicit PlaceTable(int rim) {
        const int stride = tile_side + 2 * rim;
        for (int at = 0; at < stride * stride; ++at) {
            row[static_cast<std::size_t>(at)] = static_cast<std::int8_t>(at / stride - rim);
            col[static_cast<std::size_t>(at)] = static_cast<std::int8_t>(at % stride - rim);
        }
    }
};
inline constexpr PlaceTable places_rim_1{1}, places_rim_2{2};

struct TileLayout {
    std::int64_t cols = 0, rows = 0;
    std::int32_t tile_cols = 0, tile_rows = 0;
    int rim = 1;
    int stride = tile_side + 2;
    const PlaceTable* places = &places_rim_1;

    TileLayout() = default;
    TileLayout(const Grid& grid, int neighbours)
        : cols(grid.cols),
          rows(grid.rows),
          tile_cols(static_cast<std::int32_t>((grid.cols + tile_side - 1) / tile_side)),
          tile_rows(static_cast<std::int32_t>((grid.rows + tile_side - 1) / tile_side)),
          rim(neighbours == 16 ? 2 : 1),
          stride(tile_side + 2 * rim),
          places(rim == 2 ? &places_rim_2 : &places_rim_1) {}

    std::size_t tiles() const {
        return static_cast<std::size_t>(tile_cols) * static_cast<std::size_t>(tile_rows);
    }
    std::size_t cells_of_tile() const {
        return static_cast<std::size_t>(stride) * static_cast<std::size_t>(stride);
    }
    At at(int row, int col) const { return static_cast<At>((row + rim) * stride + col + rim); }
    int row_in(At at) const { return places->row[at]; }
    int col_in(At at) const { return places->col[at]; }
    CellPlace place(std::int64_t row, std::int64_t col) const {
        const auto tile = static_cast<std::int32_t>(row / tile_side) * tile_cols +
                          static_cast<std::int32_t>(col / tile_side);
        return {tile, at(static_cast<int>(row % tile_side), static_cast<int>(col % tile_side))};
    }
    CellPlace place(std::int64_t cell) const { return place(cell / cols, cell % cols); }
    std::int64_t first_row(std::int32_t tile) const { return std::int64_t{tile / tile_cols} * tile_side; }
    std::int64_t first_col(std::int32_t tile) const { return std::int64_t{tile % tile_cols} * tile_side; }
    std::int64_t cell(CellPlace p) const {
        return (first_row(p.tile) + row_in(p.at)) * cols + first_col(p.tile) + col_in(p.at);
    }
    bool in_rim(At at) const {
        const int row = row_in(at), col = col_in(at);
        return row < 0 || col < 0 || row >= tile_side || col >= tile_side;
    }
    /// The tile and place that own a cell seen in the rim of `tile`; tile -1 off the grid.
    CellPlace owner(CellPlace p) const {
        const int row = row_in(p.at), col = col_in(p.at);
        const int down = (row >= tile_side) - (row < 0), right = (col >= tile_side) - (col < 0);
        const int tile_row = p.tile / tile_cols + down, tile_col = p.tile % tile_cols + right;
        if (tile_row < 0 || tile_row >= tile_rows || tile_col < 0 || tile_col >= tile_cols) return {};
        return {tile_row * tile_cols + tile_col, at(row - down * tile_side, col - right * tile_side)};
    }
    /// The same cell in the tile that owns it.
    CellPlace home(CellPlace p) const { return in_rim(p.at) ? owner(p) : p; }
    /// Calls body(place) for every rim in which a cell is seen: at most three.
    template <typename Body>
    void for_each_rim(CellPlace p, Body body) const {
        const int row = row_in(p.at), col = col_in(p.at);
        const int down = (row >= tile_side - rim) - (row < rim),
                  right = (col >= tile_side - rim) - (col < rim);
        if (down == 0 && right == 0) return;
        const auto show = [&](int d, int r) {
            const int tile_row = p.tile / tile_cols + d, tile_col = p.tile % tile_cols + r;
            if (tile_row < 0 || tile_row >= tile_rows || tile_col < 0 || tile_col >= tile_cols) return;
            body(CellPlace{tile_row * tile_cols + tile_col, at(row - d * tile_side, col - r * tile_side)});
        };
        if (down != 0) show(down, 0);
        if (right != 0) show(0, right);
        if (down != 0 && right != 0) show(down, right);
    }
};

/// Half the length of each move in metres times units_per_minute, by the row where it ends to the south: a
/// move between cells of friction a and b costs half * (a + b) units.
struct MoveLengths {
    std::vector<double> across = {};    ///< within a row
    std::vector<double> down = {};      ///< from row - 1 to row
    std::vector<double> diagonal = {};  ///< from row - 1 to row and the next column
    std::vector<double> flat = {};      ///< knight: from row - 1 to row and two columns
    std::vector<double> steep = {};     ///< knight: from row - 2 to row and the next column
};

struct SurfaceTile {
    std::vector<float> friction = {};   ///< minutes per metre: NaN not known, infinite blocked
    std::vector<float> elevation = {};  ///< m; empty where slopes do not count
    float least = std::numeric_limits<float>::infinity();  ///< smallest friction that it, or an ancestor, has

    bool passable(At at) const { return friction[at] < blocked; }
};

struct SurfaceTiles {
    Grid grid = {};
    std::string crs = {};
    Moves moves = {};
    TileLayout layout = {};
    std::shared_ptr<const MoveLengths> lengths = {};
    bool slopes = false;
    std::int64_t passable = 0;
    double mean_friction = 0;  ///< roughly, over the passable cells of the surface that was read
    std::vector<std::shared_ptr<const SurfaceTile>> tiles = {};  ///< null where no cell is passable
};

struct TimeTile {
    std::vector<Label> label = {};
    std::vector<std::int32_t> nearest = {};
    /// The step to each cell from the next on its way; of equally quick ones any. None at facilities and
    /// where there is no time.
    std::vector<Step> step = {};
};

/// Copies what a tile has for one place to a place of another.
inline void copy_label(const TimeTile& from, At at, TimeTile& to, At to_at) {
    to.label[to_at] = from.label[at];
    to.nearest[to_at] = from.nearest[at];
    to.step[to_at] = from.step[at];
}

struct TimeTiles {
    TravelSurface surface;
    std::vector<Start> starts = {};
    std::vector<std::shared_ptr<const TimeTile>> tiles = {};  ///< null where no cell is reached
};

/// Throws Error for a cell that is not of the grid.
void check_cell(const SurfaceTiles& surface, std::int64_t cell, const char* what);

}  // namespace djoliba::detail
