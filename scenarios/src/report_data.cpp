// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "report_data.hpp"

#include <fmt/format.h>

#include <djoliba/scenarios/scenario.hpp>

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

/// What a public variant leaves out; null where this is none.
Json publication_json(const Result& r) {
    if (!r.publication) return nullptr;
    return {{"layers", r.publication->layers},
            {"indicators", r.publication->indicators},
            {"index_weight", fixed_json(r.publication->index_weight, 3)},
            {"small", r.publication->masked.small},
            {"masked", r.publication->masked.others}};
}

Json stamp_json(const Result& r) {
    return {{"title", r.stamp.title},
            {"as_of", to_string(r.stamp.as_of)},
            {"synthetic", r.stamp.synthetic},
            {"note", r.stamp.note},
            {"version", DJOLIBA_VERSION},
            {"vintage", r.localities.vintage},
            {"index", r.tree.title.empty() ? r.tree.name : r.tree.title},
            {"hierarchy", r.localities.hierarchy},
            {"headline_level", r.ranking.headline_level},
            {"own_share", exact_json(r.ranking.own_share)},
            {"draws", r.uncertainty.draws},
            {"top", r.uncertainty.top},
            {"publication", publication_json(r)}};
}

/// The scenario as YAML by key, without the weights that it changes: the nodes of the index have them.
Json scenario_json(const Result& r) {
    Json texts = Json::object();
    if (r.scenario.empty()) return texts;
    YamlNode tree = parse_yaml(r.scenario, "scenario");
    for (YamlEntry& entry : tree.entries) {
        if (entry.key == "change")
            std::erase_if(entry.value.entries, [](const YamlEntry& e) { return e.key == "weights"; });
        if (entry.key == "change" && entry.value.entries.empty()) continue;
        YamlNode alone = tree;
        alone.entries = {entry};
        texts[entry.key] = to_yaml(alone);
    }
    return texts;
}

Json caseloads_json(const Result& r) {
    Json list = Json::array();
    for (const Caseload& c : r.caseloads)
        list.push_back({{"hazard", c.hazard}, {"hazard_fr", c.hazard_fr}, {"indicator", c.indicator}});
    return list;
}

}  // namespace

nlohmann::ordered_json rounded_json(double v, int significant) {
    if (!std::isfinite(v)) return nullptr;
    if (v == std::round(v) && std::abs(v) < 1e15) return static_cast<std::int64_t>(v);
    return std::stod(fmt::format("{:.{}g}", v, significant));
}

nlohmann::ordered_json fixed_json(double v, int decimals) {
    if (!std::isfinite(v)) return nullptr;
    const double rounded = std::stod(fmt::format("{:.{}f}", v, decimals));
    return rounded_json(rounded == 0 ? 0 : rounded, 17);
}

nlohmann::ordered_json report_figures(const Result& r) {
    return {{"stamp", stamp_json(r)},
            {"scenario", scenario_json(r)},
            {"units", report_units(r)},
            {"index", report_index(r)},
            {"indicators", report_indicators(r)},
            {"caseloads", caseloads_json(r)},
            {"points", r.publication ? Json::array() : report_points(r)},
            {"pictures", report_pictures(r)},
            {"hazards", report_hazards(r)},
            {"colours", report_colours(r)},
            {"account", report_account(r)}};
}

nlohmann::ordered_json report_data(const Result& r) {
    nlohmann::ordered_json data = report_figures(r);
    data["geometry"] = report_shapes(r.localities);
    return data;
}

}  // namespace djoliba
