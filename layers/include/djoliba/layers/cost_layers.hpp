// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <djoliba/engine/account.hpp>
#include <djoliba/engine/cost_surface.hpp>
#include <djoliba/layers/raster_file.hpp>

namespace djoliba {

// Readers of what a cost surface is made of. Lines, areas and points are brought to the CRS of the surface
// and read as far as they meet its grid. What is left out is counted in the account under `source`: features
// without geometry or of another kind, values of the class field that are not listed. All throw Error as
// open_raster, read_vector and read_table do, and where a layer has nothing to give.

/// Where a surface is.
struct CostTarget {
    Grid grid = {};
    std::string crs = {};
};

struct CostFile {
    std::filesystem::path path = {};
    std::string layer = {};   ///< may be empty where the file has one
    std::string source = {};  ///< key of the layer, for the account
    std::string name = {};    ///< for messages and the account; the path where empty
};

/// A raster brought to the CRS of the surface; one in another CRS by the cell that holds the centre.
std::shared_ptr<const RasterSource> cost_raster(const std::filesystem::path& path,
                                                const RasterOptions& options, const CostTarget& target);

/// Elevation is interpolated: one in another CRS is refused, with what to do.
std::shared_ptr<const RasterSource> elevation_raster(const std::filesystem::path& path,
                                                     const RasterOptions& options, const CostTarget& target);

/// Values of the class field of a line layer; numbers compare as numbers. Without values: all features.
struct RoadValues {
    std::vector<std::string> values = {};
    RoadClass road = {};  ///< without lines
};

/// `field` may be empty where there is one class without values. Values that no class lists are counted and
/// left out: they are no roads.
std::vector<RoadClass> read_roads(const CostFile& file, const std::string& field,
                                  const std::vector<RoadValues>& classes, const CostTarget& target,
                                  Account& account);

struct BarrierValues {
    std::vector<std::string> values = {};
    BarrierClass barrier = {};  ///< without lines and areas
};

/// Lines and areas, as read_roads() reads them. A class that is a barrier in neither season names values that
/// are known to be none, and is not counted as left out.
std::vector<BarrierClass> read_barriers(const CostFile& file, const std::string& field,
                                        const std::vector<BarrierValues>& classes, const CostTarget& target,
                                        Account& account);

/// Columns of a table of crossings, or fields of a layer of points or lines. Empty: there is none.
struct CrossingFields {
    std::string lon = {};  ///< degrees east; both, or neither where the file has geometries
    std::string lat = {};  ///< degrees north
    std::string name = {};
    std::string dry_kmh = {};
    std::string wet_kmh = {};
    std::string dry_minutes = {};
    std::string wet_minutes = {};
};

/// Bridges, fords and ferries, those off the grid too. `otherwise`: passages where a column is not named or
/// empty in a row; a row with a speed of its own does not take the minutes of `otherwise`, and the other way
/// round. 0 closes.
std::vector<Crossing> read_crossings(const CostFile& file, const CrossingFields& fields,
                                     const Crossing& otherwise, const CostTarget& target, Account& account);

}  // namespace djoliba
