// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/cost_surface.hpp>

#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>

#include "cost_fixture.hpp"

using namespace djoliba;
using namespace djoliba::testing;

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
const auto tight = boost::test_tools::tolerance(1e-12);

std::string refusal(const CostSpec& spec) {
    try {
        const CostSurface surface(spec);
    } catch (const Error& e) {
        return e.what();
    }
    return "";
}

void check_says(const std::string& text, const std::string& part) {
    BOOST_TEST(text.find(part) != std::string::npos, "`" << text << "` does not say `" << part << "`");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cost_surface)

BOOST_AUTO_TEST_CASE(a_speed_becomes_minutes_per_metre) {
    CostSpec spec = plain_land(km_grid(6, 1));
    spec.land_cover = plane(spec.grid, {0, 10, 20, 30, 99, unknown});
    spec.classes = {{30, "asphalt", {60, 30, TravelMode::by_vehicle}},
                    {10, "grass", {5, 3}},
                    {20, "bare", {4, 0}},
                    {0, "water", {}}};
    auto f = friction_of(spec);
    BOOST_TEST(std::isnan(f[0]));
    BOOST_TEST(f[1] == 0.012, tight);  // 60 / (1000 * 5)
    BOOST_TEST(f[2] == 0.015, tight);
    BOOST_TEST(f[3] == 0.001, tight);
    BOOST_TEST(std::isnan(f[4]));
    BOOST_TEST(std::isnan(f[5]));
    BOOST_TEST(kinds_of(spec) == "511100");
    spec.season = TravelSeason::wet;
    f = friction_of(spec);
    BOOST_TEST(f[1] == 0.02, tight);
    BOOST_TEST(std::isnan(f[2]));
    BOOST_TEST(f[3] == 0.002, tight);
    BOOST_TEST(kinds_of(spec) == "515100");
}

BOOST_AUTO_TEST_CASE(cells_are_counted_by_class_and_by_what_they_are) {
    CostSpec spec = plain_land(km_grid(6, 1));
    spec.land_cover = plane(spec.grid, {0, 10, 10, 99, 99, unknown});
    spec.roads = {{"track", {20, 20, TravelMode::by_vehicle}, false, {{{4100, 500}, {5900, 500}}}}};
    const CostSurface surface(spec);
    const CostCounts counts = surface.count();
    BOOST_TEST(counts.cells == 6);
    BOOST_TEST(counts.classes == (std::vector<std::int64_t>{1, 2}), boost::test_tools::per_element());
    BOOST_TEST(counts.not_in_table.size() == 1U);
    BOOST_TEST(counts.not_in_table.at(99) == 2);
    BOOST_TEST(counts.no_land_cover == 1);
    BOOST_TEST(counts.no_slope == 0);
    BOOST_TEST(counts.kinds.at(CellKind::unknown) == 1);
    BOOST_TEST(counts.kinds.at(CellKind::land) == 2);
    BOOST_TEST(counts.kinds.at(CellKind::barrier) == 1);
    BOOST_TEST(counts.kinds.at(CellKind::road) == 2);
    BOOST_TEST(counts.kinds.size() == 4U);
}

BOOST_AUTO_TEST_CASE(counts_do_not_depend_on_threads_or_windows) {
    CostSpec spec = plain_land(km_grid(700, 600));
    std::vector<double> cover(700 * 600);
    for (std::size_t i = 0; i < cover.size(); ++i) cover[i] = i % 7 == 0 ? 0 : i % 11 == 0 ? 99 : 10;
    spec.land_cover = plane(spec.grid, cover);
    spec.barriers = {{"river", true, true, {{{-5, 7777}, {701'000, 595'000}}}}};
    spec.roads = {{"road", {50, 20, TravelMode::by_vehicle}, true, {{{350'500, 0}, {349'000, 600'000}}}}};
    const CostSurface surface(spec);
    const CostCounts one = surface.count({.threads = 1}), four = surface.count({.threads = 4});
    BOOST_TEST((one.kinds == four.kinds));
    BOOST_TEST((one.not_in_table == four.not_in_table));
    BOOST_TEST(one.cells == 700 * 600);
    const auto whole = all_of(*surface.kinds());
    const auto reader = surface.kinds()->open();
    std::vector<double> part(13 * 17);
    reader->read({345, 290, 13, 17}, std::span(part));
    for (std::size_t i = 0; i < part.size(); ++i)
        BOOST_TEST(part[i] == whole[(290 + i / 13) * 700 + 345 + i % 13]);
}

BOOST_AUTO_TEST_CASE(a_road_makes_a_cell_quicker_never_slower) {
    CostSpec spec = plain_land(km_grid(3, 3));
    spec.roads = {{"bad", {4, 4, TravelMode::by_vehicle}, false, {{{500, 1500}, {2500, 1500}}}},
                  {"good", {60, 0, TravelMode::by_vehicle}, false, {{{500, 1500}, {1500, 1500}}}},
                  {"fair", {30, 6, TravelMode::by_vehicle}, false, {{{500, 1500}, {1500, 1500}}}}};
    BOOST_TEST(kinds_of(spec) == "111221111");
    auto f = friction_of(spec);
    BOOST_TEST(f[3] == 0.001, tight);  // the good one, whatever their order
    BOOST_TEST(f[5] == 0.012, tight);  // the bad one is slower than walking
    spec.season = TravelSeason::wet;   // the good one is washed away
    f = friction_of(spec);
    BOOST_TEST(f[3] == 0.01, tight);
    BOOST_TEST(f[5] == 0.015, tight);  // now the bad one is quicker than walking at 3 km/h
    BOOST_TEST(f[0] == 0.02, tight);
}

BOOST_AUTO_TEST_CASE(speeds_on_slopes_are_toblers) {
    BOOST_TEST(tobler_kmh(0) == 6 * std::exp(-0.175), tight);
    BOOST_TEST(tobler_kmh(0) == 5.036742, boost::test_tools::tolerance(1e-6));
    BOOST_TEST(tobler_kmh(-0.05) == 6, tight);
    BOOST_TEST(tobler_kmh(0.2) == 2.501172, boost::test_tools::tolerance(1e-6));   // 6 e^-0.875
    BOOST_TEST(tobler_kmh(-0.2) == 3.549331, boost::test_tools::tolerance(1e-6));  // 6 e^-0.525
    BOOST_TEST(slope_factor(0) == 1, tight);
    // Up e^0.7, down e^0.35 as long as on level ground.
    BOOST_TEST(slope_factor(0.2) == (std::exp(0.7) + std::exp(0.35)) / 2, tight);
    BOOST_TEST(slope_factor(0.02) == (std::exp(0.07) + std::exp(-0.07)) / 2, tight);
}

BOOST_AUTO_TEST_CASE(slopes_slow_down_walkers_only) {
    CostSpec spec = plain_land(km_grid(5, 1));
    spec.classes.push_back({30, "drivable", {20, 20, TravelMode::by_vehicle}});
    spec.land_cover = plane(spec.grid, {10, 10, 30, 10, 10});
    spec.slope = plane(spec.grid, {0, 20, 20, unknown, 80});
    spec.slope_unit = SlopeUnit::percent;
    auto f = friction_of(spec);
    BOOST_TEST(f[0] == 0.012, tight);
    BOOST_TEST(f[1] == 0.012 * slope_factor(0.2), boost::test_tools::tolerance(1e-6));
    BOOST_TEST(f[2] == 0.003, tight);
    BOOST_TEST(f[3] == 0.012, tight);
    BOOST_TEST(CostSurface(spec).count().no_slope == 1);
    spec.slope_unit = SlopeUnit::degrees;
    f = friction_of(spec);
    BOOST_TEST(f[1] == 0.012 * slope_factor(std::tan(std::acos(-1.0) / 9)),
               boost::test_tools::tolerance(1e-6));
    BOOST_TEST(std::isnan(f[4]));  // a cliff
    BOOST_TEST(kinds_of(spec) == "11116");
    spec.roads = {{"steps", {3, 3, TravelMode::on_foot}, false, {{{3500, 500}, {4500, 500}}}},
                  {"road", {20, 20, TravelMode::by_vehicle}, false, {{{1500, 500}, {1600, 500}}}}};
    f = friction_of(spec);
    BOOST_TEST(f[1] == 0.003, tight);  // as on level ground
    BOOST_TEST(std::isnan(f[4]));      // a footpath up a cliff of 80 degrees helps nobody
}

BOOST_AUTO_TEST_CASE(elevation_is_there_where_one_walks) {
    const Grid grid = km_grid(5, 1);
    CostSpec spec = plain_land(grid);
    spec.land_cover = plane(grid, {10, 10, 10, 0, 10});
    spec.elevation_m = plane({-1000, 1000, 2000, 1000, 3, 1}, {100, 200, unknown});
    spec.roads = {{"path", {6, 6, TravelMode::on_foot}, false, {{{500, 500}, {600, 500}}}},
                  {"road", {20, 20, TravelMode::by_vehicle}, false, {{{2500, 500}, {2600, 500}}}}};
    BOOST_TEST(kinds_of(spec) == "21251");
    const CostSurface surface(spec);
    const auto e = all_of(*surface.elevation());
    BOOST_TEST(e[0] == 125, tight);  // a quarter of the way from 0 to 2000
    BOOST_TEST(std::isnan(e[2]));    // by vehicle
    BOOST_TEST(std::isnan(e[3]));    // water
    BOOST_TEST(std::isnan(e[4]));    // not known
    BOOST_TEST(e[1] == 175, tight);
    BOOST_TEST(surface.count().no_slope == 1);
    BOOST_TEST(friction_of(spec)[1] == 0.01 * 1.2, tight);
    BOOST_TEST((CostSurface(plain_land(grid)).elevation() == nullptr));
}

BOOST_AUTO_TEST_CASE(sources_have_grids_of_their_own) {
    const Grid grid = km_grid(4, 4);
    CostSpec spec = plain_land(grid);
    spec.land_cover = plane({0, 4000, 2000, 2000, 2, 2}, {10, 0, 99, 10});  // coarser
    BOOST_TEST(kinds_of(spec) == "1155115500110011");
    spec.land_cover = plane({0, 4000, 500, 500, 8, 8}, [] {  // finer: the cell south-east of the centre
        std::vector<double> v(64, 10);
        v[9] = 0;
        v[0] = v[1] = v[8] = 99;
        return v;
    }());
    BOOST_TEST(kinds_of(spec) == "5111111111111111");
    spec.land_cover = plane({1000, 3000, 1000, 1000, 2, 9}, std::vector<double>(18, 10));  // smaller
    BOOST_TEST(kinds_of(spec) == "0000011001100110");
}

BOOST_AUTO_TEST_CASE(water_by_threshold_is_a_barrier) {
    CostSpec spec = plain_land(km_grid(4, 1));
    spec.water = {{plane(spec.grid, {89, 90, 100, unknown}), 90}};
    BOOST_TEST(kinds_of(spec) == "1551");
}

BOOST_AUTO_TEST_CASE(land_cover_that_was_interpolated_is_refused) {
    CostSpec spec = plain_land(km_grid(2, 1));
    spec.land_cover = plane(spec.grid, {10, 9.5}, "cover.tif");
    const CostSurface surface(spec);
    BOOST_CHECK_EXCEPTION(surface.count(), Error, [](const Error& e) {
        check_says(e.what(), "cover.tif: 9.5 is no class");
        return true;
    });
}

BOOST_AUTO_TEST_CASE(impossible_specs_are_refused_at_once) {
    CostSpec spec = plain_land(km_grid(2, 2));
    spec.classes.push_back({10, "again", {-1, 5}});
    spec.slope = spec.elevation_m = plane({50'000, 1000, 1000, 1000, 1, 1}, {3}, "dem.tif");
    spec.roads = {{"A", {400, 5}, false, {{{1e9, 0}, {1, 1}}}}};
    spec.crossings = {{"ferry", {}, {5, 20}, {0, -3}}};
    spec.water = {{nullptr, 3}};
    const auto said = refusal(spec);
    for (const char* part :
         {"class 10 is in the table twice", "class 10: a speed of -1 km/h",
          "dem.tif: slope: it does not reach", "given twice", "A: a speed of 400 km/h",
          "A has a point at 1000000000, 0", "ferry has no place", "ferry has a speed and a number of minutes",
          "ferry takes -3 minutes", "without a raster"})
        check_says(said, part);
    BOOST_TEST(refusal(plain_land(km_grid(2, 2))) == "");
    spec = plain_land(km_grid(1, 1));
    spec.crs = "EPSG:4326";
    check_says(refusal(spec), "its CRS is EPSG:32630, that of the surface EPSG:4326");
    spec.land_cover = nullptr;
    check_says(refusal(spec), "there is no land cover");
}

BOOST_AUTO_TEST_CASE(grids_follow_the_finest_raster_or_a_size) {
    CostSpec spec = plain_land({0.25, 10.5, 2, 2, 5, 5});
    spec.elevation_m = plane({0.1, 10.5, 0.5, 0.25, 40, 40}, std::vector<double>(1600, 1));
    const Grid fine = cost_grid(spec, {1, 1, 3, 2});
    BOOST_TEST(fine.west == 0.6, tight);
    BOOST_TEST(fine.dx == 0.5);
    BOOST_TEST(fine.cols == 5);  // 0.6 to 3.1
    BOOST_TEST(fine.north == 2);
    BOOST_TEST(fine.rows == 4);
    const Grid sized = cost_grid(spec, {-12.3, 10.1, 4.3, 22.76}, 1.0 / 120);
    BOOST_TEST(sized.cols == 1992);
    BOOST_TEST(sized.rows == 1520);
    BOOST_TEST(sized.west == -12.3, tight);
    BOOST_TEST(sized.north == 2732.0 / 120, tight);  // 22.76 * 120 = 2731.2
    BOOST_CHECK_THROW(cost_grid(spec, {1, 1, 1, 2}), Error);
    BOOST_CHECK_THROW(cost_grid(spec, {1, 1, 2, 2}, -1), Error);
    BOOST_CHECK_THROW(cost_grid(spec, {0, 0, 1e6, 1e6}, 1), Error);
    BOOST_CHECK_THROW(cost_grid({}, {0, 0, 1, 1}), Error);
}

BOOST_AUTO_TEST_CASE(an_account_says_what_is_not_known) {
    CostSpec spec = plain_land(km_grid(4, 4));
    spec.land_cover = plane({0, 4000, 2000, 2000, 2, 2}, {10, 99, 98, unknown}, "cover.tif");
    spec.barriers = {{"river", true, false, {{{-1000, 2500}, {4000, 2500}}}}};
    spec.crossings = {{"Kona", {{500, 500}}, {5, 0}, {5, 0}}, {"Far", {{-500, 500}}, {5, 0}, {5, 0}}};
    const CostSurface surface(spec);
    Account account;
    report_cost(surface, surface.count(), "friction", account);
    BOOST_REQUIRE(account.layers.size() == 1U);
    BOOST_TEST(account.layers[0].source == "friction");
    BOOST_TEST(account.layers[0].rows_read == 16);
    BOOST_TEST(account.layers[0].rows_used == 6);  // of 4 of grass 2, and the river
    std::string notes;
    for (const auto& n : account.layers[0].notes) notes += n + "\n";
    check_says(notes, "dry season");
    check_says(notes, "16 cells: 2 land, 0 quicker by a road, 4 barrier");
    check_says(notes, "barrier `river`: 4.0 km");
    check_says(notes, "cover.tif: cells 2.0 times as wide");
    std::string left;
    for (const auto& e : account.exclusions)
        left +=
            e.reason + " " + std::to_string(e.rows) + (e.examples.empty() ? "" : " " + e.examples[0]) + "\n";
    check_says(left,
               "classes that the table of speeds lacks: not known, unless a road passes 8 class 98: 4 cells");
    check_says(left, "without land cover: not known, unless a road passes 4");
    check_says(left, "off every barrier: they change nothing 1 Kona");
    check_says(left, "crossings off the surface 1 Far");
    BOOST_TEST(account.exclusions.size() == 4U);
}

BOOST_AUTO_TEST_SUITE_END()
