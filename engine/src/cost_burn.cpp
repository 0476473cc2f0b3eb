// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0

// Lines and areas of a cost surface as lists of cells.

#include <algorithm>
#include <limits>
#include <tuple>

#include "cost_plan.hpp"

namespace djoliba::detail {
namespace {

double km_of(const CostSpec& spec, const std::vector<Line>& lines) {
    double km = 0;
    for (const Line& line : lines) km += km_on_grid(spec.grid, spec.ground, line);
    return km;
}

void add_road(const CostSpec& spec, std::int32_t road, std::vector<RoadCell>& cells) {
    std::vector<CellRun> runs;
    for (const Line& line : spec.roads[static_cast<std::size_t>(road)].lines)
        trace_line(spec.grid, line, runs);
    join_runs(runs);
    for (const CellRun& run : runs)
        for (std::int64_t col = run.col; col < run.end; ++col)
            cells.push_back({run.row * spec.grid.cols + col, road});
}

}  // namespace

double friction_of(double kmh) {
    constexpr double minutes_per_hour = 60, metres_per_km = 1000;
    return kmh == 0 ? std::numeric_limits<double>::infinity() : minutes_per_hour / (metres_per_km * kmh);
}

double season_kmh(const SeasonSpeed& speed, TravelSeason season) {
    return season == TravelSeason::dry ? speed.dry_kmh : speed.wet_kmh;
}

std::span<const CellRun> runs_of_row(const std::vector<CellRun>& runs, std::int64_t row) {
    const auto before = [](const CellRun& run, std::int64_t r) { return run.row < r; };
    const auto from = std::lower_bound(runs.begin(), runs.end(), row, before);
    return {from, std::lower_bound(from, runs.end(), row + 1, before)};
}

void burn_barriers(CostPlan& plan) {
    const CostSpec& spec = plan.spec;
    for (const BarrierClass& b : spec.barriers) {
        const bool now = spec.season == TravelSeason::dry ? b.dry : b.wet;
        plan.burnt.barrier_km.push_back(now ? km_of(spec, b.lines) : 0);
        if (!now) continue;
        for (const Line& line : b.lines) trace_line(spec.grid, line, plan.barrier);
        for (const MultiPolygon& area : b.areas) trace_area(spec.grid, area, plan.barrier);
    }
    join_runs(plan.barrier);
}

void burn_roads(CostPlan& plan) {
    const CostSpec& spec = plan.spec;
    for (std::size_t i = 0; i < spec.roads.size(); ++i) {
        const bool now = season_kmh(spec.roads[i].speed, spec.season) > 0;
        plan.burnt.road_km.push_back(now ? km_of(spec, spec.roads[i].lines) : 0);
        if (now) add_road(spec, static_cast<std::int32_t>(i), plan.roads);
    }
    std::sort(plan.roads.begin(), plan.roads.end(), [](const RoadCell& a, const RoadCell& b) {
        return std::tie(a.cell, a.road) < std::tie(b.cell, b.road);
    });
}

}  // namespace djoliba::detail
