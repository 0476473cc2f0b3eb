// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <djoliba/engine/error.hpp>
#include <djoliba/scenarios/scenario.hpp>

namespace djoliba {

/// Problems found so far, each with the place of its key; that of keys under `change` is looked up in
/// `changes` where they are not the scenario's own.
struct Complaints {
    const Scenario& scenario;
    std::vector<Problem> problems = {};
    const Changes* changes = nullptr;
    void add(const std::string& key, std::string problem, std::string remedy);
};

/// What each theme demands of its own keys.
void check_layers(const Scenario& scenario, Complaints& out);

/// What the levels and frame of the localities demand of a table with codes.
void check_frame(const std::string& key, const CodedTable& table, Complaints& out);

/// The key `uncertainty`: indicators that the layers give, levels, nodes of the index, sizes.
void check_uncertainty(const Scenario& scenario, Complaints& out);

/// A return period must be one of the flood rasters that expose people.
void check_return_period(const std::string& key, const std::optional<double>& years, Complaints& out);

/// A type of facilities must be one of those that count. `key`: of the one, or of the list.
void check_facility_type(const std::string& key, const std::string& type, Complaints& out);
void check_facility_types(const std::string& key, const std::vector<std::string>& types, Complaints& out);

/// The layer `access`.
void check_access(const Scenario& scenario, Complaints& out);
/// Facilities that open, and `change.access`.
void check_access_changes(const Changes& changes, Complaints& out);

/// The layer `flow`.
void check_flow(const Scenario& scenario, Complaints& out);
/// `change.flow`.
void check_flow_changes(const Changes& changes, Complaints& out);

/// Values must be there once, the smallest first.
void check_ascending(const std::string& key, const std::vector<double>& values, Complaints& out);

/// A section of `change` needs its layer.
void needs_layer(bool there, const std::string& key, std::string_view layer, Complaints& out);

std::vector<const LayerInfo*> layers_of(const Scenario& scenario);
/// Tables with codes, by the key of the map in which they stand.
std::vector<std::pair<std::string, const CodedTable*>> coded_tables(const Scenario& scenario);
/// Levels that layers name, by key; empty where not given.
std::vector<std::pair<std::string, Level>> levels_named(const Scenario& scenario);

}  // namespace djoliba
