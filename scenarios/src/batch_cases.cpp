// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "batch_cases.hpp"

#include <set>

#include <fmt/format.h>

#include <djoliba/scenarios/batch.hpp>
#include <djoliba/scenarios/check.hpp>
#include <djoliba/scenarios/library.hpp>
#include <djoliba/scenarios/schema.hpp>

#include "change_data.hpp"
#include "inputs.hpp"
#include "scenario_read.hpp"

namespace djoliba {
namespace {

using Values = std::vector<SweepValue>;

/// {a: {b: value}} for the path a.b.
YamlNode nested(std::string_view path, const YamlNode& value) {
    if (path.empty()) return value;
    const std::size_t dot = path.find('.');
    YamlNode map;
    map.kind = YamlNode::Kind::map;
    map.mark = value.mark;
    map.entries.push_back({std::string(path.substr(0, dot)), value.mark,
                           nested(dot == std::string_view::npos ? "" : path.substr(dot + 1), value)});
    return map;
}

/// Without what stands at a path; a map of which nothing is left goes too.
YamlNode without(YamlNode map, std::string_view path) {
    const std::size_t dot = path.find('.');
    const auto key = path.substr(0, dot);
    std::erase_if(map.entries, [&](YamlEntry& entry) {
        if (entry.key != key) return false;
        if (dot == std::string_view::npos) return true;
        entry.value = without(entry.value, path.substr(dot + 1));
        return entry.value.is_null();
    });
    return map.is_map() && map.entries.empty() ? YamlNode{} : map;
}

/// A path leads through maps only.
void check_path(const YamlNode& change, const std::string& path, const Mark& mark) {
    if (path.empty() || path.front() == '.' || path.back() == '.' || path.find("..") != std::string::npos)
        throw Error(Problem{to_string(mark), path, "an empty part of a path", "remove a dot"});
    const YamlNode* node = &change;
    std::string_view rest = path;
    std::string walked = "change";
    while (node && !rest.empty()) {
        if (!node->is_map() && !node->is_null())
            throw Error(Problem{to_string(mark), path, walked + " is not a map: a path cannot lead into it",
                                "sweep over the whole of it, or write it as a map"});
        const std::size_t dot = rest.find('.');
        const auto key = rest.substr(0, dot);
        if (key.empty())
            throw Error(Problem{to_string(mark), path, "an empty part of a path", "remove a dot"});
        node = node->find(key);
        walked += "." + std::string(key);
        rest = dot == std::string_view::npos ? "" : rest.substr(dot + 1);
    }
}

std::string text_of(const YamlNode& value, std::size_t position) {
    if (value.is_scalar()) return value.text;
    return value.is_null() ? "unchanged" : fmt::format("#{}", position + 1);
}

std::string value_text(const YamlNode& value) {
    if (value.is_null()) return "";
    return value.is_scalar() ? value.text : to_yaml(value);
}

/// Every combination of the lists of a sweep; the last key changes fastest.
std::vector<Values> grid_of(const YamlNode* sweep) {
    std::vector<Values> grid(1);
    for (const YamlEntry& entry : sweep ? sweep->entries : std::vector<YamlEntry>{}) {
        const std::size_t count = grid.size() * entry.value.items.size();
        if (count > most_cases)
            throw Error(Problem{to_string(entry.mark), "sweep",
                                fmt::format("more than {} scenarios", most_cases),
                                "sweep over fewer values, or draw a `sample`"});
        std::vector<Values> wider;
        wider.reserve(count);
        for (const Values& values : grid)
            for (std::size_t k = 0; k < entry.value.items.size(); ++k) {
                wider.push_back(values);
                wider.back().push_back({entry.key, entry.value.items[k], text_of(entry.value.items[k], k)});
            }
        grid = std::move(wider);
    }
    return grid;
}

std::vector<Values> combined(const std::vector<Values>& grid, const std::vector<Values>& draws,
                             const Mark& mark) {
    if (draws.empty()) return grid;
    if (grid.size() * draws.size() > most_cases)
        throw Error(Problem{to_string(mark), "sample", fmt::format("more than {} scenarios", most_cases),
                            "draw fewer of them"});
    std::vector<Values> all;
    all.reserve(grid.size() * draws.size());
    for (const Values& values : grid)
        for (const Values& drawn : draws) {
            all.push_back(values);
            all.back().insert(all.back().end(), drawn.begin(), drawn.end());
        }
    return all;
}

void check_paths(const std::vector<Values>& all, const YamlNode& change) {
    for (std::size_t i = 0; i < all.front().size(); ++i) {
        const SweepValue& value = all.front()[i];
        if (value.path == draw_number) continue;
        check_path(change, value.path, value.value.mark);
        for (std::size_t k = 0; k < i; ++k)
            if (all.front()[k].path == value.path)
                throw Error(Problem{to_string(value.value.mark), value.path, "swept over and drawn as well",
                                    "leave it out of `sweep` or of `sample`"});
    }
}

/// Values of a sweep stand in the name, a draw of a sample by its number.
std::string name_of(const std::string& stem, const Values& values) {
    std::string parameters;
    for (const auto& v : values)
        if (v.in_name) parameters += (parameters.empty() ? "" : ",") + v.path + "=" + v.text;
    return parameters.empty() ? stem : stem + "[" + parameters + "]";
}

/// What the cases of one file are made with.
struct Maker {
    Schema schema;
    std::shared_ptr<const Scenario> base;
    ChangeFiles files;
    std::string stem;
    std::string file;
};

BatchCase case_of(Maker& maker, const YamlNode& baseline_change, const Values& values) {
    BatchCase one{.name = name_of(maker.stem, values),
                  .file = maker.file,
                  .base = maker.base,
                  .change = baseline_change};
    for (const auto& v : values) {
        one.parameters.emplace_back(v.path, value_text(v.value));
        if (v.path == draw_number) continue;
        one.change =
            v.value.is_null() ? without(one.change, v.path) : merged(one.change, nested(v.path, v.value));
    }
    if (one.change.is_null()) return one;
    one.problems = maker.schema.check(one.change, "change");
    one.changes = read_changes(one.change);
    resolve_changes(one.changes, maker.files, one.problems);
    for (auto& problem : check_changes(*maker.base, one.changes)) one.problems.push_back(std::move(problem));
    return one;
}

}  // namespace

namespace {

/// The sections of a change that need tables to be read.
std::string data_part(const YamlNode& change) {
    std::string text;
    for (const char* section : {"displaced", "facilities", "population"})
        if (const YamlNode* node = change.find(section)) text += to_yaml(*node) + "|";
    return text;
}

}  // namespace

std::vector<BatchCase> expand(const Scenario& scenario, const std::string& name, const std::string& file,
                              const Job& job) {
    const YamlNode* sweep = scenario.tree.find("sweep");
    const YamlNode* sample = scenario.tree.find("sample");
    const YamlNode* change = scenario.tree.find("change");
    auto base = std::make_shared<Scenario>(scenario);
    base->change = {};
    std::erase_if(base->tree.entries,
                  [](const YamlEntry& entry) { return entry.key == "sweep" || entry.key == "sample"; });
    for (YamlEntry& entry : base->tree.entries)
        if (entry.key == "change") entry.value = YamlNode{};  // keeps its place for that of a case
    const YamlNode baseline_change = change ? *change : YamlNode{};
    const auto all = combined(grid_of(sweep), sample ? draw_sample(*sample) : std::vector<Values>{},
                              sample ? sample->mark : Mark{});
    check_paths(all, baseline_change);
    std::vector<BatchCase> cases;
    cases.reserve(all.size());
    Maker maker{Schema(scenario_schema_text()), base, scenario.change_files, name, file};
    for (const Values& values : all) {
        if (job.cancelled && job.cancelled()) throw Cancelled();
        cases.push_back(case_of(maker, baseline_change, values));
    }
    return cases;
}

std::vector<BatchCase> expand(const std::string& file, const std::vector<std::filesystem::path>& data,
                              const Job& job) {
    return expand(resolve(file, data), std::filesystem::path(file).stem().string(), file, job);
}

SweepCheck check_sweep(const Scenario& scenario, const Job& job) {
    SweepCheck check;
    const auto cases = expand(scenario, "", "", job);
    check.scenarios = cases.size();
    std::set<std::string> told, data_checked;
    const auto tell = [&](const std::vector<Problem>& problems) {
        for (const Problem& problem : problems)
            if (told.insert(to_string(problem)).second) check.problems.push_back(problem);
    };
    if (cases.size() < 2) return tell(cases.front().problems), check;
    Account nobody_reads;
    const Localities places = read_localities(admin_layers(scenario.localities), nobody_reads);
    Scenario changed = scenario;
    for (const BatchCase& one : cases) {
        if (job.cancelled && job.cancelled()) throw Cancelled();
        auto problems = one.problems;
        if (problems.empty()) problems = check_changes(*one.base, one.changes, places);
        changed.change = one.changes;
        if (problems.empty() && data_checked.insert(data_part(one.change)).second)
            problems = check_change_data(changed, places);
        tell(problems);
    }
    return check;
}

SweepCheck check_files_and_sweep(const Scenario& scenario, const Job& job) {
    if (auto problems = check_inputs(scenario); !problems.empty()) return {.problems = std::move(problems)};
    return check_sweep(scenario, job);
}

}  // namespace djoliba
