// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/cost_surface.hpp>
#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

constexpr double on_edge = 1e-6;  // of a cell
constexpr double most_cells = 1e11;

/// The raster with the smallest cells; the first of equals.
const RasterSource* finest_of(const CostSpec& spec) {
    const RasterSource* finest = nullptr;
    const auto take = [&](const RasterSource* source) {
        if (!source) return;
        const auto area = [](const RasterSource& s) { return s.grid().dx * s.grid().dy; };
        if (!finest || area(*source) < area(*finest)) finest = source;
    };
    take(spec.land_cover.get());
    for (const WaterRaster& w : spec.water) take(w.source.get());
    take(spec.slope.get());
    take(spec.elevation_m.get());
    return finest;
}

/// Edges origin + i * step from the last at or before `low` to the first at or after `high`.
struct Edges {
    double first = 0;
    std::int64_t cells = 0;
};

Edges edges_around(double low, double high, double origin, double step) {
    const double from = std::floor((low - origin) / step + on_edge);
    const double to = std::ceil((high - origin) / step - on_edge);
    if (!(low < high) || !(to - from >= 1 && to - from <= most_cells))
        throw Error({"", "cell", fmt::format("{} to {} is no row of cells of {}", low, high, step),
                     "check the box and the size of the cells"});
    return {origin + from * step, static_cast<std::int64_t>(to - from)};
}

}  // namespace

Grid cost_grid(const CostSpec& spec, const Box& box, double cell) {
    const RasterSource* lead = finest_of(spec);
    if (!(cell >= 0) || (cell == 0 && !lead))
        throw Error({"", "cell", fmt::format("cells of {} are no grid", cell), "give a size above 0"});
    const Grid from = cell > 0 ? Grid{0, 0, cell, cell} : lead->grid();
    const Edges x = edges_around(box.min_x, box.max_x, from.west, from.dx);
    const Edges y = edges_around(-box.max_y, -box.min_y, -from.north, from.dy);
    if (static_cast<double>(x.cells) * static_cast<double>(y.cells) > most_cells)
        throw Error({"", "cell", fmt::format("{} x {} cells are too many", x.cells, y.cells),
                     "take larger cells or a smaller box"});
    return {x.first, -y.first, from.dx, from.dy, x.cells, y.cells};
}

}  // namespace djoliba
