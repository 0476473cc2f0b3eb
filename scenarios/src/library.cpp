// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/library.hpp>

#include "embedded.hpp"

namespace djoliba {
namespace {

constexpr std::string_view scenario_folder = "library/";
constexpr std::string_view index_folder = "library/indices/";
constexpr std::string_view extension = ".yaml";

// "library/mali.yaml" in "library/" is "mali"; files of other folders have no name there.
std::optional<std::string_view> name_in(std::string_view folder, std::string_view path) {
    if (!path.starts_with(folder) || !path.ends_with(extension)) return std::nullopt;
    const std::string_view name = path.substr(folder.size(), path.size() - folder.size() - extension.size());
    if (name.find('/') != std::string_view::npos) return std::nullopt;
    return name;
}

std::vector<std::string> names_in(std::string_view folder) {
    std::vector<std::string> names;
    for (const EmbeddedFile& file : embedded_files())
        if (const auto name = name_in(folder, file.name)) names.emplace_back(*name);
    return names;
}

std::optional<std::string_view> text_of(std::string_view folder, std::string_view wanted) {
    for (const EmbeddedFile& file : embedded_files())
        if (name_in(folder, file.name) == wanted) return file.text;
    return std::nullopt;
}

}  // namespace

std::string_view scenario_schema_text() {
    for (const EmbeddedFile& file : embedded_files())
        if (file.name == "schema/scenario.schema.json") return file.text;
    return {};
}

std::vector<std::string> library_scenarios() { return names_in(scenario_folder); }

std::optional<std::string_view> library_scenario(std::string_view name) {
    return text_of(scenario_folder, name);
}

std::vector<std::string> library_indices() { return names_in(index_folder); }

std::optional<std::string_view> library_index(std::string_view name) { return text_of(index_folder, name); }

}  // namespace djoliba
