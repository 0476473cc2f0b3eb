// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "people_gap.hpp"

#include <cmath>

#include <fmt/format.h>

namespace djoliba {

std::string gap_in_people(double known_share) {
    constexpr double least_known = 0.5;
    if (std::isnan(known_share)) return "it has no area";
    if (known_share >= least_known) return "";
    return fmt::format("the population raster has values for {:.0f} % of its area", 100 * known_share);
}

bool partly_known(double known_share) { return !(known_share >= 1 - 1e-9); }

}  // namespace djoliba
