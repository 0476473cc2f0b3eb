// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "schema_json.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>

#include <djoliba/scenarios/schema.hpp>

namespace djoliba {
namespace {

const std::set<std::string> keywords = {
    "$ref", "type", "enum", "pattern", "format", "minLength", "minimum", "maximum", "exclusiveMinimum",
    "exclusiveMaximum", "properties", "propertyNames", "additionalProperties", "required",
    "dependentRequired", "minProperties", "items", "minItems", "maxItems", "uniqueItems", "anyOf",
    // these only tell
    "$schema", "$id", "$comment", "$defs", "title", "description", "default", "patternErrorMessage"};

// Calls `visit` for every schema inside a schema, not for the schema itself.
void for_each_part(const Json& schema, const std::function<void(const Json&)>& visit) {
    for (const char* named : {"properties", "$defs"})
        if (schema.contains(named))
            for (const auto& [name, part] : schema[named].items()) visit(part);
    for (const char* single : {"items", "propertyNames", "additionalProperties"})
        if (schema.contains(single) && schema[single].is_object()) visit(schema[single]);
    if (schema.contains("anyOf"))
        for (const Json& part : schema["anyOf"]) visit(part);
}

void check_keywords(const Json& schema) {
    for (const auto& [keyword, value] : schema.items())
        if (!keywords.contains(keyword)) throw std::logic_error("schema keyword not understood: " + keyword);
    for_each_part(schema, check_keywords);
}

// `above` are the definitions that the path leads through: one that refers to itself is not followed again.
void collect_places(const Json& root, const Json& written, std::string_view key, const std::string& path,
                    std::set<std::string> above, std::set<std::string>& places) {
    if (written.contains("$ref") && !above.insert(written["$ref"].get<std::string>()).second) return;
    const Json schema = resolved(root, written);
    if (schema.contains("properties"))
        for (const auto& [name, part] : schema["properties"].items()) {
            if (name == key) places.insert(path);
            collect_places(root, part, key, key_path(path, name), above, places);
        }
    if (schema.contains("items")) collect_places(root, schema["items"], key, path + "[]", above, places);
    if (schema.contains("anyOf"))
        for (const Json& alternative : schema["anyOf"])
            collect_places(root, alternative, key, path, above, places);
}

}  // namespace

Json parse_schema(std::string_view text) {
    Json root = Json::parse(text);
    check_keywords(root);
    return root;
}

const Json& definition(const Json& root, const std::string& reference) {
    constexpr std::string_view prefix = "#/$defs/";
    const auto& definitions = root.at("$defs");
    if (!reference.starts_with(prefix))
        throw std::logic_error("schema reference not understood: " + reference);
    return definitions.at(reference.substr(prefix.size()));
}

Json resolved(const Json& root, const Json& schema) {
    if (!schema.contains("$ref")) return schema;
    Json whole = resolved(root, definition(root, schema["$ref"].get<std::string>()));
    for (const auto& [keyword, value] : schema.items())
        if (keyword != "$ref") whole[keyword] = value;
    return whole;
}

std::vector<std::string> types_of(const Json& schema) {
    if (!schema.contains("type")) return {};
    if (schema["type"].is_string()) return {schema["type"].get<std::string>()};
    return schema["type"].get<std::vector<std::string>>();
}

std::string type_of(const YamlNode& node) {
    if (node.is_map()) return "object";
    if (node.is_sequence()) return "array";
    switch (scalar_type(node)) {
        case ScalarType::null:
            return "null";
        case ScalarType::boolean:
            return "boolean";
        case ScalarType::integer:
            return "integer";
        case ScalarType::real:
            return "number";
        case ScalarType::text:
            break;
    }
    return "string";
}

bool has_type(const YamlNode& node, const std::vector<std::string>& types) {
    const std::string type = type_of(node);
    return types.empty() || std::any_of(types.begin(), types.end(), [&](const std::string& allowed) {
               return allowed == type || (allowed == "number" && type == "integer");
           });
}

std::set<std::string> places_of_key(const Json& root, const Json& top, std::string_view key) {
    std::set<std::string> places;
    collect_places(root, top, key, "", {}, places);
    return places;
}

}  // namespace djoliba
