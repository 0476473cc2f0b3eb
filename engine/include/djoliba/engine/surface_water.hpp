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

/// Depth of water on a cell of a surface, metres; NaN where it is not known.
struct CellDepth {
    std::int64_t cell = 0;
    double depth_m = 0;
};

/// The passable cells of a surface that are wet, or of which nothing is known, by cell. Where the cells of
/// the raster are smaller than those of the surface, the depth that at least half of them have or exceed, of
/// those whose centres lie in the cell and whose depth is known: a cell closes where half of it is under
/// water. It is not known where fewer than half of them are. Where they are larger, that at the centre of the
/// cell. `metres`: length of the unit of depth. Throws Error, naming the raster, for another CRS.
std::vector<CellDepth> depths_on(const TravelSurface& surface, const RasterSource& depth, double metres,
                                 Nodata nodata, const Job& job = {});

/// Water that closes a cell, or slows down who passes it; depths must exceed the limit by more than
/// `depth_slack_m` (closure.hpp).
struct WaterRule {
    double closes_over_m = 0.3;
    std::optional<double> slows_over_m = {};
    double times = 1;  ///< longer, over slows_over_m; 1 or more
};

/// What the water does to the cells; those that it leaves as they are, and those of unknown depth, are left
/// out.
std::vector<CellFriction> flooded(const TravelSurface& surface, std::span<const CellDepth> depths,
                                  const WaterRule& rule);

}  // namespace djoliba
