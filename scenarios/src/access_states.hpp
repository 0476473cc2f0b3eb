// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <djoliba/engine/travel_time.hpp>

#include "access_facilities.hpp"
#include "access_surface.hpp"

namespace djoliba {

/// Whether people can turn to a facility.
enum class Service : std::uint8_t {
    open,
    closed,   ///< by its status
    drowned,  ///< on a cell that is blocked for now
    outside,  ///< off the grid
    too_far   ///< from any cell that can be passed
};
std::string_view word_of(Service service);

/// Times in every state that the tables tell of. Facilities are numbered as in the list.
struct AccessStates {
    TravelTimes shown;                                ///< with blocked ways: blocked
    std::vector<Service> service = {};                ///< of each facility in that state
    std::vector<Snapped> stands = {};                 ///< from where each serves, or would
    std::optional<TravelTimes> before = {};           ///< nothing blocked; where ways are
    std::optional<TravelTimes> other_status = {};     ///< facilities of unknown status taken the other way;
                                                      ///< where the list has a status and some is not known
    std::optional<TravelTimes> unknown_blocked = {};  ///< ways that may be blocked are, too; where there are
};

/// Throws Error where no facility is open and stands on the surface.
AccessStates states_of(const AccessRequest& request, const TravelSurface& surface, const FacilityList& list,
                       const Sites& sites, Account& account, const JobForPart& job);

}  // namespace djoliba
