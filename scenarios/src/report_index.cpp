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

Json node_json(const Result& r, int node) {
    const IndexPlan& plan = r.index.plan;
    const IndexNode& n = plan.nodes[node];
    Json json = {{"name", n.id()},
                 {"label_fr", label_of(r.index, r.indicators, node, Language::french)},
                 {"label_en", label_of(r.index, r.indicators, node, Language::english)},
                 {"parent", plan.parent[node]},
                 {"weight", exact_json(plan.weight[node])},
                 {"given_weight", exact_json(n.weight)},
                 {"contribution", list_of(r.contributions.of_node[node], thousandths)}};
    if (plan.leaf(node)) {
        json["indicator"] = r.index.indicator[node];
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
    return {{"name", r.tree.name},
            {"baseline",
             r.contributions.baseline.empty() ? Json(nullptr) : exact_json(r.contributions.baseline[0])},
            {"nodes", nodes},
            {"not_ranked_with", not_ranked}};
}

}  // namespace djoliba
