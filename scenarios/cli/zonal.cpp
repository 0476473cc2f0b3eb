// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <spdlog/spdlog.h>

#include <tuple>

#include <djoliba/layers/raster_file.hpp>
#include <djoliba/layers/write_csv.hpp>
#include <djoliba/scenarios/zonal_files.hpp>

#include "commands.hpp"

namespace djoliba::cli {
namespace {

struct ZonalCommand {
    std::string raster;
    std::string localities;
    std::string code;
    std::vector<std::string> statistics = {"count", "mean", "min", "max", "unknown_share"};
    std::string weights;
    std::vector<double> nodata;
    int band = 1;
    std::string cache;
    std::string out;
};

void describe_options(CLI::App& command, ZonalCommand& options) {
    command.add_option("-l,--localities", options.localities, "File with the areas")
        ->required()
        ->type_name("FILE[:LAYER]");
    command
        .add_option("-c,--code", options.code, "Field that names an area (default: its number in the file)")
        ->type_name("FIELD");
    command.add_option("-r,--raster", options.raster, "Raster with the values")
        ->required()
        ->type_name("RASTER");
    command
        .add_option(
            "-s,--stats", options.statistics,
            "count, sum, mean, min, max, variance, stdev, median, q10 (any quantile from q0 to q100), "
            "weighted_sum, weighted_mean, unknown_share, weight_unknown_share, majority, minority, variety; "
            "separated by commas")
        ->delimiter(',')
        ->capture_default_str();
    command.add_option("--weights", options.weights, "Raster of weights, for example people per cell");
    command
        .add_option("--nodata", options.nodata,
                    "Values without meaning, instead of the one the raster declares")
        ->delimiter(',');
    command.add_option("--band", options.band, "Band of the raster")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    add_cache_option(command, options.cache);
    command.add_option("-o,--out", options.out, "CSV file to write")->required()->type_name("FILE");
    command.footer(
        "Cells on a border count by the share of them that an area covers. Where nothing is known the cell "
        "of the "
        "table is empty, never 0.");
}

OutputTable table_of(const VectorLayer& layer, const ZonalCommand& options, const ZonalTable& zonal) {
    OutputTable table;
    const bool numbered = options.code.empty();
    const std::size_t code = numbered ? 0 : field_index(layer, options.code);
    table.columns.push_back(
        {numbered ? "feature" : options.code, numbered ? ColumnType::integer : ColumnType::text});
    for (const ZonalStatistic& s : zonal.statistics) table.columns.push_back({to_string(s)});
    for (std::size_t i = 0; i < layer.features.size(); ++i) {
        const Feature& feature = layer.features[i];
        std::vector<Cell> row{numbered ? Cell(feature.id) : Cell(feature.values[code])};
        for (const ZonalStatistic& s : zonal.statistics) row.emplace_back(zonal.at(i, s));
        table.rows.push_back(std::move(row));
    }
    return table;
}

int compute_zonal(const ZonalCommand& options, const Context& context) {
    ZonalRequest request;
    request.statistics = statistics_named(options.statistics);
    check_output_file(options.out);
    RasterOptions reading;
    reading.band = options.band;
    reading.nodata = options.nodata;
    request.raster = open_raster(options.raster, reading);
    if (!options.weights.empty()) request.weights = open_raster(options.weights);
    std::tie(request.localities, request.layer) = file_and_layer(options.localities);
    request.cache = coverage_cache(options.cache);
    const ZonalFigures figures =
        zonal_from_files(request, [&](double cells) { return context.job("reading", cells); });
    for (const std::string& note : figures.notes) spdlog::warn("{}", note);
    write_csv(options.out, table_of(figures.areas, options, figures.table));
    spdlog::info("{}: {} areas", options.out, figures.areas.features.size());
    return done;
}

}  // namespace

void add_zonal(CLI::App& app, Context& context) {
    add_command<ZonalCommand>(app, context, "zonal", "Summarise a raster within areas", describe_options,
                              compute_zonal);
}

}  // namespace djoliba::cli
