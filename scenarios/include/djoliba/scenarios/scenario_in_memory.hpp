// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <djoliba/scenarios/scenario.hpp>

namespace djoliba {

/// A text as a scalar: plain where that reads back as the same text, else quoted.
YamlNode yaml_text(std::string text);

/// As resolve_text(), for a tree that was read from no file; `name` is that of its marks.
Scenario resolve_tree(YamlNode tree, const std::string& name, const std::filesystem::path& folder,
                      const std::vector<std::filesystem::path>& data = {});

/// The same tree, of which nobody is told lines and columns.
YamlNode without_places(YamlNode tree);

}  // namespace djoliba
