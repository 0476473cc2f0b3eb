// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/depth_change.hpp>

#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>

using namespace djoliba;

namespace {
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
const auto tight = boost::test_tools::tolerance(1e-12);
}  // namespace

BOOST_AUTO_TEST_SUITE(depth_change)

BOOST_AUTO_TEST_CASE(dry_ground_stays_dry_and_what_is_not_known_stays_so) {
    const DepthChange deeper = then({}, 1.5, 0.3);
    BOOST_TEST(changed_depth(deeper, 0) == 0);
    BOOST_TEST(changed_depth(deeper, 0.2) == 0.6, tight);
    BOOST_TEST(std::isnan(changed_depth(deeper, unknown)));
    BOOST_TEST(changed_depth({}, 0.7) == 0.7);
    BOOST_TEST(changed_depth(then({}, 1, -0.4), 0.7F) == 0.3);
}

BOOST_AUTO_TEST_CASE(what_one_change_dries_no_later_one_wets) {
    const DepthChange change = then(then({}, 1, -0.5), 1, 0.4);
    BOOST_TEST(changed_depth(change, 0.5) == 0);
    BOOST_TEST(changed_depth(change, 0.6) == 0.5, tight);
    BOOST_TEST(depth_before(change, 0.3) > 0.5);  // all that is still wet
    BOOST_TEST(depth_before(change, 0.3) == 0.5, boost::test_tools::tolerance(1e-6));
    BOOST_TEST(depth_before(change, 0.6) == 0.7);
}

BOOST_AUTO_TEST_CASE(a_threshold_moves_by_what_is_added_and_scaled) {
    BOOST_TEST(depth_before({}, 0.3) == 0.3);
    BOOST_TEST(depth_before(then({}, 1, 0.1), 0.4) == 0.3);  // not 0.30000000000000004
    BOOST_TEST(depth_before(then({}, 2, 0.1), 0.5) == 0.2);
    BOOST_TEST(depth_before(then({}, 1, -0.2), 0.3) == 0.5);
    const double wet = std::numeric_limits<float>::min();
    BOOST_TEST(depth_before(then({}, 1, 0.3), 0.3) == wet);
    BOOST_TEST(depth_before(then({}, 1, 2), 0.3) == wet);
}

BOOST_AUTO_TEST_CASE(a_raster_changes_in_its_own_unit) {
    const Grid grid{0, 1, 0.5, 0.5, 2, 2};
    const std::shared_ptr<const RasterSource> cm = memory_raster(grid, "EPSG:4326", {0, 20, unknown, 100});
    const auto changed = changed_depths(cm, then({}, 2, -0.5), 0.01, "changed");
    std::vector<double> values(4);
    changed->open()->read({0, 0, 2, 2}, std::span(values));
    BOOST_TEST(values[0] == 0);
    BOOST_TEST(values[1] == 0);  // 2 * 0.2 m - 0.5 m
    BOOST_TEST(std::isnan(values[2]));
    BOOST_TEST(values[3] == 150, tight);
    BOOST_TEST(changed->name() == "changed");
}

BOOST_AUTO_TEST_SUITE_END()
