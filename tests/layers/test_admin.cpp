// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/admin.hpp>

#include <fmt/format.h>

#include "../problems.hpp"
#include "../temp_dir.hpp"

using namespace djoliba;

namespace {

struct Unit {
    std::string code, name, parent;
    double x = 0;
    std::string geometry = {};  ///< instead of the square at x
};

std::string geojson(const std::vector<Unit>& units, const std::string& code, const std::string& parent) {
    std::string text = R"({"type":"FeatureCollection","features":[)";
    for (const auto& u : units) {
        const auto square =
            fmt::format(R"({{"type":"Polygon","coordinates":[[[{0},0],[{1},0],[{1},1],[{0},1],[{0},0]]]}})",
                        u.x, u.x + 1);
        text += fmt::format(
            R"({}{{"type":"Feature","properties":{{"{}":"{}","NAME":"{}","{}":"{}"}},"geometry":{}}})",
            &u == &units.front() ? "" : ",", code, u.code, u.name, parent, u.parent,
            u.geometry.empty() ? square : u.geometry);
    }
    return text + "]}";
}

const std::vector<Unit> regions = {{"ML10", "Menaka", "ML", 2}, {"ML01", "Kayes", "ML", 0}};
const std::vector<Unit> cercles = {
    {"ML1001", "Menaka", "ML10", 2}, {"ML0102", "Diema", "ML01", 1}, {"ML0101", "Bafoulabe", "ML01"}};

struct Files {
    TempDir dir;
    AdminLayer layers(const std::vector<Unit>& fine, const std::vector<Unit>& coarse) {
        AdminLayer l{dir.write("adm2.geojson", geojson(fine, "PCODE2", "PCODE1")), "adm2.geojson"};
        l.level = "cercle";
        l.code = "PCODE2";
        l.name = "NAME";
        AdminLayer parent{dir.write("adm1.geojson", geojson(coarse, "PCODE1", "PCODE0")), "adm1.geojson"};
        parent.level = "region";
        parent.code = "PCODE1";
        parent.name = "NAME";
        l.parents = {parent};
        return l;
    }
};

std::string problem_with(const AdminLayer& layers) {
    Account account;
    return problem_of([&] { read_localities(layers, account); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(admin)

BOOST_AUTO_TEST_CASE(units_come_coarse_to_fine_by_code_with_their_parents) {
    Files files;
    Account account;
    const auto l = read_localities(files.layers(cercles, regions), account);
    BOOST_REQUIRE_EQUAL(l.size(), 5U);
    BOOST_TEST((l.hierarchy == std::vector<Level>{"region", "cercle"}));
    BOOST_TEST(l.crs == "EPSG:4326");
    BOOST_TEST(l[0].code == "ML01");
    BOOST_TEST(l[1].code == "ML10");
    BOOST_TEST(l[2].code == "ML0101");
    BOOST_TEST(l[4].code == "ML1001");
    BOOST_TEST(l[2].parent == 0);
    BOOST_TEST(l[4].parent == 1);
    BOOST_TEST(l[0].parent == -1);
    BOOST_TEST((bounds(l[3].shape) == Box{1, 0, 2, 1}));
}

BOOST_AUTO_TEST_CASE(the_frame_is_recognised_and_its_evidence_noted) {
    Files files;
    Account account;
    BOOST_TEST(read_localities(files.layers(cercles, regions), account).vintage == "2016-frame");
    BOOST_REQUIRE_EQUAL(account.layers.size(), 2U);
    BOOST_TEST(mentions(account.layers[0].notes.back(), "boundary frame 2016-frame"));
    BOOST_TEST(account.layers[0].rows_used == 3);
    auto claimed = files.layers(cercles, regions);
    claimed.vintage = "2023-frame";
    BOOST_TEST(mentions(problem_with(claimed), "declared as 2023-frame"));
}

BOOST_AUTO_TEST_CASE(codes_of_another_country_have_no_frame) {
    Files files;
    Account account;
    const auto l =
        read_localities(files.layers({{"SY0101", "Here", "SY01"}}, {{"SY01", "There", "SY"}}), account);
    BOOST_TEST(l.vintage == "");
    BOOST_TEST(account.exclusions.empty());
}

BOOST_AUTO_TEST_CASE(foreign_codes_among_those_of_mali_are_counted) {
    Files files;
    Account account;
    read_localities(files.layers({{"ML1001", "Menaka", "ML10"}, {"BF01", "Oudalan", "ML10", 1}}, regions),
                    account);
    BOOST_REQUIRE_EQUAL(account.exclusions.size(), 1U);
    BOOST_TEST(account.exclusions[0].rows == 1);
    BOOST_TEST(account.exclusions[0].examples.at(0) == "BF01");
}

BOOST_AUTO_TEST_CASE(empty_and_repeated_codes_are_refused) {
    Files files;
    BOOST_TEST(
        mentions(problem_with(files.layers({{"", "Diema", "ML01"}}, regions)), "has no code (name `Diema`)"));
    BOOST_TEST(
        mentions(problem_with(files.layers({{"ML0101", "A", "ML01"}, {"ML0101", "B", "ML01"}}, regions)),
                 "two units have the code ML0101"));
}

BOOST_AUTO_TEST_CASE(a_parent_that_is_not_there_is_refused) {
    Files files;
    const auto said = problem_with(files.layers({{"ML0301", "Bougouni", "ML03"}}, regions));
    BOOST_TEST(mentions(said, "ML0301 (Bougouni) names the parent `ML03`"));
    BOOST_TEST(
        mentions(problem_with(files.layers({{"ML0301", "Bougouni", ""}}, regions)), "names the parent ``"));
}

BOOST_AUTO_TEST_CASE(unknown_fields_get_the_nearest_name_and_a_level_is_named_once) {
    Files files;
    auto wrong = files.layers(cercles, regions);
    wrong.name = "NAM";
    BOOST_TEST(mentions(problem_with(wrong), "did you mean `NAME`"));
    wrong = files.layers(cercles, regions);
    wrong.parents[0].level = "cercle";
    BOOST_TEST(mentions(problem_with(wrong), "named twice"));
}

BOOST_AUTO_TEST_CASE(the_parent_code_must_be_a_field_of_the_child) {
    Files files;
    auto wrong = files.layers(cercles, regions);
    wrong.parents[0].code = "PCODE0";
    BOOST_TEST(mentions(problem_with(wrong), "adm2.geojson"));
    BOOST_TEST(mentions(problem_with(wrong), "PCODE0"));
}

BOOST_AUTO_TEST_CASE(an_empty_layer_and_a_layer_of_points_are_refused) {
    Files files;
    BOOST_TEST(mentions(problem_with(files.layers({}, regions)), "has no features"));
    const std::string point = R"({"type":"Point","coordinates":[1,1]})";
    BOOST_TEST(mentions(problem_with(files.layers({{"ML0101", "A", "ML01", 0, point}}, regions)), "points"));
}

BOOST_AUTO_TEST_CASE(a_unit_without_geometry_stays_and_is_counted) {
    Files files;
    Account account;
    auto some = cercles;
    some[0].geometry = "null";
    const auto l = read_localities(files.layers(some, regions), account);
    BOOST_TEST(l.size() == 5U);
    BOOST_TEST(l[4].shape.empty());
    BOOST_REQUIRE_EQUAL(account.exclusions.size(), 1U);
    BOOST_TEST(account.exclusions[0].examples.at(0) == "ML1001");
    some[1].geometry = "null";
    BOOST_TEST(mentions(problem_with(files.layers(some, regions)), "2 of 3 units have no area"));
}

BOOST_AUTO_TEST_CASE(an_invalid_geometry_is_made_valid_and_counted) {
    Files files;
    Account account;
    auto some = cercles;
    some[0].geometry = R"({"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]})";
    const auto l = read_localities(files.layers(some, regions), account);
    BOOST_TEST(l[4].shape.size() == 2U);
    BOOST_REQUIRE_EQUAL(account.exclusions.size(), 1U);
    BOOST_TEST(mentions(account.exclusions[0].reason, "made valid"));
    BOOST_TEST(mentions(account.exclusions[0].examples.at(0), "ML1001: Self-intersection"));
}

BOOST_AUTO_TEST_CASE(other_partitions_follow_at_the_end_without_parents) {
    Files files;
    Account account;
    auto layers = files.layers(cercles, regions);
    AdminLayer other{
        files.dir.write("hd.geojson", geojson({{"HD2", "B", "", 1}, {"HD1", "A", ""}}, "HD", "X")),
        "hd.geojson"};
    other.level = "health_district";
    other.code = "HD";
    other.name = "NAME";
    layers.also = {other};
    const auto l = read_localities(layers, account);
    BOOST_REQUIRE_EQUAL(l.size(), 7U);
    BOOST_TEST(l[5].code == "HD1");
    BOOST_TEST(l[5].parent == -1);
    BOOST_TEST(l.depth("health_district") == -1);
    BOOST_TEST((l.hierarchy == std::vector<Level>{"region", "cercle"}));
}

BOOST_AUTO_TEST_SUITE_END()
