// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "report_data.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <djoliba/scenarios/scenario.hpp>

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

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
            {"top", r.uncertainty.top}};
}

/// The scenario without the weights that it changes: the nodes of the index have them.
std::string scenario_text(const Result& r) {
    if (r.scenario.empty()) return "";
    YamlNode tree = parse_yaml(r.scenario, "scenario");
    const auto change = std::ranges::find(tree.entries, "change", &YamlEntry::key);
    if (change == tree.entries.end()) return r.scenario;
    std::erase_if(change->value.entries, [](const YamlEntry& e) { return e.key == "weights"; });
    if (change->value.entries.empty()) tree.entries.erase(change);
    return to_yaml(tree);
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

nlohmann::ordered_json report_data(const Result& r) {
    return {{"stamp", stamp_json(r)},         {"scenario", scenario_text(r)},
            {"units", report_units(r)},       {"geometry", report_shapes(r.localities)},
            {"index", report_index(r)},       {"indicators", report_indicators(r)},
            {"caseloads", caseloads_json(r)}, {"points", report_points(r)},
            {"pictures", report_pictures(r)}, {"hazards", report_hazards(r)},
            {"colours", report_colours(r)},   {"account", report_account(r)}};
}

}  // namespace djoliba
