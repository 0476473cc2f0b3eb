// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/schema.hpp>

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <djoliba/engine/nearest.hpp>

#include "schema_json.hpp"

namespace djoliba {
namespace {

// A value of the tree, its path, and the place to name where the value itself has none worth naming: that of
// its key.
struct Place {
    const YamlNode& node;
    std::string key;
    Mark mark;
};

struct Check {
    const Json& root;  // with the definitions
    const Json& top;   // what the whole tree is to agree with
    std::vector<Problem>& problems;

    void complain(const Mark& mark, const std::string& key, std::string problem, std::string remedy) const {
        problems.push_back({to_string(mark), key, std::move(problem), std::move(remedy)});
    }
    void value(const Place& at, const Json& written) const;
    void map(const Place& at, const Json& schema) const;
    void required(const Place& at, const Json& schema) const;
    void known_key(const Place& at, const YamlEntry& entry, const Json& schema) const;
    void list(const Place& at, const Json& schema) const;
    void any_of(const Place& at, const Json& alternatives) const;
    const Json* meant(const YamlNode& node, const Json& alternatives) const;
};

std::vector<std::string> names_in(const Json& properties) {
    std::vector<std::string> names;
    for (const auto& [name, part] : properties.items()) names.push_back(name);
    return names;
}

bool only_names_required(const Json& alternatives) {
    return std::all_of(alternatives.begin(), alternatives.end(),
                       [](const Json& a) { return a.size() == 1 && a.contains("required"); });
}

bool satisfied(const YamlNode& map, const Json& required) {
    return std::all_of(required.begin(), required.end(),
                       [&](const Json& key) { return map.find(key.get<std::string>()) != nullptr; });
}

void Check::value(const Place& at, const Json& written) const {
    const Json schema = resolved(root, written);
    const auto types = types_of(schema);
    if (!has_type(at.node, types)) {
        Problem problem = wrong_type(at.node, types, at.key);
        if (at.node.is_null()) problem.where = to_string(at.mark);
        problems.push_back(std::move(problem));
        return;
    }
    check_scalar(at.node, schema, at.key, problems);
    if (at.node.is_map()) map(at, schema);
    if (at.node.is_sequence()) list(at, schema);
    if (schema.contains("anyOf")) any_of(at, schema["anyOf"]);
}

void Check::map(const Place& at, const Json& schema) const {
    for (const YamlEntry& entry : at.node.entries) {
        const Place inside{entry.value, key_path(at.key, entry.key), entry.mark};
        if (schema.contains("propertyNames")) {
            YamlNode name;
            name.kind = YamlNode::Kind::scalar;
            name.text = entry.key;
            name.quoted = true;
            name.mark = entry.mark;
            Json rule = resolved(root, schema["propertyNames"]);
            rule["type"] = "string";
            check_scalar(name, rule, inside.key, problems);
        }
        if (schema.contains("properties") && schema["properties"].contains(entry.key))
            value(inside, schema["properties"][entry.key]);
        else if (schema.contains("additionalProperties") && schema["additionalProperties"].is_object())
            value(inside, schema["additionalProperties"]);
        else if (schema.contains("additionalProperties"))
            known_key(at, entry, schema);
    }
    if (at.node.entries.size() < schema.value("minProperties", std::size_t{0}))
        complain(at.mark, at.key, "is empty", "fill it in, or remove the key");
    required(at, schema);
}

void Check::known_key(const Place& at, const YamlEntry& entry, const Json& schema) const {
    const auto known = names_in(schema.value("properties", Json::object()));
    std::string remedy = fmt::format("known keys here: {}", fmt::join(known, ", "));
    const auto places = places_of_key(root, top, entry.key);
    const bool digits = entry.key.find_first_not_of("0123456789") == std::string::npos;
    if (digits && entry.value.is_null()) remedy = "a decimal comma? write a point";
    if (places.size() == 1)
        remedy = places.begin()->empty() ? "it belongs at the top" : "it belongs under " + *places.begin();
    complain(entry.mark, key_path(at.key, entry.key), "unknown key", did_you_mean(entry.key, known, remedy));
}

void Check::required(const Place& at, const Json& schema) const {
    if (schema.contains("required"))
        for (const Json& key : schema["required"])
            if (!at.node.find(key.get<std::string>()))
                complain(at.mark, key_path(at.key, key.get<std::string>()), "is missing", "");
    if (!schema.contains("dependentRequired")) return;
    for (const auto& [key, needed] : schema["dependentRequired"].items()) {
        const YamlEntry* entry = at.node.entry(key);
        if (!entry) continue;
        for (const Json& name : needed)
            if (!at.node.find(name.get<std::string>()))
                complain(entry->mark, key_path(at.key, key),
                         fmt::format("needs `{}` beside it", name.get<std::string>()), "");
    }
}

void Check::list(const Place& at, const Json& schema) const {
    const auto& items = at.node.items;
    const auto least = schema.value("minItems", std::size_t{0});
    const auto most = schema.value("maxItems", items.size());
    if (items.size() < least || items.size() > most) {
        const bool few = items.size() < least;
        complain(at.node.mark, at.key,
                 fmt::format("has {} items, but must have {}{}", items.size(),
                             least == most ? ""
                             : few         ? "at least "
                                           : "at most ",
                             few ? least : most),
                 "");
    }
    std::set<std::string> seen;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (schema.contains("items")) value({items[i], key_path(at.key, i), items[i].mark}, schema["items"]);
        if (schema.value("uniqueItems", false) && items[i].is_scalar() && !seen.insert(items[i].text).second)
            complain(items[i].mark, key_path(at.key, i), fmt::format("`{}` is there twice", items[i].text),
                     "");
    }
}

void Check::any_of(const Place& at, const Json& alternatives) const {
    if (only_names_required(alternatives)) {
        std::string names;
        for (const Json& alternative : alternatives) {
            if (satisfied(at.node, alternative["required"])) return;
            for (const Json& key : alternative["required"])
                names += (names.empty() ? "" : ", ") + key.get<std::string>();
        }
        return complain(at.mark, at.key, fmt::format("needs at least one of: {}", names), "");
    }
    if (const Json* alternative = meant(at.node, alternatives)) return value(at, *alternative);
    std::vector<std::string> types;
    for (const Json& written : alternatives)
        for (const std::string& type : types_of(resolved(root, written)))
            if (std::find(types.begin(), types.end(), type) == types.end()) types.push_back(type);
    problems.push_back(wrong_type(at.node, types, at.key));
}

// The alternative that a value is taken for: of its type; of several maps the first whose required keys are
// all there, else that which knows most of the keys, mistyped ones included. None where the type fits none.
const Json* Check::meant(const YamlNode& node, const Json& alternatives) const {
    const Json* best = nullptr;
    std::pair<bool, std::ptrdiff_t> best_fit;
    for (const Json& written : alternatives) {
        const Json schema = resolved(root, written);
        if (!has_type(node, types_of(schema))) continue;
        const auto known = names_in(schema.value("properties", Json::object()));
        const auto keys =
            std::count_if(node.entries.begin(), node.entries.end(),
                          [&](const YamlEntry& entry) { return !nearest_name(entry.key, known).empty(); });
        const std::pair fit{satisfied(node, schema.value("required", Json::array())), keys};
        if (!best || (!best_fit.first && fit > best_fit)) best = &written, best_fit = fit;
    }
    return best;
}

}  // namespace

std::string key_path(const std::string& parent, std::string_view key) {
    return parent.empty() ? std::string(key) : parent + "." + std::string(key);
}

std::string key_path(const std::string& parent, std::size_t position) {
    return fmt::format("{}[{}]", parent, position);
}

struct Schema::Parsed {
    Json root;
};

Schema::Schema(std::string_view json_schema)
    : parsed_(std::make_shared<const Parsed>(Parsed{parse_schema(json_schema)})) {}

std::vector<Problem> Schema::check(const YamlNode& tree, const std::string& part) const {
    const Json& root = parsed_->root;
    std::vector<Problem> problems;
    if (tree.is_null()) {
        problems.push_back({to_string(tree.mark), "", "the file is empty", ""});
        return problems;
    }
    Mark top = tree.mark;
    top.line = 0;
    const Json& whole = part.empty() ? root : definition(root, "#/$defs/" + part);
    Check{root, whole, problems}.value({tree, "", top}, whole);
    return problems;
}

std::vector<Problem> check_against_schema(const YamlNode& tree, std::string_view json_schema,
                                          const std::string& part) {
    return Schema(json_schema).check(tree, part);
}

}  // namespace djoliba
