// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/density.hpp>

#include <cmath>

#include <boost/test/unit_test.hpp>

using namespace djoliba;

BOOST_AUTO_TEST_SUITE(density)

BOOST_AUTO_TEST_CASE(a_density_times_the_area_of_the_cell_is_a_count_and_missing_stays_missing) {
    const Grid grid{0, 25, 1, 1, 2, 15};
    std::vector<double> ones(30, 1.0);
    ones[1] = std::nan("");
    const auto counts = counts_from_density(memory_raster(grid, "EPSG:4326", ones));
    std::vector<double> out(30);
    counts->open()->read({0, 0, 2, 15}, out);
    BOOST_TEST(std::isnan(out[1]));
    BOOST_TEST(out[0] == cell_area_km2(grid, 0), boost::test_tools::tolerance(1e-12));
    BOOST_TEST(out[28] == cell_area_km2(grid, 14), boost::test_tools::tolerance(1e-12));
    // A degree square is about 111 x 111 km times the cosine of the latitude: 0.906 at 25 degrees, 0.984
    // at 10.
    BOOST_TEST(out[0] == 12393 * std::cos(24.5 * 3.14159265 / 180), boost::test_tools::tolerance(0.01));
    BOOST_TEST(out[28] > out[0]);
}

BOOST_AUTO_TEST_SUITE_END()
