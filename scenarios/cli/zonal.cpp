// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/zonal.hpp>
#include <djoliba/layers/raster_file.hpp>
#include <djoliba/layers/vector_file.hpp>
#include <djoliba/layers/warped_raster.hpp>
#include <djoliba/layers/write_csv.hpp>

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

std::vector<ZonalStatistic> statistics_named(const std::vector<std::string>& words) {
    std::vector<ZonalStatistic> list;
    std::vector<Problem> problems;
    for (const std::string& word : words) {
        const auto statistic = parse_statistic(word);
        if (statistic) list.push_back(*statistic);
        if (!statistic)
            problems.push_back({"", "--stats", fmt::format("no such statistic: {}", word), "see --help"});
    }
    if (!problems.empty()) throw Error(problems);
    return list;
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

std::shared_ptr<const RasterSource> weights_of(const ZonalCommand& options, const RasterSource& raster) {
    if (options.weights.empty()) return nullptr;
    std::shared_ptr<const RasterSource> weights = open_raster(options.weights);
    if (weights->crs() == raster.crs()) return weights;
    return warped_raster(weights, raster.crs(), raster.grid(), Quantity::count);
}

int compute_zonal(const ZonalCommand& options, const Context& context) {
    const auto statistics = statistics_named(options.statistics);
    check_output_file(options.out);
    RasterOptions reading;
    reading.band = options.band;
    reading.nodata = options.nodata;
    const auto raster = open_raster(options.raster, reading);
    const auto weights = weights_of(options, *raster);
    VectorOptions areas;
    const auto [file, layer_name] = file_and_layer(options.localities);
    areas.layer = layer_name;
    areas.crs = raster->crs();
    const VectorLayer layer = read_vector(file, areas);
    std::vector<std::string> notes;
    const auto shapes = shapes_of(layer, notes);
    for (const std::string& note : notes) spdlog::warn("{}", note);

    std::vector<const RasterSource*> sources{raster.get()};
    if (weights) sources.push_back(weights.get());
    const AnalysisGrid grid = analysis_grid(sources, raster->crs(), bounds_of_all(shapes));
    if (grid.cols() == 0)
        throw Error({file, "", fmt::format("no area meets {}", options.raster),
                     "check the extent and the coordinate system of both"});
    const auto coverage = cached_coverage(shapes, grid, coverage_cache(options.cache));
    const double cells = static_cast<double>(grid.cols()) * static_cast<double>(grid.rows());
    const ZonalTable figures =
        zonal(*coverage, *raster, statistics, weights.get(), context.job("reading", cells));
    write_csv(options.out, table_of(layer, options, figures));
    spdlog::info("{}: {} areas", options.out, shapes.size());
    return done;
}

}  // namespace

void add_zonal(CLI::App& app, Context& context) {
    add_command<ZonalCommand>(app, context, "zonal", "Summarise a raster within areas", describe_options,
                              compute_zonal);
}

}  // namespace djoliba::cli
