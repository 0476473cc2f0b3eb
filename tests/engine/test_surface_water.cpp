// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/surface_water.hpp>
#include <djoliba/engine/window_raster.hpp>

using namespace djoliba;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// Two cells of a degree, side by side, and a third that nobody passes.
TravelSurface surface() {
    return {*memory_raster({0, 1, 1, 1, 3, 1}, "EPSG:4326", {0.02, 0.04, none}), nullptr, {}};
}

/// Depths on quarters of these cells, row by row from the north.
std::unique_ptr<RasterSource> quarters(std::vector<double> depth) {
    return memory_raster({0, 1, 0.5, 0.5, 6, 2}, "EPSG:4326", std::move(depth));
}

std::vector<CellDepth> depths(const RasterSource& raster, Nodata nodata = Nodata::none) {
    return depths_on(surface(), raster, 1, nodata);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(surface_water)

BOOST_AUTO_TEST_CASE(a_cell_has_the_depth_that_half_of_it_reaches) {
    const auto wet = depths(*quarters({3, 2, 0, 5, 9, 9,  //
                                       1, 0, 0, 0, 9, 9}));
    BOOST_REQUIRE(wet.size() ==
                  1u);  // a quarter of the second is dry ground for it; nobody asks for the third
    BOOST_TEST(wet[0].cell == 0);
    BOOST_TEST(wet[0].depth_m == 2);
}

BOOST_AUTO_TEST_CASE(unknown_parts_count_for_nothing_until_they_are_the_greater_part) {
    const auto wet = depths(*quarters({3, none, none, none, 9, 9,  //
                                       1, none, none, 4, 9, 9}),
                            Nodata::unknown);
    BOOST_REQUIRE(wet.size() == 2u);
    BOOST_TEST(wet[0].depth_m == 3);
    BOOST_TEST(std::isnan(wet[1].depth_m));
}

BOOST_AUTO_TEST_CASE(nothing_there_is_dry_where_the_layer_says_so) {
    BOOST_TEST(depths(*quarters(std::vector<double>(12, none))).empty());
}

BOOST_AUTO_TEST_CASE(where_the_raster_does_not_reach_nothing_is_known) {
    const auto wet = depths(*memory_raster({0, 1, 1, 1, 1, 1}, "EPSG:4326", {2}));
    BOOST_REQUIRE(wet.size() == 2u);
    BOOST_TEST(wet[0].depth_m == 2);
    BOOST_TEST(std::isnan(wet[1].depth_m));
}

BOOST_AUTO_TEST_CASE(coarse_water_is_that_at_the_centre) {
    const auto wet = depths(*memory_raster({0, 2, 2, 2, 2, 1}, "EPSG:4326", {0.7, 0}));
    BOOST_REQUIRE(wet.size() == 2u);
    BOOST_TEST(wet[0].depth_m == 0.7);
    BOOST_TEST(wet[1].depth_m == 0.7);
}

BOOST_AUTO_TEST_CASE(depths_come_in_metres) {
    const auto raster = memory_raster({0, 1, 1, 1, 3, 1}, "EPSG:4326", {30, 0, 0});
    BOOST_TEST(depths_on(surface(), *raster, 0.01, Nodata::none).at(0).depth_m == 0.3);
}

BOOST_AUTO_TEST_CASE(another_crs_is_refused) {
    const auto raster = memory_raster({0, 1, 1, 1, 3, 1}, "EPSG:32629", {30, 0, 0});
    BOOST_CHECK_THROW(depths(*raster), Error);
}

BOOST_AUTO_TEST_CASE(deep_water_closes_and_shallower_water_slows) {
    const std::vector<CellDepth> wet{{0, 0.5}, {1, 0.2}};
    const auto changed = flooded(surface(), wet, {.closes_over_m = 0.3, .slows_over_m = 0.1, .times = 3});
    BOOST_REQUIRE(changed.size() == 2u);
    BOOST_TEST(changed[0].minutes_per_metre == blocked);
    BOOST_TEST(changed[1].minutes_per_metre == 0.12F, boost::test_tools::tolerance(1e-6F));
}

BOOST_AUTO_TEST_CASE(what_is_no_deeper_than_the_limit_stays_open) {
    const std::vector<CellDepth> wet{{0, static_cast<double>(0.3F)}, {1, none}};
    BOOST_TEST(flooded(surface(), wet, {}).empty());
}

BOOST_AUTO_TEST_CASE(a_window_holds_the_cells_that_the_box_touches) {
    std::shared_ptr<const RasterSource> whole =
        memory_raster({0, 3, 1, 1, 4, 3}, "EPSG:4326", {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
    const auto part = window_raster(whole, {1.5, 0.5, 2.5, 1.5});
    BOOST_TEST((part->grid() == Grid{1, 2, 1, 1, 2, 2}));
    std::vector<double> values(4);
    part->open()->read({0, 0, 2, 2}, std::span(values));
    BOOST_TEST(values == (std::vector<double>{5, 6, 9, 10}), boost::test_tools::per_element());
    BOOST_TEST(window_raster(whole, {-9, -9, 9, 9}).get() == whole.get());
    BOOST_CHECK_THROW(window_raster(whole, {10, 0, 12, 2}), Error);
}

BOOST_AUTO_TEST_SUITE_END()
