// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/window_raster.hpp>

using namespace djoliba;

BOOST_AUTO_TEST_SUITE(window_raster_)

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
