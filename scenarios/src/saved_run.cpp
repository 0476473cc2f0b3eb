// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/saved_run.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/index.hpp>
#include <djoliba/layers/digest.hpp>
#include <djoliba/layers/staging.hpp>
#include <djoliba/layers/table.hpp>
#include <djoliba/layers/vector_file.hpp>
#include <djoliba/scenarios/index_file.hpp>

#include "saved_manifest.hpp"

namespace djoliba {
namespace {

namespace fs = std::filesystem;

constexpr const char* ranking_name = "ranking.csv";
constexpr double as_saved = 1e-9;

std::string run_again(const SavedRun& saved) {
    return fmt::format("it was saved by djoliba {}: run the scenario again with this version ({})",
                       saved.version, DJOLIBA_VERSION);
}

/// The rows of the table in the order of Localities: by level as in run.json, then by code.
std::vector<std::size_t> in_order(const Table& table, const std::vector<Level>& levels) {
    const auto level = texts(table, "level"), code = texts(table, "code");
    std::vector<std::size_t> order(table.rows.size());
    for (std::size_t row = 0; row < order.size(); ++row) order[row] = row;
    const auto position = [&](std::size_t row) { return std::ranges::find(levels, level[row]); };
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        return position(a) != position(b) ? position(a) < position(b) : code[a] < code[b];
    });
    return order;
}

/// Index of the nearest unit above with this code, -1 where there is none.
int unit_above(const Localities& places, int depth, const std::string& code) {
    for (int above = depth - 1; above >= 0; --above)
        if (const int found = places.find(places.hierarchy[above], code); found >= 0) return found;
    return -1;
}

Localities localities_of(const Table& table, const std::vector<std::size_t>& order,
                         const SavedManifest& manifest) {
    Localities places{.hierarchy = manifest.hierarchy, .vintage = manifest.vintage, .crs = manifest.crs};
    const auto level = texts(table, "level"), code = texts(table, "code"), name = texts(table, "name"),
               parent = texts(table, "parent_code");
    for (const std::size_t row : order) {
        if (places.find(level[row], code[row]) >= 0)
            throw Error({table.where(row), "code", fmt::format("{} is there twice", code[row]),
                         "the file was changed: run the scenario again"});
        places.items.push_back({code[row], name[row], level[row]});
        if (!parent[row].empty())
            places.items.back().parent = unit_above(places, places.depth(level[row]), parent[row]);
    }
    for (const auto& partition : manifest.partitions) {
        const int unit = places.find(partition.level, partition.code);
        for (const auto& member : partition.members)
            if (const int i = places.find(places.finest(), member); unit >= 0 && i >= 0)
                places.items[unit].members.push_back(i);
    }
    return places;
}

std::vector<double> column_of(const SavedRun& saved, const Table& table,
                              const std::vector<std::size_t>& order, const std::string& name) {
    if (!table.has_column(name))
        throw Error({table.file, name, "the table has no such column", run_again(saved)});
    const auto values = numbers(table, name);
    std::vector<double> ordered;
    ordered.reserve(order.size());
    for (const std::size_t row : order) ordered.push_back(values[row]);
    return ordered;
}

Indicator indicator_of(const std::string& name, const std::vector<double>& values) {
    Indicator made;
    made.name = made.label_en = made.label_fr = name;
    made.clear(values.size(), "not known");
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!std::isnan(values[i])) made.set(i, values[i]);
    return made;
}

void check_scores(const SavedRun& saved, const Table& table, const std::vector<double>& score) {
    const auto& run = saved.run;
    const IndexResult again =
        combine(run.indicators, run.localities, run.tree, {.people = run.people, .insist = run.insist});
    for (std::size_t i = 0; i < score.size(); ++i) {
        const double ours = again.score[0][i];
        if (std::abs(ours - score[i]) <= as_saved || (std::isnan(ours) && std::isnan(score[i]))) continue;
        throw Error({table.file, "score",
                     fmt::format("{} has {} where its indicators and the index of run.json give {}",
                                 run.localities[i].code, score[i], ours),
                     "the files were changed, or are not of one run; " + run_again(saved)});
    }
}

SavedRun from_manifest(const fs::path& folder, const SavedManifest& manifest) {
    SavedRun saved{.folder = folder.string(), .title = manifest.title};
    saved.as_of = manifest.as_of;
    saved.synthetic = manifest.synthetic;
    saved.note = manifest.note;
    saved.version = manifest.version;
    saved.headline_level = manifest.headline_level;
    saved.map_resolution = manifest.map_resolution;
    saved.scenario = manifest.scenario;
    saved.inputs = manifest.inputs;
    saved.manifest_digest = sha256_file(folder / manifest_name);
    saved.run.insist = manifest.insist;
    const auto name = (folder / manifest_name).string();
    saved.run.tree = parse_index(manifest.definition, name + ": index.definition").trees.front();
    return saved;
}

void add_shapes(SavedRun& saved, const fs::path& file, const std::string& layer) {
    Localities& places = saved.run.localities;
    const VectorLayer read = read_vector(file, {.layer = layer, .crs = places.crs, .name = file.string()});
    const std::size_t code = field_index(read, "code");
    for (const Feature& feature : read.features)
        if (const int i = places.find(places.finest(), feature.values[code]); i >= 0)
            places.items[i].shape = feature.shape;
}

}  // namespace

Table read_saved_ranking(const fs::path& folder, const SavedManifest& manifest) {
    const fs::path file = folder / ranking_name;
    if (std::ranges::find(manifest.outputs, ranking_name) == manifest.outputs.end())
        throw Error({(folder / manifest_name).string(), "outputs",
                     fmt::format("the run did not write {}", ranking_name),
                     "run it again with `csv` among the `outputs` of its scenario"});
    std::error_code ignored;
    if (!fs::exists(file, ignored))
        throw Error({file.string(), "", "run.json lists it, and it is not there",
                     "name the folder as the run left it, or run the scenario again"});
    Table table = read_table(file, {.name = file.string()});
    if (table.rows.size() != manifest.units || !table.exclusions.empty())
        throw Error({file.string(), "",
                     fmt::format("it has {} whole rows where run.json counts {} units", table.rows.size(),
                                 manifest.units),
                     "the file is damaged, or of another run: run the scenario again"});
    return table;
}

SavedRun read_saved_run(const fs::path& folder) {
    const SavedManifest manifest = read_saved_manifest(folder);
    SavedRun saved = from_manifest(folder, manifest);
    const Table table = read_saved_ranking(folder, manifest);
    saved.ranking_digest = sha256_file(folder / ranking_name);
    const auto order = in_order(table, manifest.levels);
    saved.run.localities = localities_of(table, order, manifest);
    saved.run.people = column_of(saved, table, order, "population");
    for (const auto& name : manifest.indicators)
        saved.run.indicators.add(indicator_of(name, column_of(saved, table, order, name)));
    check_scores(saved, table, column_of(saved, table, order, "score"));
    return saved;
}

bool read_saved_shapes(SavedRun& saved) {
    const fs::path folder = saved.folder;
    std::error_code ignored;
    if (fs::exists(folder / "localities.gpkg", ignored)) {
        add_shapes(saved, folder / "localities.gpkg", saved.run.localities.finest());
        return true;
    }
    if (!fs::exists(folder / "localities.geojson", ignored)) return false;
    add_shapes(saved, folder / "localities.geojson", "");
    return true;
}

}  // namespace djoliba
