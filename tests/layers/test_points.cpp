// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/points.hpp>

#include "../problems.hpp"
#include "../temp_dir.hpp"
#include "boundary_samples.hpp"

using namespace djoliba;

namespace {

struct Read {
    Points points;
    Account account;
};

Read read(std::string_view bytes, const PointColumns& columns = {"lon", "lat", "id"},
          TableOptions options = {}) {
    const TempDir dir;
    Read r;
    options.source = "facilities";
    options.name = "p.csv";
    r.points = read_points(dir.write("p.csv", bytes), columns, options, r.account);
    return r;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(points)

BOOST_AUTO_TEST_CASE(a_file_without_rows_is_refused_with_and_without_a_filter) {
    for (const RowFilter& where : {RowFilter{}, RowFilter{{"type", {"x"}}}})
        BOOST_TEST(problem_of([&] {
                       read("id,lon,lat,type\n", {"lon", "lat", ""},
                            {.where = where, .key = "layers.facilities"});
                   }) ==
                   "p.csv: layers.facilities: the table has no rows; give a table with data, or leave the "
                   "layer out");
    const TempDir dir;
    const auto file = dir.write("p.geojson", R"({"type":"FeatureCollection","features":[]})");
    Account account;
    BOOST_CHECK_THROW(read_points(file, {}, {}, account), Error);
}

BOOST_AUTO_TEST_CASE(coordinates_that_are_no_numbers_are_refused) {
    for (const std::string odd : {"nan", "inf", "\"1,5\"", "12 N"}) {
        const auto said = problem_of([&] { read("id,lon,lat\na,1,2\nb,3," + odd + "\n"); });
        BOOST_TEST(mentions(said, "p.csv:3: lat: "));
        BOOST_TEST(mentions(said, "is not a number"));
    }
}

BOOST_AUTO_TEST_CASE(points_keep_their_attributes_lines_and_ids) {
    const auto r = read("id,lon,lat,type\na,-4.2,14.5,CSCom\nb, 1e0 ,10,CSRef\n");
    BOOST_REQUIRE_EQUAL(r.points.size(), 2U);
    BOOST_TEST((r.points.position[0] == Point{-4.2, 14.5}));
    BOOST_TEST(r.points.id[1] == "b");
    BOOST_TEST(texts(r.points.table, "type").at(1) == "CSRef");
    BOOST_TEST(r.points.table.lines[1] == 3);
    BOOST_TEST(r.account.layers.at(0).rows_used == 2);
    BOOST_TEST(r.account.exclusions.empty());
    BOOST_TEST(read("lon,lat\n1,2\n", {"lon", "lat"}).points.id[0] == "2");
}

BOOST_AUTO_TEST_CASE(rows_without_a_usable_position_are_left_out_and_counted_by_kind) {
    const auto r = read(
        "id,lon,lat,type\n"
        "a,1,2,x\n"
        "b,,,x\n"
        "c,1,NA,x\n"
        "d,0,0,x\n"
        "e,200,5,x\n"
        "f,5,-91,x\n"
        "i,1\n"
        "j,180,90,y\n");
    BOOST_REQUIRE_EQUAL(r.points.size(), 2U);
    BOOST_TEST(r.points.id[1] == "j");
    BOOST_TEST(texts(r.points.table, "type").at(1) == "y");
    std::vector<std::pair<std::string, std::int64_t>> counts;
    for (const auto& e : r.account.exclusions) counts.emplace_back(e.reason.substr(0, 22), e.rows);
    BOOST_REQUIRE_EQUAL(counts.size(), 4U);
    BOOST_TEST(mentions(r.account.exclusions[0].reason, "another number of fields"));
    BOOST_TEST(mentions(r.account.exclusions[1].reason, "without coordinates"));
    BOOST_TEST(r.account.exclusions[1].rows == 2);
    BOOST_TEST(mentions(r.account.exclusions[2].reason, "outside -180..180"));
    BOOST_TEST(r.account.exclusions[2].rows == 2);
    BOOST_TEST(r.account.exclusions[2].examples.at(0) == "line 6: 200, 5");
    BOOST_TEST(mentions(r.account.exclusions[3].reason, "longitude 0 and latitude 0"));
    BOOST_TEST(r.account.exclusions[3].source == "facilities");
    BOOST_TEST(r.account.layers.at(0).rows_read == 8);
    BOOST_TEST(r.account.layers.at(0).rows_used == 2);
}

BOOST_AUTO_TEST_CASE(a_file_in_which_no_position_is_usable_is_refused) {
    BOOST_TEST(
        mentions(problem_of([] { read("id,lon,lat\na,1500,2500\n"); }), "no row has a usable position"));
    BOOST_TEST(
        mentions(problem_of([] { read("id,lon,lat\n", {"lon", "", ""}); }), "only one of lon and lat"));
    BOOST_TEST(mentions(problem_of([] { read("id,long,lat\na,1,2\n"); }), "did you mean `long`"));
}

BOOST_AUTO_TEST_CASE(a_layer_of_points_gives_its_geometry) {
    const TempDir dir;
    Account account;
    const auto file = dir.write(
        "p.geojson",
        R"({"type":"FeatureCollection","features":[)"
        R"({"type":"Feature","properties":{"name":"A","kind":"x"},"geometry":{"type":"Point","coordinates":[-7.94504,12.60006]}},)"
        R"({"type":"Feature","properties":{"name":"B","kind":"x"},"geometry":null},)"
        R"({"type":"Feature","properties":{"name":"C","kind":"y"},"geometry":{"type":"Point","coordinates":[3,4]}}]})");
    const auto all = read_points(file, {"", "", "name"}, {.source = "f"}, account);
    BOOST_REQUIRE_EQUAL(all.size(), 2U);
    BOOST_TEST((all.position[0] == Point{-7.94504, 12.60006}));
    BOOST_TEST(all.id[1] == "C");
    BOOST_TEST(account.exclusions.at(0).rows == 1);
    const auto some = read_points(file, {}, {.where = {{"kind", {"y"}}}}, account);
    BOOST_REQUIRE_EQUAL(some.size(), 1U);
    BOOST_TEST((some.position[0] == Point{3, 4}));
}

BOOST_AUTO_TEST_CASE(points_are_located_and_those_outside_are_counted) {
    auto r = read("id,lon,lat\na,0.5,0.5\nb,3.5,0.5\nc,9,9\n");
    const auto at = locate_points(r.points, sample_localities(), "commune", r.account);
    BOOST_TEST((at == std::vector<int>{6, 9, -1}));
    BOOST_REQUIRE_EQUAL(r.account.exclusions.size(), 1U);
    BOOST_TEST(r.account.exclusions[0].reason == "points outside every commune");
    BOOST_TEST(r.account.exclusions[0].examples.at(0) == "line 4: 9, 9");
    BOOST_CHECK_THROW(locate_points(r.points, sample_localities(), "basin", r.account), Error);
}

BOOST_AUTO_TEST_SUITE_END()
