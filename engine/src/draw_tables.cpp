// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "draw_tables.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include <djoliba/engine/random.hpp>

#include "lanes.hpp"

namespace djoliba {
namespace {

bool takes_normal(SpreadKind kind) {
    return kind == SpreadKind::normal || kind == SpreadKind::relative || kind == SpreadKind::lognormal ||
           kind == SpreadKind::response;
}

double distribution(double z) { return std::erfc(-z / std::sqrt(2.0)) / 2; }

struct Maker {
    const Scorer& scorer;
    const IndexResult& result;
    const IndicatorTable& table;
    const Localities& localities;
    const Doubts& doubts;
    std::vector<DoubtSource>& sources;
    DrawTables made = {};
    std::vector<double> effective = {};
    std::map<std::string, int> together = {};  // source of each error that several indicators have

    int add_source(DoubtSource source, bool normal);
    int source_of(const IndicatorDoubt& doubt, int node);
    std::vector<double> by_row(const std::vector<double>& by_locality, double padding) const;
    VariateUse use_of(int source, const std::string& prefix, const Indicator& indicator,
                      const std::string& shared);
    void truncate(DrawnLeaf& leaf) const;
    void add_leaf(const IndicatorDoubt& doubt);
    void add_ties();
    void add_weights();
    void fill_given();
    int leaf_of(const std::string& indicator) const;
};

int Maker::add_source(DoubtSource source, bool normal) {
    sources.push_back(std::move(source));
    made.items.emplace_back();
    made.errors.emplace_back();
    made.normal.push_back(normal);
    return static_cast<int>(sources.size()) - 1;
}

// The leaf of an indicator that has weight in the index, -1 where there is none.
int Maker::leaf_of(const std::string& indicator) const {
    for (const int leaf : result.plan.leaves)
        if (result.plan.nodes[leaf].indicator == indicator && effective[leaf] > 0) return leaf;
    return -1;
}

std::vector<double> Maker::by_row(const std::vector<double>& by_locality, double padding) const {
    std::vector<double> rows(whole_lanes(scorer.rows().size()), padding);
    for (std::size_t r = 0; r < scorer.rows().size(); ++r) rows[r] = by_locality[scorer.rows()[r]];
    return rows;
}

// Items are numbered in the order of the rows; every row of one error has the same.
VariateUse Maker::use_of(int source, const std::string& prefix, const Indicator& indicator,
                         const std::string& shared) {
    VariateUse use{.source = source};
    use.slot.assign(whole_lanes(scorer.rows().size()), 0);
    auto& items = made.items[source];
    std::map<std::uint64_t, int> known;
    for (std::size_t k = 0; k < items.size(); ++k) known.emplace(items[k], static_cast<int>(k));
    for (std::size_t r = 0; r < scorer.rows().size(); ++r) {
        const std::string error = error_of(indicator, localities, scorer.rows()[r], shared);
        if (error.empty()) continue;
        const auto [at, is_new] =
            known.emplace(item_of(fmt::format("{}|{}", prefix, error)), static_cast<int>(items.size()));
        if (is_new) {
            items.push_back(at->first);
            made.errors[source].push_back(error);
        }
        use.slot[r] = at->second;
    }
    if (items.empty()) items.push_back(0);  // every figure is missing
    return use;
}

// Probabilities below and between the limits, for the draw of a variate that lies between.
void Maker::truncate(DrawnLeaf& leaf) const {
    leaf.below.assign(leaf.given.size(), 0.5);
    leaf.between.assign(leaf.given.size(), 0);
    for (std::size_t r = 0; r < leaf.given.size(); ++r) {
        if (!(leaf.size[r] > 0) || std::isnan(leaf.given[r])) continue;
        leaf.below[r] = distribution((leaf.doubt.least - leaf.given[r]) / leaf.size[r]);
        leaf.between[r] = distribution((leaf.doubt.most - leaf.given[r]) / leaf.size[r]) - leaf.below[r];
    }
}

// The source of an indicator's own error, or that which it has together with others.
int Maker::source_of(const IndicatorDoubt& doubt, int node) {
    const bool normal = takes_normal(doubt.spread.kind);
    if (doubt.together.empty())
        return add_source({DoubtSource::Kind::indicator, doubt.indicator, {node}}, normal);
    const auto known = together.find(doubt.together);
    if (known == together.end())
        return together[doubt.together] =
                   add_source({DoubtSource::Kind::common, doubt.together, {node}}, normal);
    sources[known->second].nodes.push_back(node);
    made.normal[known->second] = made.normal[known->second] || normal;
    return known->second;
}

void Maker::add_leaf(const IndicatorDoubt& doubt) {
    const int node = leaf_of(doubt.indicator);
    if (node < 0) return;
    const Indicator& indicator = table.items[result.indicator[node]];
    DrawnLeaf leaf{.node = node, .doubt = doubt, .given = by_row(indicator.value, missing_value)};
    const std::vector<double> one_size(localities.size(), doubt.spread.size);
    leaf.size = by_row(doubt.spread.size_of.empty() ? one_size : doubt.spread.size_of, 0);
    if (doubt.raise_lower_bounds && std::ranges::find(indicator.at_least, true) != indicator.at_least.end())
        leaf.raised = by_row({indicator.at_least.begin(), indicator.at_least.end()}, 0);
    if (doubt.spread.kind == SpreadKind::truncated_normal) truncate(leaf);
    for (const auto& values : doubt.spread.values) leaf.response.push_back(by_row(values, missing_value));
    leaf.doubt.spread.size_of.clear();
    leaf.doubt.spread.values.clear();
    if (doubt.spread.kind != SpreadKind::none) {
        const std::string item =
            doubt.together.empty() ? "indicator|" + doubt.indicator : "together|" + doubt.together;
        leaf.own = use_of(source_of(doubt, node), item, indicator, doubt.shared);
    }
    made.leaves.push_back(std::move(leaf));
}

void Maker::add_ties() {
    for (const CommonDoubt& c : doubts.common) {
        int source = -1;
        for (DrawnLeaf& leaf : made.leaves)
            for (const Tie& tie : leaf.doubt.ties) {
                if (tie.common != c.name || !(c.size > 0)) continue;
                if (source < 0) source = add_source({DoubtSource::Kind::common, c.name, {}}, true);
                auto use =
                    use_of(source, "common|" + c.name, table.items[result.indicator[leaf.node]], c.shared);
                use.exponent = tie.exponent * c.size;
                leaf.common.push_back(std::move(use));
                sources[source].nodes.push_back(leaf.node);
            }
    }
}

void Maker::add_weights() {
    const WeightDoubt& doubt = doubts.weights;
    DrawnWeights& weights = made.weights;
    for (std::size_t node = 1; node < result.plan.size(); ++node) {
        const auto own = doubt.size_of.find(result.plan.nodes[node].name);
        const double size = own == doubt.size_of.end() ? doubt.size : own->second;
        if (!(size > 0) || !(result.plan.weight[node] > 0)) continue;
        weights.nodes.push_back(static_cast<int>(node));
        weights.size.push_back(size);
    }
    if (weights.nodes.empty()) return;
    weights.kind = doubt.kind;
    weights.source = add_source({DoubtSource::Kind::weights, "weights", weights.nodes},
                                doubt.kind == WeightDoubt::Kind::lognormal);
    for (const int node : weights.nodes) {
        made.items[weights.source].push_back(item_of("weight|" + result.plan.nodes[node].name));
        made.errors[weights.source].push_back(result.plan.nodes[node].name);
    }
}

void Maker::fill_given() {
    made.given = scorer.space();
    made.given.share_weight = made.given.weight;  // a drawn weight takes no locality off the list
    for (const int leaf : result.plan.leaves) {
        auto values = by_row(table.items[result.indicator[leaf]].value, missing_value);
        scorer.scale_leaf(made.given, leaf, std::span(values).first(scorer.rows().size()));
    }
    scorer.evaluate(made.given);
}

}  // namespace

DrawTables draw_tables(const Scorer& scorer, const IndexResult& result, const IndicatorTable& table,
                       const Localities& localities, const Doubts& doubts, std::uint64_t seed,
                       std::vector<DoubtSource>& sources) {
    Maker maker{scorer, result, table, localities, doubts, sources};
    maker.made.seed = seed;
    maker.effective = effective_weights(result.plan);
    maker.fill_given();
    for (const IndicatorDoubt& doubt : doubts.indicators) maker.add_leaf(doubt);
    maker.add_ties();
    maker.add_weights();
    return std::move(maker.made);
}

}  // namespace djoliba
