// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <djoliba/scenarios/index_file.hpp>

namespace djoliba {

/// Reads an index that has been checked against the schema, with the outcome in `problems`, and adds what the
/// schema cannot know: means left out, names used twice, and all that check() objects to. `key` is the path
/// at which it stands. What is wrong reads as not given.
IndexFile read_index(const YamlNode& yaml, const std::string& key, std::vector<Problem>& problems);

/// Reads an index file and adds what is wrong with it to `problems`.
IndexFile read_index_file(const std::filesystem::path& path, const std::string& name,
                          std::vector<Problem>& problems);

}  // namespace djoliba
