// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include <djoliba/scenarios/schema.hpp>

#include "schema_json.hpp"

namespace djoliba {
namespace {

struct Section {
    std::string title;
    std::vector<std::string> places;  // paths at which such a map may stand
    Json schema;
};

struct Page {
    const Json& root;
    std::vector<Section> sections = {};

    void add(const Json& written, const std::string& place);
    std::string kind(const Json& written) const;
    std::string text(const Section& section) const;
};

bool is_section(const Json& schema) { return schema.contains("properties") && schema.contains("title"); }

// Sections in the order in which a reader meets them: a map, then the maps inside it.
void Page::add(const Json& written, const std::string& place) {
    const Json schema = resolved(root, written);
    if (is_section(schema)) {
        const auto known = std::find_if(sections.begin(), sections.end(), [&](const Section& s) {
            return s.title == schema["title"].get<std::string>();
        });
        if (known != sections.end()) {
            known->places.push_back(place);
            return;
        }
        // What it is in itself; the row that leads to it says what it is there.
        const Json itself = written.contains("$ref") ? definition(root, written["$ref"]) : schema;
        sections.push_back({schema["title"].get<std::string>(), {place}, resolved(root, itself)});
        for (const auto& [key, part] : schema["properties"].items()) add(part, key_path(place, key));
    }
    if (schema.contains("items")) add(schema["items"], place + "[]");
    if (schema.contains("additionalProperties") && schema["additionalProperties"].is_object())
        add(schema["additionalProperties"], place + ".*");
    if (schema.contains("anyOf"))
        for (const Json& alternative : schema["anyOf"]) add(alternative, place);
}

std::string anchor(const std::string& title) {
    std::string slug;
    for (const char c : title)
        if (std::isalnum(static_cast<unsigned char>(c)))
            slug += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        else if (c == ' ')
            slug += '-';
    return slug;
}

std::string range(const Json& schema) {
    std::vector<std::string> parts;
    const auto add = [&](const char* keyword, const char* sign) {
        if (schema.contains(keyword)) parts.push_back(fmt::format("{} {}", sign, schema[keyword].dump()));
    };
    add("minimum", "at least");
    add("exclusiveMinimum", "more than");
    add("maximum", "at most");
    add("exclusiveMaximum", "less than");
    return parts.empty() ? "" : fmt::format(" {}", fmt::join(parts, ", "));
}

std::string scalar_kind(const Json& schema) {
    if (schema.contains("enum")) {
        std::vector<std::string> values;
        for (const Json& value : schema["enum"])
            values.push_back(fmt::format("`{}`", value.get<std::string>()));
        return fmt::format("{}", fmt::join(values, ", "));
    }
    if (schema.value("format", "") == "path") return "file";
    if (schema.value("format", "") == "date") return "day, YYYY-MM-DD";
    const auto types = types_of(schema);
    if (types.empty()) return "";
    if (types[0] == "boolean") return "`true` or `false`";
    if (types[0] == "integer") return "whole number" + range(schema);
    return types[0] == "number" ? "number" + range(schema) : "text";
}

std::string Page::kind(const Json& written) const {
    const Json schema = resolved(root, written);
    if (is_section(schema))
        return fmt::format("map: [{}](#{})", schema["title"].get<std::string>(), anchor(schema["title"]));
    if (schema.contains("anyOf")) {
        std::vector<std::string> kinds;
        for (const Json& alternative : schema["anyOf"]) kinds.push_back(kind(alternative));
        return fmt::format("{}", fmt::join(kinds, ", or "));
    }
    const auto types = types_of(schema);
    if (schema.contains("items")) return "list of " + kind(schema["items"]);
    if (std::find(types.begin(), types.end(), "object") == types.end()) return scalar_kind(schema);
    if (schema.contains("additionalProperties") && schema["additionalProperties"].is_object())
        return "map to " + kind(schema["additionalProperties"]);
    return types.size() > 1 ? "text or map" : "map";
}

std::string Page::text(const Section& section) const {
    const Json& schema = section.schema;
    std::string out = fmt::format("\n## {}\n\n", section.title);
    if (!section.places[0].empty()) out += fmt::format("`{}`\n\n", fmt::join(section.places, "`, `"));
    out += schema.value("description", "") + "\n\n| key | value | default | meaning |\n|---|---|---|---|\n";
    const Json required = schema.value("required", Json::array());
    for (const auto& [key, part] : schema["properties"].items()) {
        const Json whole = resolved(root, part);
        const bool needed = std::find(required.begin(), required.end(), key) != required.end();
        const std::string fallback =
            whole.contains("default") ? fmt::format("`{}`", whole["default"].dump()) : "";
        out += fmt::format("| `{}` | {} | {} | {} |\n", key, kind(part), needed ? "**required**" : fallback,
                           whole.value("description", ""));
    }
    return out;
}

constexpr const char* introduction = R"(
This page follows from the schema: `djoliba schema --markdown` prints it, `djoliba schema` prints the JSON Schema itself,
with which editors complete and check a scenario as you type. `djoliba check FILE` reports everything that is wrong with a
file in one go, as `file:line:column: key: problem; remedy`.

Scenarios are YAML 1.2: `yes` and `no` are text (write `true` and `false`), a code such as `007` keeps its zeros, a text with
`: ` in it needs quotes. Anchors, aliases and the merge key `<<` work. A key that is not on this page is an error.

The index is checked with the scenario, whether it is written there, a name of the library or a file: its keys, bounds and
weights, and that the layers give each indicator that it, `insist` or `reconcile` names. Index files follow the same schema
(`#/$defs/index_file`), also for `djoliba index`.

A scenario with a `base` needs only what it changes: "required" below holds for the whole that results, and so does what
`djoliba check` says. An editor that knows only the one file may miss keys that the base has.
)";

constexpr const char* displacement_introduction = R"(
This page follows from the schema: `djoliba schema displacement --markdown` prints it, `djoliba schema displacement` prints
the JSON Schema itself, with which editors complete and check a file as you type. [displacement.md](displacement.md) says what
`djoliba displace` makes of it, and reports everything that is wrong with it as `file:line:column: key: problem; remedy`.
)";

}  // namespace

std::string schema_markdown(std::string_view json_schema) {
    const Json root = parse_schema(json_schema);
    Page page{root};
    page.add(root, "");
    const bool displacement = root.value("$id", "") == "urn:djoliba:displacement";
    std::string out = displacement ? fmt::format("# The displacement file\n{}", displacement_introduction)
                                   : fmt::format("# The scenario file\n{}", introduction);
    for (const Section& section : page.sections) out += page.text(section);
    return out;
}

}  // namespace djoliba
