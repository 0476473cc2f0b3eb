// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/shared_borders.hpp>

#include <algorithm>
#include <cmath>
#include <random>

#include <boost/test/unit_test.hpp>

using namespace djoliba;

namespace {

MultiPolygon box(double x, double y, double width, double height) {
    return {{{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}, {x, y}}}};
}

double area(const Ring& ring) {
    double twice = 0;
    for (std::size_t i = 1; i < ring.size(); ++i)
        twice += ring[i - 1].x * ring[i].y - ring[i].x * ring[i - 1].y;
    return twice / 2;
}

double area(const MultiPolygon& shape) {
    double sum = 0;
    for (const auto& polygon : shape)
        for (std::size_t r = 0; r < polygon.size(); ++r)
            sum += (r == 0 ? 1 : -1) * std::abs(area(polygon[r]));
    return sum;
}

/// The same ring whatever its first point.
bool same_ring(Ring a, Ring b) {
    if (a.size() != b.size() || a.size() < 2) return a == b;
    a.pop_back();
    b.pop_back();
    const auto start = std::find(b.begin(), b.end(), a.front());
    std::rotate(b.begin(), start, b.end());
    return a == b;
}

/// Two units side by side whose common border is a rough line of n points.
std::vector<MultiPolygon> neighbours(int n) {
    std::mt19937 random(7);
    Line border;
    for (int i = 0; i < n; ++i)
        border.push_back(
            {10 + static_cast<double>(random() % 1000) / 1000, static_cast<double>(i) / n * 10 + 0.01});
    Ring west{{0, 0}, {10, 0}}, east{{10, 0}, {20, 0}, {20, 10}, {10, 10}};
    west.insert(west.end(), border.begin(), border.end());
    west.insert(west.end(), {{10, 10}, {0, 10}, {0, 0}});
    east.insert(east.end(), border.rbegin(), border.rend());
    east.push_back({10, 0});
    return {{{west}}, {{east}}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shared_borders)

BOOST_AUTO_TEST_CASE(nothing_has_no_borders) {
    BOOST_TEST(share_borders({}).borders.empty());
    const std::vector<MultiPolygon> empty{{}, {{}}, {{{}}}, {{{{1, 1}, {2, 2}, {1, 1}}}}};
    const auto shared = share_borders(empty);
    BOOST_TEST(shared.borders.empty());
    BOOST_REQUIRE_EQUAL(shared.shapes.size(), 4);
    for (const auto& shape : shared.shapes) BOOST_TEST(shape.empty());
}

BOOST_AUTO_TEST_CASE(a_lone_ring_is_one_closed_border) {
    const std::vector<MultiPolygon> one{box(0, 0, 1, 1)};
    const auto shared = share_borders(one);
    BOOST_REQUIRE_EQUAL(shared.borders.size(), 1);
    BOOST_TEST((shared.borders[0].front() == shared.borders[0].back()));
    BOOST_TEST(same_ring(shapes_of(shared)[0][0][0], one[0][0][0]));
}

BOOST_AUTO_TEST_CASE(neighbours_hold_their_border_once_and_in_both_directions) {
    const std::vector<MultiPolygon> two{box(0, 0, 1, 1), box(1, 0, 1, 1)};
    const auto shared = share_borders(two);
    BOOST_TEST(shared.borders.size() == 3);  // the rest of each, and the side between
    BOOST_TEST(count_points(shared) == 4 + 4 + 2);
    std::vector<int> used(3);
    for (const auto& shape : shared.shapes)
        for (const int border : shape[0][0]) used[border < 0 ? -1 - border : border] += border < 0 ? 10 : 1;
    std::sort(used.begin(), used.end());
    BOOST_TEST(used[2] == 11);
    for (int i = 0; i < 2; ++i) BOOST_TEST(same_ring(shapes_of(shared)[i][0][0], two[i][0][0]));
}

BOOST_AUTO_TEST_CASE(a_hole_and_the_unit_that_fills_it_share_a_closed_border) {
    std::vector<MultiPolygon> shapes{box(0, 0, 9, 9), box(3, 3, 3, 3)};
    Ring hole = shapes[1][0][0];
    std::rotate(hole.begin(), hole.begin() + 2, hole.end() - 1);  // begins elsewhere, and runs the other way
    hole.back() = hole.front();
    std::reverse(hole.begin(), hole.end());
    shapes[0][0].push_back(hole);
    const auto shared = share_borders(shapes);
    BOOST_TEST(shared.borders.size() == 2);
    BOOST_TEST(area(shapes_of(shared)[0]) == 72);
}

BOOST_AUTO_TEST_CASE(a_point_of_one_neighbour_alone_leaves_each_its_own_border) {
    std::vector<MultiPolygon> two{box(0, 0, 1, 1), box(1, 0, 1, 1)};
    two[1][0][0].insert(two[1][0][0].end() - 1, Point{1, 0.5});
    const auto shared = share_borders(two);
    BOOST_TEST(shared.borders.size() == 4);
    for (int i = 0; i < 2; ++i) BOOST_TEST(same_ring(shapes_of(shared)[i][0][0], two[i][0][0]));
}

BOOST_AUTO_TEST_CASE(four_units_around_a_point_meet_there) {
    const std::vector<MultiPolygon> four{box(0, 0, 1, 1), box(1, 0, 1, 1), box(0, 1, 1, 1), box(1, 1, 1, 1)};
    const auto shared = share_borders(four);
    BOOST_TEST(shared.borders.size() == 8);
    for (int i = 0; i < 4; ++i) BOOST_TEST(same_ring(shapes_of(shared)[i][0][0], four[i][0][0]));
}

BOOST_AUTO_TEST_CASE(repeated_points_are_taken_once) {
    const std::vector<MultiPolygon> one{{{{{0, 0}, {0, 0}, {1, 0}, {1, 0}, {1, 1}, {0, 0}, {0, 0}}}}};
    BOOST_TEST(shapes_of(share_borders(one))[0][0][0].size() == 4);
}

BOOST_AUTO_TEST_CASE(the_flattest_points_go_first) {
    // Heights of the inner points over the ground line: 0.1, 3, 0.2; the area of a triangle is half of it.
    const std::vector<MultiPolygon> one{
        {{{{0, 0}, {1000, 0}, {1000, 1000}, {750, 1000.2}, {500, 1003}, {250, 1000.1}, {0, 1000}, {0, 0}}}}};
    auto shared = share_borders(one);
    simplify(shared, 6);
    const auto ring = shapes_of(shared)[0][0][0];
    BOOST_TEST(ring.size() == 6);
    BOOST_TEST((std::find(ring.begin(), ring.end(), Point{500, 1003}) != ring.end()));
    BOOST_TEST((std::find(ring.begin(), ring.end(), Point{250, 1000.1}) == ring.end()));
}

BOOST_AUTO_TEST_CASE(enough_room_changes_nothing) {
    const auto shapes = neighbours(50);
    auto shared = share_borders(shapes);
    const auto before = shared.borders;
    simplify(shared, count_points(shared));
    BOOST_TEST((shared.borders == before));
}

BOOST_AUTO_TEST_CASE(neighbours_stay_without_gap_or_overlap) {
    auto shared = share_borders(neighbours(2000));
    for (const std::size_t most : {1000, 100, 12}) {
        simplify(shared, most);
        const auto shapes = shapes_of(shared);
        BOOST_TEST(area(shapes[0]) + area(shapes[1]) == 200, boost::test_tools::tolerance(1e-12));
        BOOST_TEST(count_points(shared) <= most);
    }
}

BOOST_AUTO_TEST_CASE(no_ring_vanishes) {
    // A lens between two junctions, filled by a unit of its own, and an island far away and very small.
    const Point a{0, 0}, b{10, 0}, up{5, 0.001}, down{5, -0.001};
    const std::vector<MultiPolygon> shapes{{{{a, down, b, up, a}}},
                                           {{{a, up, b, {5, 8}, a}}},
                                           {{{a, {5, -8}, b, down, a}}},
                                           box(50, 50, 1e-6, 1e-6)};
    auto shared = share_borders(shapes);
    simplify(shared, 1);
    for (const auto& shape : shapes_of(shared)) {
        BOOST_REQUIRE_EQUAL(shape.size(), 1);
        BOOST_TEST(shape[0][0].size() >= 4);
        BOOST_TEST(area(shape) > 0);
    }
}

BOOST_AUTO_TEST_SUITE_END()
