// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <djoliba/layers/staging.hpp>
#include <djoliba/layers/write_cog.hpp>
#include <djoliba/layers/write_csv.hpp>
#include <djoliba/layers/write_geojson.hpp>

#include "comparison_words.hpp"
#include "maps.hpp"

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

Json number(double v) { return std::isfinite(v) ? Json(v) : Json(nullptr); }

Stamp stamp_of(const RunComparison& runs) {
    return {.title = fmt::format("{} -> {}", runs.before.title, runs.after.title),
            .as_of = runs.after.as_of,
            .synthetic = runs.before.synthetic || runs.after.synthetic,
            .note = runs.after.note};
}

/// The shape of a unit in the new run, else in the old one; nullptr where neither has one.
const MultiPolygon* shape_of(const RunComparison& runs, int u) {
    const auto& at = runs.comparison.units[u].at;
    for (const int run : {1, 0}) {
        const auto& places = (run == 0 ? runs.before : runs.after).run.localities;
        if (at[run] >= 0 && !places[at[run]].shape.empty()) return &places[at[run]].shape;
    }
    return nullptr;
}

const Level& finest(const RunComparison& runs) { return runs.after.run.localities.finest(); }

FeatureLayer features(const RunComparison& runs, const OutputTable& table) {
    FeatureLayer layer{.name = "comparison", .crs = runs.after.run.localities.crs};
    layer.table.columns = table.columns;
    const auto order = comparison_order(runs);
    for (std::size_t row = 0; row < order.size(); ++row) {
        if (runs.comparison.units[order[row]].level != finest(runs)) continue;
        layer.table.rows.push_back(table.rows[row]);
        layer.shapes.push_back(shape_of(runs, order[row]));
    }
    return layer;
}

void write_change_map(const RunComparison& runs, const std::filesystem::path& file, const Job& job) {
    Localities places{.hierarchy = {finest(runs)}, .crs = runs.after.run.localities.crs};
    std::vector<float> change;
    for (int u = 0; u < static_cast<int>(runs.comparison.units.size()); ++u) {
        const ComparedUnit& unit = runs.comparison.units[u];
        const MultiPolygon* shape = shape_of(runs, u);
        if (unit.level != finest(runs) || shape == nullptr) continue;
        places.items.push_back({unit.code, "", unit.level, -1, *shape});
        change.push_back(static_cast<float>(unit.score_change()));
    }
    const auto cells =
        locality_cells(places, std::min(runs.before.map_resolution, runs.after.map_resolution), job);
    RasterOutput output{.grid = cells.grid, .crs = places.crs};
    output.overviews = Overviews::nearest;
    output.bands = {{"Variation du score de risque (B - A) / Change of risk score (B - A)", "score points"}};
    write_cog(file, output, stamp_of(runs), value_filler(cells, std::move(change)), job);
}

Json run_json(const SavedRun& saved, const char* name) {
    return {{"run", name},
            {"title", saved.title},
            {"as_of", to_string(saved.as_of)},
            {"boundary_vintage", saved.run.localities.vintage},
            {"index", saved.run.tree.name},
            {"version", saved.version},
            {"run_json_sha256", saved.manifest_digest},
            {"ranking_csv_sha256", saved.ranking_digest}};
}

const char* kind_of(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::dimension:
            return "dimension";
        case ChangeKind::people:
            return "people";
        case ChangeKind::definition:
            return "definition";
        case ChangeKind::coverage:
            return "coverage";
    }
    return "";
}

Json parts_json(const RunComparison& runs) {
    Json list = Json::array();
    for (const auto& part : runs.comparison.parts)
        list.push_back({{"name", part.name},
                        {"kind", kind_of(part.kind)},
                        {"label_fr", part.label_fr},
                        {"label_en", part.label_en},
                        {"indicators", part.indicators},
                        {"residents", part.people},
                        {"differs", part.differs}});
    return list;
}

Json levels_json(const RunComparison& runs) {
    Json list = Json::array();
    for (const auto& level : comparison_levels(runs)) {
        const LevelChange change = change_of_level(runs, level);
        Json mean_part = Json::object();
        for (std::size_t p = 0; p < change.mean_part.size(); ++p)
            mean_part[runs.comparison.parts[p].name] = number(change.mean_part[p]);
        list.push_back({{"level", level},
                        {"compared", change.compared},
                        {"higher", change.higher},
                        {"lower", change.lower},
                        {"unchanged", change.compared - change.higher - change.lower},
                        {"in_another_class", change.other_class},
                        {"assessed_in_a_only", change.only_before.size()},
                        {"assessed_in_b_only", change.only_after.size()},
                        {"assessed_in_neither", change.in_neither},
                        {"mean_change", number(change.mean_change)},
                        {"mean_part", mean_part}});
    }
    return list;
}

std::string manifest_of(const RunComparison& runs, const std::vector<std::string>& files) {
    const Stamp stamp = stamp_of(runs);
    const Json json = {{"title", stamp.title},
                       {"as_of", to_string(stamp.as_of)},
                       {"synthetic", stamp.synthetic},
                       {"warning", stamp.synthetic ? std::string(synthetic_warning()) : ""},
                       {"note", stamp.note},
                       {"program", {{"name", "djoliba"}, {"version", DJOLIBA_VERSION}}},
                       {"runs", {run_json(runs.before, "a"), run_json(runs.after, "b")}},
                       {"crosswalk_sha256", runs.crosswalk_digest},
                       {"parts", parts_json(runs)},
                       {"levels", levels_json(runs)},
                       {"notes", runs.notes},
                       {"outputs", files}};
    return json.dump(2) + "\n";
}

}  // namespace

std::vector<std::string> save(const RunComparison& runs, const std::filesystem::path& directory,
                              const Job& job) {
    Staging staging(directory);
    std::vector<std::string> files;
    const auto path = [&](const std::string& name) {
        files.push_back(name);
        return staging.path(name);
    };
    const OutputTable table = comparison_table(runs);
    write_csv(path("comparison.csv"), table);
    if (runs.shapes) {
        write_geojson(path("comparison.geojson"), features(runs, table), stamp_of(runs));
        write_change_map(runs, path("change.tif"), job);
    }
    write_text(staging.path("compare.json"), manifest_of(runs, files));
    staging.commit();
    files.emplace_back("compare.json");
    return files;
}

}  // namespace djoliba
