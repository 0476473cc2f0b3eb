// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/zonal.hpp>

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

#include "cell_statistics.hpp"
#include "parallel.hpp"
#include "tiles.hpp"

namespace djoliba {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t most_classes = 65'536;

constexpr std::array<std::pair<Statistic, std::string_view>, 14> names{{
    {Statistic::count, "count"},
    {Statistic::sum, "sum"},
    {Statistic::mean, "mean"},
    {Statistic::min, "min"},
    {Statistic::max, "max"},
    {Statistic::variance, "variance"},
    {Statistic::stdev, "stdev"},
    {Statistic::weighted_sum, "weighted_sum"},
    {Statistic::weighted_mean, "weighted_mean"},
    {Statistic::unknown_share, "unknown_share"},
    {Statistic::weight_unknown_share, "weight_unknown_share"},
    {Statistic::majority, "majority"},
    {Statistic::minority, "minority"},
    {Statistic::variety, "variety"},
}};

struct ZonalPlan {
    const Coverage& coverage;
    const RasterSource& raster;
    const RasterSource* weights;
    SourceMap map;
    SourceMap weight_map;
    bool classes;
    bool squares;
};

bool needs_weights(Statistic s) {
    return s == Statistic::weighted_sum || s == Statistic::weighted_mean ||
           s == Statistic::weight_unknown_share;
}

bool needs_squares(Statistic s) { return s == Statistic::variance || s == Statistic::stdev; }

bool needs_classes(Statistic s) {
    return s == Statistic::majority || s == Statistic::minority || s == Statistic::variety;
}

/// Statistics of the shapes of one tile after another. For one thread.
class TileStatistics {
 public:
    explicit TileStatistics(const ZonalPlan& plan) : plan_(plan), values_(plan.raster, plan.map) {
        if (plan.weights) weights_.emplace(*plan.weights, plan.weight_map);
    }

    std::vector<CellStatistics> of(const Tile& tile) {
        std::vector<CellStatistics> all(tile.shapes.size());
        const auto width = static_cast<std::size_t>(tile.window.cols);
        for (auto* row : {&v_, &f_, &w_, &whole_}) row->resize(width);
        std::fill(whole_.begin(), whole_.end(), 1.0);
        values_.load(tile.window);
        if (weights_) weights_->load(tile.window);
        for (std::int64_t row = tile.window.row; row < tile.window.row + tile.window.rows; ++row) {
            read_row(tile, row);
            for (std::size_t i = 0; i < tile.shapes.size(); ++i)
                add_row(row_within(plan_.coverage, tile.shapes[i], row, tile.window), tile.window, all[i]);
        }
        for (std::size_t i = 0; i < all.size(); ++i) check_classes(all[i], tile.shapes[i]);
        return all;
    }

    void check_classes(const CellStatistics& s, std::size_t shape) const {
        if (s.classes.size() > most_classes)
            throw Error({plan_.raster.name(), "",
                         fmt::format("more than {} different values in shape {}", most_classes, shape),
                         "ask for majority, minority and variety of classes only"});
    }

 private:
    void read_row(const Tile& tile, std::int64_t row) {
        const auto col = static_cast<std::size_t>(tile.window.col);
        values_.row(row, none, v_);
        for (std::size_t i = 0; i < f_.size(); ++i)
            f_[i] = plan_.map.cols.share[col + i] * plan_.map.rows.share[row];
        if (!weights_) return;
        weights_->row(row, none, w_);
        const SourceMap& map = plan_.weight_map;
        for (std::size_t i = 0; i < w_.size(); ++i) w_[i] *= map.cols.share[col + i] * map.rows.share[row];
    }

    void add_row(const TileRow& row, const Window& window, CellStatistics& to) {
        for (const Run& run : row.runs) {
            const auto from = std::max<std::int64_t>(run.first - window.col, 0);
            const auto end = std::min<std::int64_t>(run.end - window.col, window.cols);
            if (from >= end) continue;
            const auto part = [&](const std::vector<double>& values) {
                return std::span<const double>(values).subspan(static_cast<std::size_t>(from),
                                                               static_cast<std::size_t>(end - from));
            };
            add(part(v_), part(f_), part(w_), part(whole_), to);
        }
        if (row.cols.empty()) return;
        for (auto* list : {&cell_v_, &cell_f_, &cell_w_}) list->clear();
        for (std::size_t i = 0; i < row.cols.size(); ++i) {
            const auto at = static_cast<std::size_t>(row.cols[i] - window.col);
            cell_v_.push_back(v_[at]);
            cell_f_.push_back(f_[at] * row.fractions[i]);
            cell_w_.push_back(w_[at]);
        }
        add(cell_v_, cell_f_, cell_w_, row.fractions, to);
    }

    void add(std::span<const double> v, std::span<const double> f, std::span<const double> w,
             std::span<const double> covered, CellStatistics& to) const {
        to.add(v, f, plan_.squares);
        if (weights_) to.add_weights(v, f, w, covered);
        if (plan_.classes) to.add_classes(v, f);
    }

    const ZonalPlan& plan_;
    TileReader values_;
    std::optional<TileReader> weights_ = {};
    std::vector<double> v_ = {}, f_ = {}, w_ = {}, whole_ = {}, cell_v_ = {}, cell_f_ = {}, cell_w_ = {};
};

/// Tiles are put together in their own order, whichever thread was first: the same bytes for any number of
/// threads.
std::vector<CellStatistics> statistics_of(const ZonalPlan& plan, const Job& job) {
    const std::array<const RasterSource*, 2> sources{&plan.raster,
                                                     plan.weights ? plan.weights : &plan.raster};
    const bool by_weights = finest(sources) == 1;
    const auto tiles = by_weights ? tiles_along(plan.coverage, *plan.weights, plan.weight_map)
                                  : tiles_along(plan.coverage, plan.raster, plan.map);
    std::vector<std::vector<CellStatistics>> parts(tiles.size());
    tbb::enumerable_thread_specific<TileStatistics> local([&] { return TileStatistics(plan); });
    for_each(job, tiles.size(), [&](std::size_t t) { parts[t] = local.local().of(tiles[t]); });
    std::vector<CellStatistics> all(plan.coverage.shapes.size());
    for (std::size_t t = 0; t < tiles.size(); ++t) {
        for (std::size_t i = 0; i < parts[t].size(); ++i) {
            all[tiles[t].shapes[i]].merge(parts[t][i]);
            local.local().check_classes(all[tiles[t].shapes[i]], tiles[t].shapes[i]);
        }
    }
    return all;
}

/// The value with the largest (sign 1) or smallest (sign -1) share; of several the largest, or the smallest.
double extreme_class(const std::map<double, double>& classes, double sign) {
    double best = none, best_share = 0;
    for (const auto& [value, share] : classes) {
        const bool better = std::isnan(best) || sign * share > sign * best_share;
        if (!better && !(share == best_share && sign > 0)) continue;
        best = value;
        best_share = share;
    }
    return best;
}

double unknown_share(const CellStatistics& s, const CoveredShape& shape) {
    if (std::isnan(shape.outside_fraction)) return none;
    const double cells = s.count + s.unknown;
    const double missing = cells > 0 ? s.unknown / cells : 1;
    return shape.outside_fraction + (1 - shape.outside_fraction) * missing;
}

double figure(Statistic which, const CellStatistics& s, const CoveredShape& shape) {
    const bool known = s.count > 0;
    switch (which) {
        case Statistic::count:
            return s.count;
        case Statistic::sum:
            return known ? s.sum : none;
        case Statistic::mean:
            return known ? s.sum / s.count : none;
        case Statistic::min:
            return known ? s.least : none;
        case Statistic::max:
            return known ? s.most : none;
        case Statistic::variance:
            return known ? s.squares / s.count : none;
        case Statistic::stdev:
            return known ? std::sqrt(s.squares / s.count) : none;
        case Statistic::weighted_sum:
            return s.count > s.weight_unknown ? s.weighted : none;
        case Statistic::weighted_mean:
            return s.weight != 0 ? s.weighted / s.weight : none;
        case Statistic::unknown_share:
            return unknown_share(s, shape);
        case Statistic::weight_unknown_share:
            return known ? s.weight_unknown / s.count : none;
        case Statistic::majority:
            return extreme_class(s.classes, 1);
        case Statistic::minority:
            return extreme_class(s.classes, -1);
        case Statistic::variety:
            return static_cast<double>(s.classes.size());
    }
    return none;
}

ZonalPlan plan_of(const Coverage& coverage, const RasterSource& raster, std::span<const Statistic> statistics,
                  const RasterSource* weights) {
    const bool weighted = std::any_of(statistics.begin(), statistics.end(), needs_weights);
    if (weighted && !weights)
        throw Error({raster.name(), "", "a weighted statistic was asked for, but no weights are given",
                     "name the raster of weights, for example of people"});
    if (!weighted) weights = nullptr;
    if (weights && weights->crs() != raster.crs())
        throw Error({weights->name(), "",
                     fmt::format("its coordinate system is {}, that of {} is {}", weights->crs(),
                                 raster.name(), raster.crs()),
                     "warp one of the rasters"});
    const bool classes = std::any_of(statistics.begin(), statistics.end(), needs_classes);
    const bool squares = std::any_of(statistics.begin(), statistics.end(), needs_squares);
    const SourceMap map = map_onto(coverage.grid, raster.grid(), raster.name());
    ZonalPlan plan{coverage, raster, weights, map, {}, classes, squares};
    if (weights) plan.weight_map = map_onto(coverage.grid, weights->grid(), weights->name());
    return plan;
}

}  // namespace

std::optional<Statistic> parse_statistic(std::string_view name) {
    for (const auto& [statistic, word] : names)
        if (word == name) return statistic;
    return std::nullopt;
}

std::string_view to_string(Statistic statistic) { return names[static_cast<std::size_t>(statistic)].second; }

double ZonalTable::at(std::size_t shape, Statistic statistic) const {
    const auto found = std::find(statistics.begin(), statistics.end(), statistic);
    if (found == statistics.end())
        throw Error({"", std::string(to_string(statistic)), "this statistic was not asked for",
                     "add it to the list"});
    return values[shape * statistics.size() + static_cast<std::size_t>(found - statistics.begin())];
}

ZonalTable zonal(const Coverage& coverage, const RasterSource& raster, std::span<const Statistic> statistics,
                 const RasterSource* weights, const Job& job) {
    const ZonalPlan plan = plan_of(coverage, raster, statistics, weights);
    const auto all = statistics_of(plan, job);
    ZonalTable table;
    table.statistics.assign(statistics.begin(), statistics.end());
    for (std::size_t s = 0; s < all.size(); ++s)
        for (const Statistic which : statistics)
            table.values.push_back(figure(which, all[s], coverage.shapes[s]));
    return table;
}

}  // namespace djoliba
