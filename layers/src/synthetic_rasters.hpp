// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <djoliba/engine/grid.hpp>
#include <djoliba/engine/job.hpp>
#include <filesystem>
#include <functional>
#include <string>

#include "synthetic_country.hpp"

namespace djoliba::synthetic {

/// Where to write the file with a name.
using PathOf = std::function<std::filesystem::path(const std::string&)>;

/// The grid of the country at a resolution in degrees. Its corner (-12.3, 25) suits every divisor of a
/// quarter degree.
Grid country_grid(double resolution_degrees);

/// population.tif: people per cell. 0 where nobody lives, nodata outside the country and in one small
/// rectangle.
void write_population(const Country& country, const Grid& grid, const std::filesystem::path& file,
                      const Job& job);

/// flood_rp<T>.tif for all return periods and permanent_water.tif. Depth in metres, mean of the cell; 0 where
/// dry, nodata outside the country and north of 19 degrees. Water: 1 where most of the cell is always under
/// water.
void write_floods(const Country& country, const Grid& grid, const PathOf& path, const Job& job);

/// rainfall_1991_2020.tif: mm per month, 360 bands of 0.25 degrees, all valid.
void write_rainfall(std::uint64_t seed, const std::filesystem::path& file);

/// land_cover.tif: 1 woodland, 2 cropland, 3 grassland, 4 bare ground; cells of 0.05 degrees, all valid, half
/// a degree beyond the country.
void write_land_cover(std::uint64_t seed, const std::filesystem::path& file);

/// North of this latitude the flood model ends.
inline constexpr double flood_model_north = 19;

/// Where the population is not known.
inline constexpr Box unknown_population = {2.70, 15.25, 3.20, 15.75};

}  // namespace djoliba::synthetic
