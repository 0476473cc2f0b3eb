// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace djoliba {

// What is shipped inside the program. Names have neither folder nor extension: "mali", "mali-open-data".

/// The JSON Schema of the scenario file.
std::string_view scenario_schema_text();
/// That of the displacement file.
std::string_view displacement_schema_text();

/// Names of the shipped scenarios, in alphabetical order.
std::vector<std::string> library_scenarios();
/// Text of a shipped scenario; nullopt where there is none of this name.
std::optional<std::string_view> library_scenario(std::string_view name);

/// Names of the shipped indices, in alphabetical order.
std::vector<std::string> library_indices();
/// Text of a shipped index; nullopt where there is none of this name.
std::optional<std::string_view> library_index(std::string_view name);

}  // namespace djoliba
