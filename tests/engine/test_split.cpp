// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/split.hpp>

#include <cmath>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>

using namespace djoliba;

namespace {

Polygon square(double x, double y, double side) {
    return {{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}};
}

double area_of(const Ring& ring) {
    double twice = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i)
        twice += ring[i].x * ring[i + 1].y - ring[i + 1].x * ring[i].y;
    return std::abs(twice) / 2;
}

double area_of(const MultiPolygon& shape) {
    double area = 0;
    for (const Polygon& polygon : shape)
        for (std::size_t i = 0; i < polygon.size(); ++i) area += (i == 0 ? 1 : -1) * area_of(polygon[i]);
    return area;
}

const auto tight = boost::test_tools::tolerance(1e-12);

}  // namespace

BOOST_AUTO_TEST_SUITE(splitting)

BOOST_AUTO_TEST_CASE(a_shape_on_one_side_stays_as_it_is) {
    const MultiPolygon shape{square(0, 0, 1)};
    BOOST_TEST(split(shape, {square(2, 2, 1)}).outside == shape);
    BOOST_TEST(split(shape, {square(2, 2, 1)}).inside.empty());
    BOOST_TEST(split(shape, {square(-1, -1, 3)}).inside == shape);
    BOOST_TEST(split(shape, {square(-1, -1, 3)}).outside.empty());
    BOOST_TEST(split(shape, {square(0, 0, 1)}).inside == shape);
    BOOST_TEST(split(shape, {square(0, 0, 1)}).outside.empty());
}

BOOST_AUTO_TEST_CASE(a_shape_that_only_touches_has_no_part_inside) {
    const MultiPolygon shape{square(0, 0, 1)};
    BOOST_TEST(split(shape, {square(1, 0, 1)}).inside.empty());
    BOOST_TEST(split(shape, {square(1, 1, 1)}).outside == shape);
    BOOST_TEST(split({}, {square(1, 1, 1)}).inside.empty());
    BOOST_TEST(split(shape, {}).outside == shape);
}

BOOST_AUTO_TEST_CASE(the_parts_add_up_to_the_shape) {
    const auto halves = split({square(0, 0, 1)}, {square(0.25, -1, 3)});
    BOOST_TEST(area_of(halves.inside) == 0.75, tight);
    BOOST_TEST(area_of(halves.outside) == 0.25, tight);
    const auto ring = split({square(0, 0, 3)}, {square(1, 1, 1)});  // a hole
    BOOST_TEST(area_of(ring.inside) == 1, tight);
    BOOST_TEST(area_of(ring.outside) == 8, tight);
    BOOST_TEST(ring.outside.front().size() == 2u);
}

BOOST_AUTO_TEST_CASE(holes_and_several_parts_are_kept) {
    Polygon holed = square(0, 0, 4);
    holed.push_back(square(1, 1, 2).front());
    const auto parts = split({holed, square(10, 0, 1)}, {square(2, -1, 20)});
    BOOST_TEST(area_of(parts.inside) == 6 + 1, tight);
    BOOST_TEST(area_of(parts.outside) == 6, tight);
}

BOOST_AUTO_TEST_CASE(polygons_that_overlap_count_together) {
    const auto parts = split({square(0, 0, 4)}, {square(0, 0, 2), square(1, 1, 2)});
    BOOST_TEST(area_of(parts.inside) == 7, tight);
    BOOST_TEST(area_of(parts.outside) == 9, tight);
    const auto together = united({square(0, 0, 2), square(1, 1, 2)});
    BOOST_TEST(area_of(together) == 7, tight);
    BOOST_TEST(contains(together, {1.5, 1.5}));
    BOOST_TEST(!contains({square(0, 0, 2), square(1, 1, 2)}, {1.5, 1.5}));  // why they are united
}

BOOST_AUTO_TEST_CASE(a_ring_need_not_be_closed) {
    const MultiPolygon open{{{{0.5, -1}, {2, -1}, {2, 2}, {0.5, 2}}}};
    BOOST_TEST(area_of(split({square(0, 0, 1)}, open).inside) == 0.5, tight);
}

BOOST_AUTO_TEST_CASE(a_polygon_that_crosses_itself_is_refused) {
    const MultiPolygon bow{{{{0, 0}, {1, 1}, {1, 0}, {0, 1}, {0, 0}}}};
    BOOST_TEST(polygon_fault(bow) == "Self-intersection at 0.500000 0.500000");
    BOOST_CHECK_THROW(split({square(0, 0, 1)}, bow), Error);
    BOOST_TEST(polygon_fault({{{{0, 0}, {1, 1}}}}) == "it has less than three corners");
    BOOST_TEST(polygon_fault({{{{0, 0}, {1, 1}, {2, 2}, {0, 0}}}}) != "");
    BOOST_TEST(polygon_fault({square(0, 0, 1), square(0, 0, 1)}) == "");
}

BOOST_AUTO_TEST_SUITE_END()
