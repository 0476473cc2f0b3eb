// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/error.hpp>
#include <djoliba/scenarios/yaml_file.hpp>

namespace djoliba {

// The part of JSON Schema (2020-12) that is understood: $ref to #/$defs, type, enum, pattern (with the
// message in patternErrorMessage), format date, minLength, minimum, maximum, exclusiveMinimum,
// exclusiveMaximum, properties, propertyNames, additionalProperties, required, dependentRequired,
// minProperties, items, minItems, maxItems, uniqueItems, and anyOf where the alternatives differ in type or
// in their required keys, or only name required keys. A definition may refer to itself. A schema with another
// keyword is a std::logic_error: nothing is left unchecked in silence.

/// A schema, read once for many trees.
class Schema {
 public:
    explicit Schema(std::string_view json_schema);

    /// Every way in which a tree departs from it, in the order of the file; keys are paths such as
    /// "layers.conflict[0].lat". Empty where it agrees. `part` names a definition of the schema that the tree
    /// is to agree with; without it, the whole schema.
    std::vector<Problem> check(const YamlNode& tree, const std::string& part = "") const;

 private:
    struct Parsed;
    std::shared_ptr<const Parsed> parsed_;
};

/// The same for one tree.
std::vector<Problem> check_against_schema(const YamlNode& tree, std::string_view json_schema,
                                          const std::string& part = "");

/// The schema as a reference page in Markdown: a section per object, a row per key.
std::string schema_markdown(std::string_view json_schema);

/// "layers" + "flood" -> "layers.flood"; "" + "title" -> "title".
std::string key_path(const std::string& parent, std::string_view key);
/// "conflict" + 0 -> "conflict[0]".
std::string key_path(const std::string& parent, std::size_t position);

}  // namespace djoliba
