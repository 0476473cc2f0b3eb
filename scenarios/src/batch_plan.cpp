// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "batch_plan.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <djoliba/layers/digest.hpp>
#include <djoliba/layers/staging.hpp>
#include <djoliba/scenarios/scenario_in_memory.hpp>

#include "batch_scores.hpp"
#include "scenario_files.hpp"

namespace djoliba {
namespace {

namespace fs = std::filesystem;

std::string stem_of(const std::string& file) { return fs::path(file).stem().string(); }

std::vector<BatchCase> cases_of(const std::string& file, const BatchRequest& request, const Job& job) {
    try {
        return expand(file, request.data, job);
    } catch (const Error& error) {
        return {{.name = stem_of(file), .file = file, .problems = error.problems()}};
    }
}

/// Those of a scenario that stands in no file.
std::vector<BatchCase> cases_of_text(const std::string& text, const std::string& where,
                                     const BatchRequest& request, const Job& job) {
    std::string name = where;
    try {
        YamlNode tree = without_places(parse_yaml(text, where));
        if (const YamlNode* title = tree.find("title"); title && title->is_scalar()) name = title->text;
        const Scenario scenario = resolve_tree(std::move(tree), where, {}, request.data);
        return expand(scenario, scenario.title, scenario.title, job);
    } catch (const Error& error) {
        return {{.name = name, .file = name, .problems = error.problems()}};
    }
}

/// Cases of one name cannot be told apart: all but the first fail.
class NamedOnce {
 public:
    void add(std::vector<BatchCase> cases, const std::string& where, const char* remedy) {
        for (auto& one : cases) {
            const auto [other, is_new] = place_of_.emplace(one.name, where);
            if (!is_new) {
                one.problems.push_back(
                    {where, "", fmt::format("{} has a scenario of this name too", other->second), remedy});
                one.name += " (" + where + ")";
            }
            all_.push_back(std::move(one));
        }
    }
    std::vector<BatchCase> take() { return std::move(all_); }

 private:
    std::vector<BatchCase> all_;
    std::map<std::string, std::string> place_of_;
};

std::vector<BatchCase> all_cases(const BatchRequest& request, const Job& job) {
    NamedOnce all;
    for (const auto& file : request.files)
        all.add(cases_of(file, request, job), file, "rename one of the files");
    for (std::size_t i = 0; i < request.texts.size(); ++i) {
        const std::string where = fmt::format("scenario {}", i + 1);
        all.add(cases_of_text(request.texts[i], where, request, job), where, "give each a title of its own");
    }
    return all.take();
}

/// Keys that say nothing about scores.
bool is_text_only(const std::string& key) {
    return key == "title" || key == "description" || key == "reconcile" || key == "outputs" ||
           key == "keep" || key == "map_resolution";
}

/// Keys that act after everything is read.
bool is_index(const std::string& key) { return key == "index" || key == "insist"; }

/// Keys that act on intervals only.
bool is_uncertainty(const std::string& key) { return key == "uncertainty" || key == "seed"; }

/// Files that only stand beside our figures.
bool is_beside(const LayerInfo& layer) { return layer.key.starts_with("reconcile"); }

/// Tables of texts beside the figures: whatever is in them, no score changes.
bool is_text(const Scenario& s, const LayerInfo& layer, const ScenarioFile& file) {
    if (s.flood && s.flood->months && layer.key == s.flood->info.key)
        return file.text == s.flood->months->table.file.text;
    const PopulationLayer& people = s.population;
    if (!people.urban || layer.key != people.info.key || file.text != people.urban->table.file.text)
        return false;
    return !(people.table && people.table->table.file.text == file.text) &&
           !(people.rake_to && people.rake_to->table.file.text == file.text);
}

/// What a case with outputs depends on in its whole; one without, only as far as scores go.
LedgerBase base_of(const Scenario& s, bool kept, FileDigests& digests) {
    LedgerBase base;
    YamlNode tree = s.tree;
    if (!kept) std::erase_if(tree.entries, [](const YamlEntry& e) { return is_text_only(e.key); });
    if (!s.uncertainty.in_batch)
        std::erase_if(tree.entries, [](const YamlEntry& e) { return is_uncertainty(e.key); });
    std::erase_if(tree.entries, [](const YamlEntry& e) {
        return e.key == "outputs" || e.key == "keep" || e.key == "change";
    });
    base.scenario = to_yaml(tree);
    for (const auto& [layer, file] : files_of(s))
        if (kept || (!is_beside(*layer) && !is_text(s, *layer, *file)))
            base.inputs[layer->source + ": " + file->text] = digests.of(file->path);
    if (s.index.file.given()) base.inputs["index: " + s.index.file.text] = digests.of(s.index.file.path);
    std::string all = std::string(DJOLIBA_VERSION) + "\n" + base.scenario;
    for (const auto& [file, digest] : base.inputs) all.append("\n").append(file).append(" ").append(digest);
    base.digest = sha256(all);
    return base;
}

/// The same where two scenarios read and count the same.
std::string reading_of(const Scenario& s, const LedgerBase& base) {
    YamlNode tree = s.tree;
    std::erase_if(tree.entries, [&](const YamlEntry& e) {
        return is_text_only(e.key) || is_index(e.key) || e.key == "change" ||
               (!s.uncertainty.in_batch && is_uncertainty(e.key));
    });
    std::string all = to_yaml(tree);
    for (const auto& [layer, file] : files_of(s))
        if (!is_beside(*layer) && !is_text(s, *layer, *file))
            all += "\n" + base.inputs.at(layer->source + ": " + file->text);
    return sha256(all);
}

std::string changed_inputs(const Changes& changes, FileDigests& digests) {
    std::string text;
    for_each_changed_file(changes, [&](const std::string& key, const ScenarioFile& file) {
        text += fmt::format("{}: {} {}\n", key, file.text, digests.of(file.path));
    });
    if (const auto& file = changes.index.file; file.given())
        text += fmt::format("index: {} {}\n", file.text, digests.of(file.path));
    return text;
}

constexpr const char* report_format = "report";

struct KnownBase {
    std::string digest = {};
    std::string reading = {};
};

bool kept_whole(const fs::path& folder) {
    const auto outputs = listed_outputs(folder / manifest_name);
    std::error_code ignored;
    for (const auto& file : outputs)
        if (!fs::exists(folder / file, ignored)) return false;
    return fs::exists(folder / manifest_name, ignored);
}

LedgerCase entry_of(const BatchCase& one, const std::string& base, FileDigests& digests,
                    const fs::path& directory) {
    LedgerCase entry{.name = one.name, .file = one.file, .base = base};
    entry.change = one.change.is_null() ? "" : to_yaml(one.change);
    entry.parameters = one.parameters;
    entry.problem = all_problems(one.problems);
    if (!entry.problem.empty()) return entry;
    entry.inputs = changed_inputs(one.changes, digests);
    entry.keep = fmt::format("{}", fmt::join(kept_outputs(*one.base), ","));
    entry.kept = !entry.keep.empty() && kept_whole(directory / kept_folder(one));
    return entry;
}

}  // namespace

std::string all_problems(const std::vector<Problem>& problems) {
    std::string text;
    for (const auto& p : problems) text += (text.empty() ? "" : "\n") + to_string(p);
    return text;
}

std::vector<std::string> kept_outputs(const Scenario& base) {
    std::vector<std::string> outputs = base.keep;
    std::erase(outputs, report_format);
    return outputs;
}

std::string digest_of_scores(const Scenario& base, FileDigests& digests) {
    return base_of(base, false, digests).digest;
}

std::string digest_of_outputs(const Scenario& base, FileDigests& digests) {
    return base_of(base, true, digests).digest;
}

std::string kept_folder(const BatchCase& one) {
    std::string name = one.name;
    for (char& c : name)
        if (c == '/' || c == '\\' || c == ':' || c == '\n') c = '_';
    constexpr std::size_t longest = 120;
    if (name.size() > longest || name != one.name)
        name = name.substr(0, std::min(longest, name.size())) + "-" + sha256(one.name).substr(0, 12);
    return "scenarios/" + name;
}

BatchWork batch_work(const BatchRequest& request, const std::map<fs::path, KnownFile>& known_files,
                     const Job& job) {
    BatchWork work{.cases = all_cases(request, job), .digests = std::make_shared<FileDigests>(known_files)};
    FileDigests& digests = *work.digests;
    std::map<const Scenario*, KnownBase> known;
    for (BatchCase& one : work.cases) {
        if (job.cancelled && job.cancelled()) throw Cancelled();
        KnownBase base;
        try {
            if (one.base && !known.contains(one.base.get())) {
                LedgerBase b = base_of(*one.base, !kept_outputs(*one.base).empty(), digests);
                known[one.base.get()] = {b.digest, reading_of(*one.base, b)};
                const auto same = [&](const LedgerBase& other) { return other.digest == b.digest; };
                if (std::none_of(work.bases.begin(), work.bases.end(), same))
                    work.bases.push_back(std::move(b));
            }
            if (one.base) base = known[one.base.get()];
            work.entries.push_back(entry_of(one, base.digest, digests, request.directory));
        } catch (const Error& error) {
            one.problems = error.problems();
            work.entries.push_back(entry_of(one, base.digest, digests, request.directory));
        }
        work.readings.push_back(base.reading);
    }
    work.for_report = asked_for_in_report(work.cases, request.in_report);
    return work;
}

BatchPlan plan_of(const BatchWork& work, const std::vector<LedgerTask>& tasks) {
    BatchPlan plan;
    std::set<std::string> bases, seasons, events, closures;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const bool to_do = tasks[i].state == LedgerTask::State::to_do;
        plan.tasks.push_back(
            {work.cases[i].name, to_do, tasks[i].state == LedgerTask::State::failed, tasks[i].reason});
        if (!to_do) continue;
        const BatchCase& one = work.cases[i];
        bases.insert(work.entries[i].base);
        for (const auto& d : one.changes.drought)
            if (d.replay) seasons.insert(fmt::format("{} {}", work.entries[i].base, *d.replay));
        for (const auto& c : one.changes.conflict)
            if (c.move_east_km != 0 || c.move_north_km != 0 || !c.add.empty())
                events.insert(work.entries[i].base + reading_part(one.change, "conflict"));
        if (!one.changes.close_facilities.empty())
            closures.insert(work.entries[i].base + to_yaml(*one.change.find("facilities")));
        plan.kept += work.entries[i].keep.empty() ? 0 : 1;
    }
    plan.baselines = bases.size(), plan.seasons = seasons.size(), plan.event_fields = events.size();
    plan.closures = closures.size();
    plan.in_report = std::min(work.for_report.size(), most_in_report);
    return plan;
}

BatchPlan plan_batch(const BatchRequest& request, const Job& job) {
    const BatchWork work = batch_work(request, {}, job);
    std::error_code ignored;
    std::vector<LedgerTask> tasks(work.entries.size(), {LedgerTask::State::to_do, "new"});
    if (fs::exists(request.directory / "batch.db", ignored)) {
        tasks = Ledger(request.directory).plan(work.bases, work.entries, job);
    } else {
        for (std::size_t i = 0; i < tasks.size(); ++i)
            if (!work.entries[i].problem.empty())
                tasks[i] = {LedgerTask::State::failed, work.entries[i].problem};
    }
    return plan_of(work, tasks);
}

}  // namespace djoliba
