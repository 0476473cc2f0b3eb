// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>

#include <djoliba/layers/output_table.hpp>

namespace djoliba {

/// What became of the shapes when they were rounded.
struct GeojsonAccount {
    std::int64_t without_shape = 0;    ///< features with a null geometry because they came without a shape
    std::int64_t collapsed_rings = 0;  ///< rings smaller than the rounding, left out
    std::int64_t lost_shapes = 0;      ///< features with a null geometry because all their rings collapsed
};

/// Writes a layer as an RFC 7946 FeatureCollection, one line a feature: WGS84 longitude and latitude with at
/// most 6 decimals (0.1 m), multipolygons with counter-clockwise shells and clockwise holes, bounding boxes,
/// `id` from the column `id_column`, the row as properties (missing = null). "title", "as_of", "synthetic"
/// and "note" are members of the collection. Throws Error where the CRS is not WGS84, a coordinate is no
/// longitude and latitude, or the file cannot be written.
GeojsonAccount write_geojson(const std::filesystem::path& file, const FeatureLayer& layer, const Stamp& stamp,
                             std::string_view id_column = "code");

/// Rows with a line each, of WGS84 longitudes and latitudes; one of fewer than two points: no geometry.
struct LineLayer {
    std::string name;  ///< identifier: lower case, digits, underscores
    OutputTable table = {};
    std::vector<std::vector<Point>> lines = {};
};

/// The same for lines (LineString).
void write_geojson_lines(const std::filesystem::path& file, const LineLayer& layer, const Stamp& stamp,
                         std::string_view id_column = "code");

}  // namespace djoliba
