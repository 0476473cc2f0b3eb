// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/coverage.hpp>
#include <djoliba/engine/job.hpp>
#include <djoliba/engine/raster.hpp>

namespace djoliba {

/// Statistics of the cells of one raster within a shape. v: value of a cell, f: covered share of the cell, w:
/// its weight. Cells without value take no part; where none has a value the result is NaN, except for count
/// and variety. The same definitions as exactextract 0.3, which gives a sum of 0 where we give NaN.
enum class Statistic : std::uint8_t {
    count,          ///< sum of f
    sum,            ///< sum of f v
    mean,           ///< sum / count
    min,            ///< least v of all cells with f > 0
    max,            ///< largest v of all cells with f > 0
    variance,       ///< sum of f (v - mean)^2 / count: of the whole, not of a sample
    stdev,          ///< root of the variance
    weighted_sum,   ///< sum of f v w, over cells where both are known
    weighted_mean,  ///< sum of f v w / sum of f w, over cells where both are known
    unknown_share,  ///< share of the shape's area without value: missing, outside the raster or outside the
                    ///< grid
    weight_unknown_share,  ///< share of `count` where the weight is not known
    majority,              ///< value with the largest sum of f; the largest of several
    minority,              ///< value with the smallest sum of f; the smallest of several
    variety,               ///< number of different values
    quantile               ///< see quantile_of()
};

/// A statistic, and for quantiles which one.
struct ZonalStatistic {
    ZonalStatistic(Statistic statistic, double at = 0) : which(statistic), level(at) {}
    Statistic which;
    double level;  ///< 0 to 1, of a quantile; 0 for others
    friend bool operator==(const ZonalStatistic&, const ZonalStatistic&) = default;
};

/// "mean", ..., "median", "q10" or "q2.5" for quantiles at 0.5, 0.1 and 0.025; nullopt for any other word.
std::optional<ZonalStatistic> parse_statistic(std::string_view name);
std::string to_string(const ZonalStatistic& statistic);

/// A value and the share of cells that have it.
struct WeightedValue {
    double value = 0;
    double weight = 0;  ///< > 0
};

/// The value below which a share of the weight lies, as exactextract has it: of n different values v_i in
/// ascending order, v_i stands at s_i = i w_i + (n - 1) (sum of w_j, j < i), i counted from 0, and the
/// quantile q at q (n - 1) (sum of all w) is interpolated between its neighbours. `values` ascend strictly.
/// NaN where there are none.
double quantile_of(std::span<const WeightedValue> values, double level);

/// One row for each shape, one column for each statistic asked for.
struct ZonalTable {
    std::vector<ZonalStatistic> statistics = {};
    std::vector<double> values = {};  ///< shape * statistics.size() + column

    std::size_t shapes() const { return statistics.empty() ? 0 : values.size() / statistics.size(); }
    /// Throws Error where the statistic was not asked for.
    double at(std::size_t shape, const ZonalStatistic& statistic) const;
};

/// Computes statistics of a raster within every shape. The grid of the coverage must be the analysis grid of
/// the raster, or of it and the weights; where it is finer than the raster, f is the covered share of the
/// raster's own cell. Weights are quantities such as people: a coarser or finer cell of them is split by area
/// over the analysis cells. Values are taken as double. Majority, minority and variety are for classes: more
/// than 65,536 different values in a shape are an Error. One pass over the raster, and for quantiles as many
/// more as it takes to sort the cells of all shapes in pieces of 4 million. Memory grows with tiles and
/// shapes (and classes), not with cells. Same bytes for every Job and for blocks of any shape.
ZonalTable zonal(const CoverageSource& coverage, const RasterSource& raster,
                 std::span<const ZonalStatistic> statistics, const RasterSource* weights = nullptr,
                 const Job& job = {});

}  // namespace djoliba
