// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/exposure_files.hpp>

#include <algorithm>
#include <memory>
#include <set>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/digest.hpp>
#include <djoliba/layers/warped_raster.hpp>

#include "coded_shapes.hpp"
#include "memory_inputs.hpp"

namespace djoliba {
namespace {

using Rasters = std::vector<std::shared_ptr<const RasterSource>>;

/// The people, then the hazards, all in the CRS of the people.
Rasters open_all(const ExposureRequest& request) {
    Rasters rasters{open_input(request.people)};
    const RasterSource& people = *rasters.front();
    for (const HazardInput& hazard : request.hazards) {
        auto raster = open_input(hazard.raster);
        if (raster->crs() != people.crs())
            raster = warped_raster(raster, people.crs(), people.grid(), Quantity::intensity);
        rasters.push_back(std::move(raster));
    }
    return rasters;
}

/// Rows of the analysis grid that lie in rows of the people raster. What lies north of it belongs to its
/// first row, what lies south of it to its last.
Rows analysis_rows(const AnalysisGrid& grid, const RasterSource& people, Rows wanted) {
    const AxisMap rows = map_onto(grid, people.grid(), people.name()).rows;
    const auto middle_north = [&](std::int64_t row) {
        return (grid.y[row] + grid.y[row + 1]) / 2 > people.grid().north;
    };
    const auto of_row = [&](std::int64_t row) -> std::int64_t {
        if (rows.index[row] >= 0) return rows.index[row];
        return middle_north(row) ? 0 : people.grid().rows - 1;
    };
    Rows found;
    while (found.first < grid.rows() && of_row(found.first) < wanted.first) ++found.first;
    found.end = found.first;
    while (found.end < grid.rows() && of_row(found.end) < wanted.end) ++found.end;
    return found;
}

Rows wanted_rows(const ExposureRequest& request, std::int64_t all) {
    const Rows rows = request.rows.value_or(Rows{0, all});
    if (rows.first < 0 || rows.count() <= 0 || rows.end > all)
        throw Error({request.people.file, "rows",
                     fmt::format("it has no rows {} to {}", rows.first, rows.end),
                     fmt::format("its rows are 0:{}, the second number being one past the last", all)});
    return rows;
}

std::vector<HazardLayer> layers_of(const ExposureRequest& request, const Rasters& rasters) {
    std::vector<HazardLayer> layers;
    for (std::size_t i = 0; i < request.hazards.size(); ++i) {
        const HazardInput& h = request.hazards[i];
        layers.push_back(
            {h.name, rasters[i + 1].get(), h.edges, h.direction, h.raster.nodata, h.raster.multiply, {}});
    }
    return layers;
}

std::vector<std::vector<std::size_t>> joints_of(const ExposureRequest& request) {
    std::vector<std::vector<std::size_t>> joints;
    for (const auto& names : request.joints) {
        std::vector<std::size_t> joint;
        if (names.size() < 2 || std::set(names.begin(), names.end()).size() < names.size())
            throw Error({"", "joint", fmt::format("'{}' are not two or more hazards", fmt::join(names, ", ")),
                         "name each of them once"});
        for (const std::string& name : names) {
            const auto found = std::find_if(request.hazards.begin(), request.hazards.end(),
                                            [&](const auto& h) { return h.name == name; });
            if (found == request.hazards.end())
                throw Error({"", "joint", "there is no hazard " + name, "name hazards that are given"});
            joint.push_back(static_cast<std::size_t>(found - request.hazards.begin()));
        }
        joints.push_back(std::move(joint));
    }
    return joints;
}

std::string described(const RasterInput& input) {
    std::error_code failed;
    const auto size = std::filesystem::file_size(input.file, failed);
    return fmt::format("{} bytes, band {}, times {}, nodata {};", failed ? 0 : size, input.band,
                       input.multiply, input.nodata == Nodata::none ? "none" : "unknown");
}

/// Bands that were counted with other localities, grids, files or options must not be added.
std::string digest_of(const ExposureRequest& request, const std::vector<std::string>& codes,
                      const std::string& coverage) {
    std::string text = coverage + described(request.people);
    for (const std::string& code : codes) text += code + "\n";
    for (const HazardInput& h : request.hazards) {
        text += fmt::format("{} {} {}", h.name, h.direction == Direction::at_or_above, described(h.raster));
        for (const double e : h.edges) text += fmt::format(" {}", e);
    }
    return sha256(text).substr(0, 16);
}

}  // namespace

ExposureCount count_files(const ExposureRequest& request, const JobForCells& job_for) {
    const Rasters rasters = open_all(request);
    const RasterSource& people = *rasters.front();
    const Rows rows = wanted_rows(request, people.grid().rows);
    const CodedShapes localities =
        coded_shapes(read_areas(request.areas.get(), request.localities, request.layer, people.crs()),
                     request.areas ? request.areas->field : request.code);
    const auto& shapes = localities.shapes;
    ExposureCount count;
    count.codes = localities.codes;
    count.notes = localities.notes;
    std::vector<const RasterSource*> sources;
    for (const auto& r : rasters) sources.push_back(r.get());
    const AnalysisGrid grid = grid_over_shapes(localities, sources);
    const Rows counted = analysis_rows(grid, people, rows);
    count.rows = rows;
    count.all_rows = people.grid().rows;
    if (request.rows) count.inputs = digest_of(request, count.codes, coverage_key(shapes, grid));
    const auto coverage = cached_coverage(shapes, grid, request.cache);
    const Job job = job_for(static_cast<double>(counted.count()) * static_cast<double>(grid.cols()));
    count.sums = count_exposure(*coverage, {&people, request.people.multiply, request.people.nodata},
                                layers_of(request, rasters), joints_of(request), counted, job);
    return count;
}

}  // namespace djoliba
