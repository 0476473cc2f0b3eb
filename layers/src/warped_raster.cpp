// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/warped_raster.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

#include "warp_transform.hpp"

namespace djoliba {
namespace {

constexpr double place_error = 0.01;   // of a source cell
constexpr double parts_of_source = 2;  // a seen cell is at most this part of a source cell

std::int64_t parts(double cell, double source_cell) {
    return std::max<std::int64_t>(
        1, static_cast<std::int64_t>(std::ceil(cell * parts_of_source / source_cell - 1e-6)));
}

/// Cells of `lead`, cut into parts, as far as the box reaches.
Grid cut_grid(const Grid& lead, const Box& box, Point source_cell) {
    const std::int64_t across = parts(lead.dx, source_cell.x), down = parts(lead.dy, source_cell.y);
    const auto index = [](double place, double first, double step, std::int64_t most) {
        return std::clamp<double>((place - first) / step, 0, static_cast<double>(most));
    };
    const auto col = static_cast<std::int64_t>(std::floor(index(box.min_x, lead.west, lead.dx, lead.cols)));
    const auto col_end =
        static_cast<std::int64_t>(std::ceil(index(box.max_x, lead.west, lead.dx, lead.cols)));
    const auto row =
        static_cast<std::int64_t>(std::floor(index(-box.max_y, -lead.north, lead.dy, lead.rows)));
    const auto row_end =
        static_cast<std::int64_t>(std::ceil(index(-box.min_y, -lead.north, lead.dy, lead.rows)));
    return {lead.west + static_cast<double>(col) * lead.dx,
            lead.north - static_cast<double>(row) * lead.dy,
            lead.dx / static_cast<double>(across),
            lead.dy / static_cast<double>(down),
            (col_end - col) * across,
            (row_end - row) * down};
}

/// Columns and rows of the source under a window: -1 where there is none.
struct Places {
    std::vector<std::int64_t> cell = {};  ///< row * cols + col of the source
    Window under = {};                    ///< the part of the source that holds them
};

class WarpedReader final : public BlockReader {
 public:
    WarpedReader(const RasterSource& source, const Grid& grid, const std::string& crs, Quantity quantity)
        : source_(source),
          grid_(grid),
          quantity_(quantity),
          reader_(source.open()),
          transform_(source.crs(), crs, source.name()) {}

    void read(const Window& window, std::span<float> out) override { fill(window, out); }
    void read(const Window& window, std::span<double> out) override { fill(window, out); }

 private:
    template <class T>
    void fill(const Window& window, std::span<T> out) {
        std::fill(out.begin(), out.end(), std::numeric_limits<T>::quiet_NaN());
        // To share out a count, all cells that see its source cell must be known: those of the window's
        // surroundings too.
        const std::int64_t margin = quantity_ == Quantity::count ? surroundings() : 0;
        const Window wide{window.col - margin, window.row - margin, window.cols + 2 * margin,
                          window.rows + 2 * margin};
        const Places places = places_of(wide);
        if (places.under.size() == 0 || !source_.has_data(places.under)) return;
        values_.resize(static_cast<std::size_t>(places.under.size()));
        reader_->read(places.under, std::span<double>(values_));
        const Grid& from = source_.grid();
        const auto at = [&](std::int64_t cell) {
            return static_cast<std::size_t>((cell / from.cols - places.under.row) * places.under.cols +
                                            cell % from.cols - places.under.col);
        };
        seen_.assign(margin > 0 ? values_.size() : 0, 0);
        if (margin > 0)
            for (const std::int64_t cell : places.cell)
                if (cell >= 0) ++seen_[at(cell)];
        for (std::int64_t r = 0; r < window.rows; ++r)
            for (std::int64_t c = 0; c < window.cols; ++c) {
                const std::int64_t cell =
                    places.cell[static_cast<std::size_t>((r + margin) * wide.cols + c + margin)];
                if (cell < 0) continue;
                const std::size_t i = at(cell);
                out[static_cast<std::size_t>(r * window.cols + c)] =
                    static_cast<T>(values_[i] / (margin > 0 ? seen_[i] : 1));
            }
    }

    /// How many cells around a window may see a source cell that is seen within it.
    std::int64_t surroundings() {
        const Point cell = transform_.cell_size(
            source_.grid(), {grid_.west + grid_.dx * static_cast<double>(grid_.cols) / 2,
                             grid_.north - grid_.dy * static_cast<double>(grid_.rows) / 2});
        return 2 + static_cast<std::int64_t>(std::ceil(3 * std::max(cell.x / grid_.dx, cell.y / grid_.dy)));
    }

    Places places_of(const Window& w) {
        Places found;
        found.cell.assign(static_cast<std::size_t>(w.size()), -1);
        const Grid& from = source_.grid();
        std::int64_t col_first = from.cols, col_end = 0, row_first = from.rows, row_end = 0;
        xs_.resize(static_cast<std::size_t>(w.cols));
        ys_.resize(xs_.size());
        for (std::int64_t r = 0; r < w.rows; ++r) {
            transform_.centres(grid_, w.row + r, w.col, from.dx * place_error, xs_, ys_);
            for (std::int64_t c = 0; c < w.cols; ++c) {
                const double col = std::floor((xs_[static_cast<std::size_t>(c)] - from.west) / from.dx);
                const double row = std::floor((from.north - ys_[static_cast<std::size_t>(c)]) / from.dy);
                if (!(col >= 0 && col < static_cast<double>(from.cols) && row >= 0 &&
                      row < static_cast<double>(from.rows)))
                    continue;
                const auto i = static_cast<std::int64_t>(col), j = static_cast<std::int64_t>(row);
                found.cell[static_cast<std::size_t>(r * w.cols + c)] = j * from.cols + i;
                col_first = std::min(col_first, i);
                col_end = std::max(col_end, i + 1);
                row_first = std::min(row_first, j);
                row_end = std::max(row_end, j + 1);
            }
        }
        if (col_first < col_end)
            found.under = {col_first, row_first, col_end - col_first, row_end - row_first};
        return found;
    }

    const RasterSource& source_;
    const Grid& grid_;
    const Quantity quantity_;
    std::unique_ptr<BlockReader> reader_;
    WarpTransform transform_;
    std::vector<double> values_ = {}, xs_ = {}, ys_ = {};
    std::vector<std::int32_t> seen_ = {};
};

class WarpedRaster final : public RasterSource {
 public:
    WarpedRaster(std::shared_ptr<const RasterSource> source, std::string crs, const Grid& grid,
                 Quantity quantity)
        : source_(std::move(source)), crs_(std::move(crs)), grid_(grid), quantity_(quantity) {}
    const Grid& grid() const override { return grid_; }
    const std::string& crs() const override { return crs_; }
    const std::string& name() const override { return source_->name(); }
    Window block() const override {
        return {0, 0, std::min<std::int64_t>(256, grid_.cols), std::min<std::int64_t>(256, grid_.rows)};
    }
    bool fits_float() const override { return quantity_ == Quantity::intensity && source_->fits_float(); }
    std::unique_ptr<BlockReader> open() const override {
        return std::make_unique<WarpedReader>(*source_, grid_, crs_, quantity_);
    }

 private:
    std::shared_ptr<const RasterSource> source_;
    std::string crs_;
    Grid grid_;
    Quantity quantity_;
};

}  // namespace

namespace {

Box common(const Box& a, const Box& b, const RasterSource& source, const std::string& crs) {
    const Box both{std::max(a.min_x, b.min_x), std::max(a.min_y, b.min_y), std::min(a.max_x, b.max_x),
                   std::min(a.max_y, b.max_y)};
    if (!(both.min_x < both.max_x) || !(both.min_y < both.max_y))
        throw Error({source.name(), "crs",
                     fmt::format("its ground, brought from {} to {}, does not meet that of the other layers",
                                 source.crs(), crs),
                     "check its extent; where it states a wrong CRS, correct that with gdal_edit.py -a_srs"});
    return both;
}

/// The size of a source cell in the middle of a box in the other CRS.
Point cell_in(const Box& box, const WarpTransform& transform, const RasterSource& source) {
    const Point cell =
        transform.cell_size(source.grid(), {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2});
    if (!(cell.x > 0) || !(cell.y > 0) || !std::isfinite(cell.x) || !std::isfinite(cell.y))
        throw Error({source.name(), "crs", "its cells cannot be placed in the CRS of the other layers",
                     "warp the raster to the coordinate system of the others (gdalwarp -t_srs)"});
    return cell;
}

}  // namespace

Grid grid_over(const RasterSource& source, const std::string& crs, const Box& clip) {
    const WarpTransform transform(source.crs(), crs, source.name());
    const Box box = common(transform.box_of(source.grid()), clip, source, crs);
    const Point cell = cell_in(box, transform, source);
    const double side = std::min(cell.x, cell.y);
    return {box.min_x,
            box.max_y,
            side,
            side,
            static_cast<std::int64_t>(std::ceil((box.max_x - box.min_x) / side)),
            static_cast<std::int64_t>(std::ceil((box.max_y - box.min_y) / side))};
}

std::unique_ptr<RasterSource> warped_raster(std::shared_ptr<const RasterSource> source,
                                            const std::string& crs, const Grid& lead, Quantity quantity) {
    const WarpTransform transform(source->crs(), crs, source->name());
    const Box box = common(transform.box_of(source->grid()), lead.box(), *source, crs);
    const Grid grid = cut_grid(lead, box, cell_in(box, transform, *source));
    return std::make_unique<WarpedRaster>(std::move(source), crs, grid, quantity);
}

}  // namespace djoliba
