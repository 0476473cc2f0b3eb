// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "scenario_files.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <djoliba/engine/nearest.hpp>
#include <djoliba/scenarios/library.hpp>

namespace djoliba {
namespace {

namespace fs = std::filesystem;
using Folders = std::vector<fs::path>;

bool there(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(path, ignored);
}

// Files of a folder, for "did you mean"; nothing where there are very many.
std::vector<std::string> names_in(const fs::path& folder) {
    std::error_code error;
    std::vector<std::string> names;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end && names.size() < 5000;
         entry.increment(error))
        names.push_back(entry->path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::string nearest_file(const fs::path& wanted, const Folders& folders) {
    for (const fs::path& folder : folders) {
        const std::string name =
            nearest_name(wanted.filename().string(), names_in((folder / wanted).parent_path()));
        if (!name.empty()) return (wanted.parent_path() / name).string();
    }
    return "";
}

std::string remedy_for(const fs::path& wanted, const Folders& folders, bool with_data) {
    const std::string nearest = nearest_file(wanted, folders);
    if (!nearest.empty()) return fmt::format("did you mean `{}`?", nearest);
    std::vector<std::string> looked;
    for (const fs::path& folder : folders) looked.push_back(folder.empty() ? "." : folder.string());
    std::string text = looked.empty() ? "" : fmt::format("looked in {}", fmt::join(looked, " and in "));
    if (!with_data)
        text += (text.empty() ? "" : "; ") + std::string("name the folder of the data with --data");
    return text;
}

bool is_web_address(const std::string& text) { return text.find("://") != std::string::npos; }

struct Search {
    const Folders& data;
    const std::map<std::string, fs::path>& folder_of;

    Folders folders_for(const ScenarioFile& file) const {
        Folders folders = data;
        const auto own = file.mark.file ? folder_of.find(*file.mark.file) : folder_of.end();
        if (own != folder_of.end()) folders.push_back(own->second);
        return folders;
    }
    std::optional<Problem> locate(ScenarioFile& file, const std::string& key) const;
};

std::optional<Problem> Search::locate(ScenarioFile& file, const std::string& key) const {
    const fs::path wanted(file.text);
    const std::string where = to_string(file.mark);
    if (is_web_address(file.text))
        return Problem{where, key, fmt::format("{} is a web address", file.text),
                       "download it and name the file"};
    if (file.text.starts_with("/vsi")) {
        file.path = wanted;
        return std::nullopt;
    }
    const Folders folders = wanted.is_absolute() ? Folders{wanted.root_path()} : folders_for(file);
    for (const fs::path& folder : folders)
        if (there(folder / wanted)) {
            file.path = folder / wanted;
            return std::nullopt;
        }
    return Problem{where, key, fmt::format("there is no file {}", file.text),
                   wanted.is_absolute() ? "" : remedy_for(wanted, folders, !data.empty())};
}

std::optional<Problem> locate_index(IndexReference& index, const std::string& key, const Search& search) {
    if (!index.file.given()) return std::nullopt;
    auto problem = search.locate(index.file, key);
    if (!problem) return std::nullopt;
    const auto names = library_indices();
    problem->problem = fmt::format("`{}` is neither an index of the library nor a file", index.file.text);
    problem->remedy =
        did_you_mean(index.file.text, names, fmt::format("in the library: {}", fmt::join(names, ", ")));
    return problem;
}

}  // namespace

void locate_files(Scenario& scenario, const Folders& data, const std::map<std::string, fs::path>& folder_of,
                  std::vector<Problem>& problems) {
    const Search search{data, folder_of};
    std::set<std::string> told;  // a file named once may serve several levels
    for_each_file(scenario, [&](const LayerInfo& layer, ScenarioFile& file) {
        auto problem = search.locate(file, layer.key);
        if (problem && told.insert(problem->where + file.text).second)
            problems.push_back(std::move(*problem));
    });
    if (auto problem = locate_index(scenario.index, "index", search)) problems.push_back(std::move(*problem));
    if (auto problem = locate_index(scenario.public_index, "public_index", search))
        problems.push_back(std::move(*problem));
}

void locate_files(Changes& changes, const Folders& data, const std::map<std::string, fs::path>& folder_of,
                  std::vector<Problem>& problems) {
    const Search search{data, folder_of};
    for_each_changed_file(changes, [&](const std::string& key, ScenarioFile& file) {
        if (auto problem = search.locate(file, key)) problems.push_back(std::move(*problem));
    });
    if (auto problem = locate_index(changes.index, "change.index", search))
        problems.push_back(std::move(*problem));
}

std::vector<LayerFile> files_of(const Scenario& scenario) {
    std::vector<LayerFile> files;
    for_each_file(scenario, [&](const LayerInfo& layer, const ScenarioFile& file) {
        files.push_back({&layer, &file});
    });
    for_each_changed_file(scenario.change, [&](const std::string&, const ScenarioFile& file) {
        files.push_back({&scenario.change.info, &file});
    });
    return files;
}

}  // namespace djoliba
