// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <djoliba/engine/access.hpp>
#include <djoliba/engine/access_by_locality.hpp>
#include <djoliba/engine/travel_time.hpp>

#include "season_surface.hpp"
#include "workings.hpp"

namespace djoliba {

/// What all scenarios over one baseline travel on in one season: read, placed and solved once.
struct TravelBase {
    SeasonSurface season;
    std::vector<Snapped> stands = {};  ///< of each facility of the list
    std::vector<int> open = {};        ///< those of the list to which `times` are
    TravelTimes times;
    PlacedWeights people = {};    ///< of the population raster; empty without one
    PlacedWeights villages = {};  ///< weight 1 each; empty without settlements

    const TravelSurface& surface() const { return season.surface; }
};

/// How people travel in a scenario: to which facilities, and what closes their way.
struct Travel {
    const AccessLayer& layer;
    const FacilitiesLayer& list;
    std::shared_ptr<const TravelBase> base = {};
    TravelSeason season = TravelSeason::dry;
    std::vector<Facility> facilities = {};  ///< those of the list, then those that the scenario opens
    std::vector<Snapped> stands = {};
    std::vector<CellFriction> blocked = {};  ///< by the scenario

    std::int64_t cell_of(int facility) const { return stands[facility].cell; }
};

/// "dry" or "wet", for keys of what is remembered.
const char* word(TravelSeason season);

/// The facilities, the surface and what the scenario blocks.
Travel travel_of(Workings& w, const AccessLayer& layer, const FacilitiesLayer& list);

/// Facilities that count as open for travellers, by position.
std::vector<int> open_for_travel(const Travel& travel, UnknownStatus rule);

/// Times to the facilities `open` where `cells` differ from the surface, besides what the scenario blocks.
/// The last few are kept for the other scenarios of a batch: each distinct state is one repair of the base.
std::shared_ptr<const TravelTimes> times_to(Workings& w, const Travel& travel, const std::vector<int>& open,
                                            const std::vector<CellFriction>& cells = {});

}  // namespace djoliba
