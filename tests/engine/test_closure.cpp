// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/closure.hpp>

using namespace djoliba;

namespace {

std::vector<Facility> four() {
    return {{{-4, 14}, "cscom", FacilityStatus::functioning, 0},
            {{-4, 14.1}, "csref", FacilityStatus::unknown, 0},
            {{-4, 14.2}, "cscom", FacilityStatus::partly, 1},
            {{-4, 14.3}, "cscom", FacilityStatus::not_functioning, 1}};
}

using List = std::vector<int>;

}  // namespace

BOOST_AUTO_TEST_SUITE(closure)

BOOST_AUTO_TEST_CASE(what_fits_nothing_in_particular_closes) {
    auto facilities = four();
    const auto found = close_facilities(facilities, {});
    BOOST_TEST((found.closed == List{0, 1, 2}));
    BOOST_TEST((found.closed_before == List{3}));
    for (const auto& f : facilities) BOOST_TEST((f.status == FacilityStatus::not_functioning));
}

BOOST_AUTO_TEST_CASE(every_test_must_fit) {
    auto facilities = four();
    BOOST_TEST(
        (close_facilities(facilities, {.named = {true, true, false, false}, .types = {"cscom"}}).closed ==
         List{0}));
    BOOST_TEST((facilities[1].status == FacilityStatus::unknown));
    BOOST_TEST((close_facilities(facilities, {.inside = {false, false, true, true}}).closed == List{2}));
    BOOST_TEST(close_facilities(facilities, {.types = {"hospital"}}).closed.empty());
}

BOOST_AUTO_TEST_CASE(only_deeper_water_closes_and_unknown_depth_changes_nothing) {
    auto facilities = four();
    const std::vector<double> depth{0.3F, 0.31, missing_value, missing_value};
    const auto found = close_facilities(facilities, {.depth_over_m = 0.3, .depth_m = depth});
    BOOST_TEST((found.closed == List{1}));  // 0.3 as a raster holds it is no more than 0.3
    BOOST_TEST((found.depth_not_known == List{2, 3}));
    BOOST_TEST((facilities[2].status == FacilityStatus::partly));
    const auto named = close_facilities(
        facilities, {.named = {false, false, true, false}, .depth_over_m = 0.3, .depth_m = depth});
    BOOST_TEST((named.depth_not_known == List{2}));
}

BOOST_AUTO_TEST_CASE(a_facility_exactly_as_far_from_an_event_is_within) {
    auto facilities = four();
    const NearPoints events({{-4, 14}});
    const double km = geodesic_km({-4, 14}, {-4, 14.1});
    BOOST_TEST((close_facilities(facilities, {.within_km = km, .events = &events}).closed == List{0, 1}));
    facilities = four();
    const NearPoints none({});
    BOOST_TEST(close_facilities(facilities, {.within_km = km, .events = &none}).closed.empty());
}

BOOST_AUTO_TEST_SUITE_END()
