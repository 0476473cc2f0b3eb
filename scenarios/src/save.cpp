// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include <djoliba/layers/staging.hpp>
#include <djoliba/layers/write_csv.hpp>
#include <djoliba/layers/write_geojson.hpp>
#include <djoliba/layers/write_gpkg.hpp>
#include <djoliba/layers/write_xlsx.hpp>
#include <djoliba/scenarios/result.hpp>

#include "maps.hpp"

namespace djoliba {
namespace {

bool wanted(const Result& r, std::string_view format) {
    return std::find(r.outputs.begin(), r.outputs.end(), format) != r.outputs.end();
}

std::string level_label_fr(const Level& level) {
    if (level == "commune") return "Communes";
    if (level == "cercle") return "Cercles";
    if (level == "region") return "Régions";
    return level;
}

/// Levels of which some unit has a shape, fine to coarse, then other partitions.
std::vector<Level> levels_with_shapes(const Result& r) {
    std::vector<Level> levels(r.localities.hierarchy.rbegin(), r.localities.hierarchy.rend());
    for (const auto& locality : r.localities.items)
        if (std::find(levels.begin(), levels.end(), locality.level) == levels.end())
            levels.push_back(locality.level);
    std::erase_if(levels, [&](const Level& level) {
        const auto units = r.localities.of_level(level);
        return std::none_of(units.begin(), units.end(),
                            [&](int i) { return !r.localities[i].shape.empty(); });
    });
    return levels;
}

/// The rows of one level with their shapes.
FeatureLayer features(const Result& r, const OutputTable& table, const Level& level) {
    FeatureLayer layer{.name = level, .label_fr = level_label_fr(level), .crs = r.localities.crs};
    layer.table.columns = table.columns;
    const auto order = ranking_order(r);
    for (std::size_t row = 0; row < order.size(); ++row) {
        const auto& locality = r.localities[order[row]];
        if (locality.level != level) continue;
        layer.table.rows.push_back(table.rows[row]);
        layer.shapes.push_back(&locality.shape);
    }
    return layer;
}

OutputTable rows_of_level(const Result& r, const OutputTable& table, const Level& level) {
    OutputTable part{table.columns, {}};
    const auto order = ranking_order(r);
    for (std::size_t row = 0; row < order.size(); ++row)
        if (r.localities[order[row]].level == level) part.rows.push_back(table.rows[row]);
    return part;
}

OutputTable exclusion_table(const Result& r) {
    OutputTable t;
    t.columns = {{"source", ColumnType::text, "Source"},    {"file", ColumnType::text, "Fichier"},
                 {"reason", ColumnType::text, "Raison"},    {"rows", ColumnType::integer, "Lignes"},
                 {"people", ColumnType::real, "Personnes"}, {"events", ColumnType::real, "Événements"}};
    const auto optional = [](const std::optional<double>& v) { return v ? Cell{*v} : Cell{}; };
    for (const auto& e : r.account.exclusions)
        t.rows.push_back({Cell{e.source}, Cell{e.file}, Cell{e.reason}, Cell{e.rows}, optional(e.people),
                          optional(e.events)});
    return t;
}

OutputTable reconciliation_table(const Result& r) {
    OutputTable t;
    t.columns = {{"figure", ColumnType::text, "Chiffre"},
                 {"published", ColumnType::real, "Publié"},
                 {"ours", ColumnType::real, "Djoliba"},
                 {"ratio", ColumnType::real, "Rapport", "", "", "", 2},
                 {"unit", ColumnType::text, "Unité"},
                 {"source", ColumnType::text, "Source"},
                 {"reason", ColumnType::text, "Raison de l'écart"}};
    const auto optional = [](const std::optional<double>& v) { return v ? Cell{*v} : Cell{}; };
    for (const auto& x : r.account.reconciliations)
        t.rows.push_back({Cell{x.figure}, Cell{x.published}, optional(x.ours), optional(x.ratio()),
                          Cell{x.unit}, Cell{x.source}, Cell{x.reason}});
    return t;
}

std::vector<XlsxNote> notes(const Result& r) {
    std::vector<XlsxNote> list{
        {"Rang",
         "Le rang compte dans un niveau, du score le plus élevé au plus faible. Une localité non évaluée n'a "
         "pas de rang : "
         "l'absence de donnée n'est pas la sécurité."},
        {"Part propre",
         "Part du poids du score qui vient de données de la localité elle-même. Sous 0,5 le classement à "
         "utiliser "
         "est celui du niveau supérieur ; le rang d'une commune est alors un ordre dans son cercle."},
        {"Héritage",
         "Une valeur dont le niveau n'est pas celui de la localité est celle du niveau supérieur ; elle ne "
         "se somme pas."},
        {"Limites administratives", r.stamp.note}};
    for (const auto& f : r.inputs)
        list.push_back(
            {"Source : " + f.layer, fmt::format("{}{}{}", f.file, f.provider.empty() ? "" : ", " + f.provider,
                                                f.licence.empty() ? "" : ", licence " + f.licence)});
    return list;
}

void save_workbook(const Result& r, const OutputTable& table, const std::filesystem::path& file) {
    std::vector<XlsxSheet> sheets;
    std::vector<Level> levels{r.ranking.headline_level};
    for (auto it = r.localities.hierarchy.rbegin(); it != r.localities.hierarchy.rend(); ++it)
        if (*it != levels.front()) levels.push_back(*it);
    sheets.reserve(levels.size() + 4);
    for (const auto& level : levels)
        sheets.push_back({level_label_fr(level), rows_of_level(r, table, level), "class", 3});
    const auto add = [&](const std::string& name, OutputTable t) {
        if (!t.rows.empty()) sheets.push_back({name, std::move(t), "", 0});
    };
    add("Personnes à risque", caseload_table(r));
    add("Chiffres publiés", reconciliation_table(r));
    add("Lignes écartées", exclusion_table(r));
    add("Colonnes", column_dictionary(table));
    write_xlsx(file, sheets, notes(r), r.stamp);
}

}  // namespace

std::vector<std::string> save(const Result& r, const std::filesystem::path& directory, const Job& job) {
    Staging staging(directory);
    std::vector<std::string> files;
    const auto path = [&](const std::string& name) {
        files.push_back(name);
        return staging.path(name);
    };
    const OutputTable table = ranking_table(r);
    if (wanted(r, "csv")) {
        write_csv(path("ranking.csv"), table);
        write_csv(path("caseload.csv"), caseload_table(r));
    }
    if (wanted(r, "hxl")) write_hxl_csv(path("ranking.hxl.csv"), table);
    if (wanted(r, "xlsx")) save_workbook(r, table, path("classement.xlsx"));
    const auto levels = levels_with_shapes(r);
    if (wanted(r, "geojson"))
        for (const auto& level : levels)
            write_geojson(path(level == r.localities.finest() ? "localities.geojson"
                                                              : "localities_" + level + ".geojson"),
                          features(r, table, level), r.stamp);
    if (wanted(r, "gpkg")) {
        std::vector<FeatureLayer> layers;
        layers.reserve(levels.size());
        for (const auto& level : levels) layers.push_back(features(r, table, level));
        write_gpkg(path("localities.gpkg"), layers, r.stamp);
    }
    if (wanted(r, "geotiff")) {
        const auto risk = path("risk.tif"), classes = path("class.tif");
        write_score_maps(r, risk, classes, job);
        for (const auto& map : r.maps) write_map(map, r.stamp, path(map.name + ".tif"), job);
    }
    write_text(staging.path(manifest_name), manifest(r, files));
    staging.commit();
    files.emplace_back(manifest_name);
    return files;
}

}  // namespace djoliba
