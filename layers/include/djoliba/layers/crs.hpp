// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <djoliba/engine/geometry.hpp>
#include <djoliba/engine/grid.hpp>

namespace djoliba {

/// What the coordinates of a CRS are.
enum class CrsMeasure : std::uint8_t {
    degrees,  ///< longitude and latitude
    metres,   ///< a plane
    other     ///< feet, radians, a geocentric frame, ...
};

/// `crs`: an id as RasterSource::crs() has it. Throws Error, naming `where`, for what is no CRS.
CrsMeasure crs_measure(const std::string& crs, const std::string& where);

/// Longitudes and latitudes on WGS84 in another CRS, and back; NaN where there is no way for a point. Throws
/// Error, naming `where`, where there is none at all.
std::vector<Point> from_lonlat(std::vector<Point> points, const std::string& crs, const std::string& where);
std::vector<Point> to_lonlat(std::vector<Point> points, const std::string& crs, const std::string& where);

/// By how much a metre of a plane may differ from a metre on the ground: the largest |plane / geodesic - 1|
/// of steps of a cell to the east, north and north-east over a lattice of 9 x 9 places on the grid. For a CRS
/// in metres. Infinite where a place has no longitude and latitude. Throws Error as to_lonlat() does.
double scale_error(const Grid& grid, const std::string& crs, const std::string& where);

}  // namespace djoliba
