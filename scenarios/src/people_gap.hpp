// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace djoliba {

/// Why nobody can be counted in a locality: the raster knows the people of less than half of its area
/// (judgement). Empty where it can. `known_share`: of the area, NaN where there is none.
std::string gap_in_people(double known_share);

/// People may live in a part of it that the raster does not know: counts are lower bounds.
bool partly_known(double known_share);

}  // namespace djoliba
