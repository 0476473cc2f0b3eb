// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include <djoliba/engine/job.hpp>
#include <djoliba/engine/people_cells.hpp>
#include <djoliba/engine/travel_time.hpp>

namespace djoliba {

/// Times above the edge of the band before it up to `to_minutes` weigh so much.
struct WeightedBand {
    double to_minutes = 0;
    double weight = 0;
};

/// Walking bands. The weights are the three of Luo and Qi's slow decay for equal thirds of 30 minutes of
/// driving; that they hold for walking up to two hours is a judgement.
std::vector<WeightedBand> default_bands();

/// Accessibility in the sense of the enhanced two-step floating catchment area.
struct TwoStepAccess {
    std::vector<double> access = {};  ///< of each cell of the people, in units of supply for each person; 0
                                      ///< where no facility lies within the outer band, NaN
                                      ///< where the friction is not known
    std::vector<double> ratio = {};   ///< by facility: supply / weighted people within the outer band; NaN
                                      ///< where there are none
    std::vector<double> weighted_people = {};  ///< by facility
    double people_without = 0;  ///< who have no facility within the outer band, cells not known included
    double supply_unused = 0;   ///< of facilities with nobody within the outer band
};

/// Step 1: for each facility j, R_j = supply_j / sum over cells k of people_k * weight(t_kj). Step 2: for
/// each cell i, A_i = sum over facilities j of R_j * weight(t_ij). All facilities within the outer band
/// count, not only the nearest, so that sum of people * A over the cells that are known = sum of supply used.
/// Times are of travel towards the facility, as travel_times() gives them for that facility alone; the work
/// is the sum of the areas within the outer band. `supply`: by facility, 1 for each, or beds, or staff; 0 or
/// more. Same bytes for every Job. Throws Error for bands that do not ascend, weights that are not in 0 to 1
/// or grow with time, and a negative supply. Source: Luo and Qi 2009, doi:10.1016/j.healthplace.2009.06.002.
TwoStepAccess two_step_access(const TravelSurface& surface, std::span<const Start> starts,
                              std::span<const double> supply, const PeopleCells& people,
                              std::span<const WeightedBand> bands, const Job& job = {});

}  // namespace djoliba
