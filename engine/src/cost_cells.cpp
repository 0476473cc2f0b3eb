// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "cost_cells.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/friction.hpp>

namespace djoliba::detail {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Rise over run; NaN where the value is no slope.
double rise_over_run(double value, SlopeUnit unit) {
    constexpr double right_angle = 90, percent = 100;
    if (!(value >= 0) || (unit == SlopeUnit::degrees && value >= right_angle)) return nan;
    return unit == SlopeUnit::percent ? value / percent : std::tan(value * std::numbers::pi / 180);
}

/// `friction` on a slope that is not known counts as level.
double on_slope(double friction, const CostCell& cell) {
    return std::isnan(cell.steepness) ? friction : friction * cell.steepness;
}

void close(CostCell& cell, CellKind kind) {
    cell.kind = kind;
    cell.friction = nan;
    cell.walked = false;
}

}  // namespace

CostCells::CostCells(const CostPlan& plan)
    : plan_(plan), land_(*plan.spec.land_cover, plan.spec.grid, Sampling::nearest) {
    const CostSpec& spec = plan.spec;
    if (spec.slope) slope_.emplace(*spec.slope, spec.grid, Sampling::nearest);
    if (spec.elevation_m) elevation_.emplace(*spec.elevation_m, spec.grid, Sampling::bilinear);
    for (const WaterRaster& w : spec.water) water_.emplace_back(*w.source, spec.grid, Sampling::nearest);
}

std::span<const CostCell> CostCells::compute(const Window& window) {
    window_ = window;
    values_.resize(static_cast<std::size_t>(window.size()));
    cells_.resize(values_.size());
    land_.read(window, values_);
    for (std::size_t i = 0; i < cells_.size(); ++i) put_land(cells_[i], values_[i]);
    take_slopes();
    put_water();
    put_barriers();
    put_roads();
    open_cells();
    return cells_;
}

CostCell& CostCells::at(std::int64_t row, std::int64_t col) {
    return cells_[static_cast<std::size_t>((row - window_.row) * window_.cols + col - window_.col)];
}

std::int32_t CostCells::class_of(double cover) const {
    if (std::isnan(cover)) return class_missing;
    if (cover != std::floor(cover))
        throw Error(
            {plan_.spec.land_cover->name(), "",
             fmt::format("{} is no class of land cover: the raster was interpolated, or holds another "
                         "quantity",
                         cover),
             "take classes by nearest neighbour or majority (gdalwarp -r near, -r mode)"});
    const auto found =
        std::lower_bound(plan_.class_of_value.begin(), plan_.class_of_value.end(), cover,
                         [](const auto& c, double v) { return static_cast<double>(c.first) < v; });
    const bool known = found != plan_.class_of_value.end() && static_cast<double>(found->first) == cover;
    return known ? found->second : class_not_in_table;
}

void CostCells::put_land(CostCell& cell, double cover) {
    cell = {nan, cover, 1, class_of(cover), CellKind::unknown, false, false};
    if (cell.land_class < 0) return;
    const SeasonSpeed& speed = plan_.spec.classes[static_cast<std::size_t>(cell.land_class)].speed;
    const double kmh = season_kmh(speed, plan_.spec.season);
    cell.barrier = kmh == 0;
    if (cell.barrier) return close(cell, CellKind::barrier);
    cell.kind = CellKind::land;
    cell.friction = friction_of(kmh);
    cell.walked = speed.mode == TravelMode::on_foot;
}

void CostCells::take_slopes() {
    if (!slope_) return;
    slope_->read(window_, values_);
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        const double slope = rise_over_run(values_[i], plan_.spec.slope_unit);
        cells_[i].steepness = static_cast<float>(slope_factor(slope));
        put_slope(cells_[i]);
    }
}

void CostCells::put_slope(CostCell& cell) const {
    if (!cell.walked) return;
    cell.friction = on_slope(cell.friction, cell);
    if (cell.friction > most_friction) close(cell, CellKind::steep);
}

void CostCells::put_water() {
    for (std::size_t w = 0; w < water_.size(); ++w) {
        water_[w].read(window_, values_);
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            if (!(values_[i] >= plan_.spec.water[w].at_least)) continue;
            cells_[i].barrier = true;
            close(cells_[i], CellKind::barrier);
        }
    }
}

void CostCells::put_barriers() {
    for (std::int64_t row = window_.row; row < window_.row + window_.rows; ++row)
        for (const CellRun& run : runs_of_row(plan_.barrier, row)) {
            const std::int64_t end = std::min(run.end, window_.col + window_.cols);
            for (std::int64_t col = std::max(run.col, window_.col); col < end; ++col) {
                at(row, col).barrier = true;
                close(at(row, col), CellKind::barrier);
            }
        }
}

void CostCells::put_roads() {
    for (std::int64_t row = window_.row; row < window_.row + window_.rows; ++row) {
        const std::int64_t first = cell_of(row, window_.col);
        for (const RoadCell& r : cells_between(plan_.roads, first, first + window_.cols))
            put_road(at(row, window_.col + r.cell - first), r.road);
    }
}

void CostCells::put_road(CostCell& cell, std::int32_t road) const {
    const RoadClass& of = plan_.spec.roads[static_cast<std::size_t>(road)];
    if (cell.barrier && !of.bridges) return;
    const bool walked = of.speed.mode == TravelMode::on_foot && !cell.barrier;
    double friction = friction_of(season_kmh(of.speed, plan_.spec.season));
    if (walked) friction = on_slope(friction, cell);
    if (friction >= cell.friction || friction > most_friction) return;
    cell.friction = friction;
    cell.walked = walked;
    cell.kind = cell.barrier ? CellKind::bridge : CellKind::road;
}

void CostCells::open_cells() {
    for (std::int64_t row = window_.row; row < window_.row + window_.rows; ++row) {
        const std::int64_t first = cell_of(row, window_.col);
        for (const OpenCell& o : cells_between(plan_.open, first, first + window_.cols)) {
            CostCell& cell = at(row, window_.col + o.cell - first);
            if (o.friction >= cell.friction) continue;
            cell.friction = o.friction;
            cell.kind = CellKind::crossing;
        }
    }
}

void CostCells::elevation(std::span<double> out) {
    if (elevation_) elevation_->read(window_, out);
    for (std::size_t i = 0; i < cells_.size(); ++i)
        if (!elevation_ || !cells_[i].walked) out[i] = nan;
}

}  // namespace djoliba::detail
