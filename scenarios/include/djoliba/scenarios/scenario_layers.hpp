// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <chrono>
#include <cstdint>

#include <djoliba/engine/food_security.hpp>
#include <djoliba/engine/geometry.hpp>
#include <djoliba/engine/indicator.hpp>
#include <djoliba/scenarios/scenario_parts.hpp>

// One struct per theme, with the defaults that the schema states.

namespace djoliba {

struct PeopleTable {
    CodedTable table = {};
    std::string people = {};  ///< column
};

struct UrbanTable {
    CodedTable table = {};
    std::string column = {};
    std::vector<std::string> values = {};  ///< that mean urban
};

struct PopulationLayer {
    LayerInfo info = {};
    std::optional<PeopleTable> table = {};
    std::optional<PeopleTable> rake_to = {};
    ScenarioFile raster = {};
    LayerInfo raster_info = {};  ///< of the raster: `info` where the file does not tell them apart
    bool per_km2 = false;        ///< the raster holds people per km2, else people per cell
    double multiply = 1;
    Nodata nodata = Nodata::unknown;
    std::map<std::string, std::vector<std::string>> groups = {};  ///< name -> columns of `table` to add
    std::optional<UrbanTable> urban = {};
};

struct FloodRaster {
    double return_period = 0;  ///< years
    ScenarioFile raster = {};
};

struct FloodMonths {
    CodedTable table = {};
    std::string first = {};  ///< columns with months 1 to 12
    std::string last = {};
};

struct FloodLayer {
    LayerInfo info = {};
    std::vector<FloodRaster> rasters = {};
    double metres = 1;  ///< length of the unit of depth in metres: 1 or 0.01
    Nodata nodata = Nodata::unknown;
    std::optional<double> return_period = {};  ///< to plan with, years; see planning_period()
    std::vector<double> depths_m = {0.3};
    ScenarioFile seasonal_water = {};
    ScenarioFile permanent_water = {};
    std::optional<FloodMonths> months = {};
};

struct DrainageLayer {
    LayerInfo info = {};
    ScenarioFile raster = {};
    double at_least_km2 = 5000;
    double within_km = 5;
};

struct SpiRequest {
    int months = 0;
    int month = 0;  ///< last month, 1 to 12
    int reference_from = 0;
    int reference_to = 0;
    std::optional<int> year = {};
};

struct DroughtLayer {
    LayerInfo info = {};
    std::vector<ScenarioFile> series = {};
    std::chrono::year_month start = {};
    Nodata nodata = Nodata::unknown;
    double multiply = 1;
    std::vector<SpiRequest> index = {};
    double threshold = -1;
};

struct EventCoverage {
    Date from = {};
    Date to = {};
    std::vector<std::string> codes = {};  ///< empty: the whole country
};

struct ConflictLayer {
    LayerInfo info = {};
    std::string name = {};
    std::string label_en = {};
    std::string label_fr = {};
    std::vector<ScenarioFile> events = {};
    std::string layer = {};  ///< sheet of a workbook, layer of a vector file
    RowFilter where = {};
    std::string id = {};  ///< columns
    std::string date = {};
    std::string year = {};
    std::string lon = {};
    std::string lat = {};
    std::string precision = {};
    std::map<std::string, double> precision_km = {};
    std::string fatalities = {};
    std::string type = {};
    bool complete = false;  ///< inside the coverage no event means none happened
    std::optional<EventCoverage> coverage = {};
    int window_days = 365;
    std::optional<double> half_life_days = {};
    double radius_km = 5;
    bool count_people = true;  ///< near its events, where there is a population raster
    Level at_level = {};       ///< empty: the finest
};

struct DisplacedRound {
    ScenarioFile file = {};
    RowFilter where = {};
    std::string date = {};
    Mark mark = {};
};

struct DisplacedLayer {
    LayerInfo info = {};
    CodedTable table = {};
    std::string people = {};  ///< columns
    std::string households = {};
    std::string returned_displaced = {};
    std::string returned_refugees = {};
    std::string hosts = {};
    std::string displaced_from = {};
    Level displaced_from_level = {};
    std::vector<DisplacedRound> earlier_rounds = {};
};

struct FacilityStatusValues {
    std::vector<std::string> functioning = {};
    std::vector<std::string> partly_functioning = {};
    std::vector<std::string> not_functioning = {};
};

struct FacilitiesLayer {
    LayerInfo info = {};
    PointTable points = {};
    std::string type = {};                                       ///< column
    std::map<std::string, std::vector<std::string>> types = {};  ///< our name -> values
    std::vector<std::string> residents_per = {};                 ///< our names
    std::string status = {};                                     ///< column
    FacilityStatusValues status_values = {};
    bool unknown_is_open = true;
    std::vector<double> within_km = {5, 15};
};

struct SettlementsLayer {
    LayerInfo info = {};
    PointTable points = {};
};

struct TownsLayer {
    LayerInfo info = {};
    PointTable points = {};
};

struct BranchPoint {
    std::string name = {};
    Point place = {};                      ///< longitude, latitude
    std::vector<std::string> serves = {};  ///< codes; empty: whatever is nearest
    Mark mark = {};
};

struct BranchesLayer {
    LayerInfo info = {};
    std::vector<BranchPoint> points = {};
};

struct MonthsAndYear {
    std::string months = {};  ///< columns
    std::string year = {};
};

struct FoodSecurityLayer {
    LayerInfo info = {};
    CodedTable table = {};
    std::vector<std::string> part = {};      ///< columns
    std::array<std::string, 5> phases = {};  ///< columns
    std::string people = {};
    MonthsAndYear exercise = {};
    MonthsAndYear period = {};
    std::string outlook = {};
    Season season = {};
};

struct IndicatorColumn {
    std::string name = {};
    std::string column = {};
    std::string unit = {};
    std::string base = {};  ///< empty: the area as a whole
    std::string label_en = {};
    std::string label_fr = {};
    std::optional<std::array<double, 2>> allowed = {};
    double multiply = 1;
    Worse worse = Worse::not_stated;
    std::string roll_up = "mean_by_people";  ///< or "sum", "none"
    Mark mark = {};
};

struct IndicatorTableLayer {
    LayerInfo info = {};
    CodedTable table = {};
    std::vector<IndicatorColumn> columns = {};
};

}  // namespace djoliba
