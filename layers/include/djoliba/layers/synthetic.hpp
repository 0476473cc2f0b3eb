// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <djoliba/engine/job.hpp>
#include <filesystem>
#include <string_view>

namespace djoliba {

struct SyntheticOptions {
    double resolution_degrees = 0.025;  ///< side of a cell of the rasters, 1/3600 to 0.25
    std::uint64_t seed = 1;
};

/// Writes a complete, invented set of inputs for the outline of Mali into `dir`: boundaries, population,
/// floods, rainfall, events, displacement, facilities, settlements, roads, land cover, food security, and
/// scenarios that use them (scenario.yaml first). Names and approximate places of towns and rivers are real,
/// all values are invented, and every file says that it is synthetic; README.txt tells what each holds. Same
/// options, same bytes, for every Job. Other files in `dir` stay.
///
/// What does not depend on the grid (everything but population.tif, flood_rp*.tif and permanent_water.tif) is
/// the same for all resolutions. People add up to the same total within 1e-5 where the resolution divides a
/// quarter of a degree. Memory is that of one row of tiles: under 512 MB at 3 arc seconds. Throws Error for a
/// resolution out of range and where files cannot be written, Cancelled.
void write_synthetic_country(const std::filesystem::path& dir, const SyntheticOptions& options = {},
                             const Job& job = {});

/// Degrees from "0.025", or from arc seconds "3s". Throws Error for anything else and outside 1/3600 to 0.25
/// degrees.
double resolution_from_text(std::string_view text);

}  // namespace djoliba
