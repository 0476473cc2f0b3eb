// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <djoliba/scenarios/scenario.hpp>

namespace djoliba {

/// How residents grow, by locality.
struct Growth {
    std::vector<double> factor = {};  ///< 1 where nothing grows
    std::vector<int> year = {};       ///< of the figures then; 0 where nobody says
};

/// All changes of the population, one after the other. Throws Error, with the place in the scenario, where a
/// region has no rate, where a unit below the level at which the population is given would grow alone, and
/// where no year is known to grow from.
Growth growth_of(const Scenario& scenario, const Changes& changes, const Localities& places);

}  // namespace djoliba
