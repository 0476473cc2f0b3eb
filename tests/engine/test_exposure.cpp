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

#include "exposure_fixture.hpp"

using namespace djoliba;
using namespace djoliba::testing;
using boost::test_tools::per_element;

namespace {

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

BOOST_AUTO_TEST_CASE(progress_ends_at_one_and_a_job_can_be_cancelled) {
    const auto p = raster({1, 2, 3, 4});
    const auto coverage = cover_all({box(0, 0, 2, 2)}, {p.get()});
    double last = 0;
    expose(coverage, {p.get()}, {}, {.progress = [&](double v) { last = v; }});
    BOOST_TEST(last == 1);
    BOOST_CHECK_THROW(expose(coverage, {p.get()}, {}, {.cancelled = [] { return true; }}), Cancelled);
}

BOOST_AUTO_TEST_SUITE_END()
