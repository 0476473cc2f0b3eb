// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include <djoliba/engine/access.hpp>

#include "workings.hpp"

namespace djoliba {

/// Villages beyond each distance of the layer from the nearest of the chosen facilities. The last few sets of
/// facilities are kept for the other scenarios of a batch, most of which close none or the same.
/// Precondition: the scenario has settlements.
std::shared_ptr<const std::vector<FarShare>> villages_beyond(Workings& w, const FacilitiesLayer& layer,
                                                             const std::vector<Facility>& facilities,
                                                             const std::vector<int>& chosen);

}  // namespace djoliba
