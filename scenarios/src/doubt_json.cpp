// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "doubt_json.hpp"

#include <algorithm>
#include <cmath>

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

/// The most worthwhile single figures that are named.
constexpr std::size_t most_figures = 20;

Json finite(double v) { return std::isfinite(v) ? Json(v) : Json(nullptr); }

std::string_view kind_of(DoubtSource::Kind kind) {
    switch (kind) {
        case DoubtSource::Kind::indicator:
            return "indicator";
        case DoubtSource::Kind::common:
            return "common";
        case DoubtSource::Kind::weights:
            break;
    }
    return "weights";
}

Json spread_json(const Spread& s) {
    Json json = {{"kind", to_string(s.kind)}};
    switch (s.kind) {
        case SpreadKind::none:
        case SpreadKind::response:
            break;
        case SpreadKind::normal:
        case SpreadKind::relative:
        case SpreadKind::lognormal:
        case SpreadKind::truncated_normal:
            json["size"] = s.size;
            break;
        case SpreadKind::triangular:
        case SpreadKind::triangular_relative:
            json["low"] = s.low, json["mode"] = s.mode, json["high"] = s.high;
            break;
        case SpreadKind::uniform:
        case SpreadKind::uniform_relative:
            json["low"] = s.low, json["high"] = s.high;
            break;
        case SpreadKind::class_shift:
            json["down"] = s.down, json["up"] = s.up;
            break;
    }
    return json;
}

Json indicator_json(const RunUncertainty& u, const IndicatorDoubt& doubt) {
    Json ties = Json::object();
    for (const Tie& tie : doubt.ties) ties[tie.common] = tie.exponent;
    Json json = {{"indicator", doubt.indicator}, {"spread", spread_json(doubt.spread)}};
    if (const auto depth = u.depth_m.find(doubt.indicator); depth != u.depth_m.end())
        json["spread"]["depth_m"] = depth->second;
    json["shared"] = doubt.shared;
    json["ties"] = ties;
    json["least"] = finite(doubt.least);
    json["most"] = finite(doubt.most);
    json["raise_lower_bounds"] = doubt.raise_lower_bounds;
    return json;
}

/// Over the assessed units of the headline level; null where nothing moves.
Json mean_share(const Result& r, const std::vector<double>& share) {
    double sum = 0;
    int n = 0;
    for (const int i : r.localities.of_level(r.ranking.headline_level)) {
        if (std::isnan(share[i])) continue;
        sum += share[i];
        ++n;
    }
    return n == 0 ? Json(nullptr) : Json(sum / n);
}

Json sources_json(const Result& r) {
    const RunUncertainty& u = r.uncertainty;
    Json list = Json::array();
    for (std::size_t s = 0; s < u.sources.size(); ++s)
        list.push_back({{"kind", kind_of(u.sources[s].kind)},
                        {"name", u.sources[s].name},
                        {"mean_score_share", mean_share(r, u.score_share[s])},
                        {"mean_rank_share", mean_share(r, u.rank_share[s])}});
    return list;
}

Json values_json(const Result& r, const std::vector<InformationValue>& values, std::size_t most) {
    Json list = Json::array();
    for (std::size_t k = 0; k < std::min(values.size(), most); ++k) {
        const InformationValue& v = values[k];
        Json json = {{"kind", kind_of(v.kind)}, {"name", v.name}};
        if (!v.error.empty()) {
            json["figure"] = v.error;
            json["localities"] = Json::array();
            for (const int i : v.carriers) json["localities"].push_back(r.localities[i].code);
        }
        json["value"] = v.value;
        list.push_back(std::move(json));
    }
    return list;
}

Json list_json(const Result& r) {
    const TopDoubt& list = r.uncertainty.list;
    if (list.level.empty()) return nullptr;
    return {{"level", list.level},
            {"top", list.top},
            {"doubt", list.doubt},
            {"expected_wrong_members", list.expected_wrong},
            {"worth_of_knowing_everywhere", values_json(r, list.of_sources, list.of_sources.size())},
            {"worth_of_knowing_one_figure", values_json(r, list.of_figures, most_figures)}};
}

}  // namespace

Json doubts_json(const RunUncertainty& u) {
    Json indicators = Json::array(), common = Json::array(), of = Json::object();
    for (const IndicatorDoubt& doubt : u.doubts.indicators) indicators.push_back(indicator_json(u, doubt));
    for (const CommonDoubt& c : u.doubts.common)
        common.push_back({{"name", c.name}, {"size", c.size}, {"shared", c.shared}});
    const WeightDoubt& weights = u.doubts.weights;
    for (const auto& [node, size] : weights.size_of) of[node] = size;
    const bool uniform = weights.kind == WeightDoubt::Kind::uniform;
    return {{"weights", {{"kind", uniform ? "uniform" : "lognormal"}, {"size", weights.size}, {"of", of}}},
            {"common", common},
            {"indicators", indicators}};
}

Json uncertainty_json(const Result& r) {
    const RunUncertainty& u = r.uncertainty;
    Json json = {{"draws", u.draws}};
    if (u.draws == 0) return json;
    json["seed"] = u.seed;
    json["top"] = u.top;
    json["interval"] = {0.05, 0.95};
    json["quantile"] =
        "smallest value that at least this share of the draws in which the unit is assessed do not exceed "
        "(type 1 of Hyndman and Fan 1996)";
    json["declared"] = doubts_json(u);
    json["not_scored"] = u.not_scored;
    json["sources"] = sources_json(r);
    json["list"] = list_json(r);
    return json;
}

}  // namespace djoliba
