// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <djoliba/engine/account.hpp>
#include <djoliba/engine/calendar.hpp>
#include <djoliba/engine/conflict.hpp>
#include <djoliba/engine/contribution.hpp>
#include <djoliba/engine/explain.hpp>
#include <djoliba/engine/figure.hpp>
#include <djoliba/engine/index.hpp>
#include <djoliba/engine/indicator.hpp>
#include <djoliba/engine/job.hpp>
#include <djoliba/engine/list_change.hpp>
#include <djoliba/engine/locality.hpp>
#include <djoliba/engine/ranking.hpp>
#include <djoliba/engine/raster.hpp>
#include <djoliba/layers/output_table.hpp>

namespace djoliba {

/// A file that the run read.
struct InputFile {
    std::string layer;  ///< key of the layer
    std::string file;   ///< as written in the scenario; empty where the scenario itself holds the data
    std::string sha256;
    std::uint64_t bytes = 0;
    std::string licence = {};
    std::string sensitivity = "open";
    std::string provider = {};
    std::string date = {};
    std::string vintage = {};
    std::string note = {};
};

/// A text per locality that is no figure: flood months, place of origin.
struct TextColumn {
    std::string name;
    std::string label_en;
    std::string label_fr;
    std::vector<std::string> value = {};  ///< one for each of Localities, empty where not known
};

/// A list by number of people beside the list by score.
struct Caseload {
    std::string hazard;     ///< "flood", "drought", "conflict", "food_insecurity", "displacement"
    std::string hazard_fr;  ///< in words
    std::string indicator;  ///< the people it counts; its unit is "people"
};

/// People exposed at a depth in the floods of a return period.
struct FloodPeople {
    double years = 0;
    double depth_m = 0;
    std::string indicator = {};
};

/// In which months a hazard comes.
struct HazardMonths {
    std::string hazard = {};  ///< as in Caseload
    Wording note = {};
    std::vector<MonthSet> months = {};  ///< one for each of Localities, none where that is not known
};

/// The events of a conflict layer that lie in the window of the run, for maps.
struct EventLayer {
    std::string layer = {};
    Wording label = {};
    std::string sensitivity = {};
    int days = 0;
    bool complete = false;  ///< else more may have happened
    std::vector<ConflictEvent> events = {};
};

struct Town {
    std::string name = {};
    Point place = {};
    int unit = -1;  ///< of the finest level
};

/// Towns for maps: no figure rests on them.
struct TownLayer {
    std::string layer = {};
    std::string sensitivity = {};
    std::vector<Town> towns = {};
};

/// A raster that is published with the tables.
struct MapRaster {
    std::string name;   ///< file name without extension
    std::string theme;  ///< for colours: "flood", "drought", "conflict", "population", ...
    Wording label = {};
    std::string unit = {};
    std::shared_ptr<const RasterSource> source = {};
    double multiplier = 1;         ///< values are multiplied with this
    bool per_km2 = false;          ///< counts per cell are divided by the area of the cell
    bool missing_is_zero = false;  ///< the layer declares `nodata: none`: a cell without value holds nothing
    bool inside_only = false;      ///< no value in cells that lie by more than half outside all localities
};

/// What was in doubt in a run, and what came of it. Ranking::uncertainty has the intervals.
struct RunUncertainty {
    int draws = 0;  ///< 0: none were made
    std::uint64_t seed = 0;
    int top = 20;
    Doubts doubts = {};  ///< as a run can use them: of indicators that its index scores
    std::map<std::string, double> depth_m = {};  ///< standard deviation of the depth, by such an indicator
    std::vector<std::string> not_scored = {};    ///< indicators whose doubt changes no score of this index
    std::vector<DoubtSource> sources = {};
    std::vector<std::vector<double>> score_share = {};  ///< as in DrawnRanks, [source][locality]
    std::vector<std::vector<double>> rank_share = {};
    TopDoubt list = {};  ///< of the headline level
};

/// A table with a file of its own.
struct NamedTable {
    std::string file = {};  ///< such as "facilities.csv"
    OutputTable table = {};
};

/// All that a run found. Every output is written from it.
struct Result {
    Stamp stamp = {};
    std::string scenario = {};  ///< the resolved scenario as YAML
    Localities localities = {};
    std::vector<double> people = {};  ///< resident people, NaN where not known
    IndicatorTable indicators = {};
    std::vector<TextColumn> texts = {};
    std::vector<Caseload> caseloads = {};
    std::vector<FloodPeople> flood_people = {};
    std::vector<HazardMonths> months = {};
    std::vector<EventLayer> events = {};
    std::optional<TownLayer> towns = {};
    std::vector<NamedTable> tables = {};  ///< written beside ranking.csv, of a run with access
    IndexTree tree = {};
    std::vector<std::string> insist = {};  ///< as in IndexOptions
    IndexResult index = {};
    Ranking ranking = {};
    RunUncertainty uncertainty = {};
    Contributions contributions = {};
    std::vector<MapRaster> maps = {};
    double map_resolution = 0.01;  ///< cell of risk.tif and class.tif, degrees
    std::vector<InputFile> inputs = {};
    std::vector<std::string> outputs =
        {};  ///< formats asked for: csv, hxl, xlsx, geojson, gpkg, geotiff, report, validation
    Language language = Language::french;  ///< of validation.xlsx, and in which report.html opens
    std::uint64_t seed = 0;
    Account account = {};
};

/// Rows of ranking.csv: the headline level first, then the other levels from fine to coarse, then other
/// partitions; within a level by rank, then those not assessed by code. Columns as described in
/// docs/outputs.md.
OutputTable ranking_table(const Result& result);

/// Rows of caseload.csv: for each caseload and level the localities by number of people, the largest first.
/// Figures that are inherited or missing are not in it.
OutputTable caseload_table(const Result& result);

/// The order of rows of ranking_table: indices into Localities.
std::vector<int> ranking_order(const Result& result);

/// run.json: inputs with digests and licences, parameters, versions, everything counted, published figures
/// beside ours, the files written. Holds no clock time, thread count or absolute path.
std::string manifest(const Result& result, const std::vector<std::string>& files);

/// Writes all outputs asked for, and run.json, whole or not at all. Returns the names of the files in order.
/// Throws Error where they cannot be written, Cancelled.
std::vector<std::string> save(const Result& result, const std::filesystem::path& directory,
                              const Job& job = {});

}  // namespace djoliba
