// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <djoliba/scenarios/scenario.hpp>

namespace djoliba {

/// Takes out the changes of a scenario to layers that it has no longer; `whole` has them all.
void remove_changes(Scenario& scenario, const Scenario& whole);

}  // namespace djoliba
