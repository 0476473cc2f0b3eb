// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <djoliba/engine/job.hpp>
#include <djoliba/engine/people_cells.hpp>
#include <djoliba/engine/travel_time.hpp>

namespace djoliba {

/// What would happen if one facility alone closed.
struct Criticality {
    double people = 0;                    ///< whose nearest it is
    double people_newly_beyond = 0;       ///< within the minutes now and beyond then, or reaching none
    double people_newly_unreachable = 0;  ///< would reach none
    double person_hours_added = 0;        ///< one way, of those who would still reach one
};

/// One entry for each facility from 0 to `facilities` - 1; those without a start, or nearest to nobody, have
/// zeros. Exactly what solving again without the facility gives: only those who have it as their nearest are
/// touched. Same bytes for every Job. Throws Error where the people lie on another grid or a start names a
/// facility beyond the number.
std::vector<Criticality> criticality(const TravelTimes& times, const PeopleCells& people,
                                     std::size_t facilities, double beyond_minutes, const Job& job = {});

}  // namespace djoliba
