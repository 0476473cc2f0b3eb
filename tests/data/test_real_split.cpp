// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/coverage.hpp>
#include <djoliba/engine/split.hpp>

#include "real_boundaries.hpp"

using namespace djoliba;

namespace {

double area_of(const MultiPolygon& shape) {
    if (shape.empty()) return 0;
    const Grid cells{-13, 26, 1, 1, 18, 16};
    const std::vector<MultiPolygon> shapes{shape};
    return coverage_of(shapes, analysis_grid(std::span(&cells, 1), bounds(shape)))->extents()[0].area;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(real_split)

BOOST_AUTO_TEST_CASE(communes_that_a_polygon_cuts_keep_their_area) {
    if (!has_real_data()) return;
    Account account;
    const auto places = read_localities(real_layers_2021(), account);
    const MultiPolygon polygon{
        {{{-7.1, 13.1}, {-4.7, 13.45}, {-4.3, 15.3}, {-5.6, 14.6}, {-6.9, 15.2}, {-7.1, 13.1}}}};
    int cut = 0;
    double inside = 0;
    for (const int i : places.of_level("commune")) {
        const MultiPolygon& shape = places[static_cast<std::size_t>(i)].shape;
        const SplitShape parts = split(shape, polygon);
        const double within = area_of(parts.inside), beyond = area_of(parts.outside);
        BOOST_REQUIRE(polygon_fault(parts.inside).empty());
        BOOST_TEST(within + beyond == area_of(shape), boost::test_tools::tolerance(1e-12));
        cut += parts.inside.empty() || parts.outside.empty() ? 0 : 1;
        inside += within;
    }
    BOOST_TEST(cut > 30);
    BOOST_TEST(inside == area_of(polygon), boost::test_tools::tolerance(1e-9));  // it lies within Mali
}

BOOST_AUTO_TEST_CASE(a_commune_is_inside_its_own_border) {
    if (!has_real_data()) return;
    Account account;
    const auto places = read_localities(real_layers_2021(), account);
    for (const int i : places.of_level("cercle")) {
        const MultiPolygon& shape = places[static_cast<std::size_t>(i)].shape;
        BOOST_TEST(split(shape, shape).outside.empty(), places[static_cast<std::size_t>(i)].name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
