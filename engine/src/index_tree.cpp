// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <djoliba/engine/index_tree.hpp>
#include <djoliba/engine/indicator.hpp>

#include "index_formulas.hpp"

namespace djoliba {
namespace {

constexpr std::array<std::pair<Mean, std::string_view>, 4> mean_names{{
    {Mean::arithmetic, "arithmetic"},
    {Mean::geometric, "geometric"},
    {Mean::inverted_geometric, "inverted_geometric"},
    {Mean::maximum, "maximum"},
}};

constexpr std::array<std::pair<Transform, std::string_view>, 3> transform_names{{
    {Transform::none, "none"},
    {Transform::log10, "log10"},
    {Transform::log10_plus_1, "log10_plus_1"},
}};

template <typename Names, typename Value>
std::string_view name_in(const Names& names, Value value) {
    return std::find_if(names.begin(), names.end(), [&](auto& n) { return n.first == value; })->second;
}

template <typename Value, typename Names>
std::optional<Value> value_in(const Names& names, std::string_view text) {
    const auto at = std::find_if(names.begin(), names.end(), [&](auto& n) { return n.second == text; });
    return at == names.end() ? std::nullopt : std::optional<Value>(at->first);
}

bool counts(double score, double weight) { return weight > 0 && !std::isnan(score); }

void add_to_plan(IndexPlan& plan, const IndexNode& node, int parent) {
    const int index = static_cast<int>(plan.size());
    IndexNode bare = node;
    bare.parts.clear();
    bare.name = node.id();
    plan.nodes.push_back(std::move(bare));
    plan.parent.push_back(parent);
    plan.weight.push_back(node.weight);
    plan.parts.emplace_back();
    plan.required.emplace_back();
    if (parent >= 0) plan.parts[parent].push_back(index);
    if (node.leaf()) plan.leaves.push_back(index);
    for (const IndexNode& part : node.parts) add_to_plan(plan, part, index);
    for (int p = 0; p < static_cast<int>(node.parts.size()); ++p)
        if (std::ranges::find(node.required, node.parts[p].id()) != node.required.end())
            plan.required[index].push_back(p);
}

// Shares the weight of each node among those of its parts for which `present` holds.
template <typename Present>
std::vector<double> shared_out(const IndexPlan& plan, Present present) {
    std::vector<double> effective(plan.size(), 0);
    effective[0] = present(0) ? 1 : 0;
    for (std::size_t n = 0; n < plan.size(); ++n) {
        const bool equal = plan.nodes[n].mean == Mean::maximum;
        double sum = 0;
        for (const int p : plan.parts[n])
            if (present(p) && plan.weight[p] > 0) sum += equal ? 1 : plan.weight[p];
        for (const int p : plan.parts[n])
            if (present(p) && plan.weight[p] > 0)
                effective[p] = effective[n] * (equal ? 1 : plan.weight[p]) / sum;
    }
    return effective;
}

}  // namespace

std::string_view to_string(Mean mean) { return name_in(mean_names, mean); }
std::optional<Mean> parse_mean(std::string_view text) { return value_in<Mean>(mean_names, text); }
std::string_view to_string(Transform transform) { return name_in(transform_names, transform); }
std::optional<Transform> parse_transform(std::string_view text) {
    return value_in<Transform>(transform_names, text);
}

int IndexPlan::find(std::string_view name) const {
    const auto at = std::find_if(nodes.begin(), nodes.end(), [&](const auto& n) { return n.name == name; });
    return at == nodes.end() ? -1 : static_cast<int>(at - nodes.begin());
}

IndexPlan plan(const IndexTree& tree) {
    auto problems = check(tree);
    if (!problems.empty()) throw Error(std::move(problems));
    IndexPlan plan;
    add_to_plan(plan, tree.root, -1);
    return plan;
}

double scale(const IndexNode& leaf, double value) {
    const double low = transformed(leaf.transform, leaf.low);
    const double high = transformed(leaf.transform, leaf.high);
    return score_of_transformed(transformed(leaf.transform, value), low, high - low, leaf.higher_is_worse);
}

double weighted_mean(Mean mean, std::span<const double> scores, std::span<const double> weights) {
    return with_mean(mean, [&]<Mean m>() {
        double sum = 0, total = 0, low = 10, high = 0;
        for (std::size_t i = 0; i < scores.size(); ++i) {
            if (!counts(scores[i], weights[i])) continue;
            total += weights[i];
            sum += weights[i] * term_of<m>(scores[i]);
            low = std::min(low, scores[i]);
            high = std::max(high, scores[i]);
        }
        return total > 0 ? mean_of_terms<m>(sum, total, low, high) : missing_value;
    });
}

double share_present(const IndexPlan& plan, int node, std::span<const double> parts) {
    double present = 0, total = 0;
    for (std::size_t p = 0; p < parts.size(); ++p) {
        const double w = plan.weight[plan.parts[node][p]];
        total += w;
        if (counts(parts[p], w)) present += w;
    }
    return total > 0 ? present / total : missing_value;
}

double node_score(const IndexPlan& plan, int node, std::span<const double> parts) {
    const auto& part = plan.parts[node];
    std::array<double, most_parts> weights{};
    for (std::size_t p = 0; p < part.size(); ++p) weights[p] = plan.weight[part[p]];
    for (const int p : plan.required[node])
        if (!counts(parts[p], weights[p])) return missing_value;
    // The tolerance lets 0.1 + 0.2 of 1 reach 0.3.
    if (!(share_present(plan, node, parts) >= plan.nodes[node].minimum_share - 1e-9)) return missing_value;
    return weighted_mean(plan.nodes[node].mean, parts, std::span(weights).first(part.size()));
}

void evaluate(const IndexPlan& plan, std::span<double> scores) {
    std::array<double, most_parts> of_parts{};
    for (int n = static_cast<int>(plan.size()) - 1; n >= 0; --n) {
        const auto& parts = plan.parts[n];
        if (parts.empty()) continue;
        for (std::size_t p = 0; p < parts.size(); ++p) of_parts[p] = scores[parts[p]];
        scores[n] = node_score(plan, n, std::span(of_parts).first(parts.size()));
    }
}

std::vector<double> effective_weights(const IndexPlan& plan) {
    return shared_out(plan, [](int) { return true; });
}

std::vector<double> effective_weights(const IndexPlan& plan, std::span<const double> scores) {
    return shared_out(plan, [&](int n) { return !std::isnan(scores[n]); });
}

}  // namespace djoliba
