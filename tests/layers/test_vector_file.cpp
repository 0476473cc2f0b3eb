// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>
#include <cmath>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/vector_file.hpp>

#include "../problems.hpp"
#include "../temp_dir.hpp"

using namespace djoliba;

namespace {

std::string collection(const std::string& features, const std::string& crs = "") {
    return R"({"type":"FeatureCollection",)" + crs + R"("features":[)" + features + "]}";
}

std::string feature(const std::string& properties, const std::string& geometry) {
    return R"({"type":"Feature","properties":{)" + properties + R"(},"geometry":)" + geometry + "}";
}

const std::string square = R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]})";
const std::string bow_tie = R"({"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]})";
const std::string too_deep = R"({"type":"Polygon","coordinates":[[[[0,0],[1,0],[1,1],[0,1],[0,0]]]]})";

}  // namespace

BOOST_AUTO_TEST_SUITE(vector_file)

BOOST_AUTO_TEST_CASE(a_missing_file_and_a_file_that_is_no_vector_file_are_named) {
    const TempDir dir;
    BOOST_TEST(
        mentions(problem_of([&] { read_vector(dir / "none.gpkg"); }), "none.gpkg: the file does not exist"));
    const auto said = problem_of([&] { read_vector(dir.write("a.geojson", "{\"type\":\"FeatureColl")); });
    BOOST_TEST(mentions(said, "a.geojson"));
}

BOOST_AUTO_TEST_CASE(an_empty_layer_has_no_features) {
    const TempDir dir;
    const auto read = read_vector(dir.write("a.geojson", collection("")));
    BOOST_TEST(read.features.empty());
}

BOOST_AUTO_TEST_CASE(an_unknown_layer_or_field_gets_the_nearest_name) {
    const TempDir dir;
    const auto file =
        dir.write("communes.geojson", collection(feature(R"("ADM3_PCODE":"ML010101")", square)));
    BOOST_TEST(
        mentions(problem_of([&] { read_vector(file, {.layer = "commune"}); }), "did you mean `communes`"));
    const auto read = read_vector(file);
    BOOST_TEST(field_index(read, "ADM3_PCODE") == 0U);
    BOOST_TEST(mentions(problem_of([&] { field_index(read, "ADM3_PCOD"); }), "did you mean `ADM3_PCODE`"));
}

BOOST_AUTO_TEST_CASE(values_are_text_and_null_is_empty) {
    const TempDir dir;
    const auto file = dir.write(
        "a.geojson",
        collection(feature(R"("code":"ML01","people":12345678901,"share":0.1,"note":null)", square) + "," +
                   feature(R"("code":"ML02","people":2,"share":1e-7,"note":"é")", square)));
    const auto read = read_vector(file);
    BOOST_TEST((read.features[0].values == std::vector<std::string>{"ML01", "12345678901", "0.1", ""}));
    BOOST_TEST((read.features[1].values == std::vector<std::string>{"ML02", "2", "1e-07", "é"}));
}

BOOST_AUTO_TEST_CASE(polygons_multipolygons_holes_and_points_are_read) {
    const TempDir dir;
    const std::string holed =
        R"({"type":"MultiPolygon","coordinates":[[[[0,0],[9,0],[9,9],[0,9],[0,0]],[[1,1],[1,2],[2,2],[2,1],[1,1]]],)"
        R"([[[20,0],[21,0],[21,1],[20,0]]]]})";
    const auto read = read_vector(dir.write(
        "a.geojson", collection(feature("", square) + "," + feature("", holed) + "," +
                                feature("", R"({"type":"Point","coordinates":[-4.2,14.5]})") + "," +
                                feature("", R"({"type":"LineString","coordinates":[[0,0],[1,1]]})"))));
    BOOST_TEST(read.crs == "EPSG:4326");
    BOOST_TEST(read.features[0].shape.size() == 1U);
    BOOST_TEST((bounds(read.features[0].shape) == Box{0, 0, 1, 1}));
    BOOST_TEST(read.features[1].shape.size() == 2U);
    BOOST_TEST(read.features[1].shape[0].size() == 2U);
    BOOST_TEST((read.features[2].point.value() == Point{-4.2, 14.5}));
    BOOST_TEST(read.features[3].shape.empty());
    BOOST_TEST(!read.features[3].point);
}

BOOST_AUTO_TEST_CASE(a_null_geometry_is_left_empty) {
    const TempDir dir;
    const auto read =
        read_vector(dir.write("a.geojson", collection(feature("", "null") + "," + feature("", square))));
    BOOST_TEST(read.features[0].shape.empty());
    BOOST_TEST(read.features[0].fault == "");
}

BOOST_AUTO_TEST_CASE(a_self_crossing_area_is_made_valid_and_says_so) {
    const TempDir dir;
    const auto read = read_vector(dir.write("a.geojson", collection(feature("", bow_tie))));
    BOOST_TEST(mentions(read.features[0].fault, "Self-intersection"));
    BOOST_TEST(read.features[0].shape.size() == 2U);
    BOOST_TEST(contains(read.features[0].shape, {0.2, 1}));
    BOOST_TEST(!contains(read.features[0].shape, {1, 0.2}));
}

BOOST_AUTO_TEST_CASE(a_polygon_nested_like_a_multipolygon_is_an_error) {
    const TempDir dir;
    const auto said = problem_of([&] {
        read_vector(dir.write("a.geojson", collection(feature("", square) + "," + feature("", too_deep))));
    });
    BOOST_TEST(mentions(said, "1 of 2 features have no usable geometry"), said);
}

BOOST_AUTO_TEST_CASE(another_crs_is_brought_to_longitude_and_latitude) {
    const TempDir dir;
    const auto utm = R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32630"}},)";
    const auto file = dir.write(
        "a.geojson", collection(feature("", R"({"type":"Point","coordinates":[500000,1658000]})"), utm));
    const auto read = read_vector(file);
    BOOST_TEST(read.features[0].point->x == -3.0, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(std::abs(read.features[0].point->y - 14.997) < 0.01);
    const auto stays = read_vector(file, {.crs = "EPSG:32630"});
    BOOST_TEST((stays.features[0].point.value() == Point{500000, 1658000}));
    BOOST_TEST(vector_info(file)[0].crs == "EPSG:32630");
}

BOOST_AUTO_TEST_CASE(a_layer_without_crs_is_an_error_unless_only_attributes_are_read) {
    const TempDir dir;
    const auto file = dir.write("a.csv", "id,WKT\n1,\"POINT (1 2)\"\n");
    BOOST_TEST(mentions(problem_of([&] { read_vector(file); }), "does not say its CRS"));
    BOOST_TEST(read_vector(file, {.geometry = false}).features.size() == 1U);
}

BOOST_AUTO_TEST_CASE(info_lists_layers_and_fields) {
    const TempDir dir;
    const auto info = vector_info(dir.write("a.geojson", collection(feature(R"("x":1,"y":"b")", square))));
    BOOST_REQUIRE_EQUAL(info.size(), 1U);
    BOOST_TEST(info[0].features == 1);
    BOOST_TEST(info[0].geometry == "Polygon");
    BOOST_TEST((info[0].fields == std::vector<std::string>{"x", "y"}));
}

BOOST_AUTO_TEST_SUITE_END()
