// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// expose() against counting cell by cell, on random rasters and shapes.
#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/test/unit_test.hpp>

#include "exposure_fixture.hpp"

using namespace djoliba;
using namespace djoliba::testing;

BOOST_AUTO_TEST_SUITE(exposure_direct)

BOOST_AUTO_TEST_CASE(bins_unknown_and_masked_add_up_to_the_total) {
    std::mt19937_64 random(21);
    const Grid g{0, 60, 1, 1, 90, 60};
    const auto p = raster(random_values(random, g, 0, 50, 0.2), g);
    const auto depth = raster(random_values(random, g, -1, 5, 0.1), g);
    const auto water = raster(random_values(random, g, 0, 1, 0.1), g);
    const auto coverage = cover_all(triangles(random, 60, 7), {p.get(), depth.get(), water.get()});
    const auto c = expose(coverage, {p.get()},
                          std::vector<HazardLayer>{{"flood",
                                                    depth.get(),
                                                    {0, 0.5, 1, 3},
                                                    Direction::at_or_above,
                                                    Nodata::unknown,
                                                    1,
                                                    {{water.get(), 0.8}}}});
    const auto& h = c.hazards[0];
    for (std::size_t s = 0; s < c.shapes(); ++s) {
        double sum = h.people_unknown[s] + h.people_masked[s];
        for (std::size_t b = 0; b < h.bins(); ++b) sum += h.people[s * h.bins() + b];
        BOOST_REQUIRE_CLOSE(sum, c.people_total[s], 1e-12);
    }
}

BOOST_AUTO_TEST_CASE(a_partition_sums_to_the_total_of_the_raster) {
    std::mt19937_64 random(22);
    for (const double cell : {1.0, 0.37, 4.1}) {
        const auto n = static_cast<std::int64_t>(40 / cell);
        const Grid g{0, static_cast<double>(n) * cell, cell, cell, n, n};
        const Values values = random_values(random, g, 0, 1000, 0);
        const auto p = raster(values, g);
        const auto c =
            expose(cover_all(triangles(random, static_cast<double>(n) * cell, 9), {p.get()}), {p.get()}, {});
        const double total = std::accumulate(values.begin(), values.end(), 0.0);
        const double sum = std::accumulate(c.people_total.begin(), c.people_total.end(), 0.0);
        BOOST_TEST(sum == total, boost::test_tools::tolerance(1e-12));
    }
}

BOOST_AUTO_TEST_CASE(any_mix_of_grids_agrees_with_a_sum_over_cells) {
    std::mt19937_64 random(23);
    std::uniform_real_distribution<double> place(-0.5, 0.5), size(0.05, 0.3);
    for (int round = 0; round < 20; ++round) {
        const auto grid = [&] {
            return Grid{place(random) - 1, place(random) + 1, size(random), size(random), 12, 9};
        };
        const Grid gp = grid(), gh = grid();
        const Values vp = random_values(random, gp, 0, 100, 0.1), vh = random_values(random, gh, 0, 3, 0.2);
        const auto p = raster(vp, gp), depth = raster(vh, gh);
        const Shapes shapes{{{random_ring(random, {0, 0}, 0.9, 30)}}, box(-5, -5, 5, 5)};
        const auto coverage = cover_all(shapes, {p.get(), depth.get()});
        const auto c = expose(coverage, {p.get()}, std::vector<HazardLayer>{{"flood", depth.get(), {1}}});
        for (std::size_t s = 0; s < shapes.size(); ++s) {
            double all = 0, wet = 0, unknown = 0;
            const auto f = fractions(shapes[s], coverage.grid());
            const auto& a = coverage.grid();
            for (std::int64_t r = 0; r < a.rows(); ++r) {
                for (std::int64_t k = 0; k < a.cols(); ++k) {
                    const double x = (a.x[k] + a.x[k + 1]) / 2, y = (a.y[r] + a.y[r + 1]) / 2;
                    const auto value = [&](const Grid& g, const Values& v) {
                        const double i = std::floor((x - g.west) / g.dx),
                                     j = std::floor((g.north - y) / g.dy);
                        const bool in = i >= 0 && j >= 0 && i < static_cast<double>(g.cols) &&
                                        j < static_cast<double>(g.rows);
                        return in ? v[static_cast<std::size_t>(j) * g.cols + static_cast<std::size_t>(i)]
                                  : missing;
                    };
                    const double area = (a.x[k + 1] - a.x[k]) * (a.y[r] - a.y[r + 1]);
                    const double people = value(gp, vp) * area / (gp.dx * gp.dy) * f[r * a.cols() + k];
                    if (std::isnan(people)) continue;
                    const double h = value(gh, vh);
                    all += people;
                    unknown += std::isnan(h) ? people : 0;
                    wet += h >= 1 ? people : 0;
                }
            }
            BOOST_REQUIRE_CLOSE(c.people_total[s] + 1, all + 1, 1e-10);
            BOOST_REQUIRE_CLOSE(c.hazards[0].people_unknown[s] + 1, unknown + 1, 1e-10);
            BOOST_REQUIRE_CLOSE(c.hazards[0].people[s * 2 + 1] + 1, wet + 1, 1e-10);
        }
        // The whole raster of people, whatever the cells of the hazard.
        const double total = std::accumulate(vp.begin(), vp.end(), 0.0,
                                             [](double t, double v) { return t + (std::isnan(v) ? 0 : v); });
        BOOST_REQUIRE_CLOSE(c.people_total[1], total, 1e-10);
    }
}

BOOST_AUTO_TEST_CASE(threads_and_the_order_of_shapes_and_hazards_change_no_byte) {
    std::mt19937_64 random(24);
    const Grid g{0, 1300, 1, 1, 1500, 1300}, coarse{0, 1300, 25, 13, 60, 100};
    const auto p = raster(random_values(random, g, 0, 50, 0.3), g);
    const auto depth = raster(random_values(random, g, 0, 3, 0.3), g);
    const auto spi = raster(random_values(random, coarse, -3, 3, 0.1), coarse);
    auto shapes = triangles(random, 1300, 6);
    std::vector<HazardLayer> hazards{{"flood", depth.get(), {0.3, 0.5, 1}},
                                     {"drought", spi.get(), {-2, -1}, Direction::at_or_below}};
    const auto coverage = cover_all(shapes, {p.get(), depth.get(), spi.get()});
    const auto one = flat(expose(coverage, {p.get()}, hazards, {.threads = 1}));
    for (const int threads : {2, 5}) {
        const auto more = flat(expose(coverage, {p.get()}, hazards, {.threads = threads}));
        BOOST_TEST((more == one));
    }
    std::reverse(shapes.begin(), shapes.end());
    std::reverse(hazards.begin(), hazards.end());
    const auto turned = expose(cover_all(shapes, {spi.get(), p.get(), depth.get()}), {p.get()}, hazards);
    const auto straight = expose(coverage, {p.get()}, std::vector<HazardLayer>{hazards[1], hazards[0]});
    const std::size_t n = shapes.size();
    for (std::size_t s = 0; s < n; ++s) {
        BOOST_REQUIRE_EQUAL(turned.people_total[n - 1 - s], straight.people_total[s]);
        for (std::size_t b = 0; b < 4; ++b)
            BOOST_REQUIRE_EQUAL(turned.hazards[1].people[(n - 1 - s) * 4 + b],
                                straight.hazards[0].people[s * 4 + b]);
    }
}

BOOST_AUTO_TEST_CASE(many_edges_of_any_spacing_agree_with_counting_one_by_one) {
    std::mt19937_64 random(25);
    const Grid g{0, 1, 1, 1, 5000, 1};
    std::uniform_real_distribution<float> value(-1, 12);
    Values depth(5000), people(5000);
    for (std::size_t i = 0; i < depth.size(); ++i) {
        depth[i] = i % 7 == 0 ? 0 : i % 11 == 0 ? static_cast<float>(i % 13) : value(random);
        people[i] = static_cast<double>(i % 5);
    }
    const auto p = raster(people, g), d = raster(depth, g);
    Values even, uneven{-0.5, 0, 1e-30, 0.1}, crowded;
    for (int i = 0; i <= 1000; ++i) even.push_back(i * 0.01);
    for (int i = 0; i < 30; ++i) uneven.push_back(std::ldexp(0.2, i));
    for (int i = 0; i < 20; ++i) crowded.push_back(5 + i * 1e-14);
    crowded.push_back(1e9);
    for (const Values& edges : {even, uneven, crowded}) {
        for (const auto direction : {Direction::at_or_above, Direction::at_or_below}) {
            const auto coverage = cover_all({box(0, 0, 5000, 1)}, {p.get(), d.get()});
            const auto c =
                expose(coverage, {p.get()}, std::vector<HazardLayer>{{"flood", d.get(), edges, direction}});
            for (const double edge : edges) {
                const bool above = direction == Direction::at_or_above;
                const double e = static_cast<float>(edge);
                double direct = 0;
                for (std::size_t i = 0; i < depth.size(); ++i)
                    direct += (above ? depth[i] >= e : depth[i] <= e) ? people[i] : 0;
                const double ours =
                    above ? people_at_or_above(c, 0, 0, edge) : people_at_or_below(c, 0, 0, edge);
                BOOST_REQUIRE_EQUAL(ours, direct);
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
