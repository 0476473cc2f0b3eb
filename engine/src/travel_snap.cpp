// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <djoliba/engine/geodesic.hpp>
#include <djoliba/engine/travel_surface.hpp>

namespace djoliba {
namespace {

double km_between(Ground ground, Point a, Point b) {
    return ground == Ground::degrees ? geodesic_km(a, b) : std::hypot(a.x - b.x, a.y - b.y) / 1000;
}

/// Looks through square rings of cells around one, until no farther ring can hold a nearer cell.
class RingSearch {
 public:
    RingSearch(const TravelSurface& surface, Point point, double within_km)
        : surface_(surface), point_(point), best_{-1, within_km, false} {}

    Snapped search(std::int64_t cell) {
        const Grid& grid = surface_.grid();
        const std::int64_t row = cell / grid.cols, col = cell % grid.cols;
        const double ring_km = least_ring_km(row);
        for (std::int64_t ring = 0; static_cast<double>(ring) - 1 <= best_.km / ring_km; ++ring) {
            if (ring > std::max(grid.rows, grid.cols)) break;
            look_along(row - ring, col - ring, col + ring);
            if (ring > 0) look_along(row + ring, col - ring, col + ring);
            for (std::int64_t r = row - ring + 1; r < row + ring; ++r)
                look(r, col - ring), look(r, col + ring);
        }
        if (best_.cell < 0) best_.km = 0;
        return best_;
    }

 private:
    /// A lower bound of how much farther each ring is: cells are never narrower than at the row farthest from
    /// the equator that can still be reached, for which half of the width here stands in.
    double least_ring_km(std::int64_t row) const {
        const Grid& grid = surface_.grid();
        const Point here = centre_of(grid, row * grid.cols);
        const double across = km_between(surface_.moves().ground, here, {here.x + grid.dx, here.y});
        const double down = km_between(surface_.moves().ground, here, {here.x, here.y - grid.dy});
        return std::max(1e-6, std::min(across, down) / 2);
    }

    void look_along(std::int64_t row, std::int64_t from, std::int64_t to) {
        for (std::int64_t col = from; col <= to; ++col) look(row, col);
    }

    void look(std::int64_t row, std::int64_t col) {
        const Grid& grid = surface_.grid();
        if (row < 0 || col < 0 || row >= grid.rows || col >= grid.cols) return;
        const std::int64_t cell = row * grid.cols + col;
        if (!surface_.passable(cell)) return;
        const double km = km_between(surface_.moves().ground, point_, centre_of(grid, cell));
        const bool nearer = km < best_.km || (km == best_.km && (best_.cell < 0 || cell < best_.cell));
        if (nearer) best_ = {cell, km, false};
    }

    const TravelSurface& surface_;
    Point point_;
    Snapped best_;
};

}  // namespace

Snapped snap(const TravelSurface& surface, Point point, double within_km) {
    const std::int64_t cell = cell_at(surface.grid(), point);
    if (cell < 0) return {-1, 0, true};
    if (surface.passable(cell)) return {cell, 0, false};
    return RingSearch(surface, point, within_km).search(cell);
}

}  // namespace djoliba
