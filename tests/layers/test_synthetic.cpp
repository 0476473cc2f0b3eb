// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <djoliba/engine/error.hpp>
#include <djoliba/layers/synthetic.hpp>
#include <map>
#include <set>

#include "../temp_dir.hpp"
#include "synthetic_support.hpp"

using namespace djoliba;
using namespace synthetic_support;

namespace {

// Made once for the whole suite: 0.1 degrees is quick.
const TempDir& country() {
    static const TempDir dir;
    static const bool made =
        (write_synthetic_country(dir.path(), {.resolution_degrees = 0.1}, {.threads = 3}), true);
    return made ? dir : dir;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(synthetic)

BOOST_AUTO_TEST_CASE(a_resolution_is_read_in_degrees_or_arc_seconds) {
    BOOST_TEST(resolution_from_text("0.025") == 0.025);
    BOOST_TEST(resolution_from_text("3s") == 3.0 / 3600);
    BOOST_TEST(resolution_from_text("30s") == 30.0 / 3600);
    for (const char* bad : {"", "s", "30x", "30 s", "0.5s", "0", "-1", "1", "nan", "inf"})
        BOOST_CHECK_THROW(resolution_from_text(bad), Error);
}

BOOST_AUTO_TEST_CASE(an_impossible_resolution_is_refused_before_anything_is_written) {
    const TempDir dir;
    BOOST_CHECK_THROW(write_synthetic_country(dir / "x", {.resolution_degrees = 2}), Error);
    BOOST_CHECK_THROW(write_synthetic_country(dir / "x", {.resolution_degrees = NAN}), Error);
    BOOST_TEST(!fs::exists(dir / "x"));
}

BOOST_AUTO_TEST_CASE(a_cancelled_country_leaves_nothing_behind) {
    const TempDir dir;
    Job job;
    job.cancelled = [] { return true; };
    BOOST_CHECK_THROW(write_synthetic_country(dir / "x", {.resolution_degrees = 0.25}, job), Cancelled);
    BOOST_TEST(!fs::exists(dir / "x"));
}

BOOST_AUTO_TEST_CASE(the_same_options_give_the_same_bytes_on_one_thread_and_on_three) {
    const TempDir one;
    Job job;
    job.threads = 1;
    write_synthetic_country(one / "c", {.resolution_degrees = 0.1}, job);
    int files = 0;
    for (const auto& entry : fs::directory_iterator(one / "c")) {
        ++files;
        const auto name = entry.path().filename();
        BOOST_TEST((file_bytes(entry.path()) == file_bytes(country() / name)), name);
    }
    BOOST_TEST(files == 26);
}

BOOST_AUTO_TEST_CASE(another_seed_gives_another_country_of_the_same_size) {
    const TempDir dir;
    write_synthetic_country(dir / "c", {.resolution_degrees = 0.1, .seed = 2});
    BOOST_TEST((file_bytes(dir / "c" / "admin.gpkg") != file_bytes(country() / "admin.gpkg")));
    BOOST_CHECK_CLOSE(total(cells(dir / "c" / "population.tif")), 22.6e6, 0.5);
}

BOOST_AUTO_TEST_CASE(every_file_says_that_it_is_synthetic) {
    for (const auto& entry : fs::directory_iterator(country().path())) {
        const auto file = entry.path();
        if (file.extension() == ".tif") {
            const auto dataset = open(file);
            BOOST_TEST(std::string(GDALGetMetadataItem(dataset.get(), "SYNTHETIC", nullptr)) == "YES", file);
            BOOST_TEST(std::string(GDALGetMetadataItem(dataset.get(), "TIFFTAG_IMAGEDESCRIPTION", nullptr))
                           .starts_with("SYNTHETIC"));
        } else if (file.extension() == ".gpkg") {
            BOOST_TEST(std::string(GDALGetMetadataItem(open(file).get(), "synthetic", nullptr)) == "true");
        } else if (file.extension() == ".csv") {
            for (const auto& row : rows(file)) BOOST_REQUIRE(row.at("synthetic") == "1");
        } else {
            const auto text = file_bytes(file);
            BOOST_TEST((text.find("SYNTHETIC") != text.npos), file);
        }
    }
    BOOST_TEST((file_bytes(country() / "scenario.yaml").find("\nsynthetic: true\n") != std::string::npos));
    BOOST_TEST((file_bytes(country() / "roads.geojson").find("\"synthetic\":true") != std::string::npos));
}

BOOST_AUTO_TEST_CASE(there_are_10_regions_53_cercles_and_703_communes) {
    const Units regions = units(country().path(), 1), cercles = units(country().path(), 2),
                communes = units(country().path(), 3);
    BOOST_TEST(regions.count == 10);
    BOOST_TEST(cercles.count == 53);
    BOOST_TEST(communes.count == 703);
    BOOST_TEST(regions.kinds.at("real") == 10);
    BOOST_TEST(cercles.kinds.at("real") == 53);
    BOOST_TEST(communes.kinds.at("real") > 150);
    BOOST_TEST(communes.kinds.at("invented") > 300);
}

BOOST_AUTO_TEST_CASE(neighbours_share_their_vertices_and_nothing_lies_between_them) {
    // Every border is walked once in each direction, except the outline of the country.
    const Units regions = units(country().path(), 1), cercles = units(country().path(), 2),
                communes = units(country().path(), 3);
    const Edges outline = without_partner(regions.edges);
    BOOST_TEST(outline.size() > 400u);
    BOOST_TEST((without_partner(cercles.edges) == outline));
    BOOST_TEST((without_partner(communes.edges) == outline));
    // The outline is one closed line: each vertex is left and reached once.
    std::map<Vertex, Vertex> next;
    for (const auto& [a, b] : outline) BOOST_REQUIRE(next.insert({a, b}).second);
    std::size_t steps = 0;
    Vertex at = next.begin()->first;
    do at = next.at(at), ++steps;
    while (at != next.begin()->first && steps <= next.size());
    BOOST_TEST(steps == next.size());
}

BOOST_AUTO_TEST_CASE(areas_of_communes_add_up_to_those_of_cercles_and_regions) {
    const Units regions = units(country().path(), 1), cercles = units(country().path(), 2),
                communes = units(country().path(), 3);
    for (const auto& [code, area] : cercles.area_by_code)
        BOOST_CHECK_CLOSE(communes.area_by_parent.at(code), area, 1e-9);
    for (const auto& [code, area] : regions.area_by_code)
        BOOST_CHECK_CLOSE(cercles.area_by_parent.at(code), area, 1e-9);
    BOOST_CHECK_CLOSE(communes.area, 106.734, 0.01);  // of the embedded outline, square degrees
}

BOOST_AUTO_TEST_CASE(people_add_up_to_the_same_total_at_any_resolution) {
    const TempDir dir;
    write_synthetic_country(dir / "c", {.resolution_degrees = 0.05});
    const double coarse = total(cells(country() / "population.tif")),
                 fine = total(cells(dir / "c" / "population.tif"));
    BOOST_CHECK_CLOSE(coarse, 22.6e6, 0.5);
    // 0.1 does not divide a quarter of a degree, so the rectangle that is not known differs a little.
    BOOST_CHECK_CLOSE(coarse, fine, 0.1);
    double listed = 0;
    for (const auto& row : rows(country() / "settlements.csv")) listed += std::stod(row.at("population"));
    BOOST_CHECK_CLOSE(listed, 22.6e6, 1e-3);
    BOOST_TEST((file_bytes(dir / "c" / "admin.gpkg") == file_bytes(country() / "admin.gpkg")));
}

BOOST_AUTO_TEST_CASE(the_desert_is_zero_and_the_unknown_is_nodata) {
    const Cells people = cells(country() / "population.tif");
    BOOST_TEST(people.at(-5.5, 24.0) == 0);
    BOOST_TEST(people.at(2.95, 15.55) == people.nodata);  // the rectangle in Menaka
    BOOST_TEST(people.at(-10.0, 20.0) == people.nodata);  // Mauritania
    BOOST_TEST(people.at(-7.99, 12.62) > 100000);         // Bamako
}

BOOST_AUTO_TEST_CASE(floods_deepen_with_the_return_period_and_end_where_the_model_ends) {
    Cells before = cells(country() / "flood_rp2.tif");
    for (const int years : {5, 10, 20, 50, 100, 500}) {
        const Cells flood = cells(country() / ("flood_rp" + std::to_string(years) + ".tif"));
        for (std::size_t i = 0; i < flood.values.size(); ++i)
            BOOST_REQUIRE(flood.values[i] >= before.values[i]);
        before = flood;
    }
    BOOST_TEST(before.at(-4.45, 14.65) > 1);  // the inner delta
    BOOST_TEST(before.at(-6.5, 11.0) >= 0);   // between the rivers
    BOOST_TEST(before.at(-9.0, 14.8) == 0);
    BOOST_TEST(before.at(-3.9, 22.6) == before.nodata);  // Taoudenni
    BOOST_TEST(*std::max_element(before.values.begin(), before.values.end()) < 10);
    const Cells water = cells(country() / "permanent_water.tif");
    BOOST_TEST(water.at(-4.14, 15.30) == 1);  // lake Debo
    BOOST_TEST(water.at(-9.0, 14.8) == 0);
    BOOST_TEST(water.at(-10.0, 20.0) == 255);
}

BOOST_AUTO_TEST_CASE(land_gets_barer_to_the_north_and_is_known_half_a_degree_around_the_country) {
    const Cells land = cells(country() / "land_cover.tif");
    BOOST_TEST(land.at(-6, 10.3) == 1);
    BOOST_TEST(land.at(-6, 13) == 2);
    BOOST_TEST(land.at(-6, 15.5) == 3);
    BOOST_TEST(land.at(-4, 22) == 4);
    BOOST_TEST((land.at(-12.8, 14.5) >= 1 && land.at(4.75, 18) >= 1 && land.at(0, 25.45) >= 1));
}

BOOST_AUTO_TEST_CASE(rain_falls_in_one_season_and_less_in_the_north) {
    const auto file = country() / "rainfall_1991_2020.tif";
    const auto dataset = open(file);
    BOOST_REQUIRE_EQUAL(GDALGetRasterCount(dataset.get()), 360);
    BOOST_TEST(std::string(GDALGetDescription(GDALGetRasterBand(dataset.get(), 8))) == "1991-08");
    BOOST_TEST(std::string(GDALGetDescription(GDALGetRasterBand(dataset.get(), 360))) == "2020-12");
    double south = 0, middle = 0, north = 0, august = 0, dry_2002 = 0;
    for (int b = 1; b <= 360; ++b) {
        const Cells rain = cells(file, b);
        south += rain.at(-6, 10.6) / 30;
        middle += rain.at(-4.2, 14.5) / 30;
        north += rain.at(-4, 23.9) / 30;
        if (b % 12 == 8) august += rain.at(-4.2, 14.5) / 30;
        if ((b - 1) / 12 == 2002 - 1991) dry_2002 += rain.at(-7, 15);
        if (b % 12 == 1) BOOST_TEST(rain.at(-4.2, 14.5) == 0);
    }
    BOOST_TEST(south > 1000);
    BOOST_TEST(south < 1400);
    BOOST_TEST((middle > 350 && middle < 650));
    BOOST_TEST((north > 8 && north < 32));
    BOOST_TEST(august > middle / 4);
    BOOST_TEST(dry_2002 < 320);  // 400 on average
}

BOOST_AUTO_TEST_CASE(tables_join_the_communes_except_for_the_rows_that_must_not) {
    std::set<std::string> communes;
    for (const auto& row : rows(country() / "population_groups.csv")) communes.insert(row.at("code"));
    BOOST_TEST(communes.size() == 703u);
    for (const auto& row : rows(country() / "settlements.csv"))
        BOOST_REQUIRE(communes.contains(row.at("commune_code")));
    for (const auto& row : rows(country() / "facilities.csv"))
        BOOST_REQUIRE(communes.contains(row.at("commune_code")));
    std::map<std::string, std::set<std::string>> joined, strays;
    for (const auto& row : rows(country() / "displacement.csv"))
        (communes.contains(row.at("code")) ? joined : strays)[row.at("round")].insert(row.at("code"));
    BOOST_TEST(joined.at("1").size() == 703u);
    BOOST_TEST(joined.at("2").size() < 700u);
    BOOST_TEST(joined.at("2").size() > 600u);
    BOOST_TEST((strays.at("2") == std::set<std::string>{"SY050199", "SY119901", "SYX-XXX"}));
}

BOOST_AUTO_TEST_CASE(no_record_is_later_than_the_day_of_the_demo) {
    const auto events = rows(country() / "conflict_events.csv");
    BOOST_TEST(events.size() > 5000u);
    BOOST_TEST(events.front().at("date") >= "2015-01-01");
    BOOST_TEST(events.back().at("date") <= "2024-06-30");
    for (const auto& row : rows(country() / "aid_incidents.csv"))
        BOOST_REQUIRE(row.at("date") <= "2024-06-30");
}

BOOST_AUTO_TEST_CASE(some_facilities_have_no_status_and_some_communes_no_health_centre) {
    std::map<std::string, int> status;
    std::set<std::string> served;
    for (const auto& row : rows(country() / "facilities.csv")) {
        ++status[row.at("status")];
        if (row.at("type") == "CSCom") served.insert(row.at("commune_code"));
    }
    for (const char* known : {"", "functioning", "partially functioning", "not functioning"})
        BOOST_TEST(status[known] > 20);
    BOOST_TEST(served.size() < 690u);
    BOOST_TEST(served.size() > 630u);
}

BOOST_AUTO_TEST_SUITE_END()
