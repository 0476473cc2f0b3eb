// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>

#include <djoliba/engine/account.hpp>
#include <djoliba/engine/geometry.hpp>
#include <djoliba/engine/job.hpp>
#include <djoliba/engine/raster.hpp>
#include <djoliba/engine/travel_surface.hpp>
#include <djoliba/scenarios/scenario_access.hpp>

namespace djoliba {

/// On what people travel in one season.
struct SeasonSurface {
    TravelSurface surface;
    std::shared_ptr<const RasterSource> friction = {};  ///< of a surface that the scenario builds; else null
    std::shared_ptr<const RasterSource> kinds = {};     ///< its cells by CellKind; else null
};

/// Opens a raster in longitude and latitude.
using OpenRaster = std::function<std::shared_ptr<const RasterSource>(const ScenarioFile&)>;

/// The friction raster of a layer, as far as the box reaches, or the surface that it builds there. What was
/// read, burnt and left out goes to the account. Throws Error.
SeasonSurface season_surface(const AccessLayer& layer, TravelSeason season, const Box& box,
                             const OpenRaster& open, Account& account, const Job& job);

}  // namespace djoliba
