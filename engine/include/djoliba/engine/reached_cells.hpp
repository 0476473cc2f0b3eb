// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include <djoliba/engine/exposure.hpp>
#include <djoliba/engine/job.hpp>
#include <djoliba/engine/raster.hpp>
#include <djoliba/engine/travel_surface.hpp>

namespace djoliba {

/// A hazard that closes ways where it is strong enough.
struct WayHazard {
    const RasterSource* source = nullptr;
    double at_or_above = 0;  ///< above 0, in units of the source after its multiplier
    double multiplier = 1;   ///< > 0
    Nodata nodata = Nodata::unknown;
    double share = 0;  ///< of the cell that must be at or above, 0 to 1; 0: any part of it, so that one wet
                       ///< pixel closes a cell that holds many
};

/// Cells of a surface that can be passed, each list ascending.
struct ReachedCells {
    std::vector<std::int64_t> reached = {};  ///< at or above on the share of their area
    std::vector<std::int64_t> unknown = {};  ///< not reached for certain, but would be if all of their area
                                             ///< where the hazard is not known were at or above
};

/// Finds the cells by the area of all parts of the hazard's cells in them, whichever of the two is finer:
/// nothing is sampled at a point. Values are compared as in expose(). A hazard is not known where its raster
/// does not reach. Same result for every Job. Throws Error for another CRS, a threshold that is not above 0,
/// or a share that is not from 0 to 1.
ReachedCells reached_cells(const TravelSurface& surface, const WayHazard& hazard, const Job& job = {});

}  // namespace djoliba
