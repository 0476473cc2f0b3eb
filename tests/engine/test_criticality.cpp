// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/criticality.hpp>
#include <djoliba/engine/error.hpp>

#include "health_fixture.hpp"

using namespace djoliba;
using namespace djoliba::testing;
using boost::test_tools::tolerance;
using Starts = std::vector<Start>;

namespace {

/// By shortest paths with and without the facility.
Criticality plain_criticality(const Country& country, const PeopleCells& people, const Starts& starts,
                              std::int32_t facility, double beyond) {
    Starts others = starts;
    std::erase_if(others, [&](const Start& s) { return s.facility == facility; });
    const PlainTimes with = country.plain(starts), without = country.plain(others);
    Criticality c;
    for (std::size_t i = 0; i < people.size(); ++i) {
        const auto at = static_cast<std::size_t>(people.cell[i]);
        const double n = people.people[i];
        if (with.nearest[at] == facility) c.people += n;
        if (with.minutes[at] <= beyond && without.minutes[at] > beyond) c.people_newly_beyond += n;
        if (std::isinf(with.minutes[at])) continue;
        if (std::isinf(without.minutes[at]))
            c.people_newly_unreachable += n;
        else
            c.person_hours_added += n * (without.minutes[at] - with.minutes[at]) / 60;
    }
    return c;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(criticality_of_facilities)

BOOST_AUTO_TEST_CASE(the_only_facility_takes_everybody_with_it) {
    const Country country = road({0.01, 0.01, 0.01, unknown_friction, 0.01});
    const TravelTimes times = travel_times(country.surface(), Starts{{0, 1}});
    const auto found = criticality(times, people_on(country.grid, {1, 2, 4, 8, 16}), 3, 15);
    BOOST_TEST(found.size() == 3);
    BOOST_TEST(found[1].people == 7);
    BOOST_TEST(found[1].people_newly_beyond == 3);
    BOOST_TEST(found[1].people_newly_unreachable == 7);
    BOOST_TEST(found[1].person_hours_added == 0);
    for (const std::size_t none : {0, 2}) BOOST_TEST(found[none].people == 0);
}

// 10 minutes from cell to cell. Without facility 0 in the first cell, its 1, 2 and 4 people take 50, 40 and
// 30 minutes to facility 1 instead of 0, 10 and 20.
BOOST_AUTO_TEST_CASE(a_road_by_hand) {
    const Country country = road({0.01, 0.01, 0.01, 0.01, 0.01, 0.01});
    const TravelTimes times = travel_times(country.surface(), Starts{{0, 0}, {5, 1}});
    const auto found = criticality(times, people_on(country.grid, {1, 2, 4, 0, 0, 8}), 2, 35);
    BOOST_TEST(found[0].people == 7);
    BOOST_TEST(found[0].people_newly_beyond == 3);
    BOOST_TEST(found[0].people_newly_unreachable == 0);
    BOOST_TEST(found[0].person_hours_added == (50 + 2 * 30 + 4 * 10) / 60.0, tolerance(1e-7));
    BOOST_TEST(found[1].people_newly_beyond == 8);
}

BOOST_AUTO_TEST_CASE(of_two_in_one_cell_neither_is_missed) {
    const Country country = road({0.01, 0.01, 0.01});
    const TravelTimes times = travel_times(country.surface(), Starts{{1, 0}, {1, 1}});
    const auto found = criticality(times, people_on(country.grid, {1, 2, 4}), 2, 5);
    BOOST_TEST(found[0].people == 7);
    for (const Criticality& c : found) {
        BOOST_TEST(c.people_newly_beyond == 0);
        BOOST_TEST(c.people_newly_unreachable == 0);
        BOOST_TEST(c.person_hours_added == 0);
    }
}

BOOST_AUTO_TEST_CASE(random_countries_agree_with_solving_again_without_each_facility) {
    std::mt19937_64 random(3);
    for (int round = 0; round < 12; ++round) {
        Country country = random_country(random, 80, 50, 0.1 * (round % 5));
        country.moves.squeeze = round % 3 == 0;
        const PeopleCells people = random_people(random, country.grid);
        Starts starts = random_starts(random, country.grid, 1 + 2 * round);
        starts.push_back({starts[0].cell, static_cast<std::int32_t>(starts.size())});
        const std::size_t facilities = starts.size();
        starts.push_back({0, 0});
        const TravelTimes times = travel_times(country.surface(), starts);
        const auto found = criticality(times, people, facilities, 60, {.threads = 1 + round % 3});
        for (std::size_t f = 0; f < facilities; ++f) {
            const auto plain = plain_criticality(country, people, starts, static_cast<std::int32_t>(f), 60);
            BOOST_TEST(found[f].people == plain.people);
            BOOST_TEST(found[f].people_newly_beyond == plain.people_newly_beyond);
            BOOST_TEST(found[f].people_newly_unreachable == plain.people_newly_unreachable);
            BOOST_TEST(found[f].person_hours_added == plain.person_hours_added, tolerance(1e-11));
        }
    }
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_refused) {
    const Country country = road({0.01, 0.01});
    const TravelTimes times = travel_times(country.surface(), Starts{{0, 1}});
    const PeopleCells people = people_on(country.grid, {1, 1});
    BOOST_CHECK_THROW(criticality(times, people, 1, 60), Error);
    BOOST_CHECK_THROW(criticality(times, people, 2, 0), Error);
    BOOST_CHECK_THROW(criticality(times, people, 2, unknown_friction), Error);
    BOOST_CHECK_THROW(criticality(times, people_on(plane_of(3, 1), {1, 1, 1}), 2, 60), Error);
}

BOOST_AUTO_TEST_SUITE_END()
