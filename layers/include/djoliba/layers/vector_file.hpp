// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/geometry.hpp>

namespace djoliba {

struct VectorOptions {
    std::string layer = {};         ///< may be empty where the file has one layer
    std::string crs = "EPSG:4326";  ///< geometries are brought into this CRS; x is longitude or easting
    bool geometry = true;           ///< false: attributes only, and no CRS is needed
    std::string name = {};          ///< for messages; the path where empty
    std::optional<Box> box = {};    ///< in `crs`: features whose own box lies off it are only counted
};

/// One feature. Shape, point and lines are empty where the geometry is of another kind.
struct Feature {
    std::int64_t id = 0;                   ///< number of the feature in the file
    std::vector<std::string> values = {};  ///< one per field, as text; empty where null. Numbers round-trip.
    MultiPolygon shape = {};               ///< empty where null or not areal
    std::optional<Point> point = {};
    std::vector<Line> lines = {};  ///< each of two points or more
    std::string fault =
        {};  ///< why the shape had to be repaired ("Self-intersection at ..."); empty where it was valid
};

struct VectorLayer {
    std::string file;
    std::string layer;
    std::vector<std::string> fields = {};
    std::string crs = {};  ///< of the coordinates as given here; empty where no geometry was read
    std::vector<Feature> features = {};
    std::int64_t off_box = 0;  ///< features that were not read
};

/// Reads a whole layer of a GeoPackage, GeoJSON, Shapefile or anything OGR reads. Invalid areas are made
/// valid (GEOS) and say so in Feature::fault; null geometries are left empty for the caller to count. Throws
/// Error: missing or unreadable file, unknown layer, no CRS, failed reprojection, coordinates that are not
/// finite, and whatever GDAL reports as a failure while reading, such as geometries that contradict their
/// declared type.
VectorLayer read_vector(const std::filesystem::path& path, const VectorOptions& options = {});

/// Position of a field; throws Error naming the nearest one where there is none.
std::size_t field_index(const VectorLayer& layer, std::string_view field);

/// The shapes of all features, in their order. `notes` tell how many have no area, and how many were
/// repaired.
std::vector<MultiPolygon> shapes_of(const VectorLayer& layer, std::vector<std::string>& notes);

struct VectorLayerInfo {
    std::string name;
    std::int64_t features = 0;
    std::string geometry;  ///< "Multi Polygon", "Point", "None", ...
    std::string crs;       ///< id as in RasterSource::crs(); empty where unknown
    std::vector<std::string> fields = {};
};

/// The layers of a file. Throws Error where it cannot be read.
std::vector<VectorLayerInfo> vector_info(const std::filesystem::path& path);

}  // namespace djoliba
