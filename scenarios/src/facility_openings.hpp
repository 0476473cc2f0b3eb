// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <djoliba/engine/access.hpp>

#include "workings.hpp"

namespace djoliba {

/// The facilities of the layer as the scenario leaves them: those of the list, those that it opens, less
/// those that it closes. What it opened and closed goes to the account.
std::vector<Facility> facilities_that_serve(Workings& w, const FacilitiesLayer& layer);

}  // namespace djoliba
