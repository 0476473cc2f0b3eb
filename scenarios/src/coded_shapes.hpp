// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <djoliba/engine/analysis_grid.hpp>
#include <djoliba/engine/geometry.hpp>
#include <djoliba/engine/raster.hpp>

namespace djoliba {

/// Localities straight from a vector file.
struct CodedShapes {
    std::string file;
    std::vector<std::string> codes = {};  ///< each once
    std::vector<MultiPolygon> shapes = {};
    std::vector<std::string> notes = {};  ///< what was repaired or has no area
};

/// Reads a layer in a CRS. `field` names a locality. Throws Error as read_vector() does, for a layer without
/// features, and for codes that are empty, repeated or of several lines.
CodedShapes read_coded_shapes(const std::string& file, const std::string& layer, const std::string& field,
                              const std::string& crs);

/// The grid on which rasters meet over the shapes; the first raster holds the people. Throws Error where no
/// shape meets it.
AnalysisGrid grid_over_shapes(const CodedShapes& localities, std::span<const RasterSource* const> rasters);

}  // namespace djoliba
