// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
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
    variety                ///< number of different values
};

/// As in the list above; nullopt for any other word.
std::optional<Statistic> parse_statistic(std::string_view name);
std::string_view to_string(Statistic statistic);

/// One row for each shape, one column for each statistic asked for.
struct ZonalTable {
    std::vector<Statistic> statistics = {};
    std::vector<double> values = {};  ///< shape * statistics.size() + column

    std::size_t shapes() const { return statistics.empty() ? 0 : values.size() / statistics.size(); }
    /// Throws Error where the statistic was not asked for.
    double at(std::size_t shape, Statistic statistic) const;
};

/// Computes statistics of a raster within every shape, in one pass. coverage.grid must be the analysis grid
/// of the raster, or of it and the weights; where it is finer than the raster, f is the covered share of the
/// raster's own cell. Weights are quantities such as people: a coarser or finer cell of them is split by area
/// over the analysis cells. Values are taken as double. Majority, minority and variety are for classes: more
/// than 65,536 different values in a shape are an Error. Memory grows with tiles and shapes (and classes),
/// not with cells. Same bytes for every Job.
ZonalTable zonal(const Coverage& coverage, const RasterSource& raster, std::span<const Statistic> statistics,
                 const RasterSource* weights = nullptr, const Job& job = {});

}  // namespace djoliba
