// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <cmath>

#include <djoliba/engine/access.hpp>
#include <djoliba/engine/error.hpp>

using namespace djoliba;
using boost::test_tools::tolerance;
using Figures = std::vector<double>;

namespace {

constexpr auto working = FacilityStatus::functioning;
constexpr auto closed = FacilityStatus::not_functioning;
constexpr auto unknown = FacilityStatus::unknown;
constexpr auto partly = FacilityStatus::partly;

// Region 0, cercle 1 in it, communes 2 and 3 in the cercle.
Localities one_cercle() {
    Localities l;
    l.hierarchy = {"region", "cercle", "commune"};
    l.items = {{"ML05", "Mopti", "region", -1, {}},
               {"ML0501", "Bandiagara", "cercle", 0, {}},
               {"ML050101", "A", "commune", 1, {}},
               {"ML050102", "B", "commune", 1, {}}};
    return l;
}

// Villages on the equator at 0, 4, 12 and 20 km east of (0, 0): a degree is 111.319 km.
Places four_villages() {
    const double km = 1 / 111.31949079327357;
    return {
        {{0, 0}, {4 * km, 0}, {12 * km, 0}, {20 * km, 0}}, {100, 200, 300, 400}, {2, 2, 2, 3}, 0, "people"};
}

const std::vector<double> bands{5, 15};

std::vector<FarShare> shares(const Places& places, const std::vector<Facility>& facilities) {
    const auto chosen = open_facilities(facilities, {}, UnknownStatus::open);
    return share_beyond(places, nearest_facility(places.at, facilities, chosen), one_cercle(), bands);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(access_to_care)

BOOST_AUTO_TEST_CASE(unknown_status_follows_the_rule_and_known_status_does_not) {
    for (const auto rule : {UnknownStatus::open, UnknownStatus::closed}) {
        BOOST_TEST(is_open(working, rule));
        BOOST_TEST(is_open(partly, rule));
        BOOST_TEST(!is_open(closed, rule));
        BOOST_TEST(is_open(unknown, rule) == (rule == UnknownStatus::open));
    }
}

BOOST_AUTO_TEST_CASE(only_open_facilities_of_the_types_asked_for_are_chosen) {
    const std::vector<Facility> f = {{{0, 0}, "cscom", working, 2},
                                     {{0, 0}, "clinic", working, 2},
                                     {{0, 0}, "csref", unknown, 2},
                                     {{0, 0}, "cscom", closed, 2}};
    BOOST_TEST(open_facilities(f, {"cscom", "csref"}, UnknownStatus::open) == (std::vector<int>{0, 2}));
    BOOST_TEST(open_facilities(f, {"cscom", "csref"}, UnknownStatus::closed) == (std::vector<int>{0}));
    BOOST_TEST(open_facilities(f, {}, UnknownStatus::open) == (std::vector<int>{0, 1, 2}));
    BOOST_TEST(open_facilities({}, {}, UnknownStatus::open).empty());
}

BOOST_AUTO_TEST_CASE(the_nearest_facility_keeps_its_place_in_the_whole_list) {
    const std::vector<Facility> f = {
        {{1, 0}, "clinic", working, 2}, {{0, 5}, "cscom", working, 2}, {{0, 2}, "cscom", working, 2}};
    const auto n = nearest_facility({{0, 0}}, f, open_facilities(f, {"cscom"}, UnknownStatus::open));
    BOOST_TEST(n[0].index == 2);
    BOOST_TEST(nearest_facility({{0, 0}}, f, {})[0].index == -1);
}

// By hand: in commune A 300 of 600 people are 12 km away; in B all 400 at 20 km; in the cercle 700 and 400 of
// 1,000.
BOOST_AUTO_TEST_CASE(shares_beyond_a_distance_by_hand) {
    const auto s = shares(four_villages(), {{{0, 0}, "cscom", working, 2}});
    BOOST_TEST(s[0].percent[2].value == 50, tolerance(1e-12));
    BOOST_TEST(s[0].percent[3].value == 100);
    BOOST_TEST(s[0].percent[1].value == 70, tolerance(1e-12));
    BOOST_TEST(s[1].percent[2].value == 0);
    BOOST_TEST(s[1].percent[1].value == 40, tolerance(1e-12));
    BOOST_TEST(s[1].percent[0].value == 40, tolerance(1e-12));
    BOOST_TEST(s[1].weight_far[3] == 400);
    BOOST_TEST(s[0].weight_known[1] == 1000);
}

BOOST_AUTO_TEST_CASE(a_village_exactly_at_the_distance_is_within) {
    const Places one{{{0, 0}}, {1}, {2}, 0, "villages"};
    const std::vector<Neighbour> five = {{0, 5.0}};
    const std::vector<Neighbour> over = {{0, std::nextafter(5.0, 6.0)}};
    BOOST_TEST(share_beyond(one, five, one_cercle(), bands)[0].percent[2].value == 0);
    BOOST_TEST(share_beyond(one, over, one_cercle(), bands)[0].percent[2].value == 100);
}

BOOST_AUTO_TEST_CASE(a_locality_without_villages_is_missing_and_not_well_served) {
    Places p = four_villages();
    p.locality[3] = -1;
    const auto s = shares(p, {{{0, 0}, "cscom", working, 2}});
    BOOST_TEST(s[0].percent[3].reason == "no people in the list");
    BOOST_TEST(std::isnan(s[0].weight_far[3]));
    BOOST_TEST(s[0].weight_outside == 400);
    BOOST_TEST(s[0].percent[1].value == 50, tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(villages_of_unknown_weight_are_left_out_and_counted) {
    Places p = four_villages();
    p.weight[2] = missing_value;
    const auto s = shares(p, {{{0, 0}, "cscom", working, 2}});
    BOOST_TEST(s[0].percent[2].value == 0);
    BOOST_TEST(s[0].places_without_weight == 1);
    p.weight[2] = -1;
    BOOST_CHECK_THROW(shares(p, {}), Error);
}

BOOST_AUTO_TEST_CASE(a_distance_finer_than_the_cells_is_refused) {
    Places p = four_villages();
    p.resolution_km = 18;
    for (const auto& s : shares(p, {{{0, 0}, "cscom", working, 2}})) {
        BOOST_TEST(!s.percent[2].known());
        BOOST_TEST(s.percent[2].reason.find("finer than the cells of 18 km") != std::string::npos);
    }
    p.resolution_km = 5;
    BOOST_TEST(shares(p, {{{0, 0}, "cscom", working, 2}})[0].percent[2].known());
}

BOOST_AUTO_TEST_CASE(none_listed_is_no_distance) {
    const auto s = shares(four_villages(), {{{0, 0}, "cscom", closed, 2}});
    BOOST_TEST(s[0].percent[2].reason == "no such facility is listed as open");
}

BOOST_AUTO_TEST_CASE(one_more_facility_never_takes_anybody_farther_away) {
    std::vector<Facility> f = {{{0.5, 0.5}, "cscom", working, 2}};
    auto before = shares(four_villages(), f);
    for (int i = 0; i < 20; ++i) {
        f.push_back({{0.01 * i, 0.003 * i}, "cscom", working, 2});
        const auto after = shares(four_villages(), f);
        for (std::size_t b = 0; b < 2; ++b)
            for (std::size_t u = 0; u < 4; ++u)
                BOOST_TEST(after[b].percent[u].value <= before[b].percent[u].value);
        before = after;
    }
}

BOOST_AUTO_TEST_CASE(facilities_are_counted_by_status_and_summed_upwards) {
    const std::vector<Facility> f = {{{0, 0}, "cscom", working, 2},  {{0, 0}, "cscom", unknown, 2},
                                     {{0, 0}, "cscom", partly, 3},   {{0, 0}, "cscom", closed, 3},
                                     {{0, 0}, "clinic", working, 3}, {{0, 0}, "cscom", unknown, -1}};
    FacilityCount outside;
    const auto c = count_facilities(f, {"cscom"}, one_cercle(), outside);
    BOOST_TEST(c[2].listed == 2);
    BOOST_TEST(c[3].partly == 1);
    BOOST_TEST(c[3].not_functioning == 1);
    BOOST_TEST(c[1].listed == 4);
    BOOST_TEST(c[0].open(UnknownStatus::open) == 3);
    BOOST_TEST(c[0].open(UnknownStatus::closed) == 2);
    BOOST_TEST(outside.listed == 1);
}

// By hand: 20,000 people, 1 functioning and 3 unknown: 0.5 to 2 per 10,000; 5,000 to 20,000 people each.
BOOST_AUTO_TEST_CASE(unknown_status_gives_bounds) {
    FacilityCount c;
    c.listed = 4;
    c.functioning = 1;
    c.unknown = 3;
    const auto s = facility_service({c}, Figures{20000})[0];
    BOOST_TEST(s.per_10000.low == 0.5);
    BOOST_TEST(s.per_10000.high == 2);
    BOOST_TEST(s.people_per_facility.low == 5000);
    BOOST_TEST(s.people_per_facility.high == 20000);
    BOOST_TEST(s.people_per_listed.value == 5000);
    BOOST_TEST(s.reason.empty());
}

BOOST_AUTO_TEST_CASE(none_listed_is_missing_with_a_bound_and_not_infinity) {
    const auto s = facility_service({FacilityCount{}}, Figures{8000})[0];
    BOOST_TEST(!s.people_per_listed.known());
    BOOST_TEST(!s.per_10000.known());
    BOOST_TEST(s.at_least == 8000);
    BOOST_TEST(s.reason == "none listed, which does not say that there is none");
}

BOOST_AUTO_TEST_CASE(all_unknown_may_be_none_at_all) {
    FacilityCount c;
    c.listed = c.unknown = 2;
    const auto s = facility_service({c}, Figures{10000})[0];
    BOOST_TEST(s.per_10000.low == 0);
    BOOST_TEST(s.per_10000.high == 2);
    BOOST_TEST(std::isinf(s.people_per_facility.high));
    FacilityCount shut;
    shut.listed = shut.not_functioning = 1;
    BOOST_TEST(facility_service({shut}, Figures{10000})[0].people_per_listed.reason ==
               "all that are listed are closed");
}

BOOST_AUTO_TEST_CASE(without_people_there_is_no_rate) {
    BOOST_TEST(facility_service({FacilityCount{}}, Figures{missing_value})[0].reason ==
               "people are not known");
    BOOST_TEST(facility_service({FacilityCount{}}, Figures{0})[0].reason == "no people");
    const Figures sum = residents_and_displaced(Figures{100, 100}, Figures{20, missing_value});
    BOOST_TEST(sum[0] == 120);
    BOOST_TEST(std::isnan(sum[1]));
}

BOOST_AUTO_TEST_CASE(a_facility_without_a_depth_is_not_dry) {
    const std::vector<Facility> f = {{{0, 0}, "cscom", working, 2},
                                     {{0, 0}, "cscom", working, 2},
                                     {{0, 0}, "cscom", working, 2},
                                     {{0, 0}, "cscom", working, 3},
                                     {{0, 0}, "cscom", closed, 3}};
    const Figures depth{0.3, 0.29, missing_value, 0, 5};
    const auto chosen = open_facilities(f, {}, UnknownStatus::open);
    const auto w = flooded_facilities(f, chosen, depth, 0.3, one_cercle());
    BOOST_TEST(w[2].wet == 1);
    BOOST_TEST(w[2].dry == 1);
    BOOST_TEST(w[2].unknown == 1);
    BOOST_TEST(w[3].wet == 0);
    BOOST_TEST(w[1].wet + w[1].dry + w[1].unknown == 4);
    BOOST_CHECK_THROW(flooded_facilities(f, chosen, depth, 0, one_cercle()), Error);
    BOOST_CHECK_THROW(flooded_facilities(f, chosen, Figures{1}, 0.3, one_cercle()), Error);
}

// By hand: villages of commune A at 0, 4 and 12 km with 100, 200, 300 people: mean 4,400/600 km from (0, 0).
BOOST_AUTO_TEST_CASE(distance_to_the_branch_is_the_mean_of_the_villages) {
    const std::vector<Branch> branches = {{"far", {3, 0}}, {"near", {0, 0}}};
    const std::vector<Point> no_centre(4, Point{missing_value, missing_value});
    const auto d = branch_distance(four_villages(), one_cercle(), branches, {-1, -1, -1, 0}, no_centre);
    BOOST_TEST(d[2].branch == 1);
    BOOST_TEST(d[2].km.value == 4400.0 / 600, tolerance(1e-9));
    BOOST_TEST(d[3].branch == 0);
    BOOST_TEST(d[3].km.value == geodesic_km({3, 0}, four_villages().at[3]));
    BOOST_TEST(d[1].km.value == (4400.0 + 8000.0) / 1000, tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(without_villages_the_centre_stands_in_and_says_so) {
    const Places none{{}, {}, {}, 0, "villages"};
    std::vector<Point> centres(4, Point{missing_value, missing_value});
    centres[2] = {0, 1};
    const auto d = branch_distance(none, one_cercle(), {{"Mopti", {0, 0}}}, {-1, -1, -1, -1}, centres);
    BOOST_TEST(d[2].from_centre);
    BOOST_TEST(d[2].km.value == geodesic_km({0, 1}, {0, 0}));
    BOOST_TEST(d[3].km.reason == "neither places nor geometry");
    BOOST_TEST(branch_distance(none, one_cercle(), {}, {-1, -1, -1, -1}, centres)[2].km.reason ==
               "no branch is given");
}

BOOST_AUTO_TEST_SUITE_END()
