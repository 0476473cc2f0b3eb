// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/facility_flood.hpp>
#include <djoliba/engine/indicator.hpp>

using namespace djoliba;
using Depths = std::vector<double>;
using Facilities = std::vector<int>;

BOOST_AUTO_TEST_SUITE(facility_flood)

BOOST_AUTO_TEST_CASE(no_flood_drowns_nothing) {
    BOOST_TEST(drowned_facilities({}, Facilities{0, 1}, 0.3).empty());
    const Depths none;
    const std::vector<FacilityDepths> floods{{10, none}};
    BOOST_TEST(drowned_facilities(floods, {}, 0.3).at(0).drowned.empty());
}

// 0.3 stored as a float is not deeper than 0.3.
BOOST_AUTO_TEST_CASE(deeper_than_the_threshold_is_drowned_and_not_known_is_neither) {
    const Depths ten{0, 0.3F, 0.31, missing_value, 2};
    const Depths hundred{0.5, 0.2, 0.31, 1, 2};
    const std::vector<FacilityDepths> floods{{100, hundred}, {10, ten}};
    const auto found = drowned_facilities(floods, Facilities{0, 1, 2, 3}, 0.3);
    BOOST_TEST(found.size() == 2);
    BOOST_TEST(found[0].years == 10);
    BOOST_TEST(found[0].drowned == (Facilities{2}));
    BOOST_TEST(found[0].not_known == (Facilities{3}));
    BOOST_TEST(found[0].shallower.empty());
    BOOST_TEST(found[1].drowned == (Facilities{0, 2, 3}));
    BOOST_TEST(found[1].not_known.empty());
    BOOST_TEST(found[1].shallower == (Facilities{1}));
}

BOOST_AUTO_TEST_CASE(impossible_floods_are_refused) {
    const Depths one{1}, two{1, 1}, below{-1};
    const Facilities first{0};
    using Floods = std::vector<FacilityDepths>;
    BOOST_CHECK_THROW(drowned_facilities(Floods{{10, one}, {20, two}}, first, 0.3), Error);
    BOOST_CHECK_THROW(drowned_facilities(Floods{{10, one}, {10, one}}, first, 0.3), Error);
    BOOST_CHECK_THROW(drowned_facilities(Floods{{0.5, one}}, first, 0.3), Error);
    BOOST_CHECK_THROW(drowned_facilities(Floods{{10, below}}, first, 0.3), Error);
    BOOST_CHECK_THROW(drowned_facilities(Floods{{10, one}}, first, -0.3), Error);
    BOOST_CHECK_THROW(drowned_facilities(Floods{{10, one}}, first, missing_value), Error);
    BOOST_CHECK_THROW(drowned_facilities(Floods{{10, one}}, Facilities{1}, 0.3), Error);
}

BOOST_AUTO_TEST_SUITE_END()
