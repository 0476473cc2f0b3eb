// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/raster.hpp>

#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>

using namespace djoliba;

namespace {
constexpr double missing = std::numeric_limits<double>::quiet_NaN();
const Grid three_by_two{0, 2, 1, 1, 3, 2};
}  // namespace

BOOST_AUTO_TEST_SUITE(raster)

BOOST_AUTO_TEST_CASE(a_window_comes_row_by_row_from_the_north) {
    const auto r = memory_raster(three_by_two, "EPSG:4326", {1, 2, 3, 4, 5, 6}, "six");
    std::vector<double> out(4);
    r->open()->read({1, 0, 2, 2}, std::span<double>(out));
    const std::vector<double> expected{2, 3, 5, 6};
    BOOST_TEST(out == expected, boost::test_tools::per_element());
    std::vector<float> single(1);
    r->open()->read({0, 1, 1, 1}, std::span<float>(single));
    BOOST_TEST(single[0] == 4.0F);
    BOOST_TEST(r->name() == "six");
    BOOST_TEST(r->crs() == "EPSG:4326");
    BOOST_TEST((r->grid() == three_by_two));
}

BOOST_AUTO_TEST_CASE(a_window_over_the_edge_is_refused) {
    const auto r = memory_raster(three_by_two, "", {1, 2, 3, 4, 5, 6});
    std::vector<double> out(4);
    BOOST_CHECK_THROW(r->open()->read({2, 0, 2, 2}, std::span<double>(out)), Error);
}

BOOST_AUTO_TEST_CASE(infinite_values_are_missing) {
    const auto r = memory_raster({0, 1, 1, 1, 2, 1}, "", {std::numeric_limits<double>::infinity(), 1});
    std::vector<double> out(2);
    r->open()->read({0, 0, 2, 1}, std::span<double>(out));
    BOOST_TEST(std::isnan(out[0]));
    BOOST_TEST(out[1] == 1);
}

BOOST_AUTO_TEST_CASE(it_knows_whether_float_holds_its_values) {
    BOOST_TEST(memory_raster({0, 1, 1, 1, 2, 1}, "", {0.5, missing})->fits_float());
    BOOST_TEST(!memory_raster({0, 1, 1, 1, 2, 1}, "", {0.1, missing})->fits_float());
    BOOST_TEST(!memory_raster({0, 1, 1, 1, 2, 1}, "", {1e300, missing})->fits_float());
}

BOOST_AUTO_TEST_CASE(it_knows_where_it_holds_nothing) {
    std::vector<double> values(1000 * 600, missing);
    values[599 * 1000 + 999] = 1;
    const auto r = memory_raster({0, 600, 1, 1, 1000, 600}, "", values);
    BOOST_TEST(!r->has_data({0, 0, 512, 600}));
    BOOST_TEST(!r->has_data({0, 0, 1000, 512}));
    BOOST_TEST(r->has_data({512, 512, 1, 1}));
    BOOST_TEST(r->has_data({0, 0, 1000, 600}));
}

BOOST_AUTO_TEST_CASE(too_few_values_and_impossible_grids_are_refused) {
    BOOST_CHECK_THROW(memory_raster(three_by_two, "", {1, 2, 3}), Error);
    BOOST_CHECK_THROW(memory_raster({0, 0, 0, 1, 1, 1}, "", {1}), Error);
    BOOST_CHECK_THROW(memory_raster({0, 0, 1, -1, 1, 1}, "", {1}), Error);
}

BOOST_AUTO_TEST_SUITE_END()
