// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <djoliba/engine/access.hpp>
#include <djoliba/engine/account.hpp>
#include <djoliba/engine/travel_surface.hpp>
#include <djoliba/layers/warped_raster.hpp>
#include <djoliba/scenarios/access_files.hpp>

namespace djoliba {

/// A raster in the CRS of a surface: its own where that is the same, else seen on cells of the surface's.
std::shared_ptr<const RasterSource> raster_on(const TravelSurface& surface, const RasterInput& input,
                                              Quantity quantity);

/// Opens the friction (and elevation) of a request, checks CRS and unit, and says in the account what cells
/// without a friction there are. Throws Error.
TravelSurface open_surface(const AccessRequest& request, Account& account, const JobForPart& job);

/// Where the facilities of a list stand on a surface.
struct Sites {
    std::vector<Point> place = {};  ///< in the CRS of the surface; NaN where there is no way to it
    std::vector<Snapped> stands = {};

    bool stands_somewhere(std::size_t i) const { return stands[i].cell >= 0; }
};

/// Places facilities, moving those on cells that cannot be passed by at most `within_km`. Counts in the
/// account which were moved, lie off the grid or too far from a cell that can be passed.
Sites sites_of(const TravelSurface& surface, const std::vector<Facility>& facilities, double within_km,
               const std::string& source, const std::string& file, Account& account);

}  // namespace djoliba
