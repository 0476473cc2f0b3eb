// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <djoliba/layers/crs.hpp>

#include "../problems.hpp"

using namespace djoliba;

BOOST_AUTO_TEST_SUITE(crs)

BOOST_AUTO_TEST_CASE(what_coordinates_measure) {
    BOOST_CHECK(crs_measure("EPSG:4326", "a.tif") == CrsMeasure::degrees);
    BOOST_CHECK(crs_measure("EPSG:4267", "a.tif") == CrsMeasure::degrees);
    BOOST_CHECK(crs_measure("EPSG:32630", "a.tif") == CrsMeasure::metres);
    BOOST_CHECK(crs_measure("EPSG:2263", "a.tif") == CrsMeasure::other);  // feet
    BOOST_CHECK(crs_measure("EPSG:4807", "a.tif") == CrsMeasure::other);  // grads
    BOOST_CHECK(crs_measure("EPSG:4978", "a.tif") == CrsMeasure::other);  // geocentric
    BOOST_TEST(mentions(problem_of([] { crs_measure("nowhere", "a.tif"); }), "a.tif: crs: "));
}

BOOST_AUTO_TEST_CASE(points_go_there_and_back) {
    // The central meridian of zone 30 has easting 500 km; at the equator northing is 0.
    const auto there = from_lonlat({{-3, 0}, {-3, 14}}, "EPSG:32630", "a.tif");
    BOOST_TEST(there[0].x == 500'000, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(std::abs(there[0].y) < 1e-6);
    BOOST_TEST(there[1].x == 500'000, boost::test_tools::tolerance(1e-9));
    const auto back = to_lonlat(there, "EPSG:32630", "a.tif");
    BOOST_TEST(std::abs(back[1].x + 3) < 1e-9);
    BOOST_TEST(std::abs(back[1].y - 14) < 1e-9);
    BOOST_CHECK(from_lonlat({{-3.5, 14.25}}, "EPSG:4326", "a.tif")[0] == (Point{-3.5, 14.25}));
}

BOOST_AUTO_TEST_CASE(a_point_without_a_way_is_not_a_number) {
    const auto there = from_lonlat({{180, 0}, {1, 1}}, "+proj=gnom +datum=WGS84", "a.tif");
    BOOST_TEST(std::isnan(there[0].x));
    BOOST_TEST(std::isnan(there[0].y));
    BOOST_TEST(!std::isnan(there[1].x));
}

BOOST_AUTO_TEST_CASE(a_metre_of_mercator_is_longer_than_one_on_the_ground) {
    // Zone 30 along its central meridian: 0.9996. Mercator: about 1 / cos(latitude), 1.0642 at 20 degrees.
    BOOST_TEST(scale_error({499'000, 1'600'000, 1000, 1000, 2, 50}, "EPSG:32630", "a.tif") == 0.0004,
               boost::test_tools::tolerance(0.01));
    const double north = 6378137 * std::log(std::tan(std::acos(-1.0) / 4 * (1 + 20.0 / 90)));
    const double worst = scale_error({0, north, 1000, 1000, 2, 2}, "EPSG:3857", "a.tif");
    BOOST_TEST(worst == 1 / std::cos(20 * std::acos(-1.0) / 180) - 1, boost::test_tools::tolerance(0.1));
}

BOOST_AUTO_TEST_SUITE_END()
