// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/raster.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

constexpr std::int64_t block_side = 512;

class MemoryReader : public BlockReader {
 public:
    MemoryReader(const Grid& grid, const std::vector<double>& values) : grid_(grid), values_(values) {}
    void read(const Window& window, std::span<float> out) override { copy(window, out); }
    void read(const Window& window, std::span<double> out) override { copy(window, out); }

 private:
    template <class T>
    void copy(const Window& w, std::span<T> out) const {
        if (w.col < 0 || w.row < 0 || w.col + w.cols > grid_.cols || w.row + w.rows > grid_.rows)
            throw Error({"", "", "a window reaches over the edge of a raster in memory", ""});
        for (std::int64_t r = 0; r < w.rows; ++r) {
            const double* from = values_.data() + (w.row + r) * grid_.cols + w.col;
            std::transform(from, from + w.cols, out.data() + r * w.cols,
                           [](double v) { return static_cast<T>(v); });
        }
    }

    const Grid& grid_;
    const std::vector<double>& values_;
};

class MemoryRaster : public RasterSource {
 public:
    MemoryRaster(const Grid& grid, std::string crs, std::vector<double> values, std::string name)
        : grid_(grid), crs_(std::move(crs)), name_(std::move(name)), values_(std::move(values)) {
        const auto [dx, dy, cols, rows] = std::tuple(grid.dx, grid.dy, grid.cols, grid.rows);
        if (!(dx > 0) || !(dy > 0) || cols < 0 || rows < 0)
            throw Error(
                {name_, "", fmt::format("{} x {} cells of {} x {} are not a grid", cols, rows, dx, dy), ""});
        if (values_.size() != static_cast<std::size_t>(cols * rows))
            throw Error({name_, "", fmt::format("{} values for {} x {} cells", values_.size(), cols, rows),
                         "give one value for each cell, row by row from the north"});
        clean();
    }
    const Grid& grid() const override { return grid_; }
    const std::string& crs() const override { return crs_; }
    const std::string& name() const override { return name_; }
    Window block() const override {
        return {0, 0, std::min(block_side, grid_.cols), std::min(block_side, grid_.rows)};
    }
    bool fits_float() const override { return fits_float_; }
    bool has_data(const Window& w) const override {
        for (std::int64_t r = w.row / block_side; r * block_side < w.row + w.rows; ++r)
            for (std::int64_t c = w.col / block_side; c * block_side < w.col + w.cols; ++c)
                if (has_data_[r * blocks_across() + c]) return true;
        return false;
    }
    std::unique_ptr<BlockReader> open() const override {
        return std::make_unique<MemoryReader>(grid_, values_);
    }

 private:
    std::int64_t blocks_across() const { return (grid_.cols + block_side - 1) / block_side; }

    /// Turns infinite values into NaN, and notes which blocks hold values and whether all fit a float.
    void clean() {
        has_data_.assign(blocks_across() * ((grid_.rows + block_side - 1) / block_side), false);
        for (std::int64_t r = 0; r < grid_.rows; ++r) {
            for (std::int64_t c = 0; c < grid_.cols; ++c) {
                double& v = values_[r * grid_.cols + c];
                if (!std::isfinite(v)) {
                    v = std::numeric_limits<double>::quiet_NaN();
                    continue;
                }
                has_data_[r / block_side * blocks_across() + c / block_side] = true;
                const bool in_range = std::abs(v) <= std::numeric_limits<float>::max();
                fits_float_ = fits_float_ && in_range && static_cast<double>(static_cast<float>(v)) == v;
            }
        }
    }

    Grid grid_;
    std::string crs_;
    std::string name_;
    std::vector<double> values_;
    std::vector<bool> has_data_ = {};
    bool fits_float_ = true;
};

}  // namespace

std::unique_ptr<RasterSource> memory_raster(const Grid& grid, std::string crs, std::vector<double> values,
                                            std::string name) {
    return std::make_unique<MemoryRaster>(grid, std::move(crs), std::move(values), std::move(name));
}

}  // namespace djoliba
