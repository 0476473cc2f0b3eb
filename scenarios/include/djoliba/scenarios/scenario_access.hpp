// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <djoliba/engine/travel_season.hpp>
#include <djoliba/scenarios/scenario_parts.hpp>

// The layer `access`: on what surface people travel to health facilities, and what is asked of it.

namespace djoliba {

/// One figure for each season; the same in both where the file gives one.
struct BySeason {
    double dry = 0;
    double wet = 0;
    double in(TravelSeason season) const { return season == TravelSeason::dry ? dry : wet; }
};

/// Friction as a raster.
struct FrictionRasters {
    ScenarioFile dry = {};
    ScenarioFile wet = {};  ///< the same file where one serves the whole year
    std::string unit = {};  ///< "minutes_per_metre", "seconds_per_metre", "hours_per_metre", "km_per_hour"

    bool given() const { return dry.given(); }
    bool by_season() const { return dry.text != wet.text; }
};

// What a surface of the scenario's own is made of, see engine/cost_surface.hpp. Speeds are km/h. A kind is
// what one value of the class column means; its name is that value, empty where there is no class column.

struct CoverKind {
    int value = 0;  ///< in the raster
    BySeason kmh = {};
};

struct LandCover {
    LayerInfo info = {};
    ScenarioFile raster = {};
    std::vector<CoverKind> kinds = {};
};

/// A vector file of lines or areas, told apart by a column.
struct WayFile {
    ScenarioFile file = {};
    std::string layer = {};
    std::string class_column = {};  ///< empty: all are of one kind
};

struct RoadKind {
    std::string value = {};
    BySeason kmh = {};
};

struct Roads {
    LayerInfo info = {};
    WayFile ways = {};
    std::vector<RoadKind> kinds = {};
    bool on_foot = false;
    bool bridges = false;
};

struct BarrierKind {
    std::string value = {};
    bool dry = true;
    bool wet = true;
};

struct Barriers {
    LayerInfo info = {};
    WayFile ways = {};
    std::vector<BarrierKind> kinds = {};
};

/// Bridges, fords, ferries. Columns are empty where they are not named.
struct Crossings {
    LayerInfo info = {};
    ScenarioFile file = {};
    std::string layer = {}, lon = {}, lat = {}, name = {};
    std::string dry_kmh = {}, wet_kmh = {}, dry_minutes = {}, wet_minutes = {};  ///< columns
    BySeason kmh = {}, minutes = {};  ///< where no column says; 0: not given
};

struct WaterCells {
    LayerInfo info = {};
    ScenarioFile raster = {};
    double at_least = 0;
};

/// Slopes or elevations.
struct Relief {
    LayerInfo info = {};
    ScenarioFile raster = {};
    std::string quantity = {};  ///< "slope_degrees", "slope_percent", "elevation_m"
};

struct SurfaceParts {
    double cell = 0;  ///< degrees
    LandCover land_cover = {};
    std::optional<Relief> relief = {};
    std::vector<WaterCells> water = {};
    std::vector<Barriers> barriers = {};
    std::vector<Roads> roads = {};
    std::vector<Crossings> crossings = {};
};

/// Water that closes ways or makes them slower.
struct FloodedTravel {
    double closes_over_m = 0.3;
    std::optional<double> slows_over_m = {};
    double times = 2;  ///< longer, where slows_over_m is given
};

struct AccessLayer {
    LayerInfo info = {};
    FrictionRasters friction = {};  ///< this or `surface`
    std::optional<SurfaceParts> surface = {};
    TravelSeason season = TravelSeason::dry;
    std::vector<std::string> types = {};  ///< our names of types of facilities; empty: all
    std::vector<double> minutes = {30, 60, 120};
    std::vector<double> km = {5, 15};  ///< along the quickest way
    double snap_km = 5;
    int neighbours = 8;
    FloodedTravel flood = {};
    bool criticality = false;

    bool by_season() const { return surface.has_value() || friction.by_season(); }
};

}  // namespace djoliba
