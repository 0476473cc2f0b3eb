// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>
#include <memory>

#include <djoliba/layers/staging.hpp>
#include <djoliba/layers/write_csv.hpp>
#include <djoliba/layers/write_geojson.hpp>
#include <djoliba/layers/write_gpkg.hpp>
#include <djoliba/scenarios/result_maps.hpp>
#include <djoliba/scenarios/result_outputs.hpp>

#include "data_package.hpp"
#include "report_page.hpp"
#include "validation_form.hpp"
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

/// A file of a run, and how to write it.
struct OutputFile {
    std::string name;
    std::function<void(const std::filesystem::path&)> write;
};
using OutputFiles = std::vector<OutputFile>;

void add_tables(const Result& r, const OutputTable& ranking, OutputFiles& files) {
    if (wanted(r, "csv")) {
        for (const std::string& name : table_names(r))
            files.push_back(
                {name + ".csv", [&r, name](const auto& file) { write_csv(file, result_table(r, name)); }});
        files.push_back({"datapackage.json", [&r](const auto& file) { write_text(file, data_package(r)); }});
    }
    if (wanted(r, "hxl"))
        files.push_back({"ranking.hxl.csv", [&](const auto& file) { write_hxl_csv(file, ranking); }});
    if (wanted(r, "xlsx"))
        files.push_back({"classement.xlsx", [&](const auto& file) { save_workbook(r, ranking, file); }});
    if (wanted(r, "validation"))
        files.push_back(
            {"validation.xlsx", [&](const auto& file) { save_validation_form(r, ranking, file); }});
}

void add_shapes(const Result& r, const OutputTable& ranking, OutputFiles& files) {
    const auto levels = levels_with_shapes(r);
    if (wanted(r, "geojson"))
        for (const Level& level : levels)
            files.push_back(
                {level == r.localities.finest() ? "localities.geojson" : "localities_" + level + ".geojson",
                 [&, level](const auto& file) {
                     write_geojson(file, features(r, ranking, level), r.stamp);
                 }});
    if (wanted(r, "gpkg"))
        files.push_back({"localities.gpkg", [&, levels](const auto& file) {
                             std::vector<FeatureLayer> layers;
                             layers.reserve(levels.size());
                             for (const Level& level : levels) layers.push_back(features(r, ranking, level));
                             write_gpkg(file, layers, r.stamp);
                         }});
}

void add_maps(const Result& r, const Job& job, OutputFiles& files) {
    if (!wanted(r, "geotiff")) return;
    const auto maps = std::make_shared<ResultMaps>(r);
    for (const MapDescription& about : maps_of(r))
        files.push_back({about.name + ".tif", [&, maps, name = about.name](const auto& file) {
                             const ResultMap map = maps->map(name, job);
                             write_cog(file, map.output, r.stamp, map.fill, job);
                         }});
}

/// In the order in which they are written. What is given must outlive them.
OutputFiles files_to_write(const Result& r, const OutputTable& ranking, const Job& job) {
    OutputFiles files;
    add_tables(r, ranking, files);
    add_shapes(r, ranking, files);
    add_maps(r, job, files);
    if (wanted(r, "report"))
        files.push_back(
            {"report.html", [&](const auto& file) { write_text(file, report_html(r, r.language)); }});
    return files;
}

std::vector<std::string> names_of(const OutputFiles& files) {
    std::vector<std::string> names;
    for (const OutputFile& file : files) names.push_back(file.name);
    return names;
}

}  // namespace

std::vector<std::string> output_files(const Result& r) {
    const OutputTable not_looked_at;
    return names_of(files_to_write(r, not_looked_at, {}));
}

std::vector<std::string> save(const Result& r, const std::filesystem::path& directory, const Job& job) {
    Staging staging(directory);
    const OutputTable ranking = ranking_table(r);
    const OutputFiles files = files_to_write(r, ranking, job);
    for (const OutputFile& file : files) file.write(staging.path(file.name));
    std::vector<std::string> names = names_of(files);
    write_text(staging.path(manifest_name), manifest(r, names));
    staging.commit();
    names.emplace_back(manifest_name);
    return names;
}

}  // namespace djoliba
