// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <djoliba/engine/error.hpp>
#include <djoliba/scenarios/scenario.hpp>

namespace djoliba {

/// What is wrong with a scenario in itself, beyond the schema and without opening a file: dates that are
/// later than as_of, levels and vintages that do not fit the localities, names used twice, numbers that do
/// not ascend, layers that need another, indicators that the index, `insist` or `reconcile` name and no layer
/// gives, or that the index scores against their declared direction.
std::vector<Problem> check_scenario(const Scenario& scenario);

/// What is wrong with changes of a scenario in themselves, without opening a file: what is not there to be
/// changed, return periods, sources, types, weights and levels that are not known, years outside the series,
/// polygons where none can act or that cross themselves. Part of check_scenario() for its own.
std::vector<Problem> check_changes(const Scenario& scenario, const Changes& changes);

/// What is wrong with them once the boundaries are there: codes and names that no unit has, or several have,
/// and polygons in which no locality lies. Part of check_inputs() for its own.
std::vector<Problem> check_changes(const Scenario& scenario, const Changes& changes,
                                   const Localities& places);

/// What is wrong with the files of a resolved scenario, each opened as far as needed: boundaries that cannot
/// be read, tables without a column that the scenario names, rasters that cannot be opened, have no CRS or
/// another one than the localities, or lie elsewhere; codes and names that its changes name and nothing has.
/// Places are those of the scenario file.
std::vector<Problem> check_inputs(const Scenario& scenario);

}  // namespace djoliba
