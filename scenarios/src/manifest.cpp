// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <nlohmann/json.hpp>

#include <djoliba/engine/explain.hpp>
#include <djoliba/engine/french.hpp>
#include <djoliba/scenarios/result_maps.hpp>

#include "account_json.hpp"
#include "doubt_json.hpp"
#include "index_json.hpp"

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

Json number(double v) { return std::isfinite(v) ? Json(v) : Json(nullptr); }

/// Units, assessed units and people by level.
Json levels(const Result& r) {
    Json list = Json::array();
    std::vector<Level> seen;
    for (const auto& locality : r.localities.items) {
        if (std::find(seen.begin(), seen.end(), locality.level) != seen.end()) continue;
        seen.push_back(locality.level);
        std::int64_t assessed = 0, people_unknown = 0;
        double people = 0, not_assessed = 0;
        const auto units = r.localities.of_level(locality.level);
        for (const int i : units) {
            assessed += r.index.assessed(i) ? 1 : 0;
            if (std::isnan(r.people[i])) {
                ++people_unknown;
                continue;
            }
            people += r.people[i];
            if (!r.index.assessed(i)) not_assessed += r.people[i];
        }
        list.push_back({{"level", locality.level},
                        {"units", units.size()},
                        {"assessed", assessed},
                        {"people", people},
                        {"people_in_units_not_assessed", not_assessed},
                        {"units_without_population_figure", people_unknown}});
    }
    return list;
}

std::string_view direction(Worse worse) {
    if (worse == Worse::not_stated) return "not stated";
    return worse == Worse::higher ? "higher_is_worse" : "lower_is_worse";
}

Json indicators(const Result& r) {
    Json list = Json::array();
    const auto finest = r.localities.of_level(r.localities.finest());
    for (const auto& x : r.indicators.items) {
        std::int64_t own = 0, inherited = 0, missing = 0, at_least = 0;
        std::map<std::string, std::int64_t> reasons;
        for (const int i : finest) {
            own += x.origin[i] == Origin::own || x.origin[i] == Origin::rolled_up ? 1 : 0;
            inherited += x.origin[i] == Origin::inherited || x.origin[i] == Origin::shared ? 1 : 0;
            at_least += x.at_least[i] ? 1 : 0;
            if (x.origin[i] == Origin::missing) ++missing, ++reasons[x.reason[i]];
        }
        list.push_back({{"name", x.name},
                        {"label_fr", x.label_fr},
                        {"label_en", x.label_en},
                        {"unit", x.unit},
                        {"base", x.base},
                        {"level", x.level},
                        {"date", x.date},
                        {"oldest_input", x.oldest},
                        {"source", x.source},
                        {"sensitivity", x.sensitivity},
                        {"direction", direction(x.worse)},
                        {"own", own},
                        {"inherited", inherited},
                        {"missing", missing},
                        {"at_least", at_least},
                        {"missing_reasons", reasons}});
    }
    return list;
}

Json index(const Result& r) {
    Json not_ranked = Json::array();
    for (const auto& n : r.index.not_ranked_with)
        not_ranked.push_back(
            {{"indicator", n.indicator}, {"coverage", number(n.coverage)}, {"reason", n.reason}});
    Json not_in_index = Json::array();
    for (const auto& n : r.index.not_in_index)
        not_in_index.push_back({{"indicator", n.indicator},
                                {"coverage", number(n.coverage)},
                                {"covers_enough", n.covers_enough},
                                {"reason", n.reason}});
    Json weights = Json::array();
    const auto effective = effective_weights(r.index.plan);
    for (const int leaf : r.index.plan.leaves)
        weights.push_back({{"indicator", r.index.plan.nodes[leaf].indicator},
                           {"label_fr", label_of(r.index, r.indicators, leaf, Language::french)},
                           {"label_en", label_of(r.index, r.indicators, leaf, Language::english)},
                           {"weight", number(effective[leaf])},
                           {"low", r.index.plan.nodes[leaf].low},
                           {"high", r.index.plan.nodes[leaf].high}});
    return {{"name", r.tree.name},
            {"title", r.tree.title},
            {"weights", weights},
            {"shown_not_ranked_with", not_ranked},
            {"shown_not_in_index", not_in_index},
            {"own_share", number(r.ranking.own_share)},
            {"headline_level", r.ranking.headline_level},
            {"insist", r.insist},
            {"definition", index_json(r.tree)}};
}

Json maps(const Result& r) {
    Json list = Json::array();
    if (std::ranges::find(r.outputs, "geotiff") == r.outputs.end()) return list;
    for (const MapDescription& map : maps_of(r))
        list.push_back({{"name", map.name},
                        {"theme", map.theme},
                        {"label_fr", map.label.fr},
                        {"label_en", map.label.en},
                        {"unit", map.unit}});
    return list;
}

Json publication(const Publication& p) {
    return {{"restricted_layers_left_out", p.layers},
            {"indicators_left_out", p.indicators},
            {"index_weight_left_out", number(p.index_weight)},
            {"counts_under_10", p.masked.small},
            {"masked_beside_them", p.masked.others}};
}

}  // namespace

std::string manifest(const Result& r, const std::vector<std::string>& files) {
    Json json = {{"title", r.stamp.title},
                 {"as_of", to_string(r.stamp.as_of)},
                 {"synthetic", r.stamp.synthetic},
                 {"warning", r.stamp.synthetic ? std::string(synthetic_warning()) : ""},
                 {"note", r.stamp.note},
                 {"note_fr", in_french(r.stamp.note)},
                 {"program", {{"name", "djoliba"}, {"version", DJOLIBA_VERSION}}},
                 {"boundary_vintage", r.localities.vintage},
                 {"crs", r.localities.crs},
                 {"seed", r.seed},
                 {"hierarchy", r.localities.hierarchy},
                 {"levels", levels(r)},
                 {"partitions", partitions_json(r.localities)},
                 {"index", index(r)},
                 {"uncertainty", uncertainty_json(r)},
                 {"indicators", indicators(r)},
                 {"maps", maps(r)},
                 {"inputs", inputs_json(r.inputs)},
                 {"layers", layers_json(r.account)},
                 {"exclusions", exclusions_json(r.account)},
                 {"changes", changes_json(r.account)},
                 {"warnings", r.account.warnings},
                 {"reconciliation", reconciliations_json(r.account)},
                 {"scenario", r.scenario},
                 {"outputs", files}};
    if (r.publication) json["publication"] = publication(*r.publication);
    return json.dump(2) + "\n";
}

}  // namespace djoliba
