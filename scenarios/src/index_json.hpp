// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <djoliba/engine/index_tree.hpp>
#include <djoliba/engine/locality.hpp>

namespace djoliba {

/// The tree as an index file: parse_index() reads its text back to the same tree, but for the places in
/// files.
nlohmann::ordered_json index_json(const IndexTree& tree);

/// Units of other partitions with the codes of their members: [{level, code, members}].
nlohmann::ordered_json partitions_json(const Localities& localities);

}  // namespace djoliba
