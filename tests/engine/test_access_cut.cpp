// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <map>

#include <djoliba/engine/access_cut.hpp>
#include <djoliba/engine/error.hpp>

#include "health_fixture.hpp"

using namespace djoliba;
using namespace djoliba::testing;
using boost::test_tools::tolerance;
using Starts = std::vector<Start>;
using Facilities = std::vector<std::int32_t>;
using Kinds = std::vector<std::uint8_t>;

namespace {

using Moved = std::map<std::pair<std::int32_t, std::int32_t>, double>;

Moved moved_of(const AccessCut& cut) {
    Moved moved;
    for (const PeopleMoved& m : cut.moved) moved[{m.from, m.to}] = m.people;
    return moved;
}

/// People who can come to a facility by any way.
double comers(const Country& country, const PeopleCells& people, const Starts& starts,
              std::int32_t facility) {
    Starts own = starts;
    std::erase_if(own, [&](const Start& s) { return s.facility != facility; });
    const PlainTimes times = country.plain(own);
    double sum = 0;
    for (std::size_t i = 0; i < people.size(); ++i)
        if (times.nearest[static_cast<std::size_t>(people.cell[i])] >= 0) sum += people.people[i];
    return sum;
}

/// Sums by shortest paths before and after.
struct PlainCut {
    double newly_beyond = 0, newly_unreachable = 0, newly_reachable = 0, on_blocked = 0, hours = 0;
    Moved moved = {};
    Numbers before, after;

    PlainCut(const Country& country, const Country& changed, const PeopleCells& people, const Starts& starts,
             const Starts& open, std::size_t facilities)
        : before(facilities, 0.0), after(facilities, 0.0) {
        const PlainTimes a = country.plain(starts), b = changed.plain(open);
        for (std::size_t i = 0; i < people.size(); ++i) {
            const auto at = static_cast<std::size_t>(people.cell[i]);
            if (std::isnan(country.friction[at])) continue;
            const double n = people.people[i];
            if (a.minutes[at] <= 60 && b.minutes[at] > 60) newly_beyond += n;
            if (a.nearest[at] >= 0) before[static_cast<std::size_t>(a.nearest[at])] += n;
            if (b.nearest[at] >= 0) after[static_cast<std::size_t>(b.nearest[at])] += n;
            if (a.nearest[at] != b.nearest[at]) moved[{a.nearest[at], b.nearest[at]}] += n;
            if (a.nearest[at] >= 0 && b.nearest[at] < 0) newly_unreachable += n;
            if (a.nearest[at] >= 0 && changed.friction[at] == blocked) on_blocked += n;
            if (a.nearest[at] < 0 && b.nearest[at] >= 0) newly_reachable += n;
            if (a.nearest[at] >= 0 && b.nearest[at] >= 0) hours += n * (b.minutes[at] - a.minutes[at]) / 60;
        }
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(what_a_cut_does)

BOOST_AUTO_TEST_CASE(no_change_does_nothing) {
    const Country country = road({0.01, 0.01, unknown_friction, 0.01});
    const TravelTimes times = travel_times(country.surface(), Starts{{0, 0}});
    const AccessCut cut = access_cut(times, times, people_on(country.grid, {1, 2, 4, 8}), 1);
    BOOST_TEST(cut.closed.empty());
    BOOST_TEST(cut.cut_off.empty());
    BOOST_TEST(cut.moved.empty());
    BOOST_TEST(cut.people_beyond_before == 8);
    BOOST_TEST(cut.people_beyond_after == 8);
    BOOST_TEST(cut.people_newly_beyond == 0);
    BOOST_TEST(cut.load_before == (Numbers{3}));
    BOOST_TEST(cut.load_after == (Numbers{3}));
    BOOST_TEST(cut.person_hours_added == 0);
}

// 10 minutes from cell to cell, facilities 0 and 1 at the ends; 3 and 4 belong to 1. The cell of 4 is blocked
// and the way of 8 slowed from 10 minutes to 60.
BOOST_AUTO_TEST_CASE(a_road_by_hand) {
    const Country country = road({0.01, 0.01, 0.01, 0.01, 0.01, 0.01});
    const TravelTimes before = travel_times(country.surface(), Starts{{0, 0}, {5, 1}});
    const TravelTimes after = updated(before, {.cells = {{3, blocked}, {4, 0.11F}}});
    const PeopleCells people = people_on(country.grid, {1, 2, 0, 4, 8, 16});
    const AccessCut cut = access_cut(before, after, people, 2, {.beyond_minutes = 15});
    BOOST_TEST(cut.people_newly_unreachable == 4);
    BOOST_TEST(cut.people_on_blocked == 4);
    BOOST_TEST(cut.people_beyond_before == 4);
    BOOST_TEST(cut.people_beyond_after == 12);
    BOOST_TEST(cut.people_newly_beyond == 8);
    BOOST_TEST(cut.people_slower == 8);
    BOOST_TEST(cut.person_hours_added == 8 * 50 / 60.0, tolerance(1e-6));
    BOOST_TEST((moved_of(cut) == Moved{{{1, -1}, 4}}));
    BOOST_TEST(cut.load_before == (Numbers{3, 28}));
    BOOST_TEST(cut.load_after == (Numbers{3, 24}));
    BOOST_TEST(cut.cut_off.empty());
    const AccessCut back = access_cut(after, before, people, 2, {.beyond_minutes = 15});
    BOOST_TEST(back.people_newly_reachable == 4);
    BOOST_TEST(back.people_no_longer_beyond == 8);
    BOOST_TEST(back.person_hours_saved == 8 * 50 / 60.0, tolerance(1e-6));
}

// Facility 0 alone on its cell keeps 1 of its 7 people; 2 is closed; 3 stands under water; 4 stands where
// nobody could come to it before.
BOOST_AUTO_TEST_CASE(closed_and_cut_off_are_told_apart) {
    const Country country = road({0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, unknown_friction});
    const Starts starts{{0, 0}, {5, 1}, {6, 2}, {7, 3}, {8, 4}};
    const TravelTimes before = travel_times(country.surface(), starts);
    const TravelTimes after = updated(before, {.cells = {{1, blocked}, {7, blocked}}, .close = {2}});
    const PeopleCells people = people_on(country.grid, {1, 2, 4, 8, 16, 32, 64, 0, 0});
    const AccessCut cut = access_cut(before, after, people, 5);
    BOOST_TEST(cut.closed == (Facilities{2}));
    BOOST_TEST(cut.cut_off == (Facilities{0, 3}));
    BOOST_TEST((moved_of(cut) == Moved{{{0, -1}, 2}, {{0, 1}, 4}, {{2, 1}, 64}}));
    // 1 of 7 is a seventh.
    BOOST_TEST(access_cut(before, after, people, 5, {.cut_off_share = 0.14}).cut_off == (Facilities{3}));
}

BOOST_AUTO_TEST_CASE(random_changes_agree_with_the_textbook) {
    std::mt19937_64 random(31);
    std::uniform_real_distribution<double> chance(0, 1);
    std::size_t cut_off = 0;
    for (int round = 0; round < 12; ++round) {
        const Country country = random_country(random, 70, 70, 0.3);
        const PeopleCells people = random_people(random, country.grid);
        const Starts starts = random_starts(random, country.grid, 20);
        Country changed = country;
        TravelChange change{.close = {3, 7}};
        for (std::size_t i = 0; i < changed.friction.size(); ++i) {
            if (std::isnan(changed.friction[i]) || chance(random) > 0.15) continue;
            changed.friction[i] = chance(random) < 0.7 ? blocked : changed.friction[i] * 4;
            change.cells.push_back({static_cast<std::int64_t>(i), static_cast<float>(changed.friction[i])});
        }
        Starts open = starts;
        std::erase_if(open, [](const Start& s) { return s.facility == 3 || s.facility == 7; });
        const TravelTimes before = travel_times(country.surface(), starts);
        const AccessCut cut =
            access_cut(before, updated(before, change), people, 20, {}, {.threads = 1 + round % 3});
        const PlainCut plain(country, changed, people, starts, open, 20);
        BOOST_TEST(cut.people_newly_beyond == plain.newly_beyond);
        BOOST_TEST(cut.people_newly_unreachable == plain.newly_unreachable);
        BOOST_TEST(cut.people_newly_reachable == plain.newly_reachable);
        BOOST_TEST(cut.people_on_blocked == plain.on_blocked);
        BOOST_TEST(cut.person_hours_added - cut.person_hours_saved == plain.hours, tolerance(1e-10));
        BOOST_TEST((moved_of(cut) == plain.moved));
        BOOST_TEST(cut.load_before == plain.before);
        BOOST_TEST(cut.load_after == plain.after);
        BOOST_TEST(cut.closed == (Facilities{3, 7}));
        Facilities off;
        for (const Start& s : open) {
            const auto f = static_cast<std::size_t>(s.facility);
            if (std::isnan(country.friction[static_cast<std::size_t>(s.cell)])) continue;
            const bool stands = changed.friction[static_cast<std::size_t>(s.cell)] < blocked;
            if (!stands || comers(changed, people, open, s.facility) < 0.5 * plain.before[f])
                off.push_back(s.facility);
        }
        BOOST_TEST(cut.cut_off == off);
        cut_off += off.size();
    }
    BOOST_TEST(cut_off > 0);
}

BOOST_AUTO_TEST_CASE(changed_cells_by_kind) {
    const Country country = road({0.01, 0.02, 0.02, 0.02, unknown_friction, 0.02});
    const TravelSurface surface = country.surface();
    const std::vector<CellFriction> cells{{0, blocked}, {1, blocked}, {2, 0.08F}, {3, 0.02F}, {5, 0.01F}};
    const auto found = changed_cells(surface, cells, Kinds{1, 0, 0, 1, 1}, 3);
    BOOST_TEST(found.size() == 3);
    BOOST_TEST(found[0].blocked == 1);
    BOOST_TEST(found[0].slowed == 1);
    BOOST_TEST(found[0].blocked_km2 == 1);
    BOOST_TEST(found[0].slowed_km == 1);
    BOOST_TEST(found[1].blocked == 1);
    BOOST_TEST(found[1].slowed == 0);
    BOOST_TEST(found[1].quickened == 1);
    BOOST_TEST(found[2].blocked == 0);
    const std::vector<CellFriction> unknown{{4, 0.1F}}, outside{{6, 0.1F}}, nothing{{0, 0.0F}};
    BOOST_CHECK_THROW(changed_cells(surface, unknown, Kinds{0}, 1), Error);
    BOOST_CHECK_THROW(changed_cells(surface, outside, Kinds{0}, 1), Error);
    BOOST_CHECK_THROW(changed_cells(surface, nothing, Kinds{0}, 1), Error);
    BOOST_CHECK_THROW(changed_cells(surface, cells, Kinds{0}, 1), Error);
    BOOST_CHECK_THROW(changed_cells(surface, cells, Kinds{1, 0, 0, 1, 3}, 3), Error);
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_refused) {
    const Country country = road({0.01, 0.01});
    const TravelTimes times = travel_times(country.surface(), Starts{{0, 1}});
    const PeopleCells people = people_on(country.grid, {1, 1});
    BOOST_CHECK_THROW(access_cut(times, times, people, 1), Error);
    BOOST_CHECK_THROW(access_cut(times, times, people, 2, {.beyond_minutes = -1}), Error);
    BOOST_CHECK_THROW(access_cut(times, times, people, 2, {.cut_off_share = 0}), Error);
    BOOST_CHECK_THROW(access_cut(times, times, people, 2, {.cut_off_share = 1.1}), Error);
    BOOST_CHECK_THROW(access_cut(times, times, people_on(plane_of(3, 1), {1, 1, 1}), 2), Error);
    const TravelTimes other = travel_times(road({0.01, 0.01, 0.01}).surface(), Starts{{0, 1}});
    BOOST_CHECK_THROW(access_cut(times, other, people, 2), Error);
}

BOOST_AUTO_TEST_SUITE_END()
