// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/library.hpp>

#include "embedded.hpp"

namespace djoliba {
namespace {

constexpr std::string_view folder = "library/";
constexpr std::string_view extension = ".yaml";

enum class Kind { scenario, index };

// A scenario says where its localities are, or on what it is based; an index does neither.
Kind kind_of(std::string_view text) {
    const bool scenario = text.find("\nlocalities:") != text.npos || text.find("\nbase:") != text.npos;
    return scenario ? Kind::scenario : Kind::index;
}

// "library/mali.yaml" is "mali".
std::optional<std::string_view> name_of(const EmbeddedFile& file, Kind kind) {
    const std::string_view path = file.name;
    if (!path.starts_with(folder) || !path.ends_with(extension) || kind_of(file.text) != kind)
        return std::nullopt;
    return path.substr(folder.size(), path.size() - folder.size() - extension.size());
}

std::vector<std::string> names_of(Kind kind) {
    std::vector<std::string> names;
    for (const EmbeddedFile& file : embedded_files())
        if (const auto name = name_of(file, kind)) names.emplace_back(*name);
    return names;
}

std::optional<std::string_view> text_of(Kind kind, std::string_view wanted) {
    for (const EmbeddedFile& file : embedded_files())
        if (name_of(file, kind) == wanted) return file.text;
    return std::nullopt;
}

std::string_view text_of_file(std::string_view name) {
    for (const EmbeddedFile& file : embedded_files())
        if (file.name == name) return file.text;
    return {};
}

}  // namespace

std::string_view scenario_schema_text() { return text_of_file("schema/scenario.schema.json"); }

std::string_view displacement_schema_text() { return text_of_file("schema/displacement.schema.json"); }

std::vector<std::string> library_scenarios() { return names_of(Kind::scenario); }

std::optional<std::string_view> library_scenario(std::string_view name) {
    return text_of(Kind::scenario, name);
}

std::vector<std::string> library_indices() { return names_of(Kind::index); }

std::optional<std::string_view> library_index(std::string_view name) { return text_of(Kind::index, name); }

}  // namespace djoliba
