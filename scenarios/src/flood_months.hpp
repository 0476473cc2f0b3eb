// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workings.hpp"

namespace djoliba {

/// The months in which each locality is flooded, in words and for the report. Throws Error where the table
/// holds others than 1 to 12.
void add_flood_months(Workings& w, const LayerInfo& info, const FloodMonths& columns);

}  // namespace djoliba
