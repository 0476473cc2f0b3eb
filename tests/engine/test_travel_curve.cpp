// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/travel_curve.hpp>
#include <djoliba/engine/travel_time.hpp>

#include "../problems.hpp"
#include "overlay_fixture.hpp"

using namespace djoliba;
using namespace djoliba::testing;

namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();
using List = std::vector<double>;

/// People of one shape over a row of cells, by minutes.
ExposureSums count(const List& people, const List& minutes, const List& edges,
                   Direction direction = Direction::at_or_below) {
    const Grid grid{0, 1, 1, 1, static_cast<std::int64_t>(people.size()), 1};
    const Covered all({box(0, 0, static_cast<double>(people.size()), 1)}, grid_of(grid));
    const auto p = memory_raster(grid, "plane", people), m = memory_raster(grid, "plane", minutes);
    const std::vector<HazardLayer> layers{{"minutes", m.get(), edges, direction}};
    return count_exposure(all, {p.get()}, layers, {}, {0, 1});
}

TravelFigures figures(const List& people, const List& minutes, const List& within) {
    return travel_figures(count(people, minutes, fine_travel_edges(within)), 0, 0, within);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(travel_curve)

BOOST_AUTO_TEST_CASE(edges_are_a_minute_apart_and_then_2_percent) {
    const auto edges = fine_travel_edges(List{30, 45.5});
    BOOST_TEST(edges[0] == 1);
    BOOST_TEST(edges[45] == 45.5);
    BOOST_TEST(edges.back() == longest_travel);
    for (std::size_t i = 1; i < edges.size(); ++i) {
        BOOST_TEST(edges[i] > edges[i - 1]);
        BOOST_TEST(edges[i] - edges[i - 1] <= std::max(1.0, 0.0200001 * edges[i - 1]));
    }
    BOOST_TEST(travel_edges(List{15, 5}) == (List{5, 15, longest_travel}));
    for (const double wrong : {0.0, -1.0, gap, 2e9})
        BOOST_TEST(mentions(problem_of([&] { travel_edges(List{wrong}); }), "give numbers above 0"));
}

BOOST_AUTO_TEST_CASE(people_within_beyond_unreachable_and_unknown_add_up) {
    const auto f = figures({10, 20, 30, 40, 5, 7}, {0, 60, 60.001, 500, unreachable_minutes, gap}, {30, 60});
    BOOST_TEST(f.people == 112);
    BOOST_TEST(f.within == (List{10, 30}));  // exactly 60 is within
    BOOST_TEST(f.beyond == 70);
    BOOST_TEST(f.unreachable == 5);
    BOOST_TEST(f.unknown == 7);
    BOOST_TEST(f.mean == (20 * 60 + 30 * 60.001 + 40 * 500) / 100, boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(a_median_is_straight_within_its_bin) {
    // 100 people at 10.5 minutes, in the bin of 10 to 11; half of them make 10.5.
    BOOST_TEST(figures({100}, {10.5}, {60}).median == 10.5);
    // 30 of 100 before that bin: 20 of its 40 more.
    BOOST_TEST(figures({30, 40, 30}, {3, 10.9, 99}, {60}).median == 10.5);
    // At the facility itself: the bin of 0 to 1.
    BOOST_TEST(figures({8}, {0}, {60}).median == 0.5);
    // Half of the people lie before an empty stretch.
    BOOST_TEST(figures({50, 50}, {5, 200}, {60}).median == 5);
    // Those who reach none have no time.
    BOOST_TEST(figures({100, 900}, {10.5, unreachable_minutes}, {60}).median == 10.5);
    BOOST_TEST(figures({1}, {100'000}, {60}).median == 100'000, boost::test_tools::tolerance(0.02));
}

BOOST_AUTO_TEST_CASE(nobody_is_not_nothing_known) {
    const auto nobody = figures({0}, {10}, {60});
    BOOST_TEST(nobody.people == 0);
    BOOST_TEST(nobody.within == List{0});
    BOOST_TEST(nobody.unreachable == 0);
    BOOST_TEST(std::isnan(nobody.mean));
    BOOST_TEST(std::isnan(nobody.median));
    const auto unknown_way = figures({10}, {gap}, {60});
    BOOST_TEST(unknown_way.people == 10);
    BOOST_TEST(unknown_way.unknown == 10);
    BOOST_TEST(std::isnan(unknown_way.within[0]));
    BOOST_TEST(std::isnan(unknown_way.beyond));
    BOOST_TEST(std::isnan(unknown_way.unreachable));
    const auto unknown_people = figures({gap}, {10}, {60});
    BOOST_TEST(std::isnan(unknown_people.people));
    BOOST_TEST(std::isnan(unknown_people.unknown));
    const auto cut_off = figures({10}, {unreachable_minutes}, {60});
    BOOST_TEST(cut_off.within == List{0});
    BOOST_TEST(cut_off.unreachable == 10);
    BOOST_TEST(std::isnan(cut_off.mean));
}

BOOST_AUTO_TEST_CASE(other_curves_are_refused) {
    const auto above = count({1}, {1}, {60, longest_travel}, Direction::at_or_above);
    BOOST_TEST(mentions(problem_of([&] { travel_figures(above, 0, 0, List{60}); }), "no curve of times"));
    const auto open = count({1}, {1}, {60});
    BOOST_TEST(mentions(problem_of([&] { travel_figures(open, 0, 0, List{60}); }), "no curve of times"));
    const auto sums = count({1}, {1}, travel_edges(List{60}));
    BOOST_TEST(mentions(problem_of([&] { travel_figures(sums, 0, 0, List{30}); }), "30 is not one"));
}

BOOST_AUTO_TEST_SUITE_END()
