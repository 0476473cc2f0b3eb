// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/travel_time.hpp>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>

#include "problems.hpp"
#include "travel_fixture.hpp"

using namespace djoliba;
using namespace djoliba::testing;

namespace {

constexpr double closed = std::numeric_limits<double>::quiet_NaN();

/// Cells of 100 m on a plane.
TravelSurface plane(std::int64_t cols, std::vector<double> friction, const Moves& moves = {Ground::metres}) {
    const auto rows = static_cast<std::int64_t>(friction.size()) / cols;
    return {*memory_raster({0, 0, 100, 100, cols, rows}, "crs", std::move(friction)), nullptr, moves};
}

std::vector<std::int32_t> nearest_of(const TravelTimes& times) {
    const Grid& grid = times.surface().grid();
    std::vector<std::int32_t> nearest(static_cast<std::size_t>(grid.cols * grid.rows));
    for (std::size_t i = 0; i < nearest.size(); ++i) nearest[i] = times.nearest(static_cast<std::int64_t>(i));
    return nearest;
}

/// How many cells differ from the textbook's; places of geodesics differ in the last bit, and rounding to
/// units may then, by one unit a move.
int differences(const TravelTimes& times, const PlainSurface& plain, const PlainTimes& expected) {
    int wrong = 0;
    for (std::size_t i = 0; i < expected.minutes.size(); ++i) {
        const auto cell = static_cast<std::int64_t>(i);
        const double got = times.minutes(cell);
        if (std::isnan(plain.friction[i])) {
            wrong += !std::isnan(got) || times.nearest(cell) != -1;
        } else if (std::isinf(expected.minutes[i])) {
            wrong += got != unreachable_minutes || times.nearest(cell) != -1;
        } else {
            wrong += std::abs(got - expected.minutes[i]) > 1e-9 * (1 + got) ||
                     times.nearest(cell) != expected.nearest[i];
        }
    }
    return wrong;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(travel_time)

BOOST_AUTO_TEST_CASE(a_row_takes_a_minute_a_cell) {
    const auto times = travel_times(plane(5, {0.01, 0.01, 0.01, 0.01, 0.01}), std::vector<Start>{{1, 7}});
    const std::vector<double> expected{1, 0, 1, 2, 3};
    for (std::int64_t cell = 0; cell < 5; ++cell)
        BOOST_TEST(times.minutes(cell) == expected[static_cast<std::size_t>(cell)],
                   boost::test_tools::tolerance(1e-7));
    BOOST_TEST(nearest_of(times) == std::vector<std::int32_t>(5, 7), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_move_costs_half_of_each_cell) {
    // 50 m at 0.01 and 50 m at 0.03 are 2 minutes; then 50 at 0.03 and 50 at 0.05, 4 more
    const auto times = travel_times(plane(3, {0.01, 0.03, 0.05}), std::vector<Start>{{0, 0}});
    BOOST_TEST(times.minutes(1) == 2, boost::test_tools::tolerance(1e-7));
    BOOST_TEST(times.minutes(2) == 6, boost::test_tools::tolerance(1e-7));
}

BOOST_AUTO_TEST_CASE(a_diagonal_is_longer_by_the_root_of_two) {
    const auto times = travel_times(plane(2, {0.01, 0.01, 0.01, 0.01}), std::vector<Start>{{0, 0}});
    BOOST_TEST(times.minutes(3) == std::sqrt(2.0), boost::test_tools::tolerance(1e-7));
}

BOOST_AUTO_TEST_CASE(a_knight_passes_through_two_cells) {
    // from the corner of 3 x 2 cells to the one two columns on: sqrt(5) cells, a quarter in each of four
    // cells
    const std::vector<double> friction{0.01, 0.02, 0.05, 0.05, 0.03, 0.04};
    const auto times = travel_times(plane(3, friction, {Ground::metres, 16}), std::vector<Start>{{0, 0}});
    BOOST_TEST(times.minutes(5) == std::sqrt(5.0) * (1 + 2 + 3 + 4) / 4, boost::test_tools::tolerance(1e-7));
    // with one of the cells between closed it has to go round
    auto walled = friction;
    walled[4] = closed;
    const auto round = travel_times(plane(3, walled, {Ground::metres, 16}), std::vector<Start>{{0, 0}});
    BOOST_TEST(round.minutes(5) == 1.5 + std::sqrt(2.0) * 3, boost::test_tools::tolerance(1e-7));
}

BOOST_AUTO_TEST_CASE(nobody_squeezes_between_two_barriers_that_touch) {
    const std::vector<double> wall{0.01, closed, closed, 0.01};
    const std::vector<Start> starts{{0, 0}};
    BOOST_TEST(travel_times(plane(2, wall), starts).minutes(3) == unreachable_minutes);
    const auto squeezed = travel_times(plane(2, wall, {Ground::metres, 8, true}), starts);
    BOOST_TEST(squeezed.minutes(3) == std::sqrt(2.0), boost::test_tools::tolerance(1e-7));
    // past one barrier there is room
    const auto past = travel_times(plane(2, {0.01, closed, 0.01, 0.01}), starts);
    BOOST_TEST(past.minutes(3) == std::sqrt(2.0), boost::test_tools::tolerance(1e-7));
}

BOOST_AUTO_TEST_CASE(unknown_blocked_and_unreachable_are_three_things) {
    const auto surface =
        plane(5, {0.01, closed, 0.01, 0.01, 0.01}).with(std::vector<CellFriction>{{3, blocked}});
    const auto times = travel_times(surface, std::vector<Start>{{4, 0}});
    BOOST_TEST(std::isnan(times.minutes(1)));
    BOOST_TEST(times.minutes(3) == unreachable_minutes);
    BOOST_TEST(times.minutes(0) == unreachable_minutes);
    BOOST_TEST(times.minutes(4) == 0);
    BOOST_TEST(nearest_of(times) == (std::vector<std::int32_t>{-1, -1, -1, -1, 0}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(of_equally_near_facilities_the_smallest_number_is_nearest) {
    const auto row = plane(5, std::vector<double>(5, 0.01));
    const auto middle = travel_times(row, std::vector<Start>{{0, 9}, {4, 3}});
    BOOST_TEST(nearest_of(middle) == (std::vector<std::int32_t>{9, 9, 3, 3, 3}),
               boost::test_tools::per_element());
    const auto same_cell = travel_times(row, std::vector<Start>{{2, 6}, {2, 2}, {2, 4}});
    BOOST_TEST(nearest_of(same_cell) == std::vector<std::int32_t>(5, 2), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(one_cell_is_a_country) {
    const auto times = travel_times(plane(1, {0.01}), std::vector<Start>{{0, 5}});
    BOOST_TEST(times.minutes(0) == 0);
    BOOST_TEST(times.next(0) == -1);
    BOOST_TEST(travel_times(plane(1, {0.01}), {}).minutes(0) == unreachable_minutes);
}

BOOST_AUTO_TEST_CASE(starts_where_nobody_passes_reach_nothing) {
    const auto times = travel_times(plane(3, {closed, 0.01, 0.01}), std::vector<Start>{{0, 0}});
    BOOST_TEST(times.minutes(1) == unreachable_minutes);
}

BOOST_AUTO_TEST_CASE(starts_off_the_grid_and_ways_without_end_are_refused) {
    const auto row = plane(3, {0.01, 0.01, 0.01});
    BOOST_TEST(mentions(problem_of([&] { travel_times(row, std::vector<Start>{{3, 0}}); }),
                        "cell 3 is not one of the grid"));
    BOOST_TEST(mentions(problem_of([&] { travel_times(row, std::vector<Start>{{-1, 0}}); }),
                        "cell -1 is not one of the grid"));
    BOOST_TEST(
        mentions(problem_of([&] { travel_times(row, std::vector<Start>{{0, -2}}); }), "facility number -2"));
    // 150 km at 1000 minutes a metre are 1.5e8 minutes; eight of them pass 2^30
    const auto swamp = memory_raster({0, 0, 150000, 150000, 9, 1}, "crs", std::vector<double>(9, 1000));
    const TravelSurface slow(*swamp, nullptr, {Ground::metres});
    BOOST_TEST(mentions(problem_of([&] { travel_times(slow, std::vector<Start>{{0, 0}}); }),
                        "more than 2^30 minutes"));
    BOOST_TEST(travel_times(slow, std::vector<Start>{{4, 0}}).minutes(8) == 6e8,
               boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(the_ground_is_shorter_away_from_the_equator) {
    const auto across = [](double north) {
        const auto f = memory_raster({10, north, 0.01, 0.01, 2, 1}, "crs", {0.001, 0.001});
        return travel_times({*f, nullptr, {}}, std::vector<Start>{{0, 0}}).minutes(1);
    };
    // one hundredth of a degree is 1.11320 km on the equator and half of that, but for the ellipsoid, at 60 N
    BOOST_TEST(across(0.005) == 1.1131949, boost::test_tools::tolerance(1e-6));
    BOOST_TEST(across(60.005) == 0.5580, boost::test_tools::tolerance(1e-4));
}

BOOST_AUTO_TEST_CASE(uphill_takes_longer_than_downhill) {
    // a facility 20 m up a slope of a fifth: Tobler, 6 exp(-3.5 |0.2 + 0.05|) up and 6 exp(-3.5 |-0.2 +
    // 0.05|) down
    const auto friction = memory_raster({0, 0, 100, 100, 2, 1}, "crs", {0.01, 0.01});
    const auto climb = memory_raster({0, 0, 100, 100, 2, 1}, "crs", {0, 20});
    const TravelSurface slope(*friction, climb.get(), {Ground::metres});
    BOOST_TEST(
        travel_times(slope, std::vector<Start>{{1, 0}}).minutes(0) == std::exp(3.5 * 0.25 - 3.5 * 0.05),
        boost::test_tools::tolerance(1e-7));
    BOOST_TEST(
        travel_times(slope, std::vector<Start>{{0, 0}}).minutes(1) == std::exp(3.5 * 0.15 - 3.5 * 0.05),
        boost::test_tools::tolerance(1e-7));
    const auto road = memory_raster({0, 0, 100, 100, 2, 1}, "crs", {closed, 20});
    const TravelSurface flat(*friction, road.get(), {Ground::metres});
    BOOST_TEST(travel_times(flat, std::vector<Start>{{1, 0}}).minutes(0) == 1,
               boost::test_tools::tolerance(1e-7));
}

BOOST_AUTO_TEST_CASE(random_surfaces_agree_with_the_textbook) {
    std::mt19937 rng(20);
    for (const bool slopes : {false, true})
        for (const int neighbours : {8, 16})
            for (const bool squeeze : {false, true})
                for (const Ground ground : {Ground::degrees, Ground::metres})
                    for (const auto& [cols, rows] :
                         {std::pair{1, 90}, {130, 1}, {64, 64}, {65, 67}, {140, 131}}) {
                        const double range = std::uniform_int_distribution<int>(0, 1)(rng) ? 10 : 1000;
                        const PlainSurface plain = random_surface({cols,
                                                                   rows,
                                                                   {ground, neighbours, squeeze},
                                                                   range,
                                                                   cols == 1 ? 0.02 : 0.3,
                                                                   slopes},
                                                                  rng);
                        const auto starts = random_starts(plain, 12, rng);
                        const auto times = travel_times(surface_of(plain), starts);
                        BOOST_TEST(differences(times, plain, PlainDijkstra(plain).solve(starts)) == 0,
                                   cols << " x " << rows << " neighbours " << neighbours << " squeeze "
                                        << squeeze << " slopes " << slopes);
                    }
}

BOOST_AUTO_TEST_CASE(random_ties_agree_with_the_textbook) {
    std::mt19937 rng(21);
    for (int i = 0; i < 20; ++i) {
        RandomSurface random{150, 70, {Ground::metres, 8, i % 2 == 0}, 4, 0.3, false, true};
        const PlainSurface plain = random_surface(random, rng);
        const auto starts = random_starts(plain, 40, rng);
        BOOST_TEST(differences(travel_times(surface_of(plain), starts), plain,
                               PlainDijkstra(plain).solve(starts)) == 0);
    }
}

BOOST_AUTO_TEST_CASE(threads_leave_no_trace) {
    std::mt19937 rng(22);
    const PlainSurface plain = random_surface({400, 300, {}, 1000, 0.2}, rng);
    const auto surface = surface_of(plain);
    const auto starts = random_starts(plain, 60, rng);
    const auto one = travel_times(surface, starts, {.threads = 1});
    for (const int threads : {2, 3, 8}) {
        const auto many = travel_times(surface, starts, {.threads = threads});
        for (std::int64_t cell = 0; cell < 400 * 300; ++cell) {
            if (std::isnan(one.minutes(cell))) continue;
            BOOST_REQUIRE_EQUAL(many.minutes(cell), one.minutes(cell));
            BOOST_REQUIRE_EQUAL(many.nearest(cell), one.nearest(cell));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_cancelled_search_stops) {
    const auto surface = plane(200, std::vector<double>(40000, 0.01));
    BOOST_CHECK_THROW(
        travel_times(surface, std::vector<Start>{{0, 0}}, {.threads = 1, .cancelled = [] { return true; }}),
        Cancelled);
    BOOST_CHECK_THROW(
        travel_times(surface, std::vector<Start>{{0, 0}}, {.threads = 2, .cancelled = [] { return true; }}),
        Cancelled);
}

BOOST_AUTO_TEST_CASE(the_way_leads_to_the_nearest_facility) {
    std::mt19937 rng(23);
    for (const int neighbours : {8, 16}) {
        const PlainSurface plain = random_surface({150, 140, {Ground::metres, neighbours}, 30, 0.25}, rng);
        const auto starts = random_starts(plain, 9, rng);
        const auto times = travel_times(surface_of(plain), starts);
        const auto km = way_km_raster(times);
        std::vector<double> lengths(150 * 140);
        km->open()->read({0, 0, 150, 140}, std::span<double>(lengths));
        for (std::int64_t cell = 0; cell < 150 * 140; ++cell) {
            const double length = lengths[static_cast<std::size_t>(cell)];
            if (times.nearest(cell) < 0) {
                BOOST_REQUIRE(std::isnan(length) == std::isnan(times.minutes(cell)));
                BOOST_REQUIRE((std::isnan(length) || length == unreachable_minutes));
                continue;
            }
            double metres = 0;
            std::int64_t at = cell;
            for (std::int64_t next = times.next(at); next >= 0; at = next, next = times.next(at)) {
                BOOST_REQUIRE(times.minutes(next) < times.minutes(at));
                metres += 100 * std::hypot(next / 150 - at / 150, next % 150 - at % 150);
            }
            BOOST_REQUIRE_EQUAL(times.minutes(at), 0);
            BOOST_REQUIRE_EQUAL(times.nearest(at), times.nearest(cell));
            BOOST_REQUIRE_SMALL(length - metres / 1000, 1e-9);
        }
    }
}

BOOST_AUTO_TEST_CASE(rasters_show_minutes_and_facilities) {
    const auto surface = plane(4, {0.01, 0.01, closed, 0.01});
    const auto times = travel_times(surface, std::vector<Start>{{0, 1}});
    const auto minutes = minutes_raster(times), nearest = nearest_raster(times, {70, 71});
    std::vector<float> m(4), n(4);
    minutes->open()->read({0, 0, 4, 1}, std::span<float>(m));
    nearest->open()->read({0, 0, 4, 1}, std::span<float>(n));
    BOOST_TEST(m[0] == 0);
    BOOST_TEST(m[1] == 1, boost::test_tools::tolerance(1e-6F));
    BOOST_TEST(std::isnan(m[2]));
    BOOST_TEST(m[3] == static_cast<float>(unreachable_minutes));
    BOOST_TEST(n[1] == 71);
    BOOST_TEST(std::isnan(n[2]));
    BOOST_TEST(std::isnan(n[3]));
    BOOST_TEST(minutes->crs() == "crs");
    BOOST_TEST(minutes->has_data({0, 0, 4, 1}));
}

BOOST_AUTO_TEST_SUITE_END()
