// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include <djoliba/layers/digest.hpp>
#include <djoliba/scenarios/run.hpp>
#include <djoliba/scenarios/run_comparison.hpp>

#include "index_json.hpp"

namespace djoliba {
namespace {

using Folders = std::vector<std::filesystem::path>;

constexpr const char* layers_key = "layers";
constexpr const char* change_key = "change";
constexpr const char* population_key = "population";

YamlNode without(YamlNode map, std::string_view key) {
    std::erase_if(map.entries, [&](const YamlEntry& entry) { return entry.key == key; });
    return map;
}

YamlNode with(YamlNode map, const std::string& key, const YamlNode& value) {
    map.kind = YamlNode::Kind::map;
    for (YamlEntry& entry : map.entries)
        if (entry.key == key) {
            entry.value = value;
            return map;
        }
    map.entries.push_back({key, value.mark, value});
    return map;
}

YamlNode member(const YamlNode& map, std::string_view key) {
    const YamlNode* found = map.find(key);
    return found == nullptr ? YamlNode{} : *found;
}

/// `to` with population[key] of `from`, or without it where `from` has none.
YamlNode with_population_of(const YamlNode& to, const YamlNode& from, const std::string& key) {
    const YamlNode theirs = member(member(from, key), population_key);
    const YamlNode ours = without(member(to, key), population_key);
    if (!theirs.is_null()) return with(to, key, with(ours, population_key, theirs));
    return ours.entries.empty() ? without(to, key) : with(to, key, ours);
}

/// The scenario of a run with the index that it saved in the place of what named and changed it: no indicator
/// depends on the index, and its file need not be at hand.
YamlNode tree_of(const SavedRun& saved) {
    YamlNode tree = parse_yaml(saved.scenario, saved.folder + "/run.json: scenario");
    if (tree.find(change_key) != nullptr)
        tree = with(tree, change_key, without(without(member(tree, change_key), "index"), "weights"));
    const std::string index = index_json(saved.run.tree).dump();
    return with(without(tree, "insist"), "index",
                parse_yaml(index, saved.folder + "/run.json: index.definition"));
}

Scenario resolved(const YamlNode& tree, const std::string& name, const Folders& data) {
    return resolve_text(to_yaml(tree), name, data.front(), data);
}

/// Throws Error where a file is not that which the run read.
void check_digests(const Scenario& scenario, const SavedRun& saved) {
    std::vector<Problem> problems;
    std::map<std::string, std::string> digest;  // by file as written
    for (const LayerFile& used : files_of(scenario)) {
        const auto read = std::ranges::find(saved.inputs, used.file->text, &SavedInput::file);
        if (read == saved.inputs.end() || digest.contains(used.file->text)) continue;
        digest[used.file->text] = sha256_file(used.file->path);
        if (digest[used.file->text] != read->sha256)
            problems.push_back(
                {used.file->text, used.layer->key,
                 fmt::format("it is not the file that {} read: its content is another", saved.folder),
                 "name the folder of the files of that day with --data, or leave --data out: "
                 "hazard and exposure are one part then"});
    }
    if (!problems.empty()) throw Error(std::move(problems));
}

/// The indicators of a run with the population of another.
IndicatorTable indicators_of(const SavedRun& layers, const SavedRun& residents, const Folders& data,
                             const Job& job, const CoverageCache& cache) {
    const YamlNode own = tree_of(layers), other = tree_of(residents);
    check_digests(resolved(own, layers.folder + "/run.json: scenario", data), layers);
    YamlNode crossed = with_population_of(own, other, layers_key);
    crossed = with_population_of(crossed, other, change_key);
    const std::string name =
        fmt::format("the scenario of {} with the population of {}", layers.folder, residents.folder);
    Result result = run(resolved(crossed, name, data), job, cache);
    const auto& places = layers.run.localities.items;
    if (!std::ranges::equal(result.localities.items, places, {}, &Locality::code, &Locality::code))
        throw Error({layers.folder, "localities",
                     "the localities of its scenario are not those that it saved",
                     "leave --data out: hazard and exposure are one part then"});
    return std::move(result.indicators);
}

}  // namespace

CrossedIndicators cross_population(const SavedRun& before, const SavedRun& after, const Folders& data,
                                   const Job& job, const CoverageCache& cache) {
    return {.old_with_new_people = indicators_of(before, after, data, job, cache),
            .new_with_old_people = indicators_of(after, before, data, job, cache)};
}

}  // namespace djoliba
