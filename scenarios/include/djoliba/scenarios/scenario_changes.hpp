// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <djoliba/engine/date.hpp>
#include <djoliba/engine/geometry.hpp>
#include <djoliba/scenarios/scenario_access.hpp>
#include <djoliba/scenarios/scenario_parts.hpp>

// What a scenario changes in its baseline: the key `change`. Each section is a map or a list of maps, which
// act one after the other. Absent keys change nothing. `key` is the path of a map in the scenario and `mark`
// its place.

namespace djoliba {

/// Where a change acts: in every unit that one of the lists names, with all that lies within it, or inside
/// the polygon; everywhere where nothing is given.
struct Where {
    std::vector<std::string> codes = {};    ///< of units of any level of the hierarchy
    std::vector<std::string> names = {};    ///< as written by the boundaries, accents and case aside
    std::vector<std::string> regions = {};  ///< codes or names of units of the coarsest level
    ScenarioFile polygon_file = {};         ///< polygons of a vector file
    std::vector<Point> polygon = {};        ///< corners, longitude and latitude; not closed; empty: none
    MultiPolygon area = {};  ///< what the file or the corners enclose; empty before it is resolved
    std::string key = {};
    Mark mark = {};

    bool everywhere() const { return codes.empty() && names.empty() && regions.empty() && !drawn(); }
    bool drawn() const { return polygon_file.given() || !polygon.empty(); }
};

/// The flood that happens. Depth changes act on wet cells only: dry ground stays dry.
struct FloodChange {
    std::optional<double> return_period = {};  ///< years; one of the layer's rasters
    double depth_scale = 1;                    ///< > 0, applied before depth_add_m
    double depth_add_m = 0;
    Where where = {};
    std::string key = {};
    Mark mark = {};
};

struct DroughtChange {
    std::optional<int> replay = {};  ///< year whose season happens again
    double spi_add = 0;
    Where where = {};
    std::string key = {};
    Mark mark = {};
};

/// An event that a scenario puts in. Inside its source's window it counts as any other.
struct AddedEvent {
    std::string source = {};        ///< name of a conflict layer; empty where the scenario has one only
    std::optional<Date> date = {};  ///< empty: as_of
    Point place = {};
    double fatalities = 0;
    int count = 1;  ///< so many events alike
    std::string key = {};
    Mark mark = {};
};

struct ConflictChange {
    std::vector<std::string> sources = {};  ///< names of conflict layers; empty: all
    double scale = 1;                       ///< >= 0: each event and death counts so many times
    double move_east_km = 0;                ///< the events move
    double move_north_km = 0;
    std::vector<AddedEvent> add = {};
    Where where = {};  ///< which events are scaled and moved, by their place before they move
    std::string key = {};
    Mark mark = {};
};

struct DisplacedMove {
    std::string from = {};              ///< code of a unit at the level of the layer
    std::string to = {};                ///< code at that level
    std::optional<double> people = {};  ///< exactly one of the two
    std::optional<double> share = {};   ///< 0 to 1
    std::string key = {};
    Mark mark = {};
};

struct DisplacedTable {
    CodedTable table = {};
    std::string people = {};  ///< column
};

struct DisplacedChange {
    double scale = 1;                          ///< >= 0
    std::map<std::string, double> add = {};    ///< people by code, at the level of the layer
    std::vector<DisplacedMove> move = {};      ///< after `scale` and `add`
    std::optional<DisplacedTable> table = {};  ///< people that come on top, or replace
    bool table_replaces = false;
    Where where = {};  ///< which units `scale` acts on; never drawn
    std::string key = {};
    Mark mark = {};
};

/// Facilities that close. Those that fit every key given close.
struct Closure {
    std::vector<std::string> names = {};  ///< names, or ids where the list has ids
    std::vector<std::string> types = {};  ///< our names of types
    std::optional<double> flood_depth_over_m = {};
    std::optional<double> return_period = {};  ///< of that flood; else of the one that happens
    std::optional<double> conflict_within_km = {};
    Where where = {};
    std::string key = {};
    Mark mark = {};
};

/// A facility that a scenario puts in; it functions.
struct OpenedFacility {
    std::string name = {};
    std::string type = {};  ///< one of our names
    Point place = {};       ///< longitude, latitude
    std::string key = {};
    Mark mark = {};
};

/// Cells that nobody passes: those that fit every key given.
struct TravelBlock {
    std::optional<double> flood_depth_over_m = {};
    std::optional<double> return_period = {};  ///< of that flood; else of the one that happens
    Where where = {};
    std::string key = {};
    Mark mark = {};
};

/// How people travel otherwise than the access layer says.
struct AccessChange {
    std::optional<TravelSeason> season = {};
    std::vector<TravelBlock> block = {};
    std::string key = {};
    Mark mark = {};
};

/// Links between two groups of localities that nobody takes.
struct ClosedLinks {
    Where between = {};
    Where other_end = {};  ///< everywhere: any
    std::string key = {};
    Mark mark = {};
};

/// How many displaced people localities can host, in the place of what `layers.flow.capacity` says.
struct CapacityChange {
    std::optional<double> scale = {};   ///< >= 0; one of the two
    std::optional<double> people = {};  ///< >= 0, in each locality
    Where where = {};                   ///< never drawn
    std::string key = {};
    Mark mark = {};
};

struct PopulationChange {
    int to_year = 0;
    std::optional<int> from_year = {};             ///< else the year of the population layer's date
    std::optional<double> percent_a_year = {};     ///< compound
    std::map<std::string, double> by_region = {};  ///< percent a year by code or name of a region
    Where where = {};                              ///< never drawn
    std::string key = {};
    Mark mark = {};
};

struct Changes {
    LayerInfo info = {.key = "change", .source = "change"};  ///< what stands beside its files
    std::vector<FloodChange> flood = {};
    std::vector<DroughtChange> drought = {};
    std::vector<ConflictChange> conflict = {};
    std::vector<DisplacedChange> displaced = {};
    std::vector<Closure> close_facilities = {};
    std::vector<OpenedFacility> open_facilities = {};  ///< before any closes
    std::vector<AccessChange> access = {};
    std::vector<ClosedLinks> close_links = {};  ///< of the flow of displaced people
    std::vector<CapacityChange> capacity = {};  ///< of hosts in that flow, one after the other
    std::vector<PopulationChange> population = {};
    std::map<std::string, double> weights = {};  ///< of nodes of the index by name, instead of their own
    IndexReference index = {};                   ///< in the place of that of the scenario, where given
    YamlNode tree = {};                          ///< what all of this was read from
};

/// Reads the value of `change`. Nothing here throws or opens a file: what is missing or of the wrong type
/// reads as not given, since the schema check reports it. Files, polygons and the tree of another index are
/// filled in by resolve() or resolve_changes().
Changes read_changes(const YamlNode& change);

/// Where the files of changes are looked for, and what has been read of them: many changes may name the same.
struct ChangeFiles {
    std::vector<std::filesystem::path> data = {};
    std::map<std::string, std::filesystem::path> folder_of = {};  ///< by name of the file, as marks have it
    std::map<std::filesystem::path, MultiPolygon> polygons = {};
    std::map<std::filesystem::path, IndexTree> indices = {};
};

/// Finds the files of changes and reads their polygons and their index. Adds what is wrong with them to
/// `problems`, with that of the schema check before it.
void resolve_changes(Changes& changes, ChangeFiles& files, std::vector<Problem>& problems);

}  // namespace djoliba
