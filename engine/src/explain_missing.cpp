// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/explain.hpp>
#include <djoliba/engine/french.hpp>

namespace djoliba {
namespace {

constexpr std::size_t most_listed = 4;

// Words for what one locality lacks.
struct Lack {
    const IndexResult& result;
    const IndicatorTable& table;
    int locality;
    Language language;

    std::string say(const char* english, const char* french) const {
        return language == Language::french ? french : english;
    }
    double score(int node) const { return result.score[node][locality]; }
    bool ranked_with(int node) const { return result.plan.weight[node] > 0; }
    bool lacks(int node) const { return std::isnan(score(node)) || !ranked_with(node); }

    std::string of_leaf(int leaf) const;
    std::string of_node(int node) const;
    std::string named(int node) const;
    std::string list(const std::vector<int>& nodes) const;
    std::vector<int> missing_parts(int node) const;
    std::vector<int> missing_required(int node) const;
};

std::string Lack::of_leaf(int leaf) const {
    const auto dropped = std::ranges::find(result.not_ranked_with, leaf, &NotRankedWith::node);
    if (dropped != result.not_ranked_with.end())
        return language == Language::english
                   ? "shown, not ranked with: " + dropped->reason
                   : fmt::format("affiché, hors classement : couvre {} des localités",
                                 format_value(100 * dropped->coverage, "%", language));
    if (!ranked_with(leaf)) return say("weight 0", "poids nul");
    const Indicator& indicator = table.items[result.indicator[leaf]];
    if (indicator.known(locality))
        return fmt::format("{} {}", format_number(indicator.value[locality], language),
                           say("has no logarithm", "n'a pas de logarithme"));
    const std::string& reason = indicator.reason[locality];
    const std::string words = language == Language::french ? in_french(reason) : reason;
    const bool english_only = language == Language::french && words == reason;
    return words.empty() || english_only ? say("no value", "donnée manquante") : words;
}

std::vector<int> Lack::missing_parts(int node) const {
    std::vector<int> missing;
    for (const int part : result.plan.parts[node])
        if (lacks(part) && result.plan.nodes[part].weight > 0) missing.push_back(part);
    return missing;
}

std::vector<int> Lack::missing_required(int node) const {
    std::vector<int> missing;
    for (const int p : result.plan.required[node])
        if (lacks(result.plan.parts[node][p])) missing.push_back(result.plan.parts[node][p]);
    return missing;
}

std::string Lack::named(int node) const {
    return fmt::format("{} ({})", label_of(result, table, node, language),
                       result.plan.leaf(node) ? of_leaf(node) : of_node(node));
}

std::string Lack::list(const std::vector<int>& nodes) const {
    std::string text;
    for (std::size_t k = 0; k < std::min(nodes.size(), most_listed); ++k)
        text += (text.empty() ? "" : ", ") + named(nodes[k]);
    if (nodes.size() > most_listed) text += ", ...";
    return text;
}

std::string Lack::of_node(int node) const {
    const auto required = missing_required(node);
    if (!required.empty())
        return say("required and missing: ", "indispensable et manquant : ") + list(required);
    const auto missing = missing_parts(node);
    std::vector<double> parts;
    for (const int part : result.plan.parts[node]) parts.push_back(score(part));
    const double present = share_present(result.plan, node, parts);
    if (!(present > 0)) return say("no data: ", "aucune donnée : ") + list(missing);
    return fmt::format(fmt::runtime(say("data for {} of the weight, {} needed; missing: {}",
                                        "données pour {} du poids, minimum {} ; manquant : {}")),
                       format_value(100 * present, "%", language),
                       format_value(100 * result.plan.nodes[node].minimum_share, "%", language),
                       list(missing));
}

std::string of_parent(double not_assessed_share, Language language) {
    const bool french = language == Language::french;
    if (std::isnan(not_assessed_share))
        return french ? "population inconnue" : "the number of people is not known";
    return fmt::format(fmt::runtime(french ? "{} de la population vit dans des localités non évaluées"
                                           : "{} of the people live in localities that are not assessed"),
                       format_value(100 * not_assessed_share, "%", language));
}

}  // namespace

std::string reason_not_assessed(const IndexResult& result, const IndicatorTable& table,
                                const Localities& localities, int locality, Language language) {
    if (result.assessed(locality)) return {};
    const Level& level = localities[locality].level;
    if (level == localities.finest()) return Lack{result, table, locality, language}.of_node(0);
    if (localities.depth(level) < 0 && localities[locality].members.empty())
        return language == Language::french ? in_french(holds_nothing) : holds_nothing;
    return of_parent(result.not_assessed_share[locality], language);
}

}  // namespace djoliba
