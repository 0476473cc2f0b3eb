// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <numbers>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/placement.hpp>

#include "health_fixture.hpp"

using namespace djoliba;
using namespace djoliba::testing;
using boost::test_tools::tolerance;
using Starts = std::vector<Start>;
using Picks = std::vector<std::size_t>;

namespace {

/// People within the minutes, or minus the hours that count, from times for all.
double plain_value(const Country& country, const PeopleCells& people, const PlainTimes& times,
                   const PlacementRule& rule) {
    double value = 0;
    for (std::size_t i = 0; i < people.size(); ++i) {
        const auto at = static_cast<std::size_t>(people.cell[i]);
        if (std::isnan(country.friction[at])) continue;
        if (rule.goal == PlacementGoal::people_within)
            value += times.minutes[at] <= rule.minutes ? people.people[i] : 0;
        else
            value -= people.people[i] * std::min(times.minutes[at], rule.minutes) / 60;
    }
    return value;
}

/// What the candidates gain together, by solving with and without them.
double plain_gain(const Country& country, const PeopleCells& people, Starts starts, const Cells& candidates,
                  const Picks& picks, const PlacementRule& rule) {
    const double before = plain_value(country, people, country.plain(starts), rule);
    for (const std::size_t pick : picks) starts.push_back({candidates[pick], 1000});
    return plain_value(country, people, country.plain(starts), rule) - before;
}

double best_pair_gain(const Country& country, const PeopleCells& people, const Starts& starts,
                      const Cells& candidates, const PlacementRule& rule) {
    double best = 0;
    for (std::size_t a = 0; a < candidates.size(); ++a)
        for (std::size_t b = a; b < candidates.size(); ++b)
            best = std::max(best, plain_gain(country, people, starts, candidates, {a, b}, rule));
    return best;
}

Picks picks_of(const Placement& placement) {
    Picks picks;
    for (const PlacementPick& pick : placement.picks) picks.push_back(pick.candidate);
    return picks;
}

struct Case {
    Country country;
    PeopleCells people;
    Starts starts;
    Cells candidates;
};

Case random_case(std::mt19937_64& random, int candidates, int facilities) {
    Country country = random_country(random, 80, 40, 0.3);
    const PeopleCells people = random_people(random, country.grid);
    const Starts starts = random_starts(random, country.grid, facilities);
    Cells cells;
    for (const Start& s : random_starts(random, country.grid, candidates)) cells.push_back(s.cell);
    return {std::move(country), people, starts, cells};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(placement)

BOOST_AUTO_TEST_CASE(nothing_to_choose_from_chooses_nothing) {
    const Country country = road({0.01, 0.01});
    const TravelTimes times = travel_times(country.surface(), {});
    const PeopleCells people = people_on(country.grid, {1, 2});
    const Placement none = place_facilities(times, people, {}, {.facilities = 2});
    BOOST_TEST(none.picks.empty());
    BOOST_TEST(none.at_most == 0);
    BOOST_TEST(none.evaluations == 0);
    const Placement no_place = place_facilities(times, people, Cells{0}, {.facilities = 0});
    BOOST_TEST(no_place.picks.empty());
    BOOST_TEST(no_place.at_most == 0);
    BOOST_TEST(no_place.first_gain == (Numbers{3}));
}

// 10 minutes from cell to cell, a facility in the first; within 10 minutes of the fifth live 8 + 16 + 32, of
// the fourth 4 + 8 + 16; nobody comes across the seventh.
BOOST_AUTO_TEST_CASE(people_within_by_hand) {
    const Country country = road({0.01, 0.01, 0.01, 0.01, 0.01, 0.01, unknown_friction, 0.01});
    const TravelTimes times = travel_times(country.surface(), Starts{{0, 0}});
    const PeopleCells people = people_on(country.grid, {1, 2, 4, 8, 16, 32, 64, 20});
    const Cells candidates{3, 4, 7, 6, 4};
    const Placement found = place_facilities(times, people, candidates, {.minutes = 10, .facilities = 5});
    BOOST_TEST(found.first_gain == (Numbers{28, 56, 20, 0, 56}));
    BOOST_TEST(picks_of(found) == (Picks{1, 2, 0}));
    BOOST_TEST(found.picks[0].gain == 56);
    BOOST_TEST(found.picks[1].gain == 20);
    BOOST_TEST(found.picks[2].gain == 4);
    BOOST_TEST(found.picks[2].total == 80);
    BOOST_TEST(found.at_most == 80);
    BOOST_TEST(found.not_passable == (Picks{3}));
}

// The neighbour takes 7.8125 minutes: within so long, and beyond the least bit less.
BOOST_AUTO_TEST_CASE(people_at_the_edge_gain_only_beyond_it) {
    const Country country = road({0.0078125, 0.0078125});
    const TravelTimes times = travel_times(country.surface(), Starts{{0, 0}});
    const PeopleCells people = people_on(country.grid, {0, 5});
    const auto gain = [&](double minutes) {
        return place_facilities(times, people, Cells{1}, {.minutes = minutes}).first_gain.at(0);
    };
    BOOST_TEST(gain(7.8125) == 0);
    BOOST_TEST(gain(7.8125 - 0x1p-32) == 5);
}

// Hours count up to 30 minutes. In the third cell: its 4 people save 20 minutes, 8 behind it take 10 instead
// of the 30 that count; those in front save nothing.
BOOST_AUTO_TEST_CASE(person_hours_by_hand) {
    const Country country = road({0.01, 0.01, 0.01, 0.01});
    const TravelTimes times = travel_times(country.surface(), Starts{{0, 0}});
    const PeopleCells people = people_on(country.grid, {1, 2, 4, 8});
    const PlacementRule rule{PlacementGoal::person_hours, 30, 1};
    const Placement found = place_facilities(times, people, Cells{2, 3}, rule);
    BOOST_TEST(found.first_gain.at(0) == (4 * 20 + 8 * 20) / 60.0, tolerance(1e-7));
    BOOST_TEST(found.first_gain.at(1) == (4 * 10 + 8 * 30) / 60.0, tolerance(1e-7));
    BOOST_TEST(picks_of(found) == (Picks{1}));
    // Without any facility all count 30 minutes, and those two cells away take 20 of them.
    const TravelTimes none = travel_times(country.surface(), {});
    const Placement first = place_facilities(none, people, Cells{2}, rule);
    BOOST_TEST(first.first_gain.at(0) == (1 * 10 + 2 * 20 + 4 * 30 + 8 * 20) / 60.0, tolerance(1e-7));
}

BOOST_AUTO_TEST_CASE(of_equal_gains_the_first_candidate_is_taken) {
    const Country country = road({0.01, 0.01, unknown_friction, 0.01, 0.01});
    const TravelTimes times = travel_times(country.surface(), {});
    const PeopleCells people = people_on(country.grid, {1, 2, 0, 2, 1});
    for (const bool lazy : {false, true}) {
        const Placement found =
            place_facilities(times, people, Cells{4, 0, 1, 3}, {.facilities = 3, .lazy = lazy});
        BOOST_TEST(picks_of(found) == (Picks{0, 1}));
    }
}

BOOST_AUTO_TEST_CASE(gains_are_those_of_solving_again_and_laziness_changes_no_pick) {
    std::mt19937_64 random(17);
    std::size_t saved = 0;
    for (int round = 0; round < 10; ++round) {
        const Case c = random_case(random, 25, round % 5);
        const TravelTimes times = travel_times(c.country.surface(), c.starts);
        PlacementRule rule{round % 2 == 0 ? PlacementGoal::people_within : PlacementGoal::person_hours,
                           15.0 + 15 * (round % 4), 5};
        const Placement lazy =
            place_facilities(times, c.people, c.candidates, rule, {.threads = 1 + round % 3});
        Picks so_far;
        for (const PlacementPick& pick : lazy.picks) {
            so_far.push_back(pick.candidate);
            const double plain = plain_gain(c.country, c.people, c.starts, c.candidates, so_far, rule);
            BOOST_TEST(pick.total == plain, tolerance(1e-10));
        }
        for (std::size_t i = 0; i < c.candidates.size(); i += 5)
            BOOST_TEST(std::abs(lazy.first_gain[i] -
                                plain_gain(c.country, c.people, c.starts, c.candidates, {i}, rule)) < 1e-9);
        rule.lazy = false;
        const Placement all = place_facilities(times, c.people, c.candidates, rule);
        BOOST_TEST(picks_of(lazy) == picks_of(all));
        BOOST_TEST(lazy.evaluations + lazy.evaluations_saved == all.evaluations);
        BOOST_TEST(all.evaluations_saved == 0);
        saved += lazy.evaluations_saved;
    }
    BOOST_TEST(saved > 0);
}

BOOST_AUTO_TEST_CASE(the_greedy_choice_keeps_its_guarantee_and_the_bound_holds) {
    std::mt19937_64 random(23);
    for (int round = 0; round < 16; ++round) {
        const Case c = random_case(random, 7, round % 3);
        const TravelTimes times = travel_times(c.country.surface(), c.starts);
        const PlacementRule rule{round % 2 == 0 ? PlacementGoal::people_within : PlacementGoal::person_hours,
                                 40, 2};
        const Placement found = place_facilities(times, c.people, c.candidates, rule);
        const double best = best_pair_gain(c.country, c.people, c.starts, c.candidates, rule);
        const double total = found.picks.empty() ? 0 : found.picks.back().total;
        BOOST_TEST(total >= (1 - 1 / std::numbers::e) * best - 1e-9);
        BOOST_TEST(total <= best + 1e-9);
        BOOST_TEST(found.at_most >= best - 1e-9);
    }
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_refused) {
    const Country country = road({0.01, 0.01});
    const TravelTimes times = travel_times(country.surface(), {});
    const PeopleCells people = people_on(country.grid, {1, 1});
    BOOST_CHECK_THROW(place_facilities(times, people, Cells{2}, {}), Error);
    BOOST_CHECK_THROW(place_facilities(times, people, Cells{-1}, {}), Error);
    BOOST_CHECK_THROW(place_facilities(times, people, Cells{0}, {.minutes = 0}), Error);
    BOOST_CHECK_THROW(place_facilities(times, people_on(plane_of(3, 1), {1, 1, 1}), Cells{0}, {}), Error);
}

BOOST_AUTO_TEST_SUITE_END()
