// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include <djoliba/engine/displacement_flow.hpp>

namespace djoliba {

/// Throws Error unless there is one finite number of people, 0 or more, for each place.
void check_people(std::span<const double> people, std::size_t places, const char* key);

/// Throws Error where the parts of a case do not fit each other.
void check(const FlowCase& given);

/// The graph with the capacities that are left after day 0.
FlowGraph graph_of(const FlowCase& given);

/// People at each place before day 0.
std::vector<double> initial_of(const FlowCase& given);

/// All zeros.
FlowRun empty_run(const FlowCase& given);

}  // namespace djoliba
