// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <djoliba/engine/people_cells.hpp>
#include <djoliba/engine/raster.hpp>
#include <djoliba/layers/output_table.hpp>
#include <djoliba/scenarios/access_files.hpp>

#include "access_states.hpp"

namespace djoliba {

struct LocalityTable {
    OutputTable table = {};
    AccessTotals totals = {};
};

/// The people of every locality by time and way, in every state: the rows of access.csv. `files`: where
/// `people` come from. `supply`: facilities for each person (two-step catchments) as a raster on the
/// surface's grid. Throws Error as count_files() does.
LocalityTable locality_table(const AccessRequest& request, const PeopleFiles& files,
                             const AccessStates& states, const RasterSource& people,
                             const RasterSource& supply, Account& account, const JobForPart& job);

}  // namespace djoliba
