// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "gdal_handles.hpp"

namespace djoliba {

/// Id of the horizontal CRS: "EPSG:4326", "ESRI:54009", else its WKT, so that equal ids mean the same CRS and
/// every id can be given back to crs_from_id. CRS84 counts as EPSG:4326. "" for a null handle.
std::string crs_id(OGRSpatialReferenceH ref);

/// The CRS of an id or of any text PROJ understands, in the axis order x = longitude or easting. Throws
/// Error.
GdalSpatialRef crs_from_id(const std::string& id, const std::string& where);

/// From one CRS to another; null where they are the same. Throws Error.
GdalTransform transform_between(OGRSpatialReferenceH from, const std::string& to, const std::string& where);

}  // namespace djoliba
