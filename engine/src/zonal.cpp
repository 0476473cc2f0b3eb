// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/zonal.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

#include "parallel.hpp"
#include "zonal_pass.hpp"

namespace djoliba {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

bool needs_weights(Statistic s) {
    return s == Statistic::weighted_sum || s == Statistic::weighted_mean ||
           s == Statistic::weight_unknown_share;
}

bool needs_squares(Statistic s) { return s == Statistic::variance || s == Statistic::stdev; }

bool needs_classes(Statistic s) {
    return s == Statistic::majority || s == Statistic::minority || s == Statistic::variety;
}

/// The value with the largest (sign 1) or smallest (sign -1) share; of several the largest, or the smallest.
double extreme_class(const std::map<double, FixedSum>& classes, double sign) {
    double best = none, best_share = 0;
    for (const auto& [value, sum] : classes) {
        const double share = sum.value();
        const bool better = std::isnan(best) || sign * share > sign * best_share;
        if (!better && !(share == best_share && sign > 0)) continue;
        best = value;
        best_share = share;
    }
    return best;
}

double unknown_share(const CellStatistics& s, const ShapeExtent& shape) {
    if (std::isnan(shape.outside_fraction)) return none;
    const double cells = s.count.value() + s.unknown.value();
    const double missing = cells > 0 ? s.unknown.value() / cells : 1;
    return shape.outside_fraction + (1 - shape.outside_fraction) * missing;
}

double figure(Statistic which, const CellStatistics& s, const ShapeExtent& shape) {
    const bool known = s.cells > 0;
    switch (which) {
        case Statistic::count:
            return s.count.value();
        case Statistic::sum:
            return known ? s.sum.value() : none;
        case Statistic::mean:
            return known ? s.sum.value() / s.count.value() : none;
        case Statistic::min:
            return known ? s.least : none;
        case Statistic::max:
            return known ? s.most : none;
        case Statistic::variance:
            return known ? s.variance() : none;
        case Statistic::stdev:
            return known ? std::sqrt(s.variance()) : none;
        case Statistic::weighted_sum:
            return s.count == s.weight_unknown ? none : s.weights[1].value();
        case Statistic::weighted_mean:
            return !known || s.weights[0].value() == 0 ? none : s.weights[1].value() / s.weights[0].value();
        case Statistic::unknown_share:
            return unknown_share(s, shape);
        case Statistic::weight_unknown_share:
            return known ? s.weight_unknown.value() / s.count.value() : none;
        case Statistic::majority:
            return extreme_class(s.classes, 1);
        case Statistic::minority:
            return extreme_class(s.classes, -1);
        case Statistic::variety:
            return static_cast<double>(s.classes.size());
        case Statistic::quantile:
            break;  // taken from further passes
    }
    return none;
}

bool any(std::span<const ZonalStatistic> statistics, bool (*test)(Statistic)) {
    return std::any_of(statistics.begin(), statistics.end(), [&](const auto& s) { return test(s.which); });
}

ZonalPlan plan_of(const CoverageSource& coverage, const RasterSource& raster,
                  std::span<const ZonalStatistic> statistics, const RasterSource* weights) {
    const bool weighted = any(statistics, needs_weights);
    if (weighted && !weights)
        throw Error({raster.name(), "", "a weighted statistic was asked for, but no weights are given",
                     "name the raster of weights, for example of people"});
    if (!weighted) weights = nullptr;
    if (weights && weights->crs() != raster.crs())
        throw Error({weights->name(), "",
                     fmt::format("its coordinate system is {}, that of {} is {}", weights->crs(),
                                 raster.name(), raster.crs()),
                     "warp one of the rasters"});
    ZonalPlan plan{coverage, raster, weights};
    plan.map = map_onto(coverage.grid(), raster.grid(), raster.name());
    if (weights) plan.weight_map = map_onto(coverage.grid(), weights->grid(), weights->name());
    const std::array<const RasterSource*, 2> sources{&raster, weights ? weights : &raster};
    plan.cuts = finest(sources) == 1 ? cuts_along(*weights, plan.weight_map) : cuts_along(raster, plan.map);
    plan.classes = any(statistics, needs_classes);
    plan.squares = any(statistics, needs_squares);
    return plan;
}

std::vector<double> levels_of(std::span<const ZonalStatistic> statistics) {
    std::vector<double> levels;
    for (const ZonalStatistic& s : statistics) {
        if (s.which != Statistic::quantile) continue;
        if (!(s.level >= 0 && s.level <= 1))
            throw Error(
                {"", "quantile", fmt::format("{} is not between 0 and 1", s.level), "give q0 to q100"});
        levels.push_back(s.level);
    }
    return levels;
}

std::vector<std::int64_t> known_cells(const std::vector<CellStatistics>& all) {
    std::vector<std::int64_t> cells;
    cells.reserve(all.size());
    for (const CellStatistics& s : all) cells.push_back(s.cells);
    return cells;
}

}  // namespace

double ZonalTable::at(std::size_t shape, const ZonalStatistic& statistic) const {
    const auto found = std::find(statistics.begin(), statistics.end(), statistic);
    if (found == statistics.end())
        throw Error({"", to_string(statistic), "this statistic was not asked for", "add it to the list"});
    return values[shape * statistics.size() + static_cast<std::size_t>(found - statistics.begin())];
}

ZonalTable zonal(const CoverageSource& coverage, const RasterSource& raster,
                 std::span<const ZonalStatistic> statistics, const RasterSource* weights, const Job& job) {
    const ZonalPlan plan = plan_of(coverage, raster, statistics, weights);
    const auto levels = levels_of(statistics);
    const auto all = statistics_of(plan, part_of(job, 0, levels.empty() ? 1 : 0.3));
    const auto quantiles = quantiles_of(plan, known_cells(all), levels, part_of(job, 0.3, 1));
    ZonalTable table;
    table.statistics.assign(statistics.begin(), statistics.end());
    for (std::size_t s = 0; s < all.size(); ++s) {
        std::size_t level = 0;
        for (const ZonalStatistic& wanted : statistics)
            table.values.push_back(wanted.which == Statistic::quantile
                                       ? quantiles[s][level++]
                                       : figure(wanted.which, all[s], coverage.extents()[s]));
    }
    return table;
}

}  // namespace djoliba
