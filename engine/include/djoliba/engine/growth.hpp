// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <djoliba/engine/indicator.hpp>

namespace djoliba {

/// (1 + percent/100)^years: growth at a yearly rate, compound.
double growth_factor(double percent_a_year, int years);

/// Multiplies amounts. Units at the level of the indicator go by their factor (one for each locality); units
/// above, and units of other partitions, that have a figure of their own keep its ratio to the sum of their
/// parts: by the factor that their parts have in common, else by how the sum of their parts grows; missing
/// where that is not known. Figures that were rolled up or inherited are so again. Missing stays missing, a
/// lower bound one.
void grow(Indicator& indicator, const Localities& localities, const std::vector<double>& factor,
          const std::vector<double>& people);

}  // namespace djoliba
