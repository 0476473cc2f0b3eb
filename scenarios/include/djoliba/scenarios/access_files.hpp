// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <djoliba/engine/access.hpp>
#include <djoliba/engine/account.hpp>
#include <djoliba/engine/friction.hpp>
#include <djoliba/engine/placement.hpp>
#include <djoliba/engine/travel_time.hpp>
#include <djoliba/layers/coverage_cache.hpp>
#include <djoliba/layers/output_table.hpp>
#include <djoliba/layers/table.hpp>
#include <djoliba/scenarios/exposure_files.hpp>

namespace djoliba {

/// A list of facilities, or of places where one might stand: a table with longitudes and latitudes on WGS84,
/// or a layer of points.
struct FacilityFile {
    std::string file;
    std::string layer = {};  ///< sheet or layer; may be empty where the file has one
    /// Columns. Those that are empty are looked for under their usual names; a note says what was found.
    std::string lon = {}, lat = {}, id = {}, name = {}, type = {}, status = {};
    std::vector<std::string> types = {};         ///< that count, in any spelling; all where empty
    std::vector<std::string> open_words = {};    ///< values of `status`; both empty: the usual words
    std::vector<std::string> closed_words = {};  ///< other values than these: not known
    std::shared_ptr<const Table> memory = {};    ///< in place of the file; null: none
};

struct BlockingHazard {
    RasterInput raster;
    double at_or_above = 0;  ///< above 0: cells with this much close
};

/// Ways that are closed for now, by hazard_on() and reached_cells().
struct BlockedWays {
    std::vector<BlockingHazard> hazards = {};
    double share = 0.5;         ///< of a cell's area that must be reached; 0: any part
    bool drowned_open = false;  ///< facilities on closed cells serve from the nearest open one; false: closed

    bool any() const { return !hazards.empty(); }
};

struct PeopleFiles {
    RasterInput raster;      ///< people per cell
    std::string localities;  ///< vector file
    std::string layer = {};
    std::string code;                               ///< field that names a locality, each name once
    std::shared_ptr<const WkbFeatures> areas = {};  ///< in place of localities, layer and code; null: none
};

struct NewFacilities {
    FacilityFile candidates;
    PlacementRule rule = {};
};

/// Time to the nearest facility, straight from files or from memory. The CRS is that of the friction raster:
/// degrees, or metres of a plane. People in another CRS are brought onto its cells as counts, hazards as
/// intensities.
struct AccessRequest {
    RasterInput friction;  ///< `multiply` and `nodata` are not used
    FrictionUnit unit = FrictionUnit::minutes_per_metre;
    RasterInput elevation = {};  ///< metres on the grid of the friction; without file: no slopes
    int neighbours = 8;          ///< as in Moves
    FacilityFile facilities;
    UnknownStatus unknown_status = UnknownStatus::open;  ///< a list without any status is taken as open
    double snap_km = 2;  ///< how far a facility is moved at most to a cell that can be passed
    std::vector<double> within_minutes = {30, 60, 120};  ///< ascending, at least one
    std::vector<double> within_km = {5, 15};             ///< ascending; along the quickest way
    double beyond_minutes = 60;  ///< for people newly beyond, and what closing a facility does
    BlockedWays blocked = {};
    std::optional<PeopleFiles> people = {};
    std::optional<NewFacilities> add = {};  ///< needs people
    CoverageCache cache = {};
};

/// A file that was read.
struct AccessInput {
    std::string use;  ///< "friction", "facilities", ...
    std::string file;
};

/// People by time to the nearest facility.
struct AccessTotals {
    double people = 0;
    std::vector<double> within = {};  ///< by within_minutes
    double unreachable = 0;
    double unknown = 0;  ///< friction not known there
};

/// What is written. With blocked ways it is the state in which they are blocked; the tables have the state
/// before beside it.
struct AccessResult {
    TravelTimes times;
    std::vector<double> numbers = {};  ///< of the facilities in nearest.tif and facilities.csv, by index
    OutputTable facilities = {};
    std::optional<OutputTable> localities = {};
    std::optional<OutputTable> placement = {};
    std::optional<AccessTotals> in_localities = {};  ///< in areas that overlap people count to each
    std::optional<AccessTotals> on_grid = {};        ///< of the friction, in localities or not
    std::optional<double> placement_at_most = {};    ///< no choice of as many candidates gains more
    Account account = {};                            ///< what was left out or assumed
    std::vector<AccessInput> inputs = {};
};

/// A job for one part of the work, which `what` names.
using JobForPart = std::function<Job(const std::string& what)>;

/// Computes what the request asks for. Throws Error: files that cannot be used, a CRS that is neither in
/// degrees nor in metres or that stretches them by more than 5 %, a wrong unit of friction, no facility that
/// people could reach, tables that contradict the request.
AccessResult access_from_files(const AccessRequest& request, const JobForPart& job);

/// Writes travel_time.tif, nearest.tif, facilities.csv, run.json and, where there are people, access.csv and
/// placement.csv. All or nothing; throws Error.
void write_access(const std::filesystem::path& directory, const AccessRequest& request,
                  const AccessResult& result, const Job& job = {});

}  // namespace djoliba
