// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include <djoliba/engine/raster.hpp>
#include <djoliba/layers/admin.hpp>
#include <djoliba/layers/warped_raster.hpp>
#include <djoliba/scenarios/scenario.hpp>

namespace djoliba {

/// The boundaries of a scenario as the layers library reads them.
AdminLayer admin_layers(const LocalitiesInput& input);

/// How to see a raster that has another CRS than the localities.
struct RasterUse {
    Quantity quantity = Quantity::intensity;
    const Grid* lead =
        nullptr;  ///< on whose cells, in the CRS of the localities; on cells of its size where null
};

/// Opens a raster of a layer, in the CRS of the localities (warped_raster.hpp). Throws Error where it lies
/// where there is none of them.
std::shared_ptr<const RasterSource> open_raster_over(const Localities& places, const LayerInfo& layer,
                                                     const ScenarioFile& file, const RasterUse& use = {});

/// All bands of a raster of a layer in the same way, for one thread at a time (open_raster_bands).
std::vector<std::shared_ptr<const RasterSource>> open_bands_over(const Localities& places,
                                                                 const LayerInfo& layer,
                                                                 const ScenarioFile& file);

}  // namespace djoliba
