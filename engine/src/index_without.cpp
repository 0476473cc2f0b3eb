// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/index_without.hpp>

#include <algorithm>

#include <fmt/format.h>

namespace djoliba {
namespace {

double weight_of(const std::vector<IndexNode>& parts) {
    double sum = 0;
    for (const IndexNode& part : parts) sum += part.weight;
    return sum;
}

/// Why a node cannot be had with the parts that it has left, of a weight that counted `all`; empty where it
/// can.
std::string fault_of(const IndexNode& node, double all) {
    for (const std::string& name : node.required)
        if (std::ranges::find(node.parts, name, &IndexNode::id) == node.parts.end())
            return fmt::format("requires `{}`", name);
    const double left = weight_of(node.parts);
    if (left <= 0) return "has no part left";
    if (left / all >= node.minimum_share - 1e-9) return "";
    return fmt::format("has {:.0f} % of its weight left and asks for {:.0f} %", 100 * left / all,
                       100 * node.minimum_share);
}

/// Whether anything of the node is left.
bool reduce(IndexNode& node, const std::set<std::string>& gone, std::vector<std::string>& lost) {
    if (node.leaf()) return !gone.contains(node.indicator);
    std::erase_if(node.parts,
                  [&](const IndexNode& part) { return part.leaf() && gone.contains(part.indicator); });
    const double all = weight_of(node.parts);
    std::erase_if(node.parts, [&](IndexNode& part) { return !reduce(part, gone, lost); });
    if (const std::string fault = fault_of(node, all); !fault.empty()) {
        lost.push_back(fmt::format("`{}` {}", node.id(), fault));
        return false;
    }
    node.minimum_share = std::min(1.0, node.minimum_share * all / weight_of(node.parts));
    return true;
}

}  // namespace

ReducedIndex without(const IndexTree& tree, const std::set<std::string>& indicators) {
    ReducedIndex made{.tree = tree};
    const IndexPlan whole = plan(tree);
    const auto weight = effective_weights(whole);
    for (const int leaf : whole.leaves)
        if (indicators.contains(whole.nodes[leaf].indicator)) made.weight_taken += weight[leaf];
    if (!reduce(made.tree.root, indicators, made.lost)) made.tree = {};
    return made;
}

}  // namespace djoliba
