// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "index_json.hpp"

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

void add_text(Json& json, const char* key, const std::string& text) {
    if (!text.empty()) json[key] = text;
}

void add_leaf(Json& json, const IndexNode& leaf) {
    json["indicator"] = leaf.indicator;
    json["bounds"] = {leaf.low, leaf.high};
    json["higher_is"] = leaf.higher_is_worse ? "worse" : "better";
    json["transform"] = to_string(leaf.transform);
    add_text(json, "words_en", leaf.words_en);
    add_text(json, "words_fr", leaf.words_fr);
}

Json node_json(const IndexNode& node) {
    Json json = Json::object();
    add_text(json, "name", node.name);
    add_text(json, "label_en", node.label_en);
    add_text(json, "label_fr", node.label_fr);
    json["weight"] = node.weight;
    if (node.leaf()) {
        add_leaf(json, node);
        return json;
    }
    json["mean"] = to_string(node.mean);
    json["minimum_share"] = node.minimum_share;
    json["required"] = node.required;
    json["parts"] = Json::array();
    for (const IndexNode& part : node.parts) json["parts"].push_back(node_json(part));
    return json;
}

}  // namespace

nlohmann::ordered_json index_json(const IndexTree& tree) {
    Json json = Json::object();
    add_text(json, "index", tree.name);
    add_text(json, "title", tree.title);
    json["tree"] = node_json(tree.root);
    return json;
}

nlohmann::ordered_json partitions_json(const Localities& localities) {
    Json list = Json::array();
    for (const Locality& unit : localities.items) {
        if (localities.depth(unit.level) >= 0) continue;
        Json members = Json::array();
        for (const int member : unit.members) members.push_back(localities[member].code);
        list.push_back({{"level", unit.level}, {"code", unit.code}, {"members", members}});
    }
    return list;
}

}  // namespace djoliba
