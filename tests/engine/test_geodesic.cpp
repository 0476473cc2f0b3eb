// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstdint>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/geodesic.hpp>

using namespace djoliba;

namespace {

// A fixed stream of numbers between 0 and 1 (splitmix64).
struct Stream {
    std::uint64_t state;
    double next() {
        std::uint64_t z = (state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return static_cast<double>((z ^ (z >> 31)) >> 11) * 0x1p-53;
    }
};

std::vector<Point> scatter(std::uint64_t seed, int count, Box box) {
    Stream s{seed};
    std::vector<Point> points;
    for (int i = 0; i < count; ++i) {
        const double x = box.min_x + s.next() * (box.max_x - box.min_x);
        points.push_back({x, box.min_y + s.next() * (box.max_y - box.min_y)});
    }
    return points;
}

Neighbour nearest_by_comparing_all(Point from, const std::vector<Point>& points) {
    Neighbour best;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double km = geodesic_km(from, points[i]);
        if (best.index < 0 || km < best.km) best = {static_cast<int>(i), km};
    }
    return best;
}

const Box mali{-12.25, 10.14, 4.25, 25.0};
const Box world{-180, -90, 180, 90};

}  // namespace

BOOST_AUTO_TEST_SUITE(geodesic)

BOOST_AUTO_TEST_CASE(an_empty_set_has_no_nearest_point) {
    const NearPoints none({});
    BOOST_TEST(none.nearest({0, 15}).index == -1);
    BOOST_TEST(std::isnan(none.nearest({0, 15}).km));
    BOOST_TEST(none.within({0, 15}, 1e5).empty());
}

BOOST_AUTO_TEST_CASE(coordinates_that_are_none_are_refused_with_their_values) {
    BOOST_CHECK_THROW(geodesic_km({0, 91}, {0, 0}), Error);
    BOOST_CHECK_THROW(NearPoints({{0, missing_value}}), Error);
    BOOST_CHECK_THROW(NearPoints({{0, 0}}).nearest({missing_value, 0}), Error);
    BOOST_CHECK_EXCEPTION(NearPoints({{500000, 12}}), Error, [](const Error& e) {
        return std::string(e.what()).find("500000") != std::string::npos;
    });
}

// A quarter of the meridian of WGS84 is 10001.965729 km; a degree of the equator a*pi/180 = 111.319490793 km.
BOOST_AUTO_TEST_CASE(known_lengths_on_the_ellipsoid) {
    BOOST_TEST(geodesic_km({0, 0}, {0, 90}) == 10001.965729, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(geodesic_km({0, 0}, {1, 0}) == 111.319490793, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(geodesic_km({-4, 14}, {-4, 14}) == 0);
    BOOST_TEST(geodesic_km({-4, 14}, {2, 16}) == geodesic_km({2, 16}, {-4, 14}),
               boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(of_points_at_the_same_place_the_first_is_the_nearest) {
    const NearPoints twins({{1, 10}, {0, 12}, {0, 12}, {0, 12}});
    BOOST_TEST(twins.nearest({0, 12}).index == 1);
    BOOST_TEST(twins.nearest({0, 12}).km == 0);
    BOOST_TEST(twins.within({0, 12}, 0).size() == 3);
}

BOOST_AUTO_TEST_CASE(the_nearest_point_is_that_of_comparing_all) {
    for (const Box& box : {mali, world}) {
        const auto points = scatter(1, 400, box);
        const NearPoints near(points);
        for (const Point& from : scatter(2, 300, box)) {
            const Neighbour wanted = nearest_by_comparing_all(from, points);
            const Neighbour found = near.nearest(from);
            BOOST_TEST(found.index == wanted.index);
            BOOST_TEST(found.km == wanted.km);
        }
    }
}

// Points on one parallel and one meridian, where straight lines and geodesics order points differently by
// very little.
BOOST_AUTO_TEST_CASE(the_nearest_point_is_exact_where_a_chord_hardly_decides) {
    std::vector<Point> ring;
    const Point centre{-3, 15};
    for (int i = 0; i < 90; ++i) {
        const double angle = i * 0.069813170079773;
        ring.push_back({centre.x + 12 * std::cos(angle), centre.y + 11.6 * std::sin(angle)});
    }
    const NearPoints near(ring);
    for (const Point& shift : scatter(3, 200, {-0.3, -0.3, 0.3, 0.3})) {
        const Point from{centre.x + shift.x, centre.y + shift.y};
        BOOST_TEST(near.nearest(from).index == nearest_by_comparing_all(from, ring).index);
    }
}

BOOST_AUTO_TEST_CASE(within_finds_exactly_the_points_inside_the_radius_nearest_first) {
    const auto points = scatter(4, 500, mali);
    const NearPoints near(points);
    for (const Point& from : scatter(5, 40, mali))
        for (const double km : {0.0, 50.0, 300.0, 5000.0}) {
            std::size_t inside = 0;
            for (const Point& p : points) inside += geodesic_km(from, p) <= km;
            const auto found = near.within(from, km);
            BOOST_TEST(found.size() == inside);
            for (std::size_t i = 1; i < found.size(); ++i) BOOST_TEST(found[i - 1].km <= found[i].km);
        }
}

BOOST_AUTO_TEST_CASE(a_radius_that_ends_at_the_point_holds_it) {
    const Point a{-8.0, 12.6}, b{-4.19, 14.49};
    const double km = geodesic_km(a, b);
    BOOST_TEST(NearPoints({b}).within(a, km).size() == 1);
    BOOST_TEST(NearPoints({b}).within(a, std::nextafter(km, 0)).empty());
}

BOOST_AUTO_TEST_CASE(twenty_thousand_settlements_find_their_facility) {
    const auto facilities = scatter(6, 1500, mali);
    const auto settlements = scatter(7, 20000, mali);
    const auto found = nearest_of_each(settlements, NearPoints(facilities));
    BOOST_TEST(found.size() == settlements.size());
    for (std::size_t i = 0; i < settlements.size(); i += 997)
        BOOST_TEST(found[i].index == nearest_by_comparing_all(settlements[i], facilities).index);
}

BOOST_AUTO_TEST_SUITE_END()
