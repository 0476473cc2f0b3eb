// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "workings.hpp"

namespace djoliba {

/// Which points lie in the water of every year or in rivers and lakes, where no flood counts: who stands
/// there lives with it, or is drawn in the wrong place. One entry for each point. The rasters are read once
/// in a batch.
std::vector<bool> in_yearly_water(Workings& w, const FloodLayer& layer,
                                  const std::vector<PlacedPoint>& points);

/// The depth that happens at each point, in metres, in the flood of one return period; 0 in the water of
/// every year, NaN where it is not known. The raster is read once in a batch.
std::vector<double> depths_at(Workings& w, const FloodLayer& layer, double return_period,
                              const std::vector<PlacedPoint>& points);

}  // namespace djoliba
