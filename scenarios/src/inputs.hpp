// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include <djoliba/engine/raster.hpp>
#include <djoliba/layers/admin.hpp>
#include <djoliba/scenarios/scenario.hpp>

namespace djoliba {

/// The boundaries of a scenario as the layers library reads them.
AdminLayer admin_layers(const LocalitiesInput& input);

/// Opens a raster of a layer; Error where it has another CRS than the localities or lies where there is none
/// of them.
std::shared_ptr<const RasterSource> open_raster_over(const Localities& places, const LayerInfo& layer,
                                                     const ScenarioFile& file, int band = 1);

}  // namespace djoliba
