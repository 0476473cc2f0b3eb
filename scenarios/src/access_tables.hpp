// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include <djoliba/engine/catchment.hpp>
#include <djoliba/engine/criticality.hpp>
#include <djoliba/engine/placement.hpp>
#include <djoliba/engine/two_step_catchment.hpp>
#include <djoliba/layers/output_table.hpp>
#include <djoliba/scenarios/access_files.hpp>

#include "access_states.hpp"

namespace djoliba {

/// What people mean for each facility, by its place in the list.
struct FacilityLoads {
    Catchments catchments = {};
    std::vector<double> of_type = {};  ///< people to whom it is the nearest of its type
    std::vector<double> before = {};   ///< people to whom it was the nearest; empty where nothing is blocked
    TwoStepAccess two_step = {};
    std::vector<Criticality> criticality = {};
};

/// The rows of facilities.csv. Without loads, and for facilities that are not open, what people mean for them
/// is left empty.
OutputTable facility_table(const AccessRequest& request, const FacilityList& list, const AccessStates& states,
                           const std::optional<FacilityLoads>& loads);

/// The rows of placement.csv, in the order of the picks.
OutputTable placement_table(const Placement& placement, const FacilityList& candidates, const Sites& sites,
                            const std::vector<std::size_t>& tried);

}  // namespace djoliba
