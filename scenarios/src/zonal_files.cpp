// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/zonal_files.hpp>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/warped_raster.hpp>

#include "memory_inputs.hpp"

namespace djoliba {
namespace {

std::shared_ptr<const RasterSource> weights_of(const ZonalRequest& request) {
    const RasterSource& raster = *request.raster;
    if (!request.weights || request.weights->crs() == raster.crs()) return request.weights;
    return warped_raster(request.weights, raster.crs(), raster.grid(), Quantity::count);
}

}  // namespace

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

ZonalFigures zonal_from_files(const ZonalRequest& request, const JobForCells& job) {
    const RasterSource& raster = *request.raster;
    const auto weights = weights_of(request);
    ZonalFigures figures{read_areas(request.areas.get(), request.localities, request.layer, raster.crs())};
    const auto shapes = shapes_of(figures.areas, figures.notes);
    std::vector<const RasterSource*> sources{&raster};
    if (weights) sources.push_back(weights.get());
    const AnalysisGrid grid = analysis_grid(sources, raster.crs(), bounds_of_all(shapes));
    if (grid.cols() == 0)
        throw Error({figures.areas.file, "", fmt::format("no area meets {}", raster.name()),
                     "check the extent and the coordinate system of both"});
    const auto coverage = cached_coverage(shapes, grid, request.cache);
    const double cells = static_cast<double>(grid.cols()) * static_cast<double>(grid.rows());
    figures.table = zonal(*coverage, raster, request.statistics, weights.get(), job(cells));
    return figures;
}

}  // namespace djoliba
