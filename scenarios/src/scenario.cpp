// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/scenario.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <djoliba/engine/nearest.hpp>
#include <djoliba/scenarios/check.hpp>
#include <djoliba/scenarios/library.hpp>
#include <djoliba/scenarios/scenario_in_memory.hpp>
#include <djoliba/scenarios/schema.hpp>

#include "check_index.hpp"
#include "problem_order.hpp"
#include "scenario_files.hpp"
#include "scenario_read.hpp"

namespace djoliba {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_chain = 10;

// A scenario and those it is based on.
struct Chain {
    std::vector<std::string> names = {};             // for messages; the scenario itself first
    std::map<std::string, fs::path> folder_of = {};  // by name; not for scenarios of the library
    std::vector<std::string> identities = {};        // to find a scenario that is based on itself
};

std::string library_name(const std::string& name) { return "library/" + name + ".yaml"; }

YamlNode with_base(YamlNode tree, const fs::path& folder, Chain& chain);

void enter(Chain& chain, const std::string& name, const std::string& identity, const Mark& from) {
    if (std::find(chain.identities.begin(), chain.identities.end(), identity) != chain.identities.end())
        throw Error(Problem{to_string(from), "base", fmt::format("{} is based on itself", name), ""});
    if (chain.names.size() == longest_chain)
        throw Error(Problem{to_string(from), "base",
                            fmt::format("more than {} scenarios based on each other", longest_chain), ""});
    chain.names.push_back(name);
    chain.identities.push_back(identity);
}

Problem not_there(const std::string& wanted, const fs::path& path, const Mark& from) {
    const std::string key = from.file ? "base" : "";
    std::error_code ignored;
    if (fs::is_directory(path, ignored))
        return {to_string(from), key, fmt::format("{} is a folder", path.string()),
                "name the scenario file in it"};
    const auto names = library_scenarios();
    const std::string shipped =
        names.empty() ? "" : fmt::format("shipped scenarios: {}", fmt::join(names, ", "));
    return {to_string(from), key, fmt::format("there is no scenario {}", path.string()),
            did_you_mean(wanted, names, shipped)};
}

// Reads a scenario by path or by name, a folder that is called like one not being in the way; `from` is where
// a `base` names it, if one does.
YamlNode load(const std::string& wanted, const fs::path& folder, const Mark& from, Chain& chain) {
    const fs::path path = (folder / wanted).lexically_normal();
    std::error_code ignored;
    if (fs::exists(path, ignored) && !fs::is_directory(path, ignored)) {
        enter(chain, path.string(), fs::weakly_canonical(path, ignored).string(), from);
        chain.folder_of[path.string()] = path.parent_path();
        return with_base(read_yaml_file(path, path.string()), path.parent_path(), chain);
    }
    if (const auto text = library_scenario(wanted)) {
        enter(chain, library_name(wanted), library_name(wanted), from);
        return with_base(parse_yaml(*text, library_name(wanted)), {}, chain);
    }
    throw Error(not_there(wanted, path, from));
}

YamlNode with_base(YamlNode tree, const fs::path& folder, Chain& chain) {
    const YamlEntry* base = tree.entry("base");
    if (!base) return tree;
    if (!base->value.is_scalar() || base->value.text.empty()) return tree;  // the schema check says so
    const YamlNode below = load(base->value.text, folder, base->value.mark, chain);
    std::erase_if(tree.entries, [](const YamlEntry& entry) { return entry.key == "base"; });
    return merged(below, tree);
}

Scenario checked(YamlNode tree, const Chain& chain, const std::vector<fs::path>& data) {
    std::vector<Problem> problems = check_against_schema(tree, scenario_schema_text());
    Scenario scenario = read_scenario(std::move(tree));
    locate_files(scenario, data, chain.folder_of, problems);
    read_index(scenario, problems);
    ChangeFiles files{.data = data, .folder_of = chain.folder_of};
    resolve_changes(scenario.change, files, problems);
    scenario.change_files = std::move(files);
    for (Problem& problem : check_scenario(scenario)) problems.push_back(std::move(problem));
    std::vector<std::string> names = chain.names;
    for (const ScenarioFile* file :
         {&scenario.index.file, &scenario.public_index.file, &scenario.change.index.file})
        if (file->given()) names.push_back(file->text);
    sort_by_place(problems, names);
    if (!problems.empty()) throw Error(std::move(problems));
    return scenario;
}

std::vector<Problem> folders_not_there(const std::vector<fs::path>& data) {
    std::vector<Problem> problems;
    std::error_code ignored;
    for (const fs::path& folder : data)
        if (!fs::is_directory(folder, ignored))
            problems.push_back({folder.string(), "--data", "there is no such folder", ""});
    return problems;
}

}  // namespace

std::vector<Level> LocalitiesInput::hierarchy() const {
    std::vector<Level> levels{finest.level};
    for (const LocalityLevel& parent : parents) levels.push_back(parent.level);
    std::reverse(levels.begin(), levels.end());
    return levels;
}

Scenario resolve(const std::string& file, const std::vector<fs::path>& data) {
    if (auto problems = folders_not_there(data); !problems.empty()) throw Error(std::move(problems));
    Chain chain;
    YamlNode tree = load(file, {}, {}, chain);
    return checked(std::move(tree), chain, data);
}

Scenario resolve_tree(YamlNode tree, const std::string& name, const fs::path& folder,
                      const std::vector<fs::path>& data) {
    if (auto problems = folders_not_there(data); !problems.empty()) throw Error(std::move(problems));
    Chain chain;
    enter(chain, name, name, {});
    chain.folder_of[name] = folder;
    return checked(with_base(std::move(tree), folder, chain), chain, data);
}

YamlNode without_places(YamlNode tree) {
    tree.mark.line = tree.mark.column = 0;
    for (YamlNode& item : tree.items) item = without_places(std::move(item));
    for (YamlEntry& entry : tree.entries) {
        entry.mark.line = entry.mark.column = 0;
        entry.value = without_places(std::move(entry.value));
    }
    return tree;
}

Scenario resolve_text(std::string_view text, const std::string& name, const fs::path& folder,
                      const std::vector<fs::path>& data) {
    return resolve_tree(parse_yaml(text, name), name, folder, data);
}

}  // namespace djoliba
