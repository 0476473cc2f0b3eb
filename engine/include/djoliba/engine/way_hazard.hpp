// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <djoliba/engine/exposure.hpp>
#include <djoliba/engine/job.hpp>
#include <djoliba/engine/raster.hpp>
#include <djoliba/engine/travel_surface.hpp>

namespace djoliba {

/// A hazard that closes or slows ways where it is strong enough, as depth of water does.
struct WayHazard {
    const RasterSource* source = nullptr;
    double multiplier = 1;  ///< > 0
    Nodata nodata = Nodata::unknown;
    double share = 0.5;  ///< of a cell that must have a value for the cell to have it, 0 to 1; 0: any part of
                         ///< it, so that one wet pixel closes a cell that holds many
};

/// What a share of a cell has or exceeds, in units of the source after its multiplier.
struct CellHazard {
    std::int64_t cell = 0;
    double least = 0;  ///< for certain: if there were nothing where the hazard is not known
    double most = 0;   ///< if it were without bounds there; infinite where that is the share or more
};

/// The passable cells of a surface where `most` is above 0, ascending. Found by the area of all parts of the
/// hazard's cells in them, whichever of the two is finer: nothing is sampled at a point. A hazard is not
/// known where its raster does not reach. Same result for every Job. Throws Error, naming the raster, for
/// another CRS or a share that is not from 0 to 1.
std::vector<CellHazard> hazard_on(const TravelSurface& surface, const WayHazard& hazard, const Job& job = {});

/// Cells of a surface, each list ascending.
struct ReachedCells {
    std::vector<std::int64_t> reached = {};  ///< at or above for certain
    std::vector<std::int64_t> unknown = {};  ///< perhaps
};

/// Those at or above a limit. A value that single precision cannot tell from the limit reaches it. Throws
/// Error for a limit that is not above 0.
ReachedCells reached_cells(std::span<const CellHazard> cells, double at_or_above);

/// Water that closes a cell, or slows down who passes it; depths must exceed the limit by more than
/// `depth_slack_m` (closure.hpp).
struct WaterRule {
    double closes_over_m = 0.3;
    std::optional<double> slows_over_m = {};
    double times = 1;  ///< longer, over slows_over_m; 1 or more
};

/// What water does to cells, each list by ascending cell and without those that stay as they are.
struct FloodedCells {
    std::vector<CellFriction> changed = {};    ///< for certain
    std::vector<CellFriction> at_worst = {};   ///< if there were deep water where the depth is not known
    std::vector<std::int64_t> not_known = {};  ///< where the two differ
};

/// `depths`: metres.
FloodedCells flooded_cells(const TravelSurface& surface, std::span<const CellHazard> depths,
                           const WaterRule& rule);

}  // namespace djoliba
