// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include <djoliba/engine/raster.hpp>

namespace djoliba {

/// People per cell of a raster that holds people per km2 on a grid in degrees: value times the true area of
/// the cell on WGS84. Missing stays missing.
std::unique_ptr<RasterSource> counts_from_density(std::shared_ptr<const RasterSource> per_km2);

}  // namespace djoliba
