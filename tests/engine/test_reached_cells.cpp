// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>
#include <random>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/reached_cells.hpp>

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
    return reached_cells(s, {&source, from, 1, nodata, share}, {});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reached_cells_)

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
    BOOST_TEST(reached_cells(s, {cm.get(), 0.3, 0.01}).reached == (Cells{0}));
    BOOST_TEST(reached_cells(s, {cm.get(), 0.31, 0.01}).reached.empty());
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
            const auto found = reached_cells(s, {flood.get(), 0.5, 1, Nodata::unknown, share}, {threads});
            BOOST_TEST(found.reached == expected);
            BOOST_TEST(found.unknown == doubtful);
        }
    }
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
