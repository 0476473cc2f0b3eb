// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/index_tree.hpp>

namespace djoliba {

/// What an index file defines: one tree (`tree:`), or several independent nodes (`outputs:`), each computed
/// by itself.
struct IndexFile {
    std::string name = {};
    std::string title = {};
    std::string description = {};
    bool outputs = false;               ///< written as `outputs:`
    std::vector<IndexTree> trees = {};  ///< at least one; exactly one unless `outputs`
};

/// Reads an index from YAML: a map with `tree` or `outputs`, or the root node itself. Throws Error with every
/// problem found, each with its place: departures from `index_file` of the schema, means left out, and all
/// that check() objects to. `name` is what messages call it.
IndexFile parse_index(std::string_view text, const std::string& name);

/// The same for a file.
IndexFile read_index_file(const std::filesystem::path& path, const std::string& name);

/// An index of the library; throws Error with the nearest name where there is none of this name.
IndexFile shipped_index(const std::string& name);

/// A file where there is one of this name, or where it is written as a path; else an index of the library.
IndexFile index_named(const std::string& name);

}  // namespace djoliba
