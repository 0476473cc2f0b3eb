// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <djoliba/scenarios/scenario.hpp>

namespace djoliba {

/// What is wrong with the changes of a scenario once its tables are read: facilities that are not in the
/// list, displaced people who are not there to leave, residents without a rate to grow by.
std::vector<Problem> check_change_data(const Scenario& scenario, const Localities& places);

}  // namespace djoliba
