// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include <djoliba/layers/wkb.hpp>
#include <djoliba/scenarios/exposure_files.hpp>

namespace djoliba {

/// The raster in memory where there is one, else that of the file.
std::shared_ptr<const RasterSource> open_input(const RasterInput& input);

/// The areas in memory where there are some, else those of the file; in a CRS.
VectorLayer read_areas(const WkbFeatures* areas, const std::string& file, const std::string& layer,
                       const std::string& crs);

}  // namespace djoliba
