// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/raster_file.hpp>

#include <algorithm>
#include <limits>

#include "gdal_raster.hpp"

namespace djoliba {
namespace {

constexpr std::int64_t cells_at_once = 1 << 20;

/// Whole blocks, about cells_at_once of them; a block row where that is not too wide.
Window step_of(const RasterSource& source) {
    const Grid& g = source.grid();
    const auto block = source.block();
    const auto across = std::max<std::int64_t>(1, cells_at_once / block.size());
    const auto cols = std::min(g.cols, block.cols * across);
    const auto down = std::max<std::int64_t>(1, cells_at_once / (cols * block.rows));
    return {0, 0, cols, std::min(g.rows, block.rows * down)};
}

/// NaN compares as false, so that missing cells count nowhere else.
void count(std::span<const double> values, double lowest, double highest, RasterChecks& checks) {
    for (const double v : values) {
        checks.missing += v != v;
        checks.negative += v < 0;
        checks.below += v < lowest;
        checks.above += v > highest;
        checks.min = v < checks.min ? v : checks.min;
        checks.max = v > checks.max ? v : checks.max;
    }
}

}  // namespace

RasterChecks check_values(const RasterSource& source, double lowest, double highest) {
    const Grid& g = source.grid();
    RasterChecks checks;
    checks.min = std::numeric_limits<double>::infinity();
    checks.max = -checks.min;
    checks.cells = g.cols * g.rows;
    const auto reader = source.open();
    const auto step = step_of(source);
    std::vector<double> values;
    for (std::int64_t row = 0; row < g.rows; row += step.rows)
        for (std::int64_t col = 0; col < g.cols; col += step.cols) {
            const Window w{col, row, std::min(step.cols, g.cols - col), std::min(step.rows, g.rows - row)};
            if (!source.has_data(w)) {
                checks.missing += w.size();
                continue;
            }
            values.resize(static_cast<std::size_t>(w.size()));
            reader->read(w, std::span<double>(values));
            count(values, lowest, highest, checks);
        }
    if (checks.all_missing()) checks.min = checks.max = std::numeric_limits<double>::quiet_NaN();
    if (const auto* file = dynamic_cast<const GdalBlockReader*>(reader.get()))
        checks.not_finite = file->not_finite();
    return checks;
}

}  // namespace djoliba
