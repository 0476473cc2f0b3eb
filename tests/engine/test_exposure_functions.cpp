// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/exposure.hpp>

#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>

#include "overlay_fixture.hpp"

using namespace djoliba;
using namespace djoliba::testing;

namespace {

const Grid four{0, 1, 1, 1, 4, 1};

std::unique_ptr<RasterSource> raster(const std::vector<double>& values, const Grid& grid = four) {
    return memory_raster(grid, "EPSG:4326", values);
}

ExposureCurves curves(const RasterSource& people, const RasterSource& depth, const std::vector<double>& edges,
                      Direction direction = Direction::at_or_above) {
    const Covered coverage({box(0, 0, static_cast<double>(depth.grid().cols), 1)}, grid_of(depth.grid()));
    return expose(coverage, {&people}, std::vector<HazardLayer>{{"flood", &depth, edges, direction}});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(exposure_functions)

BOOST_AUTO_TEST_CASE(a_smooth_function_lies_within_its_stated_error) {
    std::mt19937_64 random(51);
    std::uniform_real_distribution<float> deep(0, 3), many(0, 9);
    const Grid long_row{0, 1, 1, 1, 4000, 1};
    std::vector<double> p(4000), d(4000);
    for (std::size_t i = 0; i < p.size(); ++i) {
        p[i] = many(random);
        d[i] = i % 3 == 0 ? 0 : deep(random);
    }
    const auto people = raster(p, long_row), depth = raster(d, long_row);
    const SmoothFunction rising{[](double x) { return x * x / (1 + x * x); }, 2, 0, 1};
    double truth = 0;
    for (std::size_t i = 0; i < p.size(); ++i) truth += p[i] * rising.value(d[i]);
    double last = std::numeric_limits<double>::infinity();
    for (const double step : {0.5, 0.1, 0.01}) {
        auto edges = fine_ladder(step, 3);
        edges[0] = 0;
        const auto sum = sum_smooth(curves(*people, *depth, edges), 0, 0, rising);
        BOOST_TEST(std::abs(sum.value - truth) <= sum.error);
        BOOST_TEST(sum.error < last);
        last = sum.error;
    }
    BOOST_TEST(last < 1e-3 * truth);
}

BOOST_AUTO_TEST_CASE(people_above_the_last_edge_widen_the_error_to_the_bounds) {
    const auto people = raster({1, 0, 0, 10}), depth = raster({0, 0, 0, 5});
    const SmoothFunction f{[](double x) { return x / 10; }, 0, 0, 1};
    const auto sum = sum_smooth(curves(*people, *depth, {0, 1}), 0, 0, f);
    BOOST_TEST(sum.value == 1);         // ten people at f(1)
    BOOST_TEST(sum.error == 10 * 0.9);  // up to 1
    BOOST_CHECK_THROW(sum_smooth(curves(*people, *depth, {}), 0, 0, f), Error);
}

BOOST_AUTO_TEST_CASE(a_shift_acts_on_wet_ground_and_reports_its_edges) {
    const auto people = raster({1, 2, 4, 8});
    const auto depth = raster({0, 0.005F, 0.25F, 1.3F});
    const auto c = curves(*people, *depth, fine_ladder(0.01, 2));
    const auto at = [&](double edge, double shift) { return people_shifted(c, 0, 0, edge, shift); };
    BOOST_TEST(at(0.5, 0).people_least == 8);
    BOOST_TEST(at(0.5, 0.25).people_most == 4 + 8);  // exactly on an edge
    BOOST_TEST(at(0.5, 0.25).people_least == 4 + 8);
    BOOST_TEST(at(0.5, 0.25).edge_over == 0.25);
    BOOST_TEST(at(0.5, 0.7).people_least == 2 + 4 + 8);  // all wet ground, dry ground stays dry
    BOOST_TEST(at(0.5, 0.7).people_most == 2 + 4 + 8);
    const auto between = at(1.3025, 0);
    BOOST_TEST(between.edge_under == 1.3);
    BOOST_TEST(between.edge_over == 1.31);
    BOOST_TEST(between.people_most == 8);
    BOOST_TEST(between.people_least == 0);
    const auto beyond = at(2.5, 0);
    BOOST_TEST(std::isinf(beyond.edge_over));
    BOOST_TEST(beyond.people_least == 0);
    BOOST_TEST(at(0.5, -1).people_most == 0);  // shallower by a metre: 1.3 becomes 0.3
    BOOST_TEST(at(0.25, -1).people_least == 8);
}

BOOST_AUTO_TEST_CASE(shifts_by_any_number_of_centimetres_agree_with_shifted_rasters) {
    std::mt19937_64 random(52);
    std::uniform_int_distribution<int> centimetres(0, 300);
    const Grid long_row{0, 1, 1, 1, 1000, 1};
    std::vector<double> p(1000, 1), d(1000);
    for (double& v : d) v = static_cast<float>(std::max(0, centimetres(random) - 100)) / 100.0F;
    const auto people = raster(p, long_row), depth = raster(d, long_row);
    const auto c = curves(*people, *depth, fine_ladder(0.01, 5));
    for (const int shift : {-150, -30, 0, 1, 30, 77}) {
        for (const int edge : {1, 30, 50, 200}) {
            double direct = 0;
            for (const double v : d) direct += v > 0 && std::lround(v * 100) + shift >= edge;
            const auto found = people_shifted(c, 0, 0, edge / 100.0, shift / 100.0);
            BOOST_TEST(found.people_least == direct);
            BOOST_TEST(found.people_most == direct);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_curve_that_cannot_tell_wet_from_dry_cannot_be_shifted) {
    const auto people = raster({1, 2, 4, 8}), depth = raster({0, 1, 2, 3});
    BOOST_CHECK_THROW(people_shifted(curves(*people, *depth, {0.5, 1}), 0, 0, 1, 0.1), Error);
    BOOST_CHECK_THROW(people_shifted(curves(*people, *depth, {}), 0, 0, 1, 0.1), Error);
}

BOOST_AUTO_TEST_CASE(people_at_an_edge_are_the_same_bits_whatever_other_edges_are_counted) {
    std::mt19937_64 random(52);
    std::uniform_real_distribution<float> deep(0, 3), many(0, 9);
    const Grid long_row{0, 1, 1, 1, 4000, 1};
    std::vector<double> p(4000), d(4000);
    for (std::size_t i = 0; i < p.size(); ++i) p[i] = many(random), d[i] = deep(random);
    const auto people = raster(p, long_row), depth = raster(d, long_row);
    for (const auto direction : {Direction::at_or_above, Direction::at_or_below}) {
        const auto alone = curves(*people, *depth, {0.5}, direction);
        const auto among = curves(*people, *depth, fine_ladder(0.01, 3), direction);
        const auto count = direction == Direction::at_or_above ? people_at_or_above : people_at_or_below;
        BOOST_TEST(count(alone, 0, 0, 0.5) == count(among, 0, 0, 0.5));
    }
}

BOOST_AUTO_TEST_SUITE_END()
