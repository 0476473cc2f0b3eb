// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <djoliba/engine/analysis_grid.hpp>
#include <djoliba/engine/geometry.hpp>
#include <djoliba/engine/raster.hpp>
#include <djoliba/layers/vector_file.hpp>

namespace djoliba {

/// Localities as a layer gives them.
struct CodedShapes {
    std::string file;
    std::vector<std::string> codes = {};  ///< each once
    std::vector<MultiPolygon> shapes = {};
    std::vector<std::string> notes = {};  ///< what was repaired or has no area
};

/// Takes localities from a layer. `field` names a locality. Throws Error for a layer without features or
/// areas, and for codes that are empty, repeated or of several lines.
CodedShapes coded_shapes(const VectorLayer& layer, const std::string& field);

/// The grid on which rasters meet over the shapes; the first raster holds the people. Throws Error where no
/// shape meets it.
AnalysisGrid grid_over_shapes(const CodedShapes& localities, std::span<const RasterSource* const> rasters);

}  // namespace djoliba
