// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/geometry.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <random>

#include <boost/test/unit_test.hpp>

using namespace djoliba;

namespace {

MultiPolygon square(double x, double y, double side) {
    return {{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}}};
}

MultiPolygon star(double x, double y, double radius, int points) {
    Ring ring;
    for (int i = 0; i < points; ++i) {
        const double angle = 2 * std::acos(-1.0) * i / points;
        const double r = radius * (i % 2 == 0 ? 1 : 0.9);
        ring.push_back({x + r * std::cos(angle), y + r * std::sin(angle)});
    }
    ring.push_back(ring.front());
    return {{ring}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(geometry)

BOOST_AUTO_TEST_CASE(a_shape_without_points_contains_nothing) {
    BOOST_TEST(!contains({}, {0, 0}));
    BOOST_TEST(!contains({{}}, {0, 0}));
    BOOST_TEST(!contains({{{}}}, {0, 0}));
    BOOST_TEST(locate({}, {{0, 0}}) == std::vector<int>{-1}, boost::test_tools::per_element());
    BOOST_TEST(locate({{}, {{}}}, {{0, 0}}) == std::vector<int>{-1}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_square_holds_its_west_and_south_borders_only) {
    const auto s = square(0, 0, 2);
    BOOST_TEST(contains(s, {1, 1}));
    BOOST_TEST(contains(s, {0, 1}));
    BOOST_TEST(contains(s, {1, 0}));
    BOOST_TEST(contains(s, {0, 0}));
    BOOST_TEST(!contains(s, {2, 1}));
    BOOST_TEST(!contains(s, {1, 2}));
    BOOST_TEST(!contains(s, {0, 2}));
    BOOST_TEST(!contains(s, {2, 0}));
    BOOST_TEST(!contains(s, {3, 1}));
}

BOOST_AUTO_TEST_CASE(orientation_and_a_missing_closing_point_do_not_matter) {
    BOOST_TEST(contains({{{{0, 0}, {0, 2}, {2, 2}, {2, 0}, {0, 0}}}}, {1, 1}));
    BOOST_TEST(contains({{{{0, 0}, {0, 2}, {2, 2}, {2, 0}}}}, {1, 1}));
}

BOOST_AUTO_TEST_CASE(a_hole_is_outside_and_an_island_in_it_is_inside) {
    MultiPolygon s = square(0, 0, 9);
    s[0].push_back(square(3, 3, 3)[0][0]);
    s.push_back(square(4, 4, 1)[0]);
    BOOST_TEST(contains(s, {1, 1}));
    BOOST_TEST(!contains(s, {3.5, 3.5}));
    BOOST_TEST(contains(s, {4.5, 4.5}));
}

BOOST_AUTO_TEST_CASE(bounds_hold_every_point_of_every_part) {
    MultiPolygon s = square(0, 1, 2);
    s.push_back(square(-5, 4, 1)[0]);
    BOOST_TEST((bounds(s) == Box{-5, 1, 2, 5}));
    const std::vector<MultiPolygon> all{{}, s, {{{{7, 0}, {8, 0}, {8, 1}, {7, 0}}}}};
    BOOST_TEST((bounds_of_all(all) == Box{-5, 0, 8, 5}));
}

BOOST_AUTO_TEST_CASE(a_point_on_a_shared_border_belongs_to_exactly_one_neighbour) {
    // Two triangles share a slanting edge, drawn in opposite directions, whose points are not exact doubles.
    const Point a{0.1, 0.3}, b{7.7, 5.1};
    const MultiPolygon above{{{a, b, {0, 9}, a}}};
    const MultiPolygon below{{{b, a, {9, 0}, b}}};
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> along(0.001, 0.999);
    for (int i = 0; i < 10000; ++i) {
        const double t = along(random);
        const Point p{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
        BOOST_REQUIRE(contains(above, p) != contains(below, p));
    }
}

BOOST_AUTO_TEST_CASE(the_lowest_index_wins_where_shapes_overlap) {
    const std::vector<Point> points{{1, 1}, {3, 3}, {5, 5}, {-1, -1}};
    const std::vector<int> expected{0, 0, 1, -1};
    BOOST_TEST(locate({square(0, 0, 4), square(2, 2, 4)}, points) == expected,
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(points_that_are_not_numbers_are_nowhere) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double inf = std::numeric_limits<double>::infinity();
    const std::vector<int> expected{-1, -1, -1, 0};
    BOOST_TEST(locate({square(0, 0, 4)}, {{nan, 1}, {1, nan}, {inf, 1}, {1, 1}}) == expected,
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(locate_agrees_with_contains) {
    std::vector<MultiPolygon> shapes;
    for (int i = 0; i < 9; ++i) shapes.push_back(star(i % 3, i / 3, 0.6, 50));
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> anywhere(-1, 4);
    std::vector<Point> points;
    for (int i = 0; i < 2000; ++i) points.push_back({anywhere(random), anywhere(random)});
    const auto found = locate(shapes, points);
    for (std::size_t i = 0; i < points.size(); ++i) {
        int first = -1;
        for (int s = 8; s >= 0; --s)
            if (contains(shapes[s], points[i])) first = s;
        BOOST_REQUIRE_EQUAL(found[i], first);
    }
}

BOOST_AUTO_TEST_CASE(twenty_thousand_points_in_seven_hundred_shapes_take_less_than_a_second) {
    std::vector<MultiPolygon> shapes;
    for (int i = 0; i < 700; ++i) shapes.push_back(star(i % 28, i / 28, 0.55, 1000));
    std::mt19937_64 random(2);
    std::uniform_real_distribution<double> x(0, 27), y(0, 24);
    std::vector<Point> points;
    for (int i = 0; i < 20000; ++i) points.push_back({x(random), y(random)});
    const auto start = std::chrono::steady_clock::now();
    const auto found = locate(shapes, points);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    BOOST_TEST(std::count(found.begin(), found.end(), -1) < 8000);
    BOOST_TEST(took.count() < 1.0);
}

BOOST_AUTO_TEST_SUITE_END()
