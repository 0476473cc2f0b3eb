// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include <djoliba/engine/access.hpp>

#include "workings.hpp"

namespace djoliba {

/// Depth in metres at each facility in the flood of a return period (without one, of that which happens
/// there), as the scenario changes it; NaN where it is not known. Precondition: the scenario has floods, and
/// that return period.
std::vector<double> depths_at(Workings& w, std::optional<double> return_period,
                              const std::vector<Facility>& facilities);

/// Facilities as points that a change may act on.
std::vector<PlacedPoint> placed(const std::vector<Facility>& facilities);

}  // namespace djoliba
