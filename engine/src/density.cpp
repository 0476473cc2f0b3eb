// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/density.hpp>

namespace djoliba {
namespace {

class CountReader : public BlockReader {
 public:
    CountReader(std::unique_ptr<BlockReader> density, const Grid& grid)
        : density_(std::move(density)), grid_(grid) {}
    void read(const Window& window, std::span<float> out) override { fill(window, out); }
    void read(const Window& window, std::span<double> out) override { fill(window, out); }

 private:
    template <class T>
    void fill(const Window& w, std::span<T> out) {
        density_->read(w, out);
        for (std::int64_t r = 0; r < w.rows; ++r) {
            const double area = cell_area_km2(grid_, w.row + r);
            for (T& v : out.subspan(r * w.cols, w.cols)) v = static_cast<T>(v * area);
        }
    }

    std::unique_ptr<BlockReader> density_;
    Grid grid_;
};

class CountSource : public RasterSource {
 public:
    explicit CountSource(std::shared_ptr<const RasterSource> density) : density_(std::move(density)) {}
    const Grid& grid() const override { return density_->grid(); }
    const std::string& crs() const override { return density_->crs(); }
    const std::string& name() const override { return density_->name(); }
    Window block() const override { return density_->block(); }
    bool has_data(const Window& w) const override { return density_->has_data(w); }
    bool fits_float() const override { return false; }
    std::unique_ptr<BlockReader> open() const override {
        return std::make_unique<CountReader>(density_->open(), density_->grid());
    }

 private:
    std::shared_ptr<const RasterSource> density_;
};

}  // namespace

std::unique_ptr<RasterSource> counts_from_density(std::shared_ptr<const RasterSource> per_km2) {
    return std::make_unique<CountSource>(std::move(per_km2));
}

}  // namespace djoliba
