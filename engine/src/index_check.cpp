// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include <djoliba/engine/index_tree.hpp>
#include <djoliba/engine/nearest.hpp>

namespace djoliba {
namespace {

struct Checker {
    std::vector<Problem> problems = {};
    std::map<std::string, std::string> names = {};       // name -> where it was first used
    std::map<std::string, std::string> indicators = {};  // indicator -> where it was first used

    void say(const IndexNode& node, const std::string& key, std::string problem, std::string remedy);
    void check_node(const IndexNode& node);
    void check_name(const IndexNode& node);
    void check_parts(const IndexNode& node);
    void check_required(const IndexNode& node);
    void check_leaf(const IndexNode& leaf);
    void check_bounds(const IndexNode& leaf);
};

// The position of the key where it is written, else that of its node.
std::string place(const IndexNode& node, const std::string& key) {
    const auto at = node.where.find(key);
    if (at != node.where.end()) return at->second;
    const auto whole = node.where.find("");
    return whole == node.where.end() ? "" : whole->second;
}

std::string named(const IndexNode& node) {
    return node.id().empty() ? "a part without a name" : "`" + node.id() + "`";
}

std::string first_used(const std::string& where) { return where.empty() ? "" : " (first at " + where + ")"; }

// The whole path of the key where it is written, else the key or the name of its node.
std::string full_key(const IndexNode& node, const std::string& key) {
    if (node.path.empty()) return key.empty() ? node.id() : key;
    return key.empty() ? node.path : node.path + "." + key;
}

void Checker::say(const IndexNode& node, const std::string& key, std::string problem, std::string remedy) {
    problems.push_back({.where = place(node, key),
                        .key = full_key(node, key),
                        .problem = std::move(problem),
                        .remedy = std::move(remedy)});
}

void Checker::check_name(const IndexNode& node) {
    if (node.id().empty()) {
        say(node, "", "a part of the index has no name", "give it a `name`, or an `indicator`");
        return;
    }
    const std::string key = node.name.empty() ? "indicator" : "name";
    const auto [first, is_new] = names.emplace(node.id(), place(node, key));
    if (!is_new && (!node.name.empty() || !indicators.contains(node.indicator)))
        say(node, key, fmt::format("the name `{}` is used twice{}", node.id(), first_used(first->second)),
            "give each part a name of its own");
}

void Checker::check_required(const IndexNode& node) {
    std::vector<std::string> parts;
    parts.reserve(node.parts.size());
    for (const IndexNode& part : node.parts) parts.push_back(part.id());
    for (const std::string& name : node.required)
        if (std::ranges::find(parts, name) == parts.end())
            say(node, "required", fmt::format("{} has no part named `{}`", named(node), name),
                did_you_mean(name, parts, fmt::format("its parts are {}", fmt::join(parts, ", "))));
}

void Checker::check_parts(const IndexNode& node) {
    double sum = 0;
    bool usable = true;
    for (const IndexNode& part : node.parts) {
        usable = usable && std::isfinite(part.weight) && part.weight >= 0;
        sum += part.weight;
    }
    if (usable && !(sum > 0))
        say(node, "parts", fmt::format("the weights of the parts of {} sum to zero", named(node)),
            "give at least one of them a weight above 0");
    if (node.parts.size() > most_parts)
        say(node, "parts",
            fmt::format("{} has {} parts, more than {}", named(node), node.parts.size(), most_parts),
            "group some of them under a node of their own");
    if (!(node.minimum_share >= 0 && node.minimum_share <= 1))
        say(node, "minimum_share", fmt::format("{} is not a share", node.minimum_share),
            "write a number from 0 to 1");
    if (!node.indicator.empty())
        say(node, "indicator", fmt::format("{} has both parts and an indicator", named(node)),
            "make the indicator one of its parts");
    check_required(node);
}

void Checker::check_bounds(const IndexNode& leaf) {
    if (!std::isfinite(leaf.low) || !std::isfinite(leaf.high) || !(leaf.low < leaf.high))
        say(leaf, "bounds", fmt::format("[{}, {}] of {} is no range", leaf.low, leaf.high, named(leaf)),
            leaf.low > leaf.high
                ? "write the smaller bound first, and `higher_is: better` where high values are good"
                : "write two different numbers, the smaller first");
    else if (leaf.transform == Transform::log10 && !(leaf.low > 0))
        say(leaf, "bounds", fmt::format("{} has no logarithm", leaf.low),
            "write bounds above 0 in the unit of the indicator, or `transform: log10_plus_1`");
    else if (leaf.transform == Transform::log10_plus_1 && !(leaf.low >= 0))
        say(leaf, "bounds", fmt::format("{} is negative, and log10_plus_1 is for counts", leaf.low),
            "write bounds from 0 up in the unit of the indicator");
}

void Checker::check_leaf(const IndexNode& leaf) {
    if (leaf.indicator.empty()) {
        if (!leaf.name.empty())
            say(leaf, "", fmt::format("{} has neither parts nor an indicator", named(leaf)),
                "list its `parts`, or name its `indicator`");
        return;
    }
    const auto [first, is_new] = indicators.emplace(leaf.indicator, place(leaf, "indicator"));
    if (!is_new)
        say(leaf, "indicator",
            fmt::format("the indicator `{}` is used twice{}", leaf.indicator, first_used(first->second)),
            "use each indicator once");
    check_bounds(leaf);
}

void Checker::check_node(const IndexNode& node) {
    check_name(node);
    if (!(std::isfinite(node.weight) && node.weight >= 0))
        say(node, "weight", fmt::format("the weight {} of {} cannot be used", node.weight, named(node)),
            "write 0 or a number above it");
    if (node.leaf()) return check_leaf(node);
    check_parts(node);
    for (const IndexNode& part : node.parts) check_node(part);
}

}  // namespace

std::vector<Problem> check(const IndexTree& tree) {
    Checker checker;
    if (tree.root.leaf())
        checker.say(tree.root, "", "an index needs parts", "list them under `parts`");
    else
        checker.check_node(tree.root);
    return std::move(checker.problems);
}

}  // namespace djoliba
