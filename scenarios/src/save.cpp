// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <djoliba/layers/staging.hpp>
#include <djoliba/layers/write_csv.hpp>
#include <djoliba/layers/write_geojson.hpp>
#include <djoliba/layers/write_gpkg.hpp>
#include <djoliba/scenarios/result.hpp>

#include "maps.hpp"
#include "report_page.hpp"
#include "workbook.hpp"

namespace djoliba {
namespace {

bool wanted(const Result& r, std::string_view format) {
    return std::find(r.outputs.begin(), r.outputs.end(), format) != r.outputs.end();
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
        for (const NamedTable& t : r.tables) write_csv(path(t.file), t.table);
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
        for (const auto& map : r.maps) write_map(map, r, path(map.name + ".tif"), job);
    }
    if (wanted(r, "report")) write_text(path("report.html"), report_html(r, r.language));
    write_text(staging.path(manifest_name), manifest(r, files));
    staging.commit();
    files.emplace_back(manifest_name);
    return files;
}

}  // namespace djoliba
