// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <vector>

#include "synthetic_random.hpp"
#include "synthetic_rasters.hpp"
#include "synthetic_tiles.hpp"

namespace djoliba::synthetic {
namespace {

constexpr Grid land_grid = {-13, 25.5, 0.05, 0.05, 360, 320};

enum Class : int { woodland = 1, cropland = 2, grassland = 3, bare = 4 };

/// By latitude, with a wavy border between one class and the next.
Class class_at(std::uint64_t key, double lon, double lat) {
    const double north = lat + 0.6 * smooth_noise(key, lon / 0.7 + 100, lat / 0.7) +
                         0.2 * smooth_noise(key + 1, lon / 0.15 + 100, lat / 0.15);
    return north < 12 ? woodland : north < 14 ? cropland : north < 17 ? grassland : bare;
}

}  // namespace

void write_land_cover(std::uint64_t seed, const std::filesystem::path& file) {
    const std::uint64_t key = Stream(seed, Purpose::land, 0).bits();
    std::vector<float> values;
    for (std::int64_t row = 0; row < land_grid.rows; ++row)
        for (std::int64_t col = 0; col < land_grid.cols; ++col)
            values.push_back(static_cast<float>(
                class_at(key, land_grid.west + (static_cast<double>(col) + 0.5) * land_grid.dx,
                         land_grid.north - (static_cast<double>(row) + 0.5) * land_grid.dy)));
    write_stack({file, Cells::byte, 255, "class", "invented land cover"}, land_grid, {"land cover"}, values);
}

}  // namespace djoliba::synthetic
