// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/error.hpp>
#include <djoliba/scenarios/yaml_file.hpp>
#include <nlohmann/json.hpp>

namespace djoliba {

using Json = nlohmann::ordered_json;  // keys in the order of the schema file

/// Throws std::logic_error where the text is no schema or uses a keyword that is not understood.
Json parse_schema(std::string_view text);

/// The definition that "#/$defs/x" names.
const Json& definition(const Json& root, const std::string& reference);

/// A schema with its $ref replaced by what it names; keywords beside the $ref win.
Json resolved(const Json& root, const Json& schema);

/// Names of the types that a schema allows; empty where it allows all.
std::vector<std::string> types_of(const Json& schema);

/// JSON Schema's name for the type of a node: "null", "boolean", "integer", "number", "string", "array",
/// "object".
std::string type_of(const YamlNode& node);
bool has_type(const YamlNode& node, const std::vector<std::string>& types);

/// What a node is and what it must be, in words, and how to mend it. `key` is its path.
Problem wrong_type(const YamlNode& node, const std::vector<std::string>& types, const std::string& key);

/// Problems of a scalar with enum, pattern, format, length and range, added to `problems`.
void check_scalar(const YamlNode& node, const Json& schema, const std::string& key,
                  std::vector<Problem>& problems);

/// Paths in a tree that agrees with `top` at which a key may stand, with lists as "[]"; those in a definition
/// within itself are left out.
std::set<std::string> places_of_key(const Json& root, const Json& top, std::string_view key);

}  // namespace djoliba
