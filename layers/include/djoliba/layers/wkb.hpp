// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <djoliba/layers/vector_file.hpp>

namespace djoliba {

/// Geometries in memory, as well-known binary, and what names each.
struct WkbFeatures {
    std::string name = "areas";  ///< for messages
    std::string crs = {};        ///< any text that PROJ understands
    std::string field = "code";  ///< what the codes are called
    std::vector<std::string> codes = {};
    std::vector<std::string> wkb = {};  ///< bytes, one for each code; empty: no geometry
};

/// As read_vector() gives a file of the same features, their ids counted from 0: brought to `crs`, invalid
/// areas repaired. Throws Error: no CRS, failed reprojection, bytes that are no geometry, coordinates that
/// are not finite.
VectorLayer read_wkb(const WkbFeatures& given, const std::string& crs);

}  // namespace djoliba
