// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>
#include <djoliba/scenarios/check.hpp>

using namespace djoliba;

namespace {

constexpr const char* base =
    "title: Test\nas_of: 2024-06-30\n"
    "localities: {source: a.gpkg, level: commune, code: C, name: N, vintage: 2016-frame,\n"
    "             parents: [{level: region, code: C1, name: N1}]}\n"
    "layers:\n"
    "  population: {raster: p.tif, date: 2022}\n"
    "  flood: {raster: {20: f20.tif, 100: f100.tif}, quantity: depth_m}\n"
    "  facilities: {points: h.geojson, type: t, types: {cscom: [CSCom], csref: [CSRef]}}\n"
    "index: {name: risk, mean: arithmetic, parts: [{indicator: people_beyond_60min_share, bounds: [0, "
    "100]}]}\n";

constexpr const char* surface =
    "  access:\n"
    "    season: wet\n"
    "    types: [csref]\n"
    "    minutes: [60, 120]\n"
    "    neighbours: 16\n"
    "    flood: {closes_over_m: 0.5, slows_over_m: 0.1, times: 3}\n"
    "    surface:\n"
    "      cell: 0.01\n"
    "      land_cover: {raster: lc.tif, speeds: {10: 4, 12: {dry: 4.5, wet: 3}}, provider: NASA}\n"
    "      relief: {raster: dem.tif, quantity: elevation_m}\n"
    "      water: {raster: water.tif, at_least: 50}\n"
    "      barriers: [{lines: rivers.geojson, class: level, bars: {0: always, 5: wet, 7: never}}, {lines: "
    "wall.geojson}]\n"
    "      roads: {lines: roads.geojson, class: kind, speeds: {paved: 60, track: {dry: 30, wet: 0}}, "
    "bridges: true}\n"
    "      crossings: {places: ferries.csv, lon: x, lat: y, minutes: {dry: 15, wet: 0}}\n";

std::string with_access(const std::string& access) {
    const std::string whole = base;
    const auto index = whole.find("index:");
    return whole.substr(0, index) + access + whole.substr(index);
}

/// Problems of a scenario, but for files that are not there; one a line.
std::string problems_of(const std::string& access, const std::string& more = "") {
    try {
        resolve_text(with_access(access) + more, "s.yaml", "");
    } catch (const Error& error) {
        std::string all;
        for (const Problem& p : error.problems())
            if (p.problem.find("there is no file") == std::string::npos) all += to_string(p) + "\n";
        return all;
    }
    return "";
}

/// Files that are looked for and not there.
std::string files_missing(const std::string& access) {
    std::string all;
    try {
        resolve_text(with_access(access), "s.yaml", "");
    } catch (const Error& error) {
        for (const Problem& p : error.problems())
            if (p.key.starts_with("layers.access")) all += p.key + ": " + p.problem + "\n";
    }
    return all;
}

std::string one(const std::string& keys) {
    return "  access: {friction: {raster: f.tif, unit: minutes_per_metre}" + keys + "}\n";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(scenario_access)

BOOST_AUTO_TEST_CASE(a_surface_of_all_parts_is_sound) { BOOST_TEST(problems_of(surface) == ""); }

BOOST_AUTO_TEST_CASE(every_file_of_a_surface_is_looked_for_under_its_own_key) {
    BOOST_TEST(files_missing(surface) ==
               "layers.access.surface.land_cover: there is no file lc.tif\n"
               "layers.access.surface.relief: there is no file dem.tif\n"
               "layers.access.surface.water: there is no file water.tif\n"
               "layers.access.surface.barriers[0]: there is no file rivers.geojson\n"
               "layers.access.surface.barriers[1]: there is no file wall.geojson\n"
               "layers.access.surface.roads: there is no file roads.geojson\n"
               "layers.access.surface.crossings: there is no file ferries.csv\n");
    BOOST_TEST(
        files_missing("  access: {friction: {raster: {dry: d.tif, wet: w.tif}, unit: km_per_hour}}\n") ==
        "layers.access: there is no file d.tif\nlayers.access: there is no file w.tif\n");
}

BOOST_AUTO_TEST_CASE(a_friction_and_a_surface_are_one_too_many) {
    const std::string both =
        std::string(surface) + "    friction: {raster: f.tif, unit: minutes_per_metre}\n";
    BOOST_TEST(problems_of(both).find("layers.access: says both `friction` and `surface`") !=
               std::string::npos);
    BOOST_TEST(problems_of("  access: {season: dry}\n").find("needs at least one of: friction, surface") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_season_asks_for_one_surface_in_each) {
    BOOST_TEST(problems_of(one(", season: wet")).find("layers.access.season: the friction is the same") !=
               std::string::npos);
    BOOST_TEST(problems_of(surface, "change: {access: {season: dry}}\n") == "");
    BOOST_TEST(problems_of(one(""), "change: {access: {season: wet}}\n").find("change.access.season") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(impossible_values_are_told_with_their_key) {
    const auto told = [](const std::string& access, const char* words) {
        BOOST_TEST_INFO(problems_of(access));
        BOOST_TEST((problems_of(access).find(words) != std::string::npos));
    };
    told(one(", neighbours: 12"), "layers.access.neighbours: 12 is neither 8 nor 16");
    told(one(", types: [csrev]"),
         "layers.access.types[0]: `csrev` is none of the types; did you mean `csref`?");
    told(one(", km: [15, 5]"), "layers.access.km[1]: 5 does not follow 15 in ascending order");
    told(one(", flood: {closes_over_m: 0.3, slows_over_m: 0.3}"), "layers.access.flood.slows_over_m");
    told(one(", flood: {times: 3}"), "needs `slows_over_m` beside it");
    const std::string lc = "  access: {surface: {cell: 0.01, land_cover: {raster: lc.tif, speeds: {10: 4}}, ";
    told(lc + "roads: {lines: r.shp, speeds: {a: 3}}}}\n", "needs `class` beside it");
    told(lc + "roads: {lines: r.shp, class: kind, speed: 3}}}\n", "layers.access.surface.roads.class");
    told(lc + "roads: {lines: r.shp, speed: 0.01}}}\n", "0.01 km/h is no speed of travel");
    told(lc + "crossings: {places: c.shp}}}\n", "does not say how long crossing takes");
    told(lc + "barriers: {lines: c.shp, bars: {1: wet}}}}\n", "layers.access.surface.barriers.bars");
}

BOOST_AUTO_TEST_CASE(access_needs_somebody_and_somewhere) {
    std::string text = with_access(one(""));
    text.erase(text.find("  facilities:"), text.find("  access:") - text.find("  facilities:"));
    BOOST_CHECK_EXCEPTION(resolve_text(text, "s.yaml", ""), Error, [](const Error& error) {
        return std::ranges::any_of(error.problems(), [](const Problem& p) {
            return p.problem.find("there is no `layers.facilities`") != std::string::npos;
        });
    });
}

BOOST_AUTO_TEST_CASE(changes_of_travel_and_openings_are_read) {
    const Changes c =
        read_changes(parse_yaml("access: [{season: wet}, {block: [{flood_depth_over_m: 0.3, return_period: "
                                "20}, {where: {codes: A}}]}]\n"
                                "facilities: {open: {name: New, type: cscom, lon: -4, lat: 14.5}}\n",
                                "c.yaml"));
    BOOST_REQUIRE(c.access.size() == 2u);
    BOOST_TEST((c.access[0].season == TravelSeason::wet));
    BOOST_TEST(!c.access[1].season.has_value());
    BOOST_REQUIRE(c.access[1].block.size() == 2u);
    BOOST_TEST(*c.access[1].block[0].flood_depth_over_m == 0.3);
    BOOST_TEST(*c.access[1].block[0].return_period == 20);
    BOOST_TEST(c.access[1].block[1].key == "change.access[1].block[1]");
    BOOST_TEST(c.access[1].block[1].where.codes == std::vector<std::string>{"A"},
               boost::test_tools::per_element());
    BOOST_REQUIRE(c.open_facilities.size() == 1u);
    BOOST_TEST(c.open_facilities[0].name == "New");
    BOOST_TEST((c.open_facilities[0].place == Point{-4, 14.5}));
    BOOST_TEST(c.open_facilities[0].key == "change.facilities.open");
}

BOOST_AUTO_TEST_CASE(openings_and_blocks_are_checked) {
    const auto told = [](const std::string& change, const char* words) {
        const std::string problems = problems_of(one(""), "change: " + change + "\n");
        BOOST_TEST_INFO(problems);
        BOOST_TEST((problems.find(words) != std::string::npos));
    };
    told("{facilities: {open: {name: N, type: cscon, lon: 1, lat: 2}}}", "did you mean `cscom`?");
    told("{facilities: {open: {type: cscom, lon: 1, lat: 2}}}", "change.facilities.open.name: is missing");
    told("{facilities: {}}", "needs at least one of: close, open");
    told("{access: {}}", "needs at least one of: season, block");
    told("{access: {block: {return_period: 20}}}", "flood_depth_over_m");
    told("{access: {block: {flood_depth_over_m: 0.3, return_period: 50}}}",
         "there is no flood raster of a return period of 50 years");
}

BOOST_AUTO_TEST_SUITE_END()
