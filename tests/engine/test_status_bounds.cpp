// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <cmath>

#include <djoliba/engine/status_bounds.hpp>

using namespace djoliba;
using List = std::vector<int>;

BOOST_AUTO_TEST_SUITE(bounds_of_status)

BOOST_AUTO_TEST_CASE(no_list_has_no_share) {
    const StatusBounds none = status_bounds({}, {});
    BOOST_TEST(none.open.empty());
    BOOST_TEST(std::isnan(none.unknown_share()));
    BOOST_TEST(none.sure());
}

BOOST_AUTO_TEST_CASE(unknown_ones_are_open_in_one_reading_and_closed_in_the_other) {
    const std::vector<Facility> facilities{{{}, "cscom", FacilityStatus::functioning},
                                           {{}, "cscom", FacilityStatus::unknown},
                                           {{}, "cscom", FacilityStatus::not_functioning},
                                           {{}, "csref", FacilityStatus::partly},
                                           {{}, "clinic", FacilityStatus::unknown}};
    const StatusBounds two = status_bounds(facilities, {"cscom", "csref"});
    BOOST_TEST(two.open == (List{0, 1, 3}));
    BOOST_TEST(two.closed == (List{0, 3}));
    BOOST_TEST(two.listed == 4);
    BOOST_TEST(two.unknown == 1);
    BOOST_TEST(two.unknown_share() == 0.25);
    BOOST_TEST(!two.sure());
    BOOST_TEST(status_bounds(facilities, {}).unknown_share() == 0.4);
    BOOST_TEST(status_bounds(facilities, {"csref"}).sure());
}

BOOST_AUTO_TEST_SUITE_END()
