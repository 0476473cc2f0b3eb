// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <map>

#include <djoliba/engine/catchment.hpp>
#include <djoliba/engine/error.hpp>

#include "health_fixture.hpp"

using namespace djoliba;
using namespace djoliba::testing;

BOOST_AUTO_TEST_SUITE(catchment)

BOOST_AUTO_TEST_CASE(without_facilities_or_people_everything_is_zero) {
    const Country country = road({0.01, 0.01});
    const TravelTimes none = travel_times(country.surface(), {});
    const Catchments alone = catchments(none, people_on(country.grid, {3, 4}), 0, {});
    BOOST_TEST(alone.facilities() == 0);
    BOOST_TEST(alone.people_unreachable == 7);
    BOOST_TEST(alone.people_total == 7);
    const TravelTimes one = travel_times(country.surface(), std::vector<Start>{{0, 0}});
    const Catchments empty = catchments(one, people_on(country.grid, {0, 0}), 2, {});
    BOOST_TEST(empty.people == (Numbers{0, 0}));
    BOOST_TEST(empty.people_total == 0);
}

// 10 minutes from cell to cell; the third is as far from both facilities. Nothing is known of the sixth, and
// nobody comes across it.
BOOST_AUTO_TEST_CASE(a_road_by_hand) {
    const Country country = road({0.01, 0.01, 0.01, 0.01, 0.01, unknown_friction, 0.01});
    const TravelTimes times = travel_times(country.surface(), std::vector<Start>{{4, 1}, {0, 0}});
    const PeopleCells people = people_on(country.grid, {1, 2, 4, 8, 16, 32, 64});
    const Catchments c = catchments(times, people, 3, Numbers{0, 10, 15});
    BOOST_TEST(c.people == (Numbers{7, 24, 0}));
    BOOST_TEST(c.bands() == 4);
    BOOST_TEST(c.people_in_band == (Numbers{1, 2, 0, 4, 16, 8, 0, 0, 0, 0, 0, 0}));
    BOOST_TEST(c.within(0, 1) == 3);
    BOOST_TEST(c.within(1, 1) == 24);
    BOOST_TEST(c.person_hours[0] == (2 * 10 + 4 * 20) / 60.0, boost::test_tools::tolerance(1e-7));
    BOOST_TEST(c.people_unknown == 32);
    BOOST_TEST(c.people_unreachable == 64);
    BOOST_TEST(c.people_total == 127);
}

// Two health centres at the ends and a hospital between them, which is the nearest to its own cell alone.
BOOST_AUTO_TEST_CASE(everybody_has_a_nearest_facility_of_each_type) {
    const Country country = road({0.01, 0.01, 0.01, 0.01});
    const std::vector<Start> starts{{0, 0}, {1, 1}, {3, 2}};
    const TravelTimes times = travel_times(country.surface(), starts);
    const PeopleCells residents = people_on(country.grid, {1, 2, 4, 8}),
                      displaced = people_on(country.grid, {0, 0, 16, 0});
    const std::vector<const PeopleCells*> groups{&residents, &displaced};
    const auto loads = loads_by_type(times, std::vector<int>{7, 3, 7, 3}, groups);
    BOOST_REQUIRE(loads.size() == 2u);
    BOOST_TEST(loads[0] == (Numbers{3, 15, 12, 0}));
    BOOST_TEST(loads[1] == (Numbers{0, 16, 16, 0}));
    BOOST_TEST(loads_by_type(times, std::vector<int>{1, 1, 1, 1}, groups)[0] == (Numbers{1, 6, 8, 0}));
    BOOST_CHECK_THROW(loads_by_type(times, std::vector<int>{1, 1}, groups), Error);
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_refused) {
    const Country country = road({0.01, 0.01});
    const TravelTimes times = travel_times(country.surface(), std::vector<Start>{{0, 1}});
    const PeopleCells people = people_on(country.grid, {1, 1});
    BOOST_CHECK_THROW(catchments(times, people, 1, {}), Error);
    BOOST_CHECK_THROW(catchments(times, people, 2, Numbers{10, 10}), Error);
    BOOST_CHECK_THROW(catchments(times, people, 2, Numbers{-1}), Error);
    BOOST_CHECK_THROW(catchments(times, people_on(plane_of(3, 1), {1, 1, 1}), 2, {}), Error);
}

BOOST_AUTO_TEST_CASE(random_countries_agree_with_the_textbook) {
    std::mt19937_64 random(11);
    for (int round = 0; round < 20; ++round) {
        const Country country = random_country(random, 70, 30, 0.35);
        const PeopleCells people = random_people(random, country.grid);
        const auto starts = random_starts(random, country.grid, 1 + round % 9);
        const PlainTimes plain = country.plain(starts);
        Numbers load(10, 0.0);
        double within = 0, unreachable = 0, unknown = 0;
        for (std::size_t i = 0; i < people.size(); ++i) {
            const auto at = static_cast<std::size_t>(people.cell[i]);
            const double minutes = told(country, plain, people.cell[i]);
            unknown += std::isnan(minutes) ? people.people[i] : 0;
            unreachable += minutes == unreachable_minutes ? people.people[i] : 0;
            if (plain.nearest[at] >= 0) load[static_cast<std::size_t>(plain.nearest[at])] += people.people[i];
            within += minutes <= 60 ? people.people[i] : 0;
        }
        const TravelTimes times = travel_times(country.surface(), starts);
        const Catchments c = catchments(times, people, 10, Numbers{60}, {.threads = 1 + round % 3});
        BOOST_TEST(c.people == load);
        BOOST_TEST(c.people_unreachable == unreachable);
        BOOST_TEST(c.people_unknown == unknown);
        double found = 0;
        for (std::size_t f = 0; f < c.facilities(); ++f) found += c.within(f, 0);
        BOOST_TEST(found == within);
        BOOST_TEST(c.people_total == people.total());
    }
}

BOOST_AUTO_TEST_SUITE_END()
