// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <djoliba/engine/job.hpp>
#include <djoliba/engine/people_cells.hpp>
#include <djoliba/engine/travel_time.hpp>

namespace djoliba {

enum class PlacementGoal : std::uint8_t {
    people_within,  ///< people who come within `minutes`, exactly so long included
    person_hours  ///< hours saved, one way: time counts up to `minutes`; those who take longer or reach none
                  ///< count as taking that long
};

struct PlacementRule {
    PlacementGoal goal = PlacementGoal::people_within;
    double minutes = 60;
    std::size_t facilities = 1;  ///< how many to place
    bool lazy = true;  ///< false: evaluate every candidate for every place; same picks, for comparison
};

struct PlacementPick {
    std::size_t candidate = 0;  ///< position in the list
    double gain = 0;            ///< people, or person-hours
    double total = 0;           ///< of all picks so far
};

struct Placement {
    std::vector<PlacementPick> picks = {};  ///< in order; ends early where no candidate gains anything
    std::vector<double> first_gain = {};    ///< of each candidate if it came alone
    std::size_t evaluations = 0;
    std::size_t evaluations_saved = 0;  ///< against evaluating every candidate for every place
    double at_most = 0;  ///< no choice of as many candidates gains more. From the gains that are left at each
                         ///< step (Nemhauser, Wolsey and Fisher 1978, doi:10.1007/BF01588971)
    std::vector<std::size_t> not_passable = {};  ///< candidates on cells that cannot be passed: never picked
};

/// Chooses places for more facilities one after the other, each where it gains most on top of those before:
/// at least 1 - 1/e of what the best choice gains, as both goals are monotone and submodular. Gains left from
/// earlier steps bound those of later ones, so that few candidates are evaluated again (Minoux 1978,
/// doi:10.1007/BFb0006528). Of equal gains the first candidate. A candidate is evaluated by a search that
/// visits only cells that it improves. Cells whose friction is not known gain nothing. Same bytes for every
/// Job. `candidates`: cells; snap() points first. Throws Error for a cell off the grid, minutes that are not
/// above 0, people on another grid.
Placement place_facilities(const TravelTimes& times, const PeopleCells& people,
                           std::span<const std::int64_t> candidates, const PlacementRule& rule,
                           const Job& job = {});

}  // namespace djoliba
