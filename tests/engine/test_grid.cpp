// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/grid.hpp>

#include <cmath>
#include <numbers>

#include <boost/test/unit_test.hpp>

using namespace djoliba;

BOOST_AUTO_TEST_SUITE(grid)

BOOST_AUTO_TEST_CASE(a_grid_is_the_same_as_itself_and_as_one_shifted_by_rounding) {
    const Grid g{-12.2, 25, 1.0 / 1200, 1.0 / 1200, 19782, 17831};
    Grid shifted = g;
    shifted.west += 4e-14;
    shifted.dx += 1e-19;
    BOOST_TEST(same_grid(g, g));
    BOOST_TEST(same_grid(g, shifted));
}

BOOST_AUTO_TEST_CASE(a_millionth_of_a_cell_is_the_limit) {
    const Grid g{0, 0, 1, 1, 10, 10};
    BOOST_TEST(same_grid(g, {0.9e-6, 0, 1, 1, 10, 10}));
    BOOST_TEST(!same_grid(g, {1.1e-6, 0, 1, 1, 10, 10}));
    BOOST_TEST(!same_grid(g, {0, 1.1e-6, 1, 1, 10, 10}));
}

BOOST_AUTO_TEST_CASE(a_truncated_cell_size_counts_by_what_it_does_at_the_far_corner) {
    BOOST_TEST(same_grid({0, 0, 1.0 / 6, 1.0 / 6, 113, 102}, {0, 0, 0.166666666, 0.166666666, 113, 102}));
    BOOST_TEST(!same_grid({0, 0, 1.0 / 6, 1.0 / 6, 1130, 102}, {0, 0, 0.166666666, 0.166666666, 1130, 102}));
}

BOOST_AUTO_TEST_CASE(other_sizes_are_other_grids) {
    BOOST_TEST(!same_grid({0, 0, 1, 1, 10, 10}, {0, 0, 1, 1, 11, 10}));
    BOOST_TEST(!same_grid({0, 0, 1, 1, 10, 10}, {0, 0, 1, 1, 10, 9}));
}

BOOST_AUTO_TEST_CASE(all_cells_of_the_globe_add_up_to_the_area_of_the_ellipsoid) {
    const Grid world{-180, 90, 0.25, 0.25, 1440, 720};
    double sum = 0;
    for (std::int64_t r = 0; r < world.rows; ++r) sum += cell_area_km2(world, r) * 1440;
    // 4 pi times the square of the authalic radius, 6371.0071809184 km.
    const double r = 6371.0071809184;
    BOOST_TEST(sum == 4 * std::numbers::pi * r * r, boost::test_tools::tolerance(1e-13));
}

BOOST_AUTO_TEST_CASE(a_narrow_row_keeps_all_its_digits) {
    // A row of 3 arc-seconds is a thousandth of a row of 3000 arc-seconds.
    const Grid narrow{0, 15, 1.0 / 1200, 1.0 / 1200, 1, 1000};
    const Grid wide{0, 15, 1.0 / 1200, 1000.0 / 1200, 1, 1};
    double sum = 0;
    for (std::int64_t r = 0; r < narrow.rows; ++r) sum += cell_area_km2(narrow, r);
    BOOST_TEST(sum == cell_area_km2(wide, 0), boost::test_tools::tolerance(1e-13));
}

BOOST_AUTO_TEST_CASE(a_small_cell_is_a_rectangle_of_meridian_and_parallel) {
    // Radii of curvature of WGS84 at 15 degrees north.
    const double a = 6378.137, f = 1 / 298.257223563, e2 = f * (2 - f), rad = std::numbers::pi / 180;
    const double w = 1 - e2 * std::pow(std::sin(15 * rad), 2);
    const double meridian = a * (1 - e2) / std::pow(w, 1.5);
    const double parallel = a / std::sqrt(w) * std::cos(15 * rad);
    const double side = 1e-4 * rad;
    const Grid g{0, 15 + 0.5e-4, 1e-4, 1e-4, 1, 1};
    BOOST_TEST(cell_area_km2(g, 0) == meridian * side * parallel * side, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(what_lies_beyond_a_pole_has_no_area) {
    const Grid g{0, 91, 1, 1, 1, 2};
    BOOST_TEST(cell_area_km2(g, 0) == 0);
    BOOST_TEST(cell_area_km2(g, 1) > 0);
}

BOOST_AUTO_TEST_SUITE_END()
