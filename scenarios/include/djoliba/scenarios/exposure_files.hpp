// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <djoliba/engine/exposure_sums.hpp>
#include <djoliba/layers/coverage_cache.hpp>
#include <djoliba/layers/output_table.hpp>
#include <djoliba/layers/wkb.hpp>

namespace djoliba {

/// One band of a raster file, or a raster in memory, and how its values are meant.
struct RasterInput {
    std::string file;  ///< in messages also the name of one in memory
    int band = 1;
    double multiply = 1;  ///< > 0, to the unit of the edges
    Nodata nodata = Nodata::unknown;
    std::shared_ptr<const RasterSource> memory = {};  ///< in place of a band of the file; null: none
};

struct HazardInput {
    std::string name;
    RasterInput raster;
    std::vector<double> edges = {};  ///< strictly ascending, at least one
    Direction direction = Direction::at_or_above;
};

/// People of localities by intensity of hazards, straight from files or from memory.
struct ExposureRequest {
    std::string localities;  ///< vector file
    std::string layer = {};  ///< may be empty where the file has one
    std::string code;        ///< field that names a locality, each name once
    RasterInput people;      ///< people per cell; its CRS is that of the count
    std::vector<HazardInput> hazards = {};
    std::vector<std::vector<std::string>> joints = {};  ///< names of hazards, two or more
    std::optional<Rows> rows = {};  ///< of the people raster, from the north; all where empty
    CoverageCache cache = {};
    std::shared_ptr<const WkbFeatures> areas = {};  ///< in place of localities, layer and code; null: none
};

/// What was counted in a band of rows, or in all of them.
struct ExposureCount {
    std::vector<std::string> codes = {};  ///< of the localities, in the order of the file
    ExposureSums sums = {};
    Rows rows = {};             ///< of the people raster
    std::int64_t all_rows = 0;  ///< how many that raster has
    std::string inputs = {};  ///< the same for bands that belong together: digest of localities, grids, sizes
                              ///< of files, and options
    std::vector<std::string> notes = {};  ///< what was repaired or left out
};

/// Makes the job of a pass once it is known over how many cells it goes.
using JobForCells = std::function<Job(double cells)>;

/// Counts as the request says. Localities are brought into the CRS of the people raster, hazards in another
/// CRS are seen on its cells (warped_raster.hpp). What lies north or south of the people raster belongs to
/// its first or last row. Throws Error.
ExposureCount count_files(const ExposureRequest& request, const JobForCells& job);

/// Writes `code,hazard,edge,people_at_or_above,people_unknown,people_total`, one row for each locality,
/// hazard and edge. Where a hazard is counted at or below its edges, a last column `direction` says so.
/// Empty: people are not known, or the hazard is known for none of them. Of a band, the exact sums stand
/// behind, in units of 2^-60 people or cells, for merge_bands(). Throws Error; no file is left behind then.
void write_curves(const std::filesystem::path& file, const ExposureCount& count);

/// The same for people who reach an edge of each hazard of a joint: `code`, a column of edges for each
/// hazard, `people_at_or_above,people_unknown,people_total`. people_unknown: people for whom some hazard is
/// not known, and those that are known reach their edges.
void write_joint(const std::filesystem::path& file, const ExposureCount& count, std::size_t joint);

/// What write_curves() and write_joint() write of all rows, as tables: unrounded.
OutputTable curves_table(const ExposureCount& count);
OutputTable joint_table(const ExposureCount& count, std::size_t joint);

/// Adds bands that write_curves() or write_joint() wrote. Neighbouring bands give a band; all of them give
/// the bytes of the whole. Memory does not grow with their size. Throws Error for bands that overlap, leave a
/// gap or do not belong together, and for files that are no bands; no file is left behind then.
void merge_bands(const std::vector<std::filesystem::path>& bands, const std::filesystem::path& file);

}  // namespace djoliba
