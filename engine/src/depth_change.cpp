// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/depth_change.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace djoliba {
namespace {

class ChangedReader : public BlockReader {
 public:
    ChangedReader(std::unique_ptr<BlockReader> depth, const DepthChange& change, double metres)
        : depth_(std::move(depth)), change_(change), metres_(metres) {}
    void read(const Window& window, std::span<float> out) override { fill(window, out); }
    void read(const Window& window, std::span<double> out) override { fill(window, out); }

 private:
    template <class T>
    void fill(const Window& window, std::span<T> out) {
        depth_->read(window, out);
        for (T& v : out) v = static_cast<T>(changed_depth(change_, v * metres_) / metres_);
    }

    std::unique_ptr<BlockReader> depth_;
    DepthChange change_;
    double metres_;
};

class ChangedSource : public RasterSource {
 public:
    ChangedSource(std::shared_ptr<const RasterSource> depth, const DepthChange& change, double metres,
                  std::string name)
        : depth_(std::move(depth)), change_(change), metres_(metres), name_(std::move(name)) {}
    const Grid& grid() const override { return depth_->grid(); }
    const std::string& crs() const override { return depth_->crs(); }
    const std::string& name() const override { return name_; }
    Window block() const override { return depth_->block(); }
    bool has_data(const Window& w) const override { return depth_->has_data(w); }
    bool fits_float() const override { return false; }
    std::unique_ptr<BlockReader> open() const override {
        return std::make_unique<ChangedReader>(depth_->open(), change_, metres_);
    }

 private:
    std::shared_ptr<const RasterSource> depth_;
    DepthChange change_;
    double metres_;
    std::string name_;
};

}  // namespace

DepthChange then(const DepthChange& first, double scale, double add_m) {
    DepthChange both{scale * first.scale, scale * first.add_m + add_m, first.dry_to_m};
    both.dry_to_m = std::max(both.dry_to_m, -both.add_m / both.scale);
    return both;
}

double changed_depth(const DepthChange& change, double depth_m) {
    if (std::isnan(depth_m) || change.nothing()) return depth_m;
    if (!(depth_m > change.dry_to_m)) return 0;
    constexpr double steps_per_metre = 1e6;
    return std::max(0.0,
                    std::round((change.scale * depth_m + change.add_m) * steps_per_metre) / steps_per_metre);
}

double depth_before(const DepthChange& change, double threshold_m) {
    if (change.nothing()) return threshold_m;
    constexpr double steps_per_metre = 1e12;
    const double depth = (threshold_m - change.add_m) / change.scale;
    if (depth > change.dry_to_m) return std::round(depth * steps_per_metre) / steps_per_metre;
    if (change.dry_to_m > 0)
        return std::nextafter(static_cast<float>(change.dry_to_m), std::numeric_limits<float>::infinity());
    return std::numeric_limits<float>::min();
}

std::unique_ptr<RasterSource> changed_depths(std::shared_ptr<const RasterSource> depth,
                                             const DepthChange& change, double metres, std::string name) {
    return std::make_unique<ChangedSource>(std::move(depth), change, metres, std::move(name));
}

}  // namespace djoliba
