// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>
#include <random>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/way_hazard.hpp>

#include "../problems.hpp"

using namespace djoliba;

namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();
using Cells = std::vector<std::int64_t>;

/// A surface in metres, 10 m cells from (0, 0) to the south-east.
TravelSurface surface(std::int64_t cols, std::int64_t rows, std::vector<double> friction) {
    const auto raster = memory_raster({0, 0, 10, 10, cols, rows}, "plane", std::move(friction));
    return {*raster, nullptr, {.ground = Ground::metres}};
}

std::unique_ptr<RasterSource> water(const Grid& grid, std::vector<double> depth) {
    return memory_raster(grid, "plane", std::move(depth), "flood.tif");
}

ReachedCells reached(const TravelSurface& s, const RasterSource& source, double from, double share = 0,
                     Nodata nodata = Nodata::unknown) {
    return reached_cells(hazard_on(s, {&source, 1, nodata, share}), from);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(way_hazard)

BOOST_AUTO_TEST_CASE(one_wet_pixel_closes_a_cell_and_a_share_does_not) {
    // Two cells side by side; each holds 2 x 2 pixels. One pixel of the first is wet, three of the second.
    const auto s = surface(2, 1, {0.01, 0.01});
    const auto flood = water({0, 0, 5, 5, 4, 2}, {0.3, 0, 0.3, 0.4, 0, 0, 0, 0.5});
    BOOST_TEST(reached(s, *flood, 0.3).reached == (Cells{0, 1}));
    BOOST_TEST(reached(s, *flood, 0.3, 0.25).reached == (Cells{0, 1}));
    BOOST_TEST(reached(s, *flood, 0.3, 0.26).reached == (Cells{1}));
    BOOST_TEST(reached(s, *flood, 0.3, 0.75).reached == (Cells{1}));
    BOOST_TEST(reached(s, *flood, 0.3, 0.76).reached.empty());
    BOOST_TEST(reached(s, *flood, 0.31).reached == (Cells{1}));
    BOOST_TEST(reached(s, *flood, 0.51).reached.empty());
    BOOST_TEST(reached(s, *flood, 0.51).unknown.empty());
}

BOOST_AUTO_TEST_CASE(a_coarser_hazard_reaches_every_cell_that_it_touches) {
    // One pixel of 15 m over a row of three cells of 10 m: the first whole, the second half.
    const auto s = surface(3, 1, {0.01, 0.01, 0.01});
    const auto flood = water({0, 0, 15, 15, 2, 1}, {1, 0});
    BOOST_TEST(reached(s, *flood, 0.5).reached == (Cells{0, 1}));
    BOOST_TEST(reached(s, *flood, 0.5, 0.5).reached == (Cells{0, 1}));
    BOOST_TEST(reached(s, *flood, 0.5, 0.6).reached == (Cells{0}));
}

BOOST_AUTO_TEST_CASE(what_is_not_known_is_told_apart_and_only_where_it_matters) {
    // Pixels of 5 m: cell 0 wet and unknown, cell 1 dry and unknown, cell 2 dry; cell 3 off the hazard.
    const auto s = surface(4, 1, {0.01, 0.01, 0.01, 0.01});
    const auto flood = water({0, 0, 5, 10, 6, 1}, {1, gap, 0, gap, 0, 0});
    const auto any = reached(s, *flood, 0.5);
    BOOST_TEST(any.reached == (Cells{0}));
    BOOST_TEST(any.unknown == (Cells{1, 3}));
    const auto most = reached(s, *flood, 0.5, 0.6);
    BOOST_TEST(most.reached.empty());
    BOOST_TEST(most.unknown == (Cells{0, 3}));  // half a cell cannot be 0.6 of it
    const auto none = reached(s, *flood, 0.5, 0, Nodata::none);
    BOOST_TEST(none.reached == (Cells{0}));
    BOOST_TEST(none.unknown == (Cells{3}));  // a hazard is not known where its raster does not reach
}

BOOST_AUTO_TEST_CASE(cells_that_nobody_passes_are_not_listed) {
    const auto s = surface(3, 1, {0.01, gap, 0.01}).with(std::vector<CellFriction>{{2, blocked}});
    const auto flood = water({0, 0, 10, 10, 3, 1}, {1, 1, 1});
    BOOST_TEST(reached(s, *flood, 0.5).reached == (Cells{0}));
    BOOST_TEST(reached(s, *flood, 2).unknown.empty());
}

BOOST_AUTO_TEST_CASE(a_multiplier_and_the_precision_of_the_source) {
    const auto s = surface(1, 1, {0.01});
    const auto cm = water({0, 0, 10, 10, 1, 1}, {30});
    const auto metres = hazard_on(s, {cm.get(), 0.01});
    BOOST_TEST(reached_cells(metres, 0.3).reached == (Cells{0}));
    BOOST_TEST(reached_cells(metres, 0.31).reached.empty());
    const auto single = hazard_on(s, {water({0, 0, 10, 10, 1, 1}, {static_cast<double>(0.7F)}).get()});
    BOOST_TEST(reached_cells(single, 0.7).reached == (Cells{0}));
}

BOOST_AUTO_TEST_CASE(random_grids_agree_with_pixels_looked_at_one_by_one) {
    // Pixels of 1 m under cells of 10 m over several tiles, shifted by 3 m, so that no border is common.
    std::mt19937_64 random(7);
    const std::int64_t cols = 130, rows = 70;
    std::vector<double> friction(cols * rows);
    for (double& f : friction) f = random() % 4 == 0 ? gap : 0.01;
    const auto s = surface(cols, rows, friction);
    const Grid pixels{3, -3, 1, 1, 1290, 690};
    std::vector<double> depth(pixels.cols * pixels.rows);
    for (double& d : depth) d = random() % 100 < 1 ? 1 : random() % 100 < 1 ? gap : 0;
    const auto flood = water(pixels, depth);
    std::vector<int> wet(friction.size()), unknown(friction.size());
    for (std::int64_t y = 0; y < rows * 10; ++y)
        for (std::int64_t x = 0; x < cols * 10; ++x) {
            const std::int64_t cell = y / 10 * cols + x / 10, px = x - 3, py = y - 3;
            const bool off = px < 0 || py < 0 || px >= pixels.cols || py >= pixels.rows;
            const double d = off ? gap : depth[py * pixels.cols + px];
            wet[cell] += d >= 0.5 ? 1 : 0;
            unknown[cell] += std::isnan(d) ? 1 : 0;
        }
    for (const double share : {0.0, 0.02}) {
        Cells expected, doubtful;
        const int needed = share == 0 ? 1 : 2;
        for (std::int64_t i = 0; i < cols * rows; ++i) {
            if (std::isnan(friction[i])) continue;
            if (wet[i] >= needed) expected.push_back(i);
            if (wet[i] < needed && wet[i] + unknown[i] >= needed) doubtful.push_back(i);
        }
        for (const int threads : {1, 3}) {
            const auto found =
                reached_cells(hazard_on(s, {flood.get(), 1, Nodata::unknown, share}, {threads}), 0.5);
            BOOST_TEST(found.reached == expected);
            BOOST_TEST(found.unknown == doubtful);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_cell_has_the_depth_that_half_of_it_reaches) {
    // Cells of 10 m hold 2 x 2 pixels. The second is dry on three quarters; nobody passes the third.
    const auto s = surface(3, 1, {0.01, 0.01, gap});
    const auto wet = hazard_on(s, {water({0, 0, 5, 5, 6, 2}, {3, 2, 0, 5, 9, 9,  //
                                                              1, 0, 0, 0, 9, 9})
                                       .get()});
    BOOST_REQUIRE(wet.size() == 1u);
    BOOST_TEST(wet[0].cell == 0);
    BOOST_TEST(wet[0].least == 2);
    BOOST_TEST(wet[0].most == 2);
}

BOOST_AUTO_TEST_CASE(unknown_parts_are_dry_at_least_and_bottomless_at_most) {
    // Of the first cell a quarter is unknown, of the second half, of the third three quarters.
    const auto s = surface(3, 1, {0.01, 0.01, 0.01});
    const auto flood = water({0, 0, 5, 5, 6, 2}, {3, 2, gap, 4, gap, gap,  //
                                                  1, gap, gap, 0, gap, 4});
    const auto wet = hazard_on(s, {flood.get()});
    BOOST_REQUIRE(wet.size() == 3u);
    BOOST_TEST(wet[0].least == 2);
    BOOST_TEST(wet[0].most == 3);
    BOOST_TEST(wet[1].least == 0);
    BOOST_TEST(std::isinf(wet[1].most));
    BOOST_TEST(wet[2].least == 0);
    BOOST_TEST(std::isinf(wet[2].most));
    const auto dry = hazard_on(s, {flood.get(), 1, Nodata::none});
    BOOST_REQUIRE(dry.size() == 1u);
    BOOST_TEST(dry[0].most == 2);
}

BOOST_AUTO_TEST_CASE(a_cell_on_the_border_of_coarse_pixels_has_the_depth_of_its_greater_part) {
    // Pixels of 16 m: the second cell of 10 m lies by 6 m in the deep one and by 4 m in the shallow one.
    const auto wet = hazard_on(surface(2, 1, {0.01, 0.01}), {water({0, 0, 16, 16, 2, 1}, {0.7, 0.1}).get()});
    BOOST_REQUIRE(wet.size() == 2u);
    BOOST_TEST(wet[1].least == 0.7, boost::test_tools::tolerance(1e-7));
}

BOOST_AUTO_TEST_CASE(deep_water_closes_and_shallower_water_slows) {
    const auto s = surface(4, 1, {0.02, 0.04, 0.04, 0.04});
    const std::vector<CellHazard> wet{{0, 0.5, 0.5}, {1, 0.2, 0.2}, {2, 0.2, 0.4}, {3, 0, 0.05}};
    const auto found = flooded_cells(s, wet, {.closes_over_m = 0.3, .slows_over_m = 0.1, .times = 3});
    BOOST_REQUIRE(found.changed.size() == 3u);
    BOOST_TEST(found.changed[0].minutes_per_metre == blocked);
    BOOST_TEST(found.changed[1].minutes_per_metre == 0.12F, boost::test_tools::tolerance(1e-6F));
    BOOST_TEST(found.changed[2].minutes_per_metre == 0.12F, boost::test_tools::tolerance(1e-6F));
    BOOST_REQUIRE(found.at_worst.size() == 3u);
    BOOST_TEST(found.at_worst[2].minutes_per_metre == blocked);
    BOOST_TEST(found.not_known == (Cells{2}));
}

BOOST_AUTO_TEST_CASE(what_is_no_deeper_than_the_limit_stays_open) {
    const auto s = surface(2, 1, {0.02, 0.04});
    const double limit = static_cast<double>(0.3F);
    const std::vector<CellHazard> wet{{0, limit, limit}, {1, 0, std::numeric_limits<double>::infinity()}};
    const auto found = flooded_cells(s, wet, {});
    BOOST_TEST(found.changed.empty());
    BOOST_TEST(found.not_known == (Cells{1}));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_used_is_refused) {
    const auto s = surface(1, 1, {0.01});
    const auto flood = water({0, 0, 10, 10, 1, 1}, {1});
    const auto other = memory_raster({0, 0, 10, 10, 1, 1}, "EPSG:4326", {1}, "other.tif");
    BOOST_TEST(mentions(problem_of([&] { reached(s, *other, 1); }), "other.tif"));
    for (const double from : {0.0, -1.0, gap})
        BOOST_TEST(mentions(problem_of([&] { reached(s, *flood, from); }), "give one above 0"));
    for (const double share : {-0.1, 1.1, gap})
        BOOST_TEST(mentions(problem_of([&] { reached(s, *flood, 1, share); }), "from 0 to 1"));
}

BOOST_AUTO_TEST_SUITE_END()
