// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <map>
#include <random>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/route_links.hpp>

#include "travel_fixture.hpp"

using namespace djoliba;
using namespace djoliba::testing;

namespace {

constexpr double endless = std::numeric_limits<double>::infinity();

/// Cells of 1 km on a plane, 10 minutes from one to the next.
PlainSurface road(std::vector<double> friction) {
    PlainSurface s;
    s.grid = {0, 0, 1000, 1000, static_cast<std::int64_t>(friction.size()), 1};
    s.moves = {.ground = Ground::metres};
    s.friction = std::move(friction);
    return s;
}

std::vector<RouteLink> links(const PlainSurface& s, const std::vector<Start>& starts, int threads = 1) {
    return route_links(travel_times(surface_of(s), starts), {threads});
}

/// Least minutes between all centres, each solved by itself.
std::vector<std::vector<double>> all_minutes(const PlainSurface& s, const std::vector<Start>& starts) {
    std::vector minutes(starts.size(), std::vector<double>(starts.size(), endless));
    for (const Start& to : starts) {
        const TravelTimes alone = travel_times(surface_of(s), std::vector<Start>{{to.cell, 0}});
        for (const Start& from : starts)
            if (const double m = alone.minutes(from.cell); m < unreachable_minutes)
                minutes[from.facility][to.facility] = m;
    }
    return minutes;
}

/// Weight of a shortest spanning forest, edge by edge (Prim).
double spanning(const std::vector<std::vector<double>>& minutes) {
    const std::size_t n = minutes.size();
    std::vector<double> best(n, endless);
    std::vector<bool> in(n, false);
    double sum = 0;
    for (std::size_t k = 0; k < n; ++k) {
        std::size_t next = n;
        for (std::size_t i = 0; i < n; ++i)
            if (!in[i] && (next == n || best[i] < best[next])) next = i;
        if (best[next] < endless) sum += best[next];
        in[next] = true;
        for (std::size_t i = 0; i < n; ++i) best[i] = std::min(best[i], minutes[next][i]);
    }
    return sum;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(route_links_)

BOOST_AUTO_TEST_CASE(neighbours_on_a_road_are_linked_and_others_are_not) {
    const auto found = links(road({0.01, 0.01, 0.01, 0.01, 0.01}), {{0, 0}, {2, 2}, {4, 1}});
    BOOST_REQUIRE(found.size() == 2u);
    BOOST_TEST((found[0].from == 0 && found[0].to == 2));
    BOOST_TEST((found[1].from == 1 && found[1].to == 2));
    for (const RouteLink& link : found) {
        BOOST_TEST(link.minutes == 20, boost::test_tools::tolerance(1e-7));
        BOOST_TEST(link.km == 2, boost::test_tools::tolerance(1e-9));
    }
}

BOOST_AUTO_TEST_CASE(nothing_links_what_no_way_joins) {
    BOOST_TEST(links(road({0.01, unknown_friction, 0.01}), {{0, 0}, {2, 1}}).empty());
    BOOST_TEST(links(road({0.01, 0.01}), {{0, 0}}).empty());
    BOOST_TEST(links(road({0.01, 0.01}), {}).empty());
}

BOOST_AUTO_TEST_CASE(centres_in_one_cell_are_linked_and_one_of_them_has_the_neighbours) {
    const auto found = links(road({0.01, 0.01}), {{0, 3}, {0, 1}, {1, 2}, {0, 4}});
    BOOST_REQUIRE(found.size() == 3u);
    BOOST_TEST((found[0].from == 1 && found[0].to == 2));
    BOOST_TEST((found[1] == RouteLink{1, 3, 0, 0}));
    BOOST_TEST((found[2] == RouteLink{1, 4, 0, 0}));
}

BOOST_AUTO_TEST_CASE(a_quick_detour_is_longer_and_taken) {
    // A row of slow cells, 100 minutes a km, over a road: down, along and up again.
    PlainSurface s = road(std::vector<double>(14, 0.1));
    s.grid.cols = 7;
    s.grid.rows = 2;
    std::fill(s.friction.begin() + 7, s.friction.end(), 0.001);
    const auto found = links(s, {{0, 0}, {6, 1}});
    BOOST_REQUIRE(found.size() == 1u);
    BOOST_TEST(found[0].minutes == 2 * 50.5 + 6, boost::test_tools::tolerance(1e-6));
    BOOST_TEST(found[0].km == 8, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(the_graph_keeps_nearest_neighbours_and_a_shortest_spanning_tree) {
    std::mt19937 rng(5);
    for (int round = 0; round < 12; ++round) {
        RandomSurface r{.cols = 150, .rows = 90, .barriers = round % 3 == 0 ? 0.4 : 0.1};
        r.moves.neighbours = round % 2 == 0 ? 8 : 16;
        r.moves.ground = round % 4 < 2 ? Ground::degrees : Ground::metres;
        const PlainSurface s = random_surface(r, rng);
        const auto starts = random_starts(s, 25, rng);
        const auto found = links(s, starts);
        BOOST_TEST((links(s, starts, 3) == found));
        const auto minutes = all_minutes(s, starts);
        std::vector graph(starts.size(), std::vector<double>(starts.size(), endless));
        for (const RouteLink& l : found) {
            graph[l.from][l.to] = graph[l.to][l.from] = l.minutes;
            BOOST_TEST(l.minutes >= minutes[l.from][l.to] - 1e-6);
            BOOST_TEST(l.km > 0);
        }
        for (std::size_t i = 0; i < starts.size(); ++i) {
            double nearest = endless, linked = endless;
            for (std::size_t j = 0; j < starts.size(); ++j)
                if (j != i)
                    nearest = std::min(nearest, minutes[i][j]), linked = std::min(linked, graph[i][j]);
            BOOST_TEST((nearest == linked || std::abs(nearest - linked) < 1e-6));
        }
        BOOST_TEST(spanning(graph) == spanning(minutes), boost::test_tools::tolerance(1e-9));
    }
}

BOOST_AUTO_TEST_SUITE_END()
