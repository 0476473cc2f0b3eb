// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/travel_time.hpp>

#include "problems.hpp"
#include "travel_fixture.hpp"

using namespace djoliba;
using namespace djoliba::testing;

namespace {

/// Cells whose time, facility or way differ.
int differences(const TravelTimes& a, const TravelTimes& b) {
    const Grid& grid = a.surface().grid();
    int wrong = 0;
    for (std::int64_t cell = 0; cell < grid.cols * grid.rows; ++cell) {
        const double x = a.minutes(cell), y = b.minutes(cell);
        wrong += (x != y && !(std::isnan(x) && std::isnan(y))) || a.nearest(cell) != b.nearest(cell) ||
                 a.next(cell) != b.next(cell);
    }
    return wrong;
}

TravelTimes afresh(const TravelTimes& before, const TravelChange& change) {
    std::vector<Start> starts;
    for (const Start& s : before.starts())
        if (std::find(change.close.begin(), change.close.end(), s.facility) == change.close.end())
            starts.push_back(s);
    starts.insert(starts.end(), change.open.begin(), change.open.end());
    return travel_times(before.surface().with(change.cells), starts);
}

/// Anything that can change, in cells that have a friction: blocked, opened again, slower, quicker;
/// facilities closed and opened, a patch under water.
TravelChange random_change(const PlainSurface& plain, const TravelTimes& times, std::mt19937& rng) {
    TravelChange change;
    std::vector<bool> listed(plain.friction.size());
    const auto add = [&](std::int64_t cell, float friction) {
        if (std::isnan(plain.friction[static_cast<std::size_t>(cell)]) ||
            listed[static_cast<std::size_t>(cell)])
            return;
        listed[static_cast<std::size_t>(cell)] = true;
        change.cells.push_back({cell, friction});
    };
    const auto chance = [&](int of) { return std::uniform_int_distribution<int>(0, of - 1)(rng) == 0; };
    for (int i = 0; i < 30; ++i) {
        const float factor = chance(2) ? 0.3F : 5.0F;
        const std::int64_t cell = random_cell(plain, rng);
        add(cell, chance(3) ? blocked
                            : factor * static_cast<float>(plain.friction[static_cast<std::size_t>(cell)]));
    }
    if (chance(2)) {
        const std::int64_t corner = random_cell(plain, rng), cols = plain.grid.cols;
        for (std::int64_t r = corner / cols; r < std::min(plain.grid.rows, corner / cols + 12); ++r)
            for (std::int64_t c = corner % cols; c < std::min(cols, corner % cols + 15); ++c)
                add(r * cols + c, chance(8) ? 0.002F : blocked);
    }
    for (const Start& s : times.starts())
        if (chance(4)) change.close.push_back(s.facility);
    for (int i = 0; i < 3; ++i) change.open.push_back({random_cell(plain, rng), 100 + i});
    if (!times.starts().empty()) change.open.push_back({times.starts().front().cell, 50});
    return change;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(travel_update)

BOOST_AUTO_TEST_CASE(a_repaired_surface_is_the_one_solved_afresh) {
    std::mt19937 rng(30);
    for (int i = 0; i < 60; ++i) {
        const Moves moves{i % 3 == 0 ? Ground::degrees : Ground::metres, i % 2 == 0 ? 8 : 16, i % 5 == 0};
        const PlainSurface plain =
            random_surface({140, 90, moves, i % 4 == 0 ? 1000.0 : 6.0, 0.25, i % 7 == 0, i % 2 == 1}, rng);
        const Job job{.threads = 1 + i / 2 % 2};
        TravelTimes times = travel_times(surface_of(plain), random_starts(plain, 8, rng), job);
        for (int round = 0; round < 3; ++round) {
            const TravelChange change = random_change(plain, times, rng);
            const TravelTimes after = updated(times, change, job);
            BOOST_REQUIRE_EQUAL(differences(after, afresh(times, change)), 0);
            times = after;
        }
    }
}

BOOST_AUTO_TEST_CASE(repairs_of_repairs_among_equally_quick_ways) {
    // all cells cost the same, so that most have several ways, many of them across the border between tiles
    std::mt19937 rng(33);
    const PlainSurface plain = random_surface({100, 80, {Ground::metres}, 1, 0}, rng);
    TravelTimes times = travel_times(surface_of(plain), random_starts(plain, 5, rng));
    std::vector<std::int64_t> cut;
    for (int round = 0; round < 150; ++round) {
        TravelChange change;
        for (const std::int64_t cell : cut) change.cells.push_back({cell, 0.001F});
        if (round % 2 != 0) cut.clear();
        for (int i = 0; round % 2 == 0 && i < 40; ++i) {
            const auto col = std::uniform_int_distribution<std::int64_t>(58, 70)(rng);
            const std::int64_t cell = random_cell(plain, rng) / 100 * 100 + col;
            if (std::ranges::find(cut, cell) != cut.end()) continue;
            cut.push_back(cell);
            change.cells.push_back({cell, blocked});
        }
        const TravelTimes after = updated(times, change);
        BOOST_REQUIRE_EQUAL(differences(after, afresh(times, change)), 0);
        times = after;
    }
}

BOOST_AUTO_TEST_CASE(changes_one_by_one) {
    std::mt19937 rng(31);
    const PlainSurface plain = random_surface({130, 70, {Ground::metres}, 5, 0.35, false, true}, rng);
    const auto times = travel_times(surface_of(plain), random_starts(plain, 6, rng));
    for (std::int32_t facility = 0; facility < 6; ++facility)
        BOOST_TEST(differences(updated(times, {.close = {facility}}), afresh(times, {.close = {facility}})) ==
                   0);
    for (int i = 0; i < 50; ++i) {
        const std::int64_t cell = random_cell(plain, rng);
        if (std::isnan(plain.friction[static_cast<std::size_t>(cell)])) continue;
        for (const float friction : {blocked, 0.0001F, 0.2F}) {
            const TravelChange change{.cells = {{cell, friction}}};
            const auto after = updated(times, change);
            BOOST_REQUIRE_EQUAL(differences(after, afresh(times, change)), 0);
            const TravelChange back{
                .cells = {{cell, static_cast<float>(plain.friction[static_cast<std::size_t>(cell)])}}};
            BOOST_REQUIRE_EQUAL(differences(updated(after, back), times), 0);
        }
        const TravelChange opened{.open = {{cell, 3}}};
        BOOST_REQUIRE_EQUAL(differences(updated(times, opened), afresh(times, opened)), 0);
    }
}

BOOST_AUTO_TEST_CASE(no_change_changes_nothing) {
    std::mt19937 rng(32);
    const PlainSurface plain = random_surface({90, 90}, rng);
    const auto times = travel_times(surface_of(plain), random_starts(plain, 6, rng));
    BOOST_TEST(differences(updated(times, {}), times) == 0);
    BOOST_TEST(differences(updated(times, {.close = {77}}), times) == 0);
}

BOOST_AUTO_TEST_CASE(a_tile_that_nobody_reached_opens) {
    // a wall of blocked cells along the border between two tiles; a gap in it lets people through
    const auto surface =
        TravelSurface(*memory_raster({0, 0, 100, 100, 128, 64}, "crs", std::vector<double>(128 * 64, 0.01)),
                      nullptr, {Ground::metres});
    TravelChange wall;
    for (std::int64_t row = 0; row < 64; ++row) wall.cells.push_back({row * 128 + 64, blocked});
    const std::vector<Start> starts{{0, 0}};
    const auto closed = travel_times(surface.with(wall.cells), starts);
    BOOST_TEST(closed.minutes(127) == unreachable_minutes);
    const TravelChange gap{.cells = {{10 * 128 + 64, 0.01F}}};
    const auto open = updated(closed, gap);
    BOOST_TEST(differences(open, afresh(closed, gap)) == 0);
    BOOST_TEST(open.minutes(127) < unreachable_minutes);
    BOOST_TEST(differences(updated(travel_times(surface, starts), wall), closed) == 0);
}

BOOST_AUTO_TEST_CASE(impossible_changes_are_refused) {
    const auto surface =
        TravelSurface(*memory_raster({0, 0, 100, 100, 3, 1}, "crs", {0.01, unknown_friction, 0.01}), nullptr,
                      {Ground::metres});
    const auto times = travel_times(surface, std::vector<Start>{{0, 0}});
    BOOST_TEST(
        mentions(problem_of([&] { updated(times, {.cells = {{1, blocked}}}); }), "cell 1 is not known"));
    BOOST_TEST(mentions(problem_of([&] { updated(times, {.cells = {{3, blocked}}}); }),
                        "cell 3 is not one of the grid"));
    BOOST_TEST(
        mentions(problem_of([&] { updated(times, {.cells = {{0, 0}}}); }), "cell 0: 0 minutes per metre"));
    BOOST_TEST(
        mentions(problem_of([&] { updated(times, {.open = {{9, 0}}}); }), "cell 9 is not one of the grid"));
}

BOOST_AUTO_TEST_SUITE_END()
