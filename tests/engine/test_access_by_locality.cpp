// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/access_by_locality.hpp>
#include <djoliba/engine/error.hpp>
#include <djoliba/engine/travel_time.hpp>

using namespace djoliba;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

MultiPolygon box(double west, double south, double east, double north) {
    return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}};
}

/// A region of two communes: A to the west of 1.25, B to the east.
Localities country() {
    Localities places;
    places.hierarchy = {"region", "commune"};
    places.crs = "EPSG:4326";
    places.items.push_back({"R", "Region", "region", -1, box(0, 0, 3, 1)});
    places.items.push_back({"A", "A", "commune", 0, box(0, 0, 1.25, 1)});
    places.items.push_back({"B", "B", "commune", 0, box(1.25, 0, 3, 1)});
    places.items.push_back({"D", "District", "health_district", -1, box(0, 0, 3, 1), {1, 2}});
    return places;
}

const Grid three{0, 1, 1, 1, 3, 1};

TravelSurface surface(std::vector<double> friction = {0.01, 0.01, 0.01}) {
    return {*memory_raster(three, "EPSG:4326", std::move(friction)), nullptr, {}};
}

PlacedWeights villages(std::vector<int> locality) {
    PlacedWeights placed{.locality = std::move(locality), .unit = "villages"};
    placed.cell.assign(placed.locality.size(), 0);
    placed.weight.assign(placed.locality.size(), 1.0);
    return placed;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(access_by_locality)

BOOST_AUTO_TEST_CASE(a_border_cell_counts_by_its_covered_share) {
    const PeopleCells people{three, "EPSG:4326", {0, 1}, {10, 100}};
    const PlacedWeights placed = place_cells(people, country());
    BOOST_REQUIRE(placed.size() == 3u);
    BOOST_TEST(placed.cell == (std::vector<std::int64_t>{0, 1, 1}), boost::test_tools::per_element());
    BOOST_TEST(placed.locality == (std::vector<int>{1, 1, 2}), boost::test_tools::per_element());
    BOOST_TEST(placed.weight[0] == 10);
    BOOST_TEST(placed.weight[1] == 25, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(placed.weight[2] == 75, boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(exactly_the_limit_is_within_and_parents_hold_all_below) {
    const auto shares =
        share_above(villages({1, 1, 2, -1}), std::vector<double>{60, 60.5, 61, 900}, 60, country());
    BOOST_TEST(shares[1].value == 50);
    BOOST_TEST(shares[2].value == 100);
    BOOST_TEST(shares[0].value == 100 * 2.0 / 3, boost::test_tools::tolerance(1e-15));
    BOOST_TEST(shares[3].reason == "not counted for this partition");
}

BOOST_AUTO_TEST_CASE(who_reaches_nothing_is_beyond_any_limit) {
    const std::vector<double> minutes{unreachable_minutes, 5};
    BOOST_TEST(share_above(villages({1, 1}), minutes, 1e9, country())[1].value == 50);
}

BOOST_AUTO_TEST_CASE(what_is_not_known_is_left_out_until_it_is_the_greater_part) {
    BOOST_TEST(share_above(villages({1, 1}), std::vector<double>{none, 61}, 60, country())[1].value == 100);
    const auto gap = share_above(villages({1, 1, 1}), std::vector<double>{none, none, 61}, 60, country())[1];
    BOOST_TEST(!gap.known());
    BOOST_TEST(gap.reason == "ways are known for 33 % of the villages");
}

BOOST_AUTO_TEST_CASE(an_empty_locality_has_no_share) {
    const auto shares = share_above(villages({1}), std::vector<double>{61}, 60, country());
    BOOST_TEST(!shares[2].known());
    BOOST_TEST(shares[2].reason == "no villages in the list");
}

BOOST_AUTO_TEST_CASE(a_mean_over_those_who_arrive_is_a_lower_bound) {
    const auto mean = mean_below_unreachable(villages({1, 1, 2}),
                                             std::vector<double>{10, unreachable_minutes, 30}, country());
    BOOST_TEST(mean[1].value == 10);
    BOOST_TEST(mean[1].at_least);
    BOOST_TEST(mean[2].value == 30);
    BOOST_TEST(!mean[2].at_least);
    BOOST_TEST(mean[0].value == 20);
    BOOST_TEST(!mean_below_unreachable(villages({1}), std::vector<double>{unreachable_minutes}, country())[1]
                    .known());
}

BOOST_AUTO_TEST_CASE(only_who_was_within_can_be_taken_beyond) {
    const std::vector<double> before{60, 61, 10}, after{61, 99, 60};
    const auto taken = weight_crossing(villages({1, 1, 1}), before, after, 60, {}, country());
    BOOST_TEST(taken[1].value == 1);
    BOOST_TEST(!taken[1].at_least);
    const auto doubtful =
        weight_crossing(villages({1, 1, 2}), before, after, 60, {false, false, true}, country());
    BOOST_TEST(!doubtful[1].at_least);
    BOOST_TEST(doubtful[2].value == 0);
    BOOST_TEST(doubtful[2].at_least);
    BOOST_TEST(doubtful[0].at_least);
}

BOOST_AUTO_TEST_CASE(weights_are_brought_to_the_totals_of_their_units) {
    const std::vector<double> totals{none, 30, 7, none};
    const auto scaled = scaled_to(villages({1, 1, 2, -1}), totals, country());
    BOOST_TEST(scaled.weight == (std::vector<double>{15, 15, 7, 0}), boost::test_tools::per_element());
    BOOST_TEST(scaled.unit == "people");
    const auto unknown = scaled_to(villages({1, 2}), std::vector<double>{none, none, 7, none}, country());
    BOOST_TEST(unknown.weight == (std::vector<double>{0, 7}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(points_move_to_where_somebody_passes) {
    const auto ground = surface({0.01, none, 0.01});
    const Places points{{{0.5, 0.5}, {1.1, 0.5}, {1.5, 0.5}}, {1, 1, none}, {1, 1, 2}};
    const auto found = place_points(points, ground, 80);
    BOOST_TEST(found.placed.cell == (std::vector<std::int64_t>{0, 0, -1}), boost::test_tools::per_element());
    BOOST_TEST(found.moved == 1);
    BOOST_TEST(found.farthest_km > 60);
    BOOST_TEST(found.farthest_km < 70);
    BOOST_TEST(found.not_placed == std::vector<int>{2}, boost::test_tools::per_element());
    BOOST_TEST(found.placed.weight[2] == 0);
}

BOOST_AUTO_TEST_CASE(cells_hold_all_weights_on_them) {
    PlacedWeights placed = villages({1, 2, 1, 2});
    placed.cell = {1, 1, 0, -1};
    const PeopleCells cells = cells_of(placed, surface());
    BOOST_TEST(cells.cell == (std::vector<std::int64_t>{0, 1}), boost::test_tools::per_element());
    BOOST_TEST(cells.people == (std::vector<double>{1, 2}), boost::test_tools::per_element());
    BOOST_TEST(cells.people_outside == 1);
}

BOOST_AUTO_TEST_CASE(values_come_in_the_order_of_the_cells_asked_for) {
    const auto raster = memory_raster({0, 2, 1, 1, 2, 2}, "EPSG:4326", {1, 2, 3, none});
    const std::vector<std::int64_t> cells{2, -1, 0, 2, 3};
    const auto values = values_at(*raster, cells);
    BOOST_TEST(values[0] == 3);
    BOOST_TEST(std::isnan(values[1]));
    BOOST_TEST(values[2] == 1);
    BOOST_TEST(values[3] == 3);
    BOOST_TEST(std::isnan(values[4]));
}

BOOST_AUTO_TEST_CASE(the_pace_is_that_of_where_people_live) {
    PlacedWeights placed = villages({1, 1, 2});
    placed.cell = {0, 0, 2};
    BOOST_TEST(minutes_across(placed, surface({0.01, 1, 0.04}), 2) == 40, boost::test_tools::tolerance(1e-6));
    BOOST_TEST(std::isnan(minutes_across({}, surface(), 2)));
}

BOOST_AUTO_TEST_CASE(a_value_for_each_place_is_asked_for) {
    BOOST_CHECK_THROW(share_above(villages({1, 1}), std::vector<double>{1}, 60, country()), Error);
}

BOOST_AUTO_TEST_SUITE_END()
