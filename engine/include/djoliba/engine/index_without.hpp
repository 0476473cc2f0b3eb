// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

#include <djoliba/engine/index_tree.hpp>

namespace djoliba {

/// An index from which some indicators are taken.
struct ReducedIndex {
    IndexTree tree = {};
    double weight_taken = 0;             ///< share of the whole index that the indicators had
    std::vector<std::string> lost = {};  ///< nodes that no locality can have any more, with the reason; the
                                         ///< root is the last of them where nothing can be ranked

    bool ranks() const { return !tree.root.parts.empty(); }
};

/// The index as it is where these indicators are known nowhere, see combine(): their leaves have weight 0,
/// and a node without parts, without a part that it requires or with less of its weight than its minimum
/// share is missing. Neither is in the tree; minimum shares are adapted, so that nodes that are missing count
/// as such.
ReducedIndex without(const IndexTree& tree, const std::set<std::string>& indicators);

}  // namespace djoliba
