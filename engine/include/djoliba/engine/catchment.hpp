// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <djoliba/engine/job.hpp>
#include <djoliba/engine/people_cells.hpp>
#include <djoliba/engine/travel_time.hpp>

namespace djoliba {

/// People by the facility that is nearest in time. Bands: band i holds times above edges[i - 1] up to
/// edges[i]; exactly 60 minutes is within 60. The last band has no upper end.
struct Catchments {
    std::vector<double> edges_minutes = {};   ///< ascending; may be empty
    std::vector<double> people = {};          ///< by facility: all who have it as the nearest
    std::vector<double> people_in_band = {};  ///< facility * bands() + band
    std::vector<double> person_hours = {};    ///< by facility: time of all of them, one way
    double people_total = 0;                  ///< on the surface's grid
    double people_unreachable = 0;  ///< no facility can be reached, or they stand where nobody passes
    double people_unknown = 0;      ///< on cells whose friction is not known

    std::size_t facilities() const { return people.size(); }
    std::size_t bands() const { return edges_minutes.size() + 1; }
    /// People of a facility whose time is at most edges_minutes[edge].
    double within(std::size_t facility, std::size_t edge) const;
};

/// Load of each facility: call it for residents, and again for the displaced or for added_up() of both.
/// `facilities`: number of them; those that no start stands for
/// have 0 people. Throws Error where the people lie on another grid, an edge does not ascend, or a start
/// names a facility beyond the number.
Catchments catchments(const TravelTimes& times, const PeopleCells& people, std::size_t facilities,
                      std::span<const double> edges_minutes, const Job& job = {});

/// Of each facility, the people to whom it is the nearest of its own type: a hospital serves those whom
/// health centres nearer to them serve too. `type`: of each facility, any number; `people`: groups, for each
/// of which there is a list of the length of `type`. Where the starts are of several types, it solves for
/// each. Throws Error as catchments() does.
std::vector<std::vector<double>> loads_by_type(const TravelTimes& times, std::span<const int> type,
                                               std::span<const PeopleCells* const> people,
                                               const Job& job = {});

}  // namespace djoliba
