// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include <djoliba/engine/nearest.hpp>

#include "commands.hpp"

namespace djoliba::cli {
namespace {

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> endings) {
    return std::any_of(endings.begin(), endings.end(), [&](auto ending) { return text.ends_with(ending); });
}

std::vector<std::string> command_names(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
    return names;
}

bool known(const std::vector<std::string>& names, std::string_view word) {
    return std::find(names.begin(), names.end(), word) != names.end();
}

// The first word that is no option, empty where there is none.
std::string first_word(const std::vector<std::string>& arguments) {
    const auto word =
        std::find_if(arguments.begin(), arguments.end(), [](auto& a) { return !a.starts_with("-"); });
    return word == arguments.end() ? "" : *word;
}

std::string hint_for_command(const std::string& word, const std::vector<std::string>& commands) {
    if (ends_with_any(word, {".yaml", ".yml"}))
        return fmt::format("A command comes first: djoliba check {0}, or djoliba run {0} --out DIR", word);
    if (ends_with_any(word, {".tif", ".gpkg", ".csv", ".geojson"}))
        return fmt::format(
            "Djoliba reads a scenario file (YAML) that names its inputs; {} is one such input.", word);
    if (word == "help") return "Did you mean: djoliba --help";
    if (word == "version") return "Did you mean: djoliba --version";
    const std::string nearest = nearest_name(word, commands);
    return nearest.empty() ? "" : fmt::format("Did you mean: djoliba {}", nearest);
}

void add_option_names(const CLI::App& command, std::vector<std::string>& names) {
    for (const CLI::Option* option : command.get_options())
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
}

std::string hint_for_option(const std::vector<std::string>& arguments,
                            const std::vector<std::string>& names) {
    for (const std::string& word : arguments) {
        const std::string bare = word.substr(0, word.find('='));
        if (!bare.starts_with("--") || known(names, bare)) continue;
        const std::string nearest = nearest_name(bare, names);
        if (!nearest.empty()) return fmt::format("Did you mean: {}", nearest);
    }
    return "";
}

}  // namespace

std::string unknown_command(const std::vector<std::string>& arguments, const CLI::App& app) {
    const std::string word = first_word(arguments);
    return word.empty() || known(command_names(app), word) ? "" : word;
}

std::string hint_for(const std::vector<std::string>& arguments, const CLI::App& app) {
    const std::string unknown = unknown_command(arguments, app);
    if (!unknown.empty()) return hint_for_command(unknown, command_names(app));
    std::vector<std::string> names;
    add_option_names(app, names);
    const std::string command = first_word(arguments);
    if (!command.empty()) add_option_names(*app.get_subcommand(command), names);
    return hint_for_option(arguments, names);
}

}  // namespace djoliba::cli
