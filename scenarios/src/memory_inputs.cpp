// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "memory_inputs.hpp"

#include <djoliba/layers/raster_file.hpp>

namespace djoliba {

std::shared_ptr<const RasterSource> open_input(const RasterInput& input) {
    if (input.memory) return input.memory;
    RasterOptions options;
    options.band = input.band;
    return open_raster(input.file, options);
}

VectorLayer read_areas(const WkbFeatures* areas, const std::string& file, const std::string& layer,
                       const std::string& crs) {
    return areas ? read_wkb(*areas, crs) : read_vector(file, {.layer = layer, .crs = crs});
}

}  // namespace djoliba
