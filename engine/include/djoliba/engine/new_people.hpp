// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include <djoliba/engine/conflict_days.hpp>
#include <djoliba/engine/flow_graph.hpp>
#include <djoliba/engine/flow_rules.hpp>

namespace djoliba {

/// People who begin to flee on each day, from what was observed: the daily increments of `observed` (sum over
/// camps, one for each day), less the debt that earlier decreases left; never negative. Day 0: nobody where
/// `insert_day0`, else the whole sum.
std::vector<double> daily_increments(std::span<const double> observed, bool insert_day0);

// Who begins to flee, [day][place]. All throw Error: sizes that differ, negative or non-finite figures, and
// with take_from_population a place from which more people flee than live there.

/// Daily totals, shared among places by population x intensity x decay. Error for people on a day on which
/// nobody can flee.
PlaceDays new_people_from_totals(std::span<const double> totals, const FlowGraph& graph,
                                 const PlaceDays& intensity, const SpawnRules& rules);

/// constant_per_day x intensity from each place in conflict, whole people.
PlaceDays new_people_constant(const FlowGraph& graph, const PlaceDays& intensity, const SpawnRules& rules);

/// ratio_per_day x population x intensity from each place in conflict, whole people.
PlaceDays new_people_by_population(const FlowGraph& graph, const PlaceDays& intensity,
                                   const SpawnRules& rules);

}  // namespace djoliba
