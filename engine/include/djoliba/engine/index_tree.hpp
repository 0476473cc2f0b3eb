// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/error.hpp>

namespace djoliba {

/// How the scores x of the parts of a node, with weights w of sum W, make the score of the node. Only parts
/// that are present count; W is the sum over these.
enum class Mean : std::uint8_t {
    arithmetic,          ///< sum(w x) / W
    geometric,           ///< prod(x^(w/W)); a single 0 gives 0
    inverted_geometric,  ///< (10 - prod(((10 - x)/10 * 9 + 1)^(w/W))) / 9 * 10, INFORM's mean, in which high
                         ///< parts weigh more
    maximum              ///< the greatest of the parts with a weight above 0
};

/// What is done to a value and to both bounds before it is scaled.
enum class Transform : std::uint8_t {
    none,
    log10,        ///< for amounts above 0. A 0 scores as the lower bound; a negative value has no score
    log10_plus_1  ///< log10(1 + v), for counts. A negative value has no score
};

/// "arithmetic", "geometric", "inverted_geometric", "maximum".
std::string_view to_string(Mean mean);
std::optional<Mean> parse_mean(std::string_view text);
/// "none", "log10", "log10_plus_1".
std::string_view to_string(Transform transform);
std::optional<Transform> parse_transform(std::string_view text);

/// A part of an index: either a node with parts, or a leaf that scales one indicator to 0..10.
struct IndexNode {
    std::string name = {};      ///< unique in the tree; a leaf without a name has that of its indicator
    std::string label_en = {};  ///< where empty: the label of the indicator, or the name
    std::string label_fr = {};
    double weight = 1;  ///< among the parts of the node above; 0: shown, not ranked with

    // Of a node with parts
    std::vector<IndexNode> parts = {};
    Mean mean = Mean::arithmetic;
    double minimum_share = 0;  ///< share of the parts' weight below which the node is not assessed
    std::vector<std::string> required = {};  ///< names of parts without any of which the node is not assessed

    // Of a leaf
    std::string indicator = {};
    double low = 0;  ///< bounds in the unit of the indicator, also where it is transformed
    double high = 10;
    bool higher_is_worse = true;
    Transform transform = Transform::none;
    std::string words_en = {};  ///< phrase for the drivers with {} for the value, "{} % of people in phase 3"
    std::string words_fr = {};

    /// Where it is written: key ("" for the node itself) -> "file:line:column". Empty for trees built in
    /// code.
    std::map<std::string, std::string> where = {};
    std::string path = {};  ///< and under which keys: "tree.parts[0]"; empty as well

    bool leaf() const { return parts.empty(); }
    const std::string& id() const { return name.empty() ? indicator : name; }
};

struct IndexTree {
    std::string name = {};
    std::string title = {};
    IndexNode root = {};
};

/// More parts than this under one node make exact contributions too dear.
inline constexpr std::size_t most_parts = 12;

/// Everything that is wrong with a tree: names missing or used twice, weights that are negative or sum to
/// zero, bounds that do not ascend or that a logarithm does not allow, shares outside 0..1, required parts
/// that do not exist, indicators used twice, more than most_parts parts. Empty where it can be used.
std::vector<Problem> check(const IndexTree& tree);

/// The tree as lists: parents before their parts, in the order of the file. Node 0 is the root.
struct IndexPlan {
    std::vector<IndexNode> nodes = {};  ///< as in the tree, with `parts` left out
    std::vector<int> parent = {};       ///< -1 for the root
    std::vector<std::vector<int>> parts = {};
    std::vector<std::vector<int>> required = {};  ///< positions in `parts`
    std::vector<double> weight = {};              ///< may differ from the tree's: coverage rule, draws
    std::vector<int> leaves = {};

    std::size_t size() const { return nodes.size(); }
    bool leaf(int node) const { return parts[node].empty(); }
    /// Index of the node with this name, -1 where there is none.
    int find(std::string_view name) const;
};

/// Throws Error with all problems of check().
IndexPlan plan(const IndexTree& tree);

/// Score 0..10 of a value of a leaf: 10 (t(v) - t(low)) / (t(high) - t(low)) clamped to 0..10, or 10 minus
/// this where lower is worse (methods 8.1). NaN where the value is NaN or where the transform is not defined
/// for it.
double scale(const IndexNode& leaf, double value);

/// Mean of the terms that are present (not NaN, weight above 0); NaN where there are none. Never outside the
/// range of these terms.
double weighted_mean(Mean mean, std::span<const double> scores, std::span<const double> weights);

/// Share of the weight of the parts that is present, 0..1; NaN where no part has a weight above 0. `parts`
/// are the scores in the order of plan.parts[node].
double share_present(const IndexPlan& plan, int node, std::span<const double> parts);

/// Score of a node from those of its parts; NaN (not assessed) where a required part is missing, where less
/// than minimum_share is present, or where nothing is. A part with weight 0 counts as missing.
double node_score(const IndexPlan& plan, int node, std::span<const double> parts);

/// Fills in the scores of all nodes with parts from those of the leaves. `scores` has one entry per node.
void evaluate(const IndexPlan& plan, std::span<double> scores);

/// Weight of every node in the whole index, 1 for the root: product of the normalised weights on the way
/// down. Under Mean::maximum every part with a weight has an equal share. With `scores`, parts without score
/// are left out and their share goes to the others, as in the score itself; everything below a missing root
/// is 0.
std::vector<double> effective_weights(const IndexPlan& plan);
std::vector<double> effective_weights(const IndexPlan& plan, std::span<const double> scores);

}  // namespace djoliba
