// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/index.hpp>
#include <djoliba/engine/nearest.hpp>
#include <djoliba/engine/scorer.hpp>

namespace djoliba {
namespace {

std::vector<std::string> indicator_names(const IndicatorTable& table) {
    std::vector<std::string> names;
    names.reserve(table.items.size());
    for (const Indicator& i : table.items) names.push_back(i.name);
    return names;
}

std::vector<std::string> leaf_indicators(const IndexPlan& plan) {
    std::vector<std::string> names;
    names.reserve(plan.leaves.size());
    for (const int leaf : plan.leaves) names.push_back(plan.nodes[leaf].indicator);
    return names;
}

std::string place(const IndexNode& leaf) {
    const auto at = leaf.where.find("indicator");
    return at == leaf.where.end() ? "" : at->second;
}

// Position in the table of the indicator of each leaf.
std::vector<int> find_indicators(const IndexPlan& plan, const IndicatorTable& table) {
    std::vector<int> position(plan.size(), -1);
    std::vector<Problem> problems;
    for (const int leaf : plan.leaves) {
        const std::string& name = plan.nodes[leaf].indicator;
        if (const Indicator* found = table.find(name))
            position[leaf] = static_cast<int>(found - table.items.data());
        else
            problems.push_back(
                {.where = place(plan.nodes[leaf]),
                 .key = "indicator",
                 .problem = fmt::format("no layer gives the indicator `{}`", name),
                 .remedy = did_you_mean(name, indicator_names(table),
                                        "add a layer that gives it, or take it out of the index")});
    }
    if (!problems.empty()) throw Error(std::move(problems));
    return position;
}

void check_options(const IndexOptions& options, const IndexPlan& plan, const Localities& localities) {
    std::vector<Problem> problems;
    if (!options.people.empty() && options.people.size() != localities.size())
        problems.push_back({.where = {},
                            .key = "people",
                            .problem = fmt::format("people are given for {} of {} localities",
                                                   options.people.size(), localities.size()),
                            .remedy = "give one entry for each locality, NaN where not known"});
    const auto used = leaf_indicators(plan);
    for (const std::string& name : options.insist)
        if (std::ranges::find(used, name) == used.end())
            problems.push_back({.where = {},
                                .key = "insist",
                                .problem = fmt::format("the index has no indicator `{}`", name),
                                .remedy = did_you_mean(name, used, "name an indicator of the index")});
    if (!problems.empty()) throw Error(std::move(problems));
}

struct Units {
    std::vector<int> finest;
    std::vector<int> coarsest;            // empty where there is one level only
    std::vector<int> coarsest_of_finest;  // by position in `finest`
};

Units units_of(const Localities& localities) {
    Units units{.finest = localities.of_level(localities.finest()), .coarsest = {}, .coarsest_of_finest = {}};
    if (localities.hierarchy.size() > 1) units.coarsest = localities.of_level(localities.hierarchy.front());
    for (const int i : units.finest)
        units.coarsest_of_finest.push_back(localities.ancestor(i, localities.hierarchy.front()));
    return units;
}

// Names of the coarsest units that hold localities, but none with a value.
std::vector<std::string> empty_units(const Indicator& indicator, const Localities& localities,
                                     const Units& units) {
    std::vector<std::string> empty;
    for (const int unit : units.coarsest) {
        bool any = false, known = false;
        for (std::size_t k = 0; k < units.finest.size(); ++k) {
            if (units.coarsest_of_finest[k] != unit) continue;
            any = true;
            known = known || indicator.known(units.finest[k]);
        }
        if (any && !known) empty.push_back(localities[unit].name);
    }
    return empty;
}

struct CoverageOf {
    double share = 0;
    std::string words;
    bool enough = true;
};

CoverageOf coverage_of(const Indicator& indicator, const Localities& localities, const Units& units,
                       double minimum) {
    const auto known = std::ranges::count_if(units.finest, [&](int i) { return indicator.known(i); });
    const auto all = static_cast<double>(units.finest.size());
    const double share = all > 0 ? static_cast<double>(known) / all : 0;
    const auto empty = empty_units(indicator, localities, units);
    std::string words = fmt::format("covers {} of {} localities", known, units.finest.size());
    if (!empty.empty()) words += fmt::format("; none in {}", fmt::join(empty, ", "));
    return {share, std::move(words), share >= minimum && empty.empty()};
}

void apply_coverage_rule(IndexResult& result, const IndicatorTable& table, const Localities& localities,
                         const Units& units, const IndexOptions& options) {
    for (const int leaf : result.plan.leaves) {
        const Indicator& indicator = table.items[result.indicator[leaf]];
        if (std::ranges::find(options.insist, indicator.name) != options.insist.end()) continue;
        auto coverage = coverage_of(indicator, localities, units, options.minimum_coverage);
        if (coverage.enough) continue;
        result.not_ranked_with.push_back({leaf, indicator.name, coverage.share, std::move(coverage.words)});
        result.plan.weight[leaf] = 0;
    }
}

void list_what_no_leaf_uses(IndexResult& result, const IndicatorTable& table, const Localities& localities,
                            const Units& units, const IndexOptions& options) {
    for (std::size_t k = 0; k < table.items.size(); ++k) {
        if (std::ranges::find(result.indicator, static_cast<int>(k)) != result.indicator.end()) continue;
        auto coverage = coverage_of(table.items[k], localities, units, options.minimum_coverage);
        result.not_in_index.push_back(
            {table.items[k].name, coverage.share, std::move(coverage.words), coverage.enough});
    }
}

// Scores of all nodes at all levels, and by node the share of a parent's people for whom it has none.
std::vector<std::vector<double>> score_all(IndexResult& result, const IndicatorTable& table,
                                           const Localities& localities, const IndexOptions& options) {
    const IndexPlan& plan = result.plan;
    const Scorer scorer(plan, localities, options.people);
    auto space = scorer.space();
    std::vector<double> values(scorer.rows().size());
    for (const int leaf : plan.leaves) {
        const auto& of_indicator = table.items[result.indicator[leaf]].value;
        std::ranges::transform(scorer.rows(), values.begin(), [&](int i) { return of_indicator[i]; });
        scorer.scale_leaf(space, leaf, values);
    }
    scorer.evaluate(space);
    std::vector<std::vector<double>> missing_share(plan.size(), std::vector<double>(localities.size()));
    for (std::size_t n = 0; n < plan.size(); ++n)
        scorer.roll_up(space, static_cast<int>(n), result.score[n], missing_share[n]);
    return missing_share;
}

bool is_own(const Indicator& indicator, const Localities& localities, int i) {
    const int source = localities.depth(indicator.level);
    // Another partition: only what its members have of their own is its own.
    if (!localities[i].members.empty()) return source + 1 == static_cast<int>(localities.hierarchy.size());
    const int level = localities.depth(localities[i].level);
    const bool parent = level + 1 < static_cast<int>(localities.hierarchy.size());
    if (parent && source >= 0)
        return source >= level && indicator.origin[i] != Origin::inherited &&
               indicator.origin[i] != Origin::shared;
    return indicator.origin[i] == Origin::own || indicator.origin[i] == Origin::rolled_up;
}

// `known`: by node, share of the people of the unit for whom the node has a score.
void judge(IndexResult& result, const IndicatorTable& table, const Localities& localities,
           const IndexOptions& options, int i, const std::vector<double>& known) {
    const IndexPlan& plan = result.plan;
    std::vector<double> scores(plan.size());
    for (std::size_t n = 0; n < plan.size(); ++n) scores[n] = result.score[n][i];
    const auto all = effective_weights(plan);
    const auto present = effective_weights(plan, scores);
    double reliability = 0, own = 0;
    for (const int leaf : plan.leaves) {
        const Indicator& indicator = table.items[result.indicator[leaf]];
        const bool owned = is_own(indicator, localities, i);
        if (owned) own += present[leaf];
        if (!std::isnan(scores[leaf]))
            reliability += all[leaf] * known[leaf] * reliability_of(indicator, owned, options.as_of);
    }
    result.risk_class[i] = risk_class(scores[0]);
    result.reliability[i] = std::min(reliability, 1.0);
    // A sum of weights may end just below 1.
    if (result.assessed(i)) result.own_share[i] = own > 1 - 1e-9 ? 1.0 : own;
}

void judge_all(IndexResult& result, const IndicatorTable& table, const Localities& localities,
               const IndexOptions& options, const std::vector<std::vector<double>>& missing_share) {
    std::vector<double> known(result.plan.size());
    for (std::size_t i = 0; i < localities.size(); ++i) {
        const bool finest = localities[i].level == localities.finest();
        for (std::size_t n = 0; n < known.size(); ++n) {
            const double missing = missing_share[n][i];
            known[n] = finest ? 1 : std::isnan(missing) ? 0 : 1 - missing;
        }
        judge(result, table, localities, options, static_cast<int>(i), known);
        result.not_assessed_share[i] = !finest ? missing_share[0][i] : std::isnan(result.score[0][i]) ? 1 : 0;
    }
}

}  // namespace

const std::vector<double>* IndexResult::scores(std::string_view name) const {
    const int node = plan.find(name);
    return node < 0 ? nullptr : &score[node];
}

int risk_class(double score) {
    if (std::isnan(score)) return 0;
    const double tenths = std::floor(score * 10 + 0.5 + 1e-8);
    return tenths < 20 ? 1 : tenths < 35 ? 2 : tenths < 50 ? 3 : tenths < 65 ? 4 : 5;
}

IndexResult combine(const IndicatorTable& table, const Localities& localities, const IndexTree& tree,
                    const IndexOptions& options) {
    IndexResult result;
    result.plan = plan(tree);
    check_options(options, result.plan, localities);
    result.indicator = find_indicators(result.plan, table);
    result.score.assign(result.plan.size(), std::vector<double>(localities.size(), missing_value));
    result.risk_class.assign(localities.size(), 0);
    result.reliability.assign(localities.size(), 0);
    result.own_share.assign(localities.size(), missing_value);
    result.not_assessed_share.assign(localities.size(), missing_value);

    const Units units = units_of(localities);
    apply_coverage_rule(result, table, localities, units, options);
    list_what_no_leaf_uses(result, table, localities, units, options);
    judge_all(result, table, localities, options, score_all(result, table, localities, options));
    return result;
}

}  // namespace djoliba
