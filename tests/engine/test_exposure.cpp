// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/exposure.hpp>

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <string>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>

#include "overlay_fixture.hpp"

using namespace djoliba;
using namespace djoliba::testing;
using boost::test_tools::per_element;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
using Values = std::vector<double>;
using Shapes = std::vector<MultiPolygon>;
using Source = std::unique_ptr<RasterSource>;

const Grid two_by_two{0, 2, 1, 1, 2, 2};

Source raster(const Values& values, const Grid& grid = two_by_two, const std::string& name = "memory") {
    return memory_raster(grid, "EPSG:4326", values, name);
}

Covered cover_all(const Shapes& shapes, const std::vector<const RasterSource*>& sources) {
    return {shapes, analysis_grid(sources, "EPSG:4326", everywhere)};
}

/// One shape over the four cells, one hazard.
ExposureCurves four_cells(const Values& people, const HazardLayer& hazard, Nodata nodata = Nodata::unknown,
                          double multiplier = 1) {
    const auto p = raster(people);
    const auto coverage = cover_all({box(0, 0, 2, 2)}, {p.get(), hazard.source});
    return expose(coverage, {p.get(), multiplier, nodata}, std::vector{hazard});
}

/// A reader that counts how often it is asked, and a source that says which windows it read.
struct Watched : RasterSource {
    explicit Watched(Source inner_source) : inner(std::move(inner_source)) {}
    const Grid& grid() const override { return inner->grid(); }
    const std::string& crs() const override { return inner->crs(); }
    const std::string& name() const override { return inner->name(); }
    Window block() const override { return inner->block(); }
    bool has_data(const Window& w) const override { return inner->has_data(w); }
    bool fits_float() const override { return inner->fits_float(); }
    std::unique_ptr<BlockReader> open() const override {
        ++opened;
        return inner->open();
    }
    Source inner;
    mutable int opened = 0;
};

Values random_values(std::mt19937_64& random, const Grid& g, double least, double most,
                     double share_missing) {
    std::uniform_real_distribution<double> value(least, most), chance(0, 1);
    Values v(static_cast<std::size_t>(g.cols * g.rows));
    for (double& x : v) x = chance(random) < share_missing ? missing : value(random);
    return v;
}

std::vector<double> flat(const ExposureCurves& c) {
    Values all = c.people_total;
    const auto append = [&](const Values& v) { all.insert(all.end(), v.begin(), v.end()); };
    append(c.cells);
    append(c.cells_people_unknown);
    for (const auto& h : c.hazards) {
        append(h.people);
        append(h.people_intensity);
        append(h.people_unknown);
        append(h.people_masked);
    }
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(exposure)

BOOST_AUTO_TEST_CASE(no_shapes_and_no_hazards) {
    const auto p = raster({1, 2, 3, 4});
    const auto none = expose(cover_all({}, {p.get()}), {p.get()}, {});
    BOOST_TEST(none.shapes() == 0U);
    const auto c = expose(cover_all({box(0, 0, 2, 2)}, {p.get()}), {p.get()}, {});
    BOOST_TEST(c.people_total == Values{10}, per_element());
    BOOST_TEST(c.cells == Values{4}, per_element());
    BOOST_TEST(c.hazards.empty());
}

BOOST_AUTO_TEST_CASE(people_fall_into_the_bins_of_their_intensity) {
    const auto depth = raster({0, 0.5, 1, 2});
    const auto c = four_cells({1, 2, 4, 8}, {"flood", depth.get(), {0.5, 1.5}});
    BOOST_TEST(c.hazards[0].people == (Values{1, 6, 8}), per_element());
    BOOST_TEST(c.hazards[0].people_intensity == (Values{0, 5, 16}), per_element());
    BOOST_TEST(c.hazards[0].people_unknown == Values{0}, per_element());
    BOOST_TEST(people_at_or_above(c, 0, 0, 0.5) == 14);
    BOOST_TEST(people_at_or_above(c, 0, 0, 1.5) == 8);
    BOOST_TEST(mean_intensity(c, 0, 0) == 21.0 / 15);
}

BOOST_AUTO_TEST_CASE(at_or_below_takes_the_edge_from_the_other_side) {
    const auto spi = raster({-2, -1, 0, 1.5});
    const auto c = four_cells({1, 2, 4, 8}, {"drought", spi.get(), {-1.5, -1, 0}, Direction::at_or_below});
    BOOST_TEST(c.hazards[0].people == (Values{1, 2, 4, 8}), per_element());
    BOOST_TEST(c.hazards[0].people_intensity == (Values{-2, -2, 0, 12}), per_element());
    BOOST_TEST(people_at_or_below(c, 0, 0, -1) == 3);
    BOOST_TEST(people_at_or_below(c, 0, 0, 0) == 7);
    BOOST_TEST(mean_intensity(c, 0, 0) == 8.0 / 15);
    BOOST_CHECK_THROW(people_at_or_above(c, 0, 0, -1), Error);
}

BOOST_AUTO_TEST_CASE(unknown_hazard_over_people_is_counted_apart) {
    const auto depth = raster({missing, 0, 1, missing});
    const auto c = four_cells({1, 2, 4, 8}, {"flood", depth.get(), {0.5}});
    BOOST_TEST(c.hazards[0].people == (Values{2, 4}), per_element());
    BOOST_TEST(c.hazards[0].people_unknown[0] == 9);
    BOOST_TEST(people_at_or_above(c, 0, 0, 0.5) == 4);
}

BOOST_AUTO_TEST_CASE(a_hazard_known_for_nobody_is_not_zero_people) {
    const auto depth = raster({missing, missing, missing, missing});
    const auto c = four_cells({1, 2, 4, 8}, {"flood", depth.get(), {0.5}});
    BOOST_TEST(c.hazards[0].people_unknown[0] == 15);
    BOOST_TEST(std::isnan(people_at_or_above(c, 0, 0, 0.5)));
    BOOST_TEST(std::isnan(mean_intensity(c, 0, 0)));
    const Values one{1.0};
    BOOST_TEST(std::isnan(sum_steps(c, 0, 0, {}, one)));
}

BOOST_AUTO_TEST_CASE(nodata_that_means_dry_counts_as_zero_depth) {
    const auto depth = raster({missing, 0, 1, missing});
    const auto c =
        four_cells({1, 2, 4, 8}, {"flood", depth.get(), {0.5}, Direction::at_or_above, Nodata::none});
    BOOST_TEST(c.hazards[0].people == (Values{11, 4}), per_element());
    BOOST_TEST(c.hazards[0].people_unknown[0] == 0);
}

BOOST_AUTO_TEST_CASE(beyond_the_raster_is_unknown_even_where_nodata_means_dry) {
    const auto p = raster({1, 2, 4, 8});
    const auto depth = raster({missing}, {0, 2, 1, 1, 1, 1});
    const auto coverage = cover_all({box(0, 0, 2, 2)}, {p.get(), depth.get()});
    const auto c =
        expose(coverage, {p.get()},
               std::vector<HazardLayer>{{"flood", depth.get(), {0.5}, Direction::at_or_above, Nodata::none}});
    BOOST_TEST(c.hazards[0].people[0] == 1);
    BOOST_TEST(c.hazards[0].people_unknown[0] == 14);
}

BOOST_AUTO_TEST_CASE(unknown_people_are_counted_as_cells_and_settled_nowhere_as_none) {
    const auto depth = raster({1, 1, 1, 1});
    const HazardLayer flood{"flood", depth.get(), {0.5}};
    const auto unknown = four_cells({missing, 2, missing, 8}, flood);
    BOOST_TEST(unknown.people_total[0] == 10);
    BOOST_TEST(unknown.cells[0] == 4);
    BOOST_TEST(unknown.cells_people_unknown[0] == 2);
    const auto none = four_cells({missing, 2, missing, 8}, flood, Nodata::none);
    BOOST_TEST(none.people_total[0] == 10);
    BOOST_TEST(none.cells_people_unknown[0] == 0);
}

BOOST_AUTO_TEST_CASE(people_known_nowhere_are_not_zero_people) {
    const auto depth = raster({1, 1, 1, 1});
    const auto c = four_cells({missing, missing, missing, missing}, {"flood", depth.get(), {0.5}});
    BOOST_TEST(std::isnan(c.people_total[0]));
    BOOST_TEST(std::isnan(people_at_or_above(c, 0, 0, 0.5)));
    BOOST_TEST(c.cells_people_unknown[0] == 4);
    const auto none =
        four_cells({missing, missing, missing, missing}, {"flood", depth.get(), {0.5}}, Nodata::none);
    BOOST_TEST(none.people_total[0] == 0);
    BOOST_TEST(people_at_or_above(none, 0, 0, 0.5) == 0);
}

BOOST_AUTO_TEST_CASE(shapes_that_are_empty_or_outside_have_no_figures) {
    const auto p = raster({1, 2, 3, 4});
    const auto coverage = cover_all({{}, box(8, 8, 9, 9), box(0, 0, 1, 1), box(1, 0, 3, 1)}, {p.get()});
    const auto c = expose(coverage, {p.get()}, {});
    BOOST_TEST(std::isnan(c.people_total[0]));
    BOOST_TEST(std::isnan(c.people_total[1]));
    BOOST_TEST(c.outside_fraction[1] == 1);
    BOOST_TEST(c.people_total[2] == 3);
    BOOST_TEST(c.people_total[3] == 4);
    BOOST_TEST(c.outside_fraction[3] == 0.5);
}

BOOST_AUTO_TEST_CASE(multipliers_change_units) {
    const auto cm = raster({0, 30, 70, 100});
    const auto c = four_cells({1, 2, 4, 8},
                              {"flood", cm.get(), {0.3, 0.7}, Direction::at_or_above, Nodata::unknown, 0.01},
                              Nodata::unknown, 400);
    BOOST_TEST(c.people_total[0] == 6000);
    BOOST_TEST(people_at_or_above(c, 0, 0, 0.3) == 5600);
    BOOST_TEST(people_at_or_above(c, 0, 0, 0.7) == 4800);
}

BOOST_AUTO_TEST_CASE(a_depth_stored_in_single_precision_is_at_its_own_edge) {
    const double stored = static_cast<double>(0.7F);  // a little below 0.7
    const auto depth = raster({stored, stored, 0, 0});
    BOOST_TEST(depth->fits_float());
    BOOST_TEST(stored < 0.7);
    const auto c = four_cells({1, 2, 4, 8}, {"flood", depth.get(), {0.7}});
    BOOST_TEST(people_at_or_above(c, 0, 0, 0.7) == 3);
    const auto below = four_cells({1, 2, 4, 8}, {"flood", depth.get(), {0.7}, Direction::at_or_below});
    BOOST_TEST(people_at_or_below(below, 0, 0, 0.7) == 15);
}

BOOST_AUTO_TEST_CASE(every_centimetre_of_a_metre_raster_is_at_its_own_edge_in_both_directions) {
    const Grid line{0, 1, 1, 1, 1000, 1};
    Values cm(1000), edges;
    std::iota(cm.begin(), cm.end(), 0);
    for (int i = 0; i < 1000; ++i) edges.push_back(i / 100.0);
    const auto people = raster(Values(1000, 1.0), line);
    const auto depth = raster(cm, line);
    const auto coverage = cover_all({box(0, 0, 1000, 1)}, {people.get(), depth.get()});
    for (const auto direction : {Direction::at_or_above, Direction::at_or_below}) {
        const auto c =
            expose(coverage, {people.get()},
                   std::vector<HazardLayer>{{"flood", depth.get(), edges, direction, Nodata::unknown, 0.01}});
        for (std::size_t i = 0; i < edges.size(); ++i) {
            const auto n = static_cast<double>(direction == Direction::at_or_above ? 1000 - i : i + 1);
            BOOST_REQUIRE_EQUAL(direction == Direction::at_or_above ? people_at_or_above(c, 0, 0, edges[i])
                                                                    : people_at_or_below(c, 0, 0, edges[i]),
                                n);
        }
    }
}

BOOST_AUTO_TEST_CASE(permanent_water_is_taken_out_and_counted_apart) {
    const auto depth = raster({1, 1, 0, missing});
    const auto water = raster({0, 100, 100, 100});
    const auto c = four_cells(
        {1, 2, 4, 8},
        {"flood", depth.get(), {0.5}, Direction::at_or_above, Nodata::unknown, 1, {{water.get(), 50}}});
    BOOST_TEST(c.hazards[0].people == (Values{0, 1}), per_element());
    BOOST_TEST(c.hazards[0].people_masked[0] == 14);  // known to be water, whatever the depth
    BOOST_TEST(c.hazards[0].people_unknown[0] == 0);
}

BOOST_AUTO_TEST_CASE(where_the_mask_is_unknown_so_is_the_hazard) {
    const auto depth = raster({1, 1, 0, 0});
    const auto water = raster({missing, 0, 100, 0});
    HazardLayer flood{"flood", depth.get(),        {0.5}, Direction::at_or_above, Nodata::unknown,
                      1,       {{water.get(), 50}}};
    auto c = four_cells({1, 2, 4, 8}, flood);
    BOOST_TEST(c.hazards[0].people_unknown[0] == 1);
    flood.masks[0].nodata = Nodata::none;
    c = four_cells({1, 2, 4, 8}, flood);
    BOOST_TEST(c.hazards[0].people_unknown[0] == 0);
    BOOST_TEST(people_at_or_above(c, 0, 0, 0.5) == 3);
}

BOOST_AUTO_TEST_CASE(only_the_excess_over_seasonal_water_counts) {
    const auto depth = raster({1, 1, 0.25, 2});
    const auto yearly = raster({0.75, missing, 0.5, 1});
    const auto c = four_cells({1, 2, 4, 8}, {"flood",
                                             depth.get(),
                                             {0.25, 1},
                                             Direction::at_or_above,
                                             Nodata::unknown,
                                             1,
                                             {{yearly.get(), 0, 1, Nodata::none, MaskRule::excess}}});
    BOOST_TEST(c.hazards[0].people == (Values{4, 1, 10}), per_element());
    BOOST_TEST(c.hazards[0].people_intensity == (Values{0, 0.25, 10}), per_element());
}

BOOST_AUTO_TEST_CASE(border_cells_count_by_their_covered_share) {
    const auto p = raster({1, 2, 4, 8});
    const auto depth = raster({1, 0, 1, missing});
    const auto coverage = cover_all({box(0.5, 0.5, 1.5, 1.5)}, {p.get(), depth.get()});
    const auto c = expose(coverage, {p.get()}, std::vector<HazardLayer>{{"flood", depth.get(), {0.5}}});
    BOOST_TEST(c.people_total[0] == 3.75);
    BOOST_TEST(c.cells[0] == 1);
    BOOST_TEST(c.hazards[0].people == (Values{0.5, 1.25}), per_element());
    BOOST_TEST(c.hazards[0].people_unknown[0] == 2);
}

BOOST_AUTO_TEST_CASE(coarse_people_are_split_and_coarse_hazards_repeated) {
    const auto p = raster({16}, {0, 2, 2, 2, 1, 1});
    const auto depth = raster({1, 0, 0, 1});
    const auto coverage =
        cover_all({box(0, 0, 2, 2), box(0, 1, 1, 2), box(0, 0, 0.5, 0.5)}, {p.get(), depth.get()});
    const auto c = expose(coverage, {p.get()}, std::vector<HazardLayer>{{"flood", depth.get(), {0.5}}});
    BOOST_TEST(c.people_total == (Values{16, 4, 1}), per_element());
    BOOST_TEST(c.cells == (Values{1, 0.25, 0.0625}), per_element());
    BOOST_TEST(people_at_or_above(c, 0, 0, 0.5) == 8);
    const auto fine = raster({1, 2, 4, 8});
    const auto coarse = raster({3}, {0, 2, 2, 2, 1, 1});
    const auto again = expose(cover_all({box(0, 0, 2, 2)}, {fine.get(), coarse.get()}), {fine.get()},
                              std::vector<HazardLayer>{{"flood", coarse.get(), {0.5}}});
    BOOST_TEST(people_at_or_above(again, 0, 0, 0.5) == 15);
    BOOST_TEST(mean_intensity(again, 0, 0) == 3);
}

BOOST_AUTO_TEST_CASE(functions_with_breakpoints_on_edges_are_exact) {
    const auto depth = raster({0.25, 0.75, 1.5, 4});
    const auto c = four_cells({1, 2, 4, 8}, {"flood", depth.get(), {0, 0.5, 1, 2}});
    const Values steps{0.5, 2}, values{0, 1, 10};
    BOOST_TEST(sum_steps(c, 0, 0, steps, values) == 2 + 4 + 80);
    // 0 below 0.5 m, straight to 3 at 2 m, then constant: 0, 0.5, 2 and 3 per person.
    const std::vector<Point> damage{{0.5, 0}, {2, 3}};
    BOOST_TEST(sum_linear(c, 0, 0, damage) == 2 * 0.5 + 4 * 2 + 8 * 3);
    const std::vector<Point> constant{{1, 7}};
    BOOST_TEST(sum_linear(c, 0, 0, constant) == 15 * 7);
}

BOOST_AUTO_TEST_CASE(functions_off_the_edges_and_out_of_order_are_refused) {
    const auto depth = raster({0, 1, 2, 3});
    const auto c = four_cells({1, 2, 4, 8}, {"flood", depth.get(), {0.5, 1}});
    const Values off{0.6}, falling{1, 0.5}, two{0, 1}, three{0, 1, 2};
    BOOST_CHECK_THROW(people_at_or_above(c, 0, 0, 0.6), Error);
    BOOST_CHECK_THROW(sum_steps(c, 0, 0, off, two), Error);
    BOOST_CHECK_THROW(sum_steps(c, 0, 0, falling, three), Error);
    BOOST_CHECK_THROW(sum_steps(c, 0, 0, falling, two), Error);
    BOOST_CHECK_THROW(sum_linear(c, 0, 0, {}), Error);
    BOOST_CHECK_THROW(c.find("drought"), Error);
    BOOST_TEST(c.find("flood") == 0U);
}

BOOST_AUTO_TEST_CASE(undeclared_nodata_is_never_summed) {
    const auto depth = raster({0, 0, 0, 0});
    for (const double bad : {-99999.0, -200.0, 3.4e38}) {
        const auto p = raster({1, bad, 2, 3}, two_by_two, "people.tif");
        const auto coverage = cover_all({box(0, 0, 2, 2)}, {p.get()});
        try {
            expose(coverage, {p.get()}, {});
            BOOST_FAIL("not refused");
        } catch (const Error& e) {
            BOOST_TEST(std::string(e.what()).find("people.tif") != std::string::npos);
        }
    }
}

BOOST_AUTO_TEST_CASE(layers_that_cannot_be_used_are_refused) {
    const auto p = raster({1, 2, 3, 4});
    const auto coverage = cover_all({box(0, 0, 2, 2)}, {p.get()});
    const auto refused = [&](const HazardLayer& h) {
        BOOST_CHECK_THROW(expose(coverage, {p.get()}, std::vector{h}), Error);
    };
    refused({"no raster", nullptr, {}});
    refused({"edges", p.get(), {1, 1}});
    refused({"edges", p.get(), {2, 1}});
    refused({"edges", p.get(), {missing}});
    refused({"multiplier", p.get(), {1}, Direction::at_or_above, Nodata::none, -1});
    refused({"excess",
             p.get(),
             {1},
             Direction::at_or_below,
             Nodata::none,
             1,
             {{p.get(), 0, 1, Nodata::none, MaskRule::excess}}});
    const auto mollweide = memory_raster(two_by_two, "ESRI:54009", {1, 2, 3, 4});
    refused({"crs", mollweide.get(), {1}});
    const auto shifted = raster({1, 2, 3, 4}, {0.25, 2, 1, 1, 2, 2});
    refused({"grid", shifted.get(), {1}});
    BOOST_CHECK_THROW(expose(coverage, {nullptr}, {}), Error);
}

BOOST_AUTO_TEST_CASE(hazards_are_not_read_where_nobody_lives) {
    const auto p = raster({0, 0, 0, missing});
    Watched depth(raster({1, 1, 1, 1}));
    const auto coverage = cover_all({box(0, 0, 2, 2)}, {p.get(), &depth});
    const auto c = expose(coverage, {p.get()}, std::vector<HazardLayer>{{"flood", &depth, {0.5}}});
    BOOST_TEST(depth.opened == 0);
    BOOST_TEST(people_at_or_above(c, 0, 0, 0.5) == 0);
}

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

BOOST_AUTO_TEST_CASE(progress_ends_at_one_and_a_job_can_be_cancelled) {
    const auto p = raster({1, 2, 3, 4});
    const auto coverage = cover_all({box(0, 0, 2, 2)}, {p.get()});
    double last = 0;
    expose(coverage, {p.get()}, {}, {.progress = [&](double v) { last = v; }});
    BOOST_TEST(last == 1);
    BOOST_CHECK_THROW(expose(coverage, {p.get()}, {}, {.cancelled = [] { return true; }}), Cancelled);
}

BOOST_AUTO_TEST_SUITE_END()
