// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "check_index.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <djoliba/engine/nearest.hpp>
#include <djoliba/scenarios/index_file.hpp>

#include "given_indicators.hpp"
#include "index_read.hpp"

namespace djoliba {
namespace {

using Leaves = std::vector<const IndexNode*>;

void collect_leaves(const IndexNode& node, Leaves& leaves) {
    if (node.leaf() && !node.indicator.empty()) leaves.push_back(&node);
    for (const IndexNode& part : node.parts) collect_leaves(part, leaves);
}

const GivenIndicator* find(const std::vector<GivenIndicator>& given, const std::string& name) {
    const auto at = std::ranges::find(given, name, &GivenIndicator::name);
    return at == given.end() ? nullptr : &*at;
}

std::vector<std::string> names_of(const std::vector<GivenIndicator>& given) {
    std::vector<std::string> names;
    names.reserve(given.size());
    for (const GivenIndicator& g : given) names.push_back(g.name);
    return names;
}

Problem about(const IndexNode& leaf, const std::string& key, std::string problem, std::string remedy) {
    const auto at = leaf.where.find(key);
    return {at == leaf.where.end() ? leaf.where.at("") : at->second, leaf.path + "." + key,
            std::move(problem), std::move(remedy)};
}

// One line for an index of the library, which nobody is to correct; else one for each leaf.
void check_given(const IndexReference& index, const std::string& key,
                 const std::vector<GivenIndicator>& given, const Leaves& leaves, Complaints& out) {
    std::vector<std::string> missing;
    for (const IndexNode* leaf : leaves) {
        if (find(given, leaf->indicator)) continue;
        missing.push_back(leaf->indicator);
        if (index.name.empty())
            out.problems.push_back(
                about(*leaf, "indicator", fmt::format("no layer gives the indicator `{}`", leaf->indicator),
                      did_you_mean(leaf->indicator, names_of(given),
                                   "add a layer that gives it, or take it out of the index")));
    }
    if (!missing.empty() && !index.name.empty())
        out.problems.push_back(
            {to_string(index.mark), key,
             fmt::format("no layer gives what `{}` scores: {}", index.name, fmt::join(missing, ", ")),
             "add layers that give it, or write an index without it"});
}

void check_direction(const Scenario& s, const IndexReference& index, const std::string& key,
                     const IndexNode& leaf, const IndicatorTableLayer& table, const IndicatorColumn& column,
                     Complaints& out) {
    const bool agree = leaf.higher_is_worse == (column.worse == Worse::higher);
    if (column.worse == Worse::not_stated || column.name != leaf.indicator || agree) return;
    const auto [index_says, layer_says] =
        leaf.higher_is_worse ? std::pair("higher", "lower") : std::pair("lower", "higher");
    const std::string stated = table.info.key + ".columns." + column.name + ".worse";
    Problem problem = about(
        leaf, "higher_is",
        fmt::format("the index scores {} values of `{}` as worse, but {} ({}) says `{}`", index_says,
                    column.name, stated, to_string(mark_of(s, stated)), layer_says),
        fmt::format("write `higher_is: {}`, or correct `worse`", leaf.higher_is_worse ? "better" : "worse"));
    if (!index.name.empty()) problem.where = to_string(index.mark), problem.key = key;
    out.problems.push_back(std::move(problem));
}

void check_insist(const Scenario& s, const Leaves& leaves, Complaints& out) {
    std::vector<std::string> names;
    for (const IndexNode* leaf : leaves) names.push_back(leaf->indicator);
    for (std::size_t i = 0; i < s.insist.size(); ++i)
        if (std::ranges::find(names, s.insist[i]) == names.end())
            out.add(fmt::format("insist[{}]", i), fmt::format("the index has no indicator `{}`", s.insist[i]),
                    did_you_mean(s.insist[i], names, "name an indicator of the index"));
}

void check_reconcile(const Scenario& s, const std::vector<GivenIndicator>& given, Complaints& out) {
    std::vector<std::string> counts = given_totals(s);
    for (const GivenIndicator& g : given)
        if (g.roll_up == RollUp::sum) counts.push_back(g.name);
    for (std::size_t i = 0; i < s.reconcile.size(); ++i) {
        const std::string& ours = s.reconcile[i].ours;
        if (ours.empty() || std::ranges::find(counts, ours) != counts.end()) continue;
        out.add(fmt::format("reconcile[{}].ours", i),
                find(given, ours) ? fmt::format("`{}` is no count: it has no total", ours)
                                  : fmt::format("the run has no figure `{}`", ours),
                did_you_mean(ours, counts, "name a count of the run, or leave `ours` out"));
    }
}

}  // namespace

void read_index(IndexReference& index, const YamlNode* written, const std::string& key,
                std::vector<Problem>& problems) {
    IndexFile file;
    if (!index.name.empty())
        file = shipped_index(index.name);
    else if (!index.file.path.empty())
        file = read_index_file(index.file.path, index.file.text, problems);
    else if (index.written_here)
        file = read_index(*written, key, problems);
    if (file.outputs)
        problems.push_back({to_string(index.mark), key, "it is a list of outputs, not one tree",
                            "use it with `djoliba index`, or name an index with a `tree`"});
    else if (!file.trees.empty())
        index.tree = std::move(file.trees.front());
}

void read_index(Scenario& s, std::vector<Problem>& problems) {
    read_index(s.index, s.tree.find("index"), "index", problems);
    if (s.public_index.given())
        read_index(s.public_index, s.tree.find("public_index"), "public_index", problems);
}

void check_scores(const Scenario& s, const IndexReference& index, const std::string& key, Complaints& out) {
    Leaves leaves;
    collect_leaves(index.tree.root, leaves);
    check_given(index, key, given_indicators(s), leaves, out);
    for (const IndexNode* leaf : leaves)
        for (const IndicatorTableLayer& table : s.indicators)
            for (const IndicatorColumn& column : table.columns)
                check_direction(s, index, key, *leaf, table, column, out);
}

void check_index(const Scenario& s, Complaints& out) {
    const auto given = given_indicators(s);
    check_reconcile(s, given, out);
    Leaves leaves;
    collect_leaves(s.index.tree.root, leaves);
    if (leaves.empty()) return;  // it could not be read, and is told of
    Leaves either = leaves;      // what another index scores may be insisted on as well
    collect_leaves(s.change.index.tree.root, either);
    check_insist(s, either, out);
    check_scores(s, s.index, "index", out);
}

}  // namespace djoliba
