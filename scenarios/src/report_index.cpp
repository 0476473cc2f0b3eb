// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <djoliba/engine/explain.hpp>

#include "report_data.hpp"

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

Json list_of(const std::vector<double>& values, Json (*written)(double)) {
    Json list = Json::array();
    for (const double v : values) list.push_back(written(v));
    return list;
}

Json thousandths(double v) { return fixed_json(v, 3); }

template <typename Words>
Json in_both(const Words& words) {
    return {{"en", words(Language::english)}, {"fr", words(Language::french)}};
}

Json node_json(const Result& r, int node) {
    const IndexPlan& plan = r.index.plan;
    const IndexNode& n = plan.nodes[node];
    Json json = {{"name", n.id()},
                 {"label_fr", label_of(r.index, r.indicators, node, Language::french)},
                 {"label_en", label_of(r.index, r.indicators, node, Language::english)},
                 {"parent", plan.parent[node]},
                 {"weight", exact_json(plan.weight[node])},
                 {"given_weight", exact_json(n.weight)}};
    if (plan.leaf(node)) {
        const Indicator& indicator = r.indicators.items[r.index.indicator[node]];
        json["indicator"] = r.index.indicator[node];
        json["words"] = in_both([&](Language l) { return phrase_of(r.index, r.indicators, node, l); });
        json["inherited"] = in_both([&](Language l) { return inherited_words(indicator.level, l); });
        json["score"] = list_of(r.index.score[node], exact_json);
    } else {
        json["mean"] = to_string(n.mean);
        json["minimum_share"] = n.minimum_share;
        json["required"] = plan.required[node];
        json["parts"] = plan.parts[node];
        json["score"] = list_of(r.index.score[node], thousandths);
    }
    return json;
}

}  // namespace

nlohmann::ordered_json report_index(const Result& r) {
    Json nodes = Json::array();
    for (int node = 0; node < static_cast<int>(r.index.plan.size()); ++node)
        nodes.push_back(node_json(r, node));
    Json not_ranked = Json::array();
    for (const auto& n : r.index.not_ranked_with)
        not_ranked.push_back({{"node", n.node}, {"coverage", exact_json(n.coverage)}});
    return {{"name", r.tree.name}, {"nodes", nodes}, {"not_ranked_with", not_ranked}};
}

}  // namespace djoliba
