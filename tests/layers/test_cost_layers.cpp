// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/cost_layers.hpp>
#include <djoliba/layers/vector_file.hpp>

#include "../problems.hpp"
#include "../temp_dir.hpp"
#include "raster_samples.hpp"

using namespace djoliba;

namespace {

const CostTarget degrees{{0, 10, 1, 1, 10, 10}, "EPSG:4326"};

std::string feature(const std::string& properties, const std::string& geometry) {
    return R"({"type":"Feature","properties":{)" + properties + R"(},"geometry":)" + geometry + "}";
}

std::string line(const std::string& points) {
    return R"({"type":"LineString","coordinates":[)" + points + "]}";
}

std::filesystem::path write_features(const TempDir& dir, const std::vector<std::string>& features) {
    std::string all;
    for (const auto& f : features) all += (all.empty() ? "" : ",") + f;
    return dir.write("lines.geojson", R"({"type":"FeatureCollection","features":[)" + all + "]}");
}

CostFile file_of(std::filesystem::path path) { return {std::move(path), "", "friction.roads", "lines"}; }

RoadValues road(std::vector<std::string> values, double kmh) {
    return {std::move(values), {"road", {kmh, kmh, TravelMode::by_vehicle}}};
}

std::vector<std::string> reasons(const Account& account) {
    std::vector<std::string> all;
    for (const auto& e : account.exclusions) {
        all.push_back(std::to_string(e.rows) + " " + e.reason);
        for (const auto& x : e.examples) all.back() += " | " + x;
    }
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cost_layers)

BOOST_AUTO_TEST_CASE(roads_are_told_apart_by_the_values_of_a_field) {
    const TempDir dir;
    const auto file = write_features(
        dir, {feature(R"("highway":"primary")", line("[1,1],[2,2],[3,1]")),
              feature(R"("highway":"track")",
                      R"({"type":"MultiLineString","coordinates":[[[1,5],[2,5]],[[3,5],[4,5]]]})"),
              feature(R"("highway":"trunk")", line("[1,3],[9,3]")),
              feature(R"("highway":"footway")", line("[1,4],[9,4]")),
              feature(R"("highway":null)", line("[1,4],[2,4]")), feature(R"("highway":"primary")", "null"),
              feature(R"("highway":"primary")", R"({"type":"Point","coordinates":[1,1]})"),
              feature(R"("highway":"primary")", line("[50,1],[60,1]")),
              feature(R"("highway":"primary")", line("[-5,5],[15,5]"))});
    Account account;
    const auto roads = read_roads(file_of(file), "highway",
                                  {road({"primary", "trunk"}, 60), road({"track"}, 20)}, degrees, account);
    BOOST_REQUIRE(roads.size() == 2U);
    BOOST_TEST(roads[0].speed.dry_kmh == 60);
    BOOST_REQUIRE(roads[0].lines.size() == 3U);  // the far one is not read, the long one is
    BOOST_TEST((roads[0].lines[0] == Line{{1, 1}, {2, 2}, {3, 1}}));
    BOOST_TEST(roads[1].lines.size() == 2U);
    BOOST_REQUIRE(account.layers.size() == 1U);
    BOOST_TEST(account.layers[0].source == "friction.roads");
    BOOST_TEST(account.layers[0].rows_read == 8);
    BOOST_TEST(account.layers[0].rows_used == 4);
    BOOST_TEST(mentions(account.layers[0].notes[0], "1 features lie off the surface"));
    BOOST_TEST(reasons(account) == (std::vector<std::string>{"2 features without lines",
                                                             "2 features of classes that are not listed | "
                                                             "nothing (1) | footway (1)"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_layer_without_classes_is_one_class) {
    const TempDir dir;
    const auto file =
        write_features(dir, {feature("", line("[1,1],[2,2]")), feature("", line("[1,1],[1,2]"))});
    Account account;
    const auto roads = read_roads(file_of(file), "", {road({}, 60)}, degrees, account);
    BOOST_TEST(roads[0].lines.size() == 2U);
    BOOST_TEST(account.exclusions.empty());
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_a_layer_of_roads_is_said) {
    const TempDir dir;
    const auto file = file_of(write_features(dir, {feature(R"("highway":"primary")", line("[1,1],[2,2]"))}));
    Account account;
    const auto said = [&](const CostFile& f, const std::string& field, const std::vector<RoadValues>& classes,
                          const CostTarget& target = degrees) {
        return problem_of([&] { read_roads(f, field, classes, target, account); });
    };
    BOOST_TEST(mentions(said(file, "higway", {road({"primary"}, 60)}), "did you mean `highway`"));
    BOOST_TEST(mentions(said(file, "highway", {road({"primry"}, 60)}), "it holds primary (1)"));
    BOOST_TEST(mentions(said(file, "highway", {road({}, 60)}), "one is missing"));
    BOOST_TEST(mentions(said(file, "", {road({}, 60), road({}, 20)}), "one is missing"));
    BOOST_TEST(mentions(said(file, "highway", {road({"primary"}, 60), road({"primary"}, 20)}),
                        "two classes have the value `primary`"));
    BOOST_TEST(mentions(said(file, "", {road({}, 60)}, {{50, 10, 1, 1, 5, 5}, "EPSG:4326"}),
                        "none of its 1 features lies on the surface"));
    BOOST_TEST(mentions(said(file_of(dir / "none.gpkg"), "", {road({}, 60)}), "the file does not exist"));
    const auto empty = file_of(write_features(dir, {}));
    BOOST_TEST(mentions(said(empty, "", {road({}, 60)}), "the layer has no features"));
    const auto points =
        file_of(write_features(dir, {feature("", R"({"type":"Point","coordinates":[1,1]})")}));
    BOOST_TEST(mentions(said(points, "", {road({}, 60)}), "none of 1 features has lines"));
    const auto without_crs = file_of(dir.write("a.csv", "WKT,kind\n\"LINESTRING(1 1,2 2)\",primary\n"));
    BOOST_TEST(mentions(said(without_crs, "kind", {road({"primary"}, 60)}), "CRS"));
}

BOOST_AUTO_TEST_CASE(rivers_and_lakes_have_seasons) {
    const TempDir dir;
    const auto file = write_features(
        dir,
        {feature(R"("level":1)", line("[1,1],[2,2]")), feature(R"("level":5)", line("[1,2],[2,3]")),
         feature(R"("level":6.0)", line("[1,3],[2,3]")), feature(R"("level":10)", line("[1,4],[2,4]")),
         feature(R"("level":1)", R"({"type":"Polygon","coordinates":[[[3,3],[5,5],[5,3],[3,5],[3,3]]]})")});
    Account account;
    const auto b = read_barriers(file_of(file), "level",
                                 {{{"1", "2"}, {"permanent"}}, {{"5", "6"}, {"intermittent", false, true}}},
                                 degrees, account);
    BOOST_REQUIRE(b.size() == 2U);
    BOOST_TEST(b[0].lines.size() == 1U);
    BOOST_TEST(b[0].areas.size() == 1U);
    BOOST_TEST(b[0].dry);
    BOOST_TEST(b[1].lines.size() == 2U);
    BOOST_TEST(!b[1].dry);
    BOOST_TEST(account.layers[0].rows_used == 4);
    BOOST_TEST(mentions(account.layers[0].notes[0], "1 invalid areas were repaired"));
    BOOST_TEST(
        reasons(account) == (std::vector<std::string>{"1 features of classes that are not listed | 10 (1)"}),
        boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(lines_are_brought_to_the_crs_of_the_surface) {
    const TempDir dir;
    const auto file =
        write_features(dir, {feature("", line("[-3,14],[-2.99,14]")), feature("", line("[40,1],[41,1]"))});
    Account account;
    // The central meridian of the zone: 500 km east by definition.
    const CostTarget utm{{400'000, 1'600'000, 1000, 1000, 200, 100}, "EPSG:32630"};
    const auto roads = read_roads(file_of(file), "", {road({}, 60)}, utm, account);
    BOOST_REQUIRE(roads[0].lines.size() == 1U);
    BOOST_TEST(roads[0].lines[0][0].x == 500'000, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(mentions(account.layers[0].notes[0], "1 features lie off the surface"));
}

BOOST_AUTO_TEST_CASE(crossings_come_from_a_table) {
    const TempDir dir;
    const auto file =
        file_of(dir.write("crossings.csv",
                          "name,lon,lat,kmh,ferry\nPont de Markala,1.5,2.5,40,\nBac,2.5,2.5,,30\n"
                          ",3.5,2.5,,\nClosed,4.5,2.5,0,\nNowhere,,2.5,5,\n"));
    Account account;
    CrossingFields fields{
        .lon = "lon", .lat = "lat", .name = "name", .dry_kmh = "kmh", .dry_minutes = "ferry"};
    const auto c = read_crossings(file, fields, {"", {}, {4, 0}, {0, 60}}, degrees, account);
    BOOST_REQUIRE(c.size() == 4U);
    BOOST_TEST(c[0].name == "Pont de Markala");
    BOOST_TEST((c[0].at == Line{{1.5, 2.5}}));
    BOOST_TEST(c[0].dry.kmh == 40);
    BOOST_TEST(c[0].dry.minutes == 0);
    BOOST_TEST(c[0].wet.minutes == 60);
    BOOST_TEST(c[1].dry.kmh == 0);
    BOOST_TEST(c[1].dry.minutes == 30);
    BOOST_TEST(c[2].dry.kmh == 4);
    BOOST_TEST(mentions(c[2].name, ":4"));
    BOOST_TEST(c[3].dry.kmh == 0);
    BOOST_TEST(c[3].dry.minutes == 0);
    BOOST_TEST(reasons(account) == (std::vector<std::string>{"1 rows without coordinates | line 6: , 2.5"}),
               boost::test_tools::per_element());
    fields.dry_kmh = "kph";
    BOOST_TEST(mentions(problem_of([&] { read_crossings(file, fields, {}, degrees, account); }),
                        "did you mean `kmh`"));
    fields = {.lon = "lon", .lat = "lat"};
    BOOST_TEST(mentions(problem_of([&] { read_crossings(file, fields, {}, degrees, account); }),
                        "nothing says how fast"));
    fields.lat = "";
    BOOST_TEST(mentions(problem_of([&] { read_crossings(file, fields, {}, degrees, account); }),
                        "only one of lon and lat"));
}

BOOST_AUTO_TEST_CASE(crossings_come_from_points_and_lines) {
    const TempDir dir;
    const auto file = file_of(write_features(
        dir, {feature(R"("what":"ford","v":3)", R"({"type":"Point","coordinates":[1,1]})"),
              feature(R"("what":"bridge","v":30)", line("[2,2],[2,3]")),
              feature(R"("what":"two","v":20)",
                      R"({"type":"MultiLineString","coordinates":[[[1,5],[2,5]],[[3,5],[4,5]]]})"),
              feature(R"("what":"none","v":20)", "null")}));
    Account account;
    const CrossingFields fields{.name = "what", .dry_kmh = "v", .wet_kmh = "v"};
    const auto c = read_crossings(file, fields, {}, degrees, account);
    BOOST_REQUIRE(c.size() == 4U);
    BOOST_TEST((c[0].at == Line{{1, 1}}));
    BOOST_TEST((c[1].at == Line{{2, 2}, {2, 3}}));
    BOOST_TEST(c[3].name == "two");
    BOOST_TEST(c[3].wet.kmh == 20);
    BOOST_TEST(account.layers[0].rows_used == 3);
    BOOST_TEST(
        reasons(account) == (std::vector<std::string>{"1 features that are neither one point nor lines"}),
        boost::test_tools::per_element());
    const auto none = file_of(write_features(dir, {feature(R"("what":"none","v":20)", "null")}));
    BOOST_TEST(mentions(problem_of([&] { read_crossings(none, fields, {}, degrees, account); }),
                        "none of 1 features is a point or a line"));
}

BOOST_AUTO_TEST_CASE(rasters_in_another_crs_are_taken_by_nearest_and_elevation_is_refused) {
    const TempDir dir;
    SampleRaster sample;
    sample.bands = {{10, 16, 12, 10}};
    const auto file = write_raster(dir / "cover.tif", sample);
    BOOST_TEST(read(*cost_raster(file, {}, degrees))[1] == 16);
    const CostTarget utm{{830'000, 1'100'000, 20'000, 20'000, 5, 5}, "EPSG:32630"};
    const auto warped = cost_raster(file, {}, utm);
    BOOST_TEST(warped->crs() == "EPSG:32630");
    for (const double v : read(*warped)) BOOST_TEST((std::isnan(v) || v == 10 || v == 16 || v == 12));
    BOOST_TEST(mentions(problem_of([&] { elevation_raster(file, {}, utm); }), "-r bilinear"));
    BOOST_TEST(elevation_raster(file, {}, degrees)->crs() == "EPSG:4326");
    sample.crs = "";
    const auto bare = write_raster(dir / "bare.tif", sample);
    BOOST_TEST(mentions(problem_of([&] { cost_raster(bare, {}, degrees); }), "CRS"));
}

BOOST_AUTO_TEST_CASE(lines_and_a_box_are_read_from_vector_files) {
    const TempDir dir;
    const auto file = write_features(
        dir, {feature("", line("[1,1],[2,2]")), feature("", line("[5,5],[9,9]")), feature("", "null"),
              feature("", R"({"type":"GeometryCollection","geometries":[)" + line("[0,0],[1,0]") +
                              R"(,{"type":"Point","coordinates":[0,0]}]})")});
    const auto layer = read_vector(file, {.box = Box{0, 0, 3, 3}});
    BOOST_REQUIRE(layer.features.size() == 3U);
    BOOST_TEST(layer.off_box == 1);
    BOOST_TEST((layer.features[0].lines == std::vector<Line>{{{1, 1}, {2, 2}}}));
    BOOST_TEST(layer.features[1].lines.empty());
    BOOST_TEST((layer.features[2].lines == std::vector<Line>{{{0, 0}, {1, 0}}}));
}

BOOST_AUTO_TEST_SUITE_END()
