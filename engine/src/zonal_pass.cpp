// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "zonal_pass.hpp"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <limits>
#include <mutex>
#include <optional>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t most_classes = 65'536;

/// Statistics of the shapes of one tile after another. For one thread.
class TileStatistics {
 public:
    explicit TileStatistics(const ZonalPlan& plan) : plan_(plan), values_(plan.raster, plan.map) {
        if (plan.weights) weights_.emplace(*plan.weights, plan.weight_map);
    }

    std::vector<CellStatistics> of(const Coverage& band, const Tile& tile) {
        std::vector<CellStatistics> all(tile.shapes.size());
        const auto width = static_cast<std::size_t>(tile.window.cols);
        for (auto* row : {&v_, &f_, &w_, &whole_}) row->resize(width);
        std::fill(whole_.begin(), whole_.end(), 1.0);
        values_.load(tile.window);
        if (weights_) weights_->load(tile.window);
        for (std::int64_t row = tile.window.row; row < tile.window.row + tile.window.rows; ++row) {
            read_row(tile, row);
            for (std::size_t i = 0; i < tile.shapes.size(); ++i)
                add_row(row_within(band, tile.shapes[i], row, tile.window), tile.window, all[i]);
        }
        return all;
    }

 private:
    void read_row(const Tile& tile, std::int64_t row) {
        const auto col = static_cast<std::size_t>(tile.window.col);
        values_.row(row, tile.window.col, none, v_);
        for (std::size_t i = 0; i < f_.size(); ++i)
            f_[i] = plan_.map.cols.share[col + i] * plan_.map.rows.share[row];
        if (!weights_) return;
        weights_->row(row, tile.window.col, none, w_);
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
        to.add(v, f);
        if (plan_.squares) to.add_squares(v, f);
        if (weights_) to.add_weights(v, f, w, covered);
        if (plan_.classes) to.add_classes(v, f);
    }

    const ZonalPlan& plan_;
    TileReader values_;
    std::optional<TileReader> weights_ = {};
    std::vector<double> v_ = {}, f_ = {}, w_ = {}, whole_ = {}, cell_v_ = {}, cell_f_ = {}, cell_w_ = {};
};

void check_classes(const CellStatistics& s, const RasterSource& raster, std::size_t shape) {
    if (s.classes.size() > most_classes)
        throw Error({raster.name(), "",
                     fmt::format("more than {} different values in shape {}", most_classes, shape),
                     "ask for majority, minority and variety of classes only"});
}

}  // namespace

std::vector<CellStatistics> statistics_of(const ZonalPlan& plan, const Job& job) {
    tbb::enumerable_thread_specific<TileStatistics> local([&] { return TileStatistics(plan); });
    std::vector<CellStatistics> all(plan.coverage.shapes());
    std::mutex mutex;
    for_each_tile(
        plan.coverage, plan.cuts, all_rows(plan.coverage.grid()), job, [](const Coverage&) {},
        [&](const Coverage& band, const Tile& tile) {
            const auto part = local.local().of(band, tile);
            const std::scoped_lock lock(mutex);
            for (std::size_t i = 0; i < part.size(); ++i) {
                all[tile.shapes[i]].merge(part[i]);
                check_classes(all[tile.shapes[i]], plan.raster, tile.shapes[i]);
            }
        });
    return all;
}

}  // namespace djoliba
