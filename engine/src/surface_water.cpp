// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/surface_water.hpp>

#include <algorithm>
#include <cmath>

#include <djoliba/engine/closure.hpp>
#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

/// Rows, or columns, of a raster whose centres lie in [from, to), counted from its first edge.
struct Span {
    std::int64_t first = 0;
    std::int64_t end = 0;
};

/// `near`, `far`: edges of a cell of the surface in cells of the raster. Without a centre between them, the
/// cell of the raster that holds the middle.
Span centres_between(double near, double far, std::int64_t size) {
    const auto first = static_cast<std::int64_t>(std::ceil(near - 0.5));
    const auto end = static_cast<std::int64_t>(std::ceil(far - 0.5));
    if (first < end)
        return {std::clamp<std::int64_t>(first, 0, size), std::clamp<std::int64_t>(end, 0, size)};
    const auto middle = static_cast<std::int64_t>(std::floor((near + far) / 2));
    if (middle < 0 || middle >= size) return {};
    return {middle, middle + 1};
}

/// A band of rows of the raster, and the depth of cells of one row of the surface in it.
class WaterRow {
 public:
    WaterRow(const RasterSource& source, double metres, Nodata nodata)
        : reader_(source.open()), cols_(source.grid().cols), metres_(metres), nodata_(nodata) {}

    void read(const Span& rows) {
        if (rows.first == rows_.first && rows.end == rows_.end) return;
        rows_ = rows;
        band_.resize(static_cast<std::size_t>((rows.end - rows.first) * cols_));
        if (!band_.empty()) reader_->read({0, rows.first, cols_, rows.end - rows.first}, std::span(band_));
    }

    double depth(const Span& cols) {
        known_.clear();
        const auto rows = rows_.end - rows_.first;
        for (std::int64_t row = 0; row < rows; ++row)
            for (std::int64_t col = cols.first; col < cols.end; ++col) {
                const double value = band_[static_cast<std::size_t>(row * cols_ + col)];
                if (!std::isnan(value))
                    known_.push_back(value);
                else if (nodata_ == Nodata::none)
                    known_.push_back(0);
            }
        const auto all = rows * (cols.end - cols.first);
        if (known_.empty() || 2 * std::ssize(known_) < all) return missing_value;
        const auto half = known_.begin() + (std::ssize(known_) + 1) / 2 - 1;
        std::nth_element(known_.begin(), half, known_.end(), std::greater<>());
        return *half * metres_;
    }

 private:
    std::unique_ptr<BlockReader> reader_;
    std::int64_t cols_;
    double metres_;
    Nodata nodata_;
    Span rows_ = {};
    std::vector<double> band_ = {}, known_ = {};
};

std::vector<Span> columns_of(const Grid& surface, const Grid& raster) {
    std::vector<Span> columns;
    columns.reserve(static_cast<std::size_t>(surface.cols));
    for (std::int64_t col = 0; col < surface.cols; ++col) {
        const double near = surface.west + static_cast<double>(col) * surface.dx;
        columns.push_back(centres_between((near - raster.west) / raster.dx,
                                          (near + surface.dx - raster.west) / raster.dx, raster.cols));
    }
    return columns;
}

}  // namespace

std::vector<CellDepth> depths_on(const TravelSurface& surface, const RasterSource& depth, double metres,
                                 Nodata nodata, const Job& job) {
    if (depth.crs() != surface.crs())
        throw Error(Problem{depth.name(), "", "is in another CRS than the surface", "bring it into that"});
    const Grid &ours = surface.grid(), &theirs = depth.grid();
    const std::vector<Span> columns = columns_of(ours, theirs);
    WaterRow water(depth, metres, nodata);
    std::vector<CellDepth> wet;
    for (std::int64_t row = 0; row < ours.rows; ++row) {
        if (job.cancelled && job.cancelled()) throw Cancelled();
        const double near = ours.north - static_cast<double>(row) * ours.dy;
        water.read(centres_between((theirs.north - near) / theirs.dy,
                                   (theirs.north - near + ours.dy) / theirs.dy, theirs.rows));
        for (std::int64_t col = 0; col < ours.cols; ++col) {
            const std::int64_t cell = row * ours.cols + col;
            if (!surface.passable(cell)) continue;
            if (const double there = water.depth(columns[col]); !(there <= 0)) wet.push_back({cell, there});
        }
    }
    return wet;
}

std::vector<CellFriction> flooded(const TravelSurface& surface, std::span<const CellDepth> depths,
                                  const WaterRule& rule) {
    std::vector<CellFriction> changed;
    for (const auto& [cell, depth] : depths) {
        if (depth > rule.closes_over_m + depth_slack_m)
            changed.push_back({cell, blocked});
        else if (rule.slows_over_m && depth > *rule.slows_over_m + depth_slack_m)
            changed.push_back({cell, surface.minutes_per_metre(cell) * static_cast<float>(rule.times)});
    }
    return changed;
}

}  // namespace djoliba
