// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/window_raster.hpp>

#include <algorithm>
#include <cmath>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

class WindowReader final : public BlockReader {
 public:
    WindowReader(std::unique_ptr<BlockReader> reader, const Window& part)
        : reader_(std::move(reader)), part_(part) {}
    void read(const Window& window, std::span<float> out) override { reader_->read(moved(window), out); }
    void read(const Window& window, std::span<double> out) override { reader_->read(moved(window), out); }
    std::optional<double> uniform(const Window& window) override { return reader_->uniform(moved(window)); }

 private:
    Window moved(const Window& w) const { return {w.col + part_.col, w.row + part_.row, w.cols, w.rows}; }
    std::unique_ptr<BlockReader> reader_;
    Window part_;
};

class WindowRaster final : public RasterSource {
 public:
    WindowRaster(std::shared_ptr<const RasterSource> source, const Window& part)
        : source_(std::move(source)), part_(part) {
        const Grid& g = source_->grid();
        grid_ = {g.west + static_cast<double>(part.col) * g.dx,
                 g.north - static_cast<double>(part.row) * g.dy,
                 g.dx,
                 g.dy,
                 part.cols,
                 part.rows};
    }
    const Grid& grid() const override { return grid_; }
    const std::string& crs() const override { return source_->crs(); }
    const std::string& name() const override { return source_->name(); }
    Window block() const override { return source_->block(); }
    bool has_data(const Window& w) const override {
        return source_->has_data({w.col + part_.col, w.row + part_.row, w.cols, w.rows});
    }
    bool fits_float() const override { return source_->fits_float(); }
    std::unique_ptr<BlockReader> open() const override {
        return std::make_unique<WindowReader>(source_->open(), part_);
    }

 private:
    std::shared_ptr<const RasterSource> source_;
    Window part_;
    Grid grid_;
};

}  // namespace

std::shared_ptr<const RasterSource> window_raster(std::shared_ptr<const RasterSource> source,
                                                  const Box& box) {
    const Grid& g = source->grid();
    const auto cells = [](double from, double to, std::int64_t size) {
        const auto first = std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor(from)), 0, size);
        const auto end = std::clamp<std::int64_t>(static_cast<std::int64_t>(std::ceil(to)), 0, size);
        return std::pair(first, std::max<std::int64_t>(0, end - first));
    };
    const auto [col, cols] = cells((box.min_x - g.west) / g.dx, (box.max_x - g.west) / g.dx, g.cols);
    const auto [row, rows] = cells((g.north - box.max_y) / g.dy, (g.north - box.min_y) / g.dy, g.rows);
    if (cols == 0 || rows == 0)
        throw Error(Problem{source->name(), "", "lies where there is none of the localities",
                            "give a raster of this country, in the CRS that it says"});
    if (cols == g.cols && rows == g.rows) return source;
    return std::make_shared<WindowRaster>(std::move(source), Window{col, row, cols, rows});
}

}  // namespace djoliba
