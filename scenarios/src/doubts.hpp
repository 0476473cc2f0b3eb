// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workings.hpp"

namespace djoliba {

/// Whether the run needs to know what is in doubt: every run, but in a batch only where the scenario says so.
bool doubts_wanted(const Workings& w);

/// Draws what the scenario declares to be in doubt and fills in Ranking::uncertainty and
/// Result::uncertainty.
void draw_uncertainty(Workings& w);

}  // namespace djoliba
