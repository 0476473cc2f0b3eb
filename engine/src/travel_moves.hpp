// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cmath>

#include "travel_tiles.hpp"

namespace djoliba::detail {

/// Twice the half length of MoveLengths in metres, from the units of their half.
inline constexpr double metres_per_half = 2 / units_per_minute;

/// Walking time on a slope relative to level ground. Source: Tobler 1993, v = 6 exp(-3.5 |slope + 0.05|)
/// km/h.
inline double tobler(double rise, double metres) {
    return std::exp(3.5 * std::abs(rise / metres + 0.05) - 3.5 * 0.05);
}

/// Where a move leads.
enum class Towards : std::uint8_t { here, there };

/// Moves between a cell of one tile and those around it: what each costs in units, and whether it is possible
/// at all. Cells are places in the tile, its rim included. The same code decides costs wherever they are
/// needed, so that they are the same bits.
template <int Rim, bool Slopes>
class TileMoves {
 public:
    static constexpr int stride = tile_side + 2 * Rim;

    TileMoves(const SurfaceTile& tile, const MoveLengths& lengths, std::int64_t first_row, bool squeeze)
        : friction_(tile.friction.data()),
          elevation_(Slopes ? tile.elevation.data() : nullptr),
          across_(lengths.across.data() + first_row + 2),
          down_(lengths.down.data() + first_row + 2),
          diagonal_(lengths.diagonal.data() + first_row + 2),
          flat_(Rim == 2 ? lengths.flat.data() + first_row + 2 : nullptr),
          steep_(Rim == 2 ? lengths.steep.data() + first_row + 2 : nullptr),
          squeeze_(squeeze) {}

    /// Calls visit(other, cost) for every cell from which a move leads to `here` (Towards here), or to which
    /// a move leads from `here` (Towards there), in the order of TravelTimes::next(). `label`: 0 marks the
    /// cells of the tile that nobody passes. What lies beyond the rim is not looked at: `here` must be a cell
    /// of the tile itself. Inlined with its visitor: the search spends its time here, and compilers that
    /// leave a part of it out of line make the search a fifth slower.
    template <Towards towards, typename Visit>
    [[gnu::always_inline]] inline void for_each(At here, const Label* label, Visit visit) const {
        const int row = here / stride - Rim;
        const auto step = [&](int offset, double half) __attribute__((always_inline)) {
            const At other = At(here + offset);
            return visit(other, [&] { return units<towards>(here, other, half); });
        };
        if (!step(-stride, down_[row]) || !step(-1, across_[row]) || !step(+1, across_[row]) ||
            !step(+stride, down_[row + 1]))
            return;
        const Label north = label[here - stride], west = label[here - 1], east = label[here + 1],
                    south = label[here + stride];
        const double up = diagonal_[row], down = diagonal_[row + 1];
        if ((squeeze_ || (north | west) != 0) && !step(-stride - 1, up)) return;
        if ((squeeze_ || (north | east) != 0) && !step(-stride + 1, up)) return;
        if ((squeeze_ || (south | west) != 0) && !step(+stride - 1, down)) return;
        if ((squeeze_ || (south | east) != 0) && !step(+stride + 1, down)) return;
        if constexpr (Rim == 2) {
            for (const int side : {-1, 1})
                if (!knight<towards>(here, label, flat_[row], -stride + 2 * side, side, visit) ||
                    !knight<towards>(here, label, flat_[row + 1], stride + 2 * side, side, visit) ||
                    !knight<towards>(here, label, steep_[row], -2 * stride + side, -stride, visit) ||
                    !knight<towards>(here, label, steep_[row + 2], 2 * stride + side, stride, visit))
                    return;
        }
    }

    /// The smallest cost of a move in this tile, roughly: it sets the width of buckets, nothing else.
    Label cheapest(float least) const {
        const double half = down_[1] > 0 ? std::min(across_[0], down_[1]) : across_[0];
        return std::max<Label>(1, rounded(2 * half * static_cast<double>(least)));
    }

 private:
    static Label rounded(double units) { return static_cast<Label>(std::llrint(units)); }

    template <Towards towards>
    Label units(At here, At other, double half) const {
        const double level =
            half * (static_cast<double>(friction_[here]) + static_cast<double>(friction_[other]));
        if constexpr (Slopes) return rounded(level * slope<towards>(here, other, half));
        return rounded(level);
    }

    template <Towards towards>
    double slope(At here, At other, double half) const {
        const double rise = static_cast<double>(elevation_[here]) - static_cast<double>(elevation_[other]);
        if (std::isnan(rise)) return 1;
        return tobler(towards == Towards::here ? rise : -rise, half * metres_per_half);
    }

    /// A knight's move by `offset`, through two cells: the one at `step`, and the one as far before its end.
    template <Towards towards, typename Visit>
    bool knight(At here, const Label* label, double half, int offset, int step, Visit& visit) const {
        const At other = At(here + offset), first = At(here + step), second = At(other - step);
        if (label[first] == impassable || label[second] == impassable) return true;
        return visit(other, [&] {
            const double sum =
                static_cast<double>(friction_[here]) + static_cast<double>(friction_[other]) +
                (static_cast<double>(friction_[first]) + static_cast<double>(friction_[second]));
            double units = half * sum / 2;
            if constexpr (Slopes) units *= slope<towards>(here, other, half);
            return rounded(units);
        });
    }

    const float* friction_;
    const float* elevation_;
    const double* across_;
    const double* down_;
    const double* diagonal_;
    const double* flat_;
    const double* steep_;
    bool squeeze_;
};

/// Calls body with the moves of a tile of a surface.
template <typename Body>
auto with_moves(const SurfaceTiles& surface, std::int32_t tile, Body body) {
    const SurfaceTile& ground = *surface.tiles[static_cast<std::size_t>(tile)];
    const std::int64_t row = surface.layout.first_row(tile);
    const bool squeeze = surface.moves.squeeze;
    if (surface.layout.rim == 2) {
        if (surface.slopes) return body(TileMoves<2, true>(ground, *surface.lengths, row, squeeze));
        return body(TileMoves<2, false>(ground, *surface.lengths, row, squeeze));
    }
    if (surface.slopes) return body(TileMoves<1, true>(ground, *surface.lengths, row, squeeze));
    return body(TileMoves<1, false>(ground, *surface.lengths, row, squeeze));
}

}  // namespace djoliba::detail
