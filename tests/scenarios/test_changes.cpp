// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <fstream>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>
#include <djoliba/scenarios/check.hpp>
#include <djoliba/scenarios/where.hpp>

#include "temp_dir.hpp"

using namespace djoliba;

namespace {

constexpr const char* base =
    "title: Test\nas_of: 2024-06-30\n"
    "localities: {source: a.gpkg, level: commune, code: C, name: N, vintage: 2016-frame,\n"
    "             parents: [{level: cercle, code: C2, name: N2}, {level: region, code: C1, name: N1}]}\n"
    "layers:\n"
    "  population: {raster: p.tif, date: 2022}\n"
    "  flood: {raster: {2: f2.tif, 20: f20.tif, 100: f100.tif}, quantity: depth_m, seasonal_water: f2.tif}\n"
    "  drought: {raster_series: r.tif, quantity: rainfall_mm_per_month, start: 1991-01,\n"
    "            index: [{spi: 3, month: 9, reference: 1991-2020}]}\n"
    "  conflict: [{name: ucdp, events: e.csv, date: d, lon: x, lat: y},\n"
    "             {name: acled, events: e.csv, date: d, lon: x, lat: y}]\n"
    "  displaced: {table: d.csv, code: c, level: cercle, people: p, date: 2024}\n"
    "  facilities: {points: h.geojson, type: t, types: {cscom: [CSCom], csref: [CSRef]}, name: n}\n"
    "index:\n"
    "  name: risk\n"
    "  mean: arithmetic\n"
    "  parts:\n"
    "    - {name: hazard, mean: arithmetic, parts: [{indicator: ucdp_events, bounds: [0, 1]},\n"
    "                                               {indicator: drought_spi3, bounds: [0, 1]}]}\n"
    "    - {name: people, parts: [{indicator: population, bounds: [0, 1]}]}\n"
    "change:\n";

// Problems of a change of the scenario above, but for files that are not there; one a line.
std::string problems_of(const std::string& change) {
    try {
        resolve_text(base + change, "s.yaml", "");
    } catch (const Error& error) {
        std::string all;
        for (const Problem& p : error.problems())
            if (p.problem.find("there is no file") == std::string::npos) all += to_string(p) + "\n";
        return all;
    }
    return "";
}

Changes changes_of(const std::string& text) { return read_changes(parse_yaml(text, "c.yaml")); }

// Region A with cercles AA and AB, region B with cercle BA; communes of the same name in two of them.
Localities country() {
    Localities places;
    places.hierarchy = {"region", "cercle", "commune"};
    const auto add = [&](const char* code, const char* name, const char* level, int parent) {
        places.items.push_back({code, name, level, parent, {}, {}});
    };
    add("A", "Ségou", "region", -1);
    add("B", "Mopti", "region", -1);
    add("AA", "Niono", "cercle", 0);
    add("AB", "Bla", "cercle", 0);
    add("BA", "Mopti", "cercle", 1);
    add("AA1", "Madina", "commune", 2);
    add("AB1", "Madina", "commune", 3);
    add("BA1", "Konna", "commune", 4);
    places.items.push_back({"D", "District", "health_district", -1, {}, {5, 6}});
    places.items.push_back({"E", "Other", "health_district", -1, {}, {6, 7}});
    return places;
}

std::string units_of(const Where& where, const Localities& places = country()) {
    std::string codes;
    const auto in = units_in(where, places);
    for (std::size_t i = 0; i < in.size(); ++i)
        if (in[i]) codes += places[i].code + " ";
    return codes;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(changes)

BOOST_AUTO_TEST_CASE(a_section_is_a_map_or_a_list_of_maps) {
    const Changes one = changes_of("flood: {return_period: 100, depth_add_m: 0.3, where: {region: ML05}}\n");
    BOOST_REQUIRE(one.flood.size() == 1u);
    BOOST_TEST(*one.flood[0].return_period == 100);
    BOOST_TEST(one.flood[0].depth_add_m == 0.3);
    BOOST_TEST(one.flood[0].depth_scale == 1);
    BOOST_TEST(one.flood[0].where.regions == std::vector<std::string>{"ML05"},
               boost::test_tools::per_element());
    BOOST_TEST(one.flood[0].key == "change.flood");
    BOOST_TEST(one.flood[0].where.key == "change.flood.where");
    const Changes two = changes_of("flood: [{depth_scale: 2}, {depth_add_m: -1}]\n");
    BOOST_REQUIRE(two.flood.size() == 2u);
    BOOST_TEST(two.flood[1].key == "change.flood[1]");
    BOOST_TEST(two.flood[1].mark.column == 27);
    BOOST_TEST(!two.flood[1].return_period.has_value());
}

BOOST_AUTO_TEST_CASE(every_section_is_read) {
    const Changes c = changes_of(
        "drought: {replay: 2011, spi_add: -0.5}\n"
        "conflict: {sources: [ucdp], scale: 1.5, move: {east_km: 10}, add: [{lon: -4, lat: 14.5, count: "
        "3}]}\n"
        "displaced: {scale: 1.2, add: {AA: 5000}, move: [{from: AA, to: AB, share: 0.2}],\n"
        "            table: {table: d.csv, code: c, people: p, level: cercle, mode: replace}}\n"
        "facilities: {close: [{types: [cscom], flood_depth_over_m: 0.3}, {conflict_within_km: 5}]}\n"
        "population: {to_year: 2030, by_region: {A: 2.8}, percent_a_year: 3}\n"
        "weights: {hazard: 0.5}\nindex: other.yaml\n");
    BOOST_TEST(*c.drought.at(0).replay == 2011);
    BOOST_TEST(c.drought.at(0).spi_add == -0.5);
    BOOST_TEST(c.conflict.at(0).move_east_km == 10);
    BOOST_TEST(c.conflict.at(0).add.at(0).count == 3);
    BOOST_TEST(c.conflict.at(0).add.at(0).place.x == -4);
    BOOST_TEST(c.displaced.at(0).add.at("AA") == 5000);
    BOOST_TEST(*c.displaced.at(0).move.at(0).share == 0.2);
    BOOST_TEST(c.displaced.at(0).table->people == "p");
    BOOST_TEST(c.displaced.at(0).table_replaces);
    BOOST_TEST(c.close_facilities.size() == 2u);
    BOOST_TEST(*c.close_facilities.at(1).conflict_within_km == 5);
    BOOST_TEST(c.close_facilities.at(1).key == "change.facilities.close[1]");
    BOOST_TEST(c.population.at(0).to_year == 2030);
    BOOST_TEST(c.population.at(0).by_region.at("A") == 2.8);
    BOOST_TEST(c.weights.at("hazard") == 0.5);
    BOOST_TEST(c.index.file.text == "other.yaml");
}

BOOST_AUTO_TEST_CASE(no_change_is_no_problem) {
    BOOST_TEST(problems_of("  {}\n") == "");
    BOOST_TEST(problems_of("  flood: {return_period: 100}\n") == "");
    BOOST_TEST(problems_of("  drought: {replay: 2011}\n") == "");
}

BOOST_AUTO_TEST_CASE(a_flood_must_be_one_of_the_rasters_that_expose_people) {
    BOOST_TEST(problems_of("  flood: {return_period: 50}\n") ==
               "s.yaml:22:11: change.flood.return_period: there is no flood raster of a return period of 50 "
               "years; layers.flood.raster has 2, 20, 100\n");
    BOOST_TEST(problems_of("  flood: [{depth_add_m: 1}, {return_period: 2}]\n") ==
               "s.yaml:22:30: change.flood[1].return_period: the 2-year flood is the water of every year, "
               "which exposes nobody; choose a rarer flood\n");
}

BOOST_AUTO_TEST_CASE(a_season_that_happens_again_must_have_been) {
    BOOST_TEST(problems_of("  drought: {replay: 1990}\n") ==
               "s.yaml:22:13: change.drought.replay: the series begins in 1991-01, too late for the 3 months "
               "to 1990-09; replay a year within the series\n");
    BOOST_TEST(problems_of("  drought: {replay: 2024}\n") ==
               "s.yaml:22:13: change.drought.replay: 2024-09 is later than as_of (2024-06-30); replay a "
               "season that has been\n");
}

BOOST_AUTO_TEST_CASE(sources_and_types_must_be_known) {
    BOOST_TEST(problems_of("  conflict: {sources: [acle], scale: 2}\n") ==
               "s.yaml:22:24: change.conflict.sources[0]: no conflict layer is called `acle`; did you mean "
               "`acled`?\n");
    BOOST_TEST(problems_of("  conflict: {add: [{lon: 0, lat: 14}]}\n") ==
               "s.yaml:22:20: change.conflict.add[0]: does not say which source it belongs to; give "
               "`source`\n");
    BOOST_TEST(problems_of("  facilities: {close: {types: [csom]}}\n") ==
               "s.yaml:22:32: change.facilities.close.types[0]: `csom` is none of the types; did you mean "
               "`cscom`?\n");
}

BOOST_AUTO_TEST_CASE(a_move_says_people_or_a_share) {
    BOOST_TEST(
        problems_of("  displaced: {move: [{from: A, to: B, people: 5, share: 0.5}]}\n") ==
        "s.yaml:22:22: change.displaced.move[0]: says both `people` and `share`; keep one of the two\n");
    BOOST_TEST(problems_of("  displaced: {move: [{from: A, to: B}]}\n") ==
               "s.yaml:22:22: change.displaced.move[0]: needs at least one of: people, share\n");
}

BOOST_AUTO_TEST_CASE(a_polygon_must_enclose_an_area_and_act_on_what_has_a_place) {
    BOOST_TEST(
        problems_of("  flood: {depth_add_m: 1, where: {polygon: [[0, 0], [1, 1], [1, 0], [0, 1]]}}\n") ==
        "s.yaml:22:27: change.flood.where.polygon: the polygon encloses no definite area: "
        "Self-intersection at 0.500000 0.500000; give its corners in the order of its border\n");
    BOOST_TEST(
        problems_of(
            "  flood: {depth_add_m: 1, where: {polygon: [[500000, 0], [500001, 1], [500001, 0]]}}\n") ==
        "s.yaml:22:27: change.flood.where.polygon: [500000, 0] is no longitude and latitude in degrees; "
        "write "
        "longitude first, in degrees; a file must say which CRS it is in\n");
    BOOST_TEST(
        problems_of("  population: {to_year: 2030, percent_a_year: 3, where: {polygon: [[0, 0], [1, 0], "
                    "[1, 1]]}}\n") ==
        "s.yaml:22:58: change.population.where.polygon: a polygon cannot limit this change: all of a "
        "unit grow alike; name units with `region`, `codes` or `names`\n");
}

BOOST_AUTO_TEST_CASE(a_place_without_anything_to_limit_is_a_mistake) {
    BOOST_TEST(problems_of("  conflict: {add: [{source: ucdp, lon: 0, lat: 14}], where: {region: A}}\n") ==
               "s.yaml:22:54: change.conflict.where: limits events that are scaled or moved, and the change "
               "has none of them; take `where` out, or give what it is to limit\n");
}

BOOST_AUTO_TEST_CASE(weights_name_nodes_of_the_index_and_leave_some_of_them) {
    BOOST_TEST(
        problems_of("  weights: {hasard: 2}\n") ==
        "s.yaml:22:13: change.weights.hasard: the index has no node `hasard`; did you mean `hazard`?\n");
    BOOST_TEST(
        problems_of("  weights: {risk: 2}\n") ==
        "s.yaml:22:13: change.weights.risk: `risk` is the whole index and has no weight; name a node or a "
        "leaf below it\n");
    BOOST_TEST(problems_of("  weights: {hazard: 0, people: 0}\n") ==
               "s.yaml:22:3: change.weights: leave all parts of `risk` without weight; give at least one of "
               "them a weight above 0\n");
}

BOOST_AUTO_TEST_CASE(another_index_is_checked_as_the_first_is) {
    BOOST_TEST(problems_of("  index: {name: other, parts: [{indicator: populaton, bounds: [0, 1]}]}\n") ==
               "s.yaml:22:44: change.index.parts[0].indicator: no layer gives the indicator `populaton`; did "
               "you mean `population`?\n");
    BOOST_TEST(problems_of("  index: {name: other, parts: [{indicator: population, bounds: [0, 1]}]}\n"
                           "  weights: {hazard: 1}\n") ==
               "s.yaml:23:13: change.weights.hazard: the index has no node `hazard`; its nodes: other, "
               "population\n");
}

BOOST_AUTO_TEST_CASE(files_of_changes_are_found_read_once_and_listed) {
    const TempDir folder;
    const auto write = [&](const char* name, const std::string& corners) {
        std::ofstream(folder.path() / name)
            << R"({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": )"
            << R"({"type": "Polygon", "coordinates": [[)" << corners << "]]}}]}";
    };
    write("area.geojson", "[0, 0], [1, 0], [1, 1], [0, 0]");
    write("bow.geojson", "[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]");
    ChangeFiles files{.data = {folder.path()}};
    const auto resolved = [&](const std::string& polygon, std::vector<Problem>& problems) {
        Changes changes = changes_of("flood: {depth_add_m: 1, where: {polygon: " + polygon + "}}\n");
        resolve_changes(changes, files, problems);
        return changes;
    };
    std::vector<Problem> problems;
    const Changes good = resolved("area.geojson", problems);
    BOOST_TEST(problems.empty());
    BOOST_TEST(good.flood[0].where.area.front().front().size() == 4u);
    std::filesystem::remove(folder.path() / "area.geojson");
    write("area.geojson", "[0, 0], [9, 0], [9, 9], [0, 0]");
    BOOST_TEST((resolved("area.geojson", problems).flood[0].where.area == good.flood[0].where.area));
    BOOST_TEST(resolved("bow.geojson", problems).flood[0].where.area.empty());
    BOOST_TEST(resolved("aera.geojson", problems).flood[0].where.area.empty());
    BOOST_REQUIRE(problems.size() == 2u);
    BOOST_TEST(to_string(problems[0]).find("c.yaml:1:42: change.flood.where.polygon: bow.geojson: feature") ==
               0u);
    BOOST_TEST(to_string(problems[1]) ==
               "c.yaml:1:42: change.flood.where.polygon: there is no file aera.geojson; did you mean "
               "`area.geojson`?");
    const Scenario scenario{.change = good};
    BOOST_REQUIRE(files_of(scenario).size() == 1u);
    BOOST_TEST(files_of(scenario)[0].layer->source == "change");
}

BOOST_AUTO_TEST_CASE(the_return_period_to_plan_with_must_expose_people) {
    std::string text = base;
    text.replace(text.find("seasonal_water"), 0, "return_period: 50, ");
    try {
        resolve_text(text + "  {}\n", "s.yaml", "");
        BOOST_ERROR("was not refused");
    } catch (const Error& error) {
        std::string all;
        for (const Problem& p : error.problems()) all += to_string(p) + "\n";
        BOOST_TEST(
            all.find("layers.flood.return_period: there is no flood raster of a return period of 50 years; "
                     "layers.flood.raster has 2, 20, 100\n") != std::string::npos,
            all);
    }
}

BOOST_AUTO_TEST_CASE(weights_and_index_change_the_tree) {
    const Scenario scenario{
        .index = {.tree = {.root = {.name = "risk",
                                    .parts = {{.name = "a", .indicator = "x"},
                                              {.indicator = "y", .low = 0, .high = 1}}}}}};
    Changes changes;
    changes.weights = {{"a", 3}, {"y", 0}};
    const IndexTree tree = changed_index(scenario, changes);
    BOOST_TEST(tree.root.parts[0].weight == 3);
    BOOST_TEST(tree.root.parts[1].weight == 0);
    BOOST_TEST(scenario.index.tree.root.parts[0].weight == 1);
    changes.index = {.name = "other", .tree = {.root = {.name = "other", .parts = {{.name = "a"}}}}};
    BOOST_TEST(changed_index(scenario, changes).root.name == "other");
    BOOST_TEST(changed_index(scenario, changes).root.parts[0].weight == 3);
}

BOOST_AUTO_TEST_CASE(what_is_not_there_cannot_change) {
    const auto scenario = [&](const std::string& change) {
        try {
            resolve_text(
                "title: T\nas_of: 2024-06-30\nlocalities: {source: a.gpkg, level: c, code: C, name: N}\n"
                "layers: {population: {raster: p.tif}}\n"
                "index: {name: risk, parts: [{indicator: population, bounds: [0, 1]}]}\nchange: " +
                    change + "\n",
                "s.yaml", "");
        } catch (const Error& error) {
            std::string all;
            for (const Problem& p : error.problems())
                if (p.problem.find("there is no file") == std::string::npos) all += to_string(p) + "\n";
            return all;
        }
        return std::string();
    };
    BOOST_TEST(scenario("{flood: {depth_add_m: 1}}") ==
               "s.yaml:6:10: change.flood: there is no `layers.flood` to change; add the layer, or take the "
               "change out\n");
    BOOST_TEST(scenario("{population: {to_year: 2030, percent_a_year: 3}}") ==
               "s.yaml:6:10: change.population: the year that the population is of is not known; give "
               "`from_year`, or `layers.population.date`\n");
}

BOOST_AUTO_TEST_CASE(units_are_named_by_code_by_name_or_by_region_with_all_below) {
    BOOST_TEST(units_of({}) == "A B AA AB BA AA1 AB1 BA1 D E ");
    BOOST_TEST(units_of({.codes = {"AA", "BA1"}}) == "AA AA1 BA1 ");
    BOOST_TEST(units_of({.names = {"SEGOU"}}) == "A AA AB AA1 AB1 D ");
    BOOST_TEST(units_of({.regions = {"Mopti"}}) == "B BA BA1 ");
    BOOST_TEST(units_of({.codes = {"AB"}, .regions = {"B"}}) == "B AB BA AB1 BA1 E ");
}

BOOST_AUTO_TEST_CASE(a_name_that_is_unknown_or_of_several_units_is_refused) {
    const auto text = [](const Where& where) {
        try {
            (void)units_in(where, country());
        } catch (const Error& error) {
            std::string all;
            for (const Problem& p : error.problems()) all += to_string(p) + "\n";
            return all;
        }
        return std::string();
    };
    BOOST_TEST(text({.names = {"Madina"}, .key = "w"}) ==
               "w.names: `Madina` is the name of 2 units; write `codes` with one of AA1 (commune), AB1 "
               "(commune)\n");
    BOOST_TEST(text({.names = {"Nyono"}, .regions = {"Mopty"}, .key = "w"}) ==
               "w.names: no unit has the name `Nyono`; did you mean `Niono`?\n"
               "w.region: no region has the code or the name `Mopty`; did you mean `Mopti`?\n");
    BOOST_TEST(text({.codes = {"AA9"}, .key = "w"}) ==
               "w.codes: no unit has the code `AA9`; did you mean `AA`?\n");
}

BOOST_AUTO_TEST_SUITE_END()
