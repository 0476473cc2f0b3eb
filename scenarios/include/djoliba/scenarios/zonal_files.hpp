// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <djoliba/engine/zonal.hpp>
#include <djoliba/layers/vector_file.hpp>
#include <djoliba/scenarios/exposure_files.hpp>

namespace djoliba {

/// Statistics of a raster within areas, straight from files or from memory.
struct ZonalRequest {
    std::shared_ptr<const RasterSource> raster = {};   ///< its CRS is that of the overlay
    std::shared_ptr<const RasterSource> weights = {};  ///< counts, in any CRS; null: none
    std::string localities = {};                       ///< vector file
    std::string layer = {};                            ///< may be empty where the file has one
    std::shared_ptr<const WkbFeatures> areas = {};     ///< in place of both; null: none
    std::vector<ZonalStatistic> statistics = {};
    CoverageCache cache = {};
};

struct ZonalFigures {
    VectorLayer areas = {};  ///< one feature for each shape of the table
    ZonalTable table = {};
    std::vector<std::string> notes = {};  ///< what was repaired or has no area
};

/// Statistics by their names. Throws Error naming every word that is none.
std::vector<ZonalStatistic> statistics_named(const std::vector<std::string>& words);

/// Computes what the request asks for. Throws Error, also where no area meets the raster.
ZonalFigures zonal_from_files(const ZonalRequest& request, const JobForCells& job);

}  // namespace djoliba
