// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/coverage.hpp>

#include <geos_c.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <memory>
#include <numeric>

#include <fmt/format.h>
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>

#include "overlay_fixture.hpp"

using namespace djoliba;
using namespace djoliba::testing;
using boost::test_tools::per_element;

namespace {

using Fractions = std::vector<double>;
using Shapes = std::vector<MultiPolygon>;
const AnalysisGrid three = grid_of({0, 3, 1, 1, 3, 3});

struct Geos {
    GEOSContextHandle_t handle = GEOS_init_r();
    Geos() = default;
    Geos(const Geos&) = delete;
    Geos& operator=(const Geos&) = delete;
    ~Geos() { GEOS_finish_r(handle); }

    GEOSGeometry* ring(const Ring& points) const {
        auto* sequence = GEOSCoordSeq_create_r(handle, static_cast<unsigned>(points.size()), 2);
        for (unsigned i = 0; i < points.size(); ++i)
            GEOSCoordSeq_setXY_r(handle, sequence, i, points[i].x, points[i].y);
        return GEOSGeom_createLinearRing_r(handle, sequence);
    }
    GEOSGeometry* polygon(const Polygon& rings) const {
        std::vector<GEOSGeometry*> holes;
        for (std::size_t i = 1; i < rings.size(); ++i) holes.push_back(ring(rings[i]));
        return GEOSGeom_createPolygon_r(handle, ring(rings[0]), holes.data(),
                                        static_cast<unsigned>(holes.size()));
    }
    /// Share of the cell that the polygon covers.
    double fraction(const GEOSGeometry* shape, const MultiPolygon& cell) const {
        auto* square = polygon(cell[0]);
        auto* common = GEOSIntersection_r(handle, shape, square);
        double part = 0, all = 0;
        GEOSArea_r(handle, common, &part);
        GEOSArea_r(handle, square, &all);
        GEOSGeom_destroy_r(handle, common);
        GEOSGeom_destroy_r(handle, square);
        return part / all;
    }
};

/// Largest difference between our fractions and those of GEOS.
double difference_from_geos(const Geos& geos, const Polygon& polygon, const AnalysisGrid& grid) {
    const auto ours = fractions({polygon}, grid);
    auto* shape = geos.polygon(polygon);
    double worst = 0;
    for (std::int64_t r = 0; r < grid.rows(); ++r) {
        for (std::int64_t c = 0; c < grid.cols(); ++c) {
            const auto cell = box(grid.x[c], grid.y[r + 1], grid.x[c + 1], grid.y[r]);
            worst = std::max(worst, std::abs(geos.fraction(shape, cell) - ours[r * grid.cols() + c]));
        }
    }
    GEOSGeom_destroy_r(geos.handle, shape);
    return worst;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(coverage)

BOOST_AUTO_TEST_CASE(no_shapes_and_empty_shapes_cover_nothing) {
    BOOST_TEST(cover({}, three).shapes.empty());
    const auto c = cover(Shapes{{}, {{}}, {{{}}}, {{{{1, 1}, {2, 2}, {1, 1}}}}}, three);
    BOOST_TEST(c.shapes.size() == 4U);
    for (const auto& s : c.shapes) BOOST_TEST(s.rows == 0);
    const Covered source({{}, {{}}, {{{}}}, {{{{1, 1}, {2, 2}, {1, 1}}}}}, three);
    for (const auto& e : source.extents()) {
        BOOST_TEST(e.area == 0);
        BOOST_TEST(std::isnan(e.outside_fraction));
    }
}

BOOST_AUTO_TEST_CASE(a_grid_without_cells_leaves_all_outside) {
    const auto c = cover(Shapes{box(0, 0, 1, 1)}, AnalysisGrid{});
    BOOST_TEST(c.shapes[0].rows == 0);
    BOOST_TEST(Covered({box(0, 0, 1, 1)}, AnalysisGrid{}).extents()[0].outside_fraction == 1);
}

BOOST_AUTO_TEST_CASE(a_box_on_cell_borders_is_made_of_whole_cells_only) {
    const auto c = cover(Shapes{box(1, 0, 3, 2)}, three);
    BOOST_TEST(c.cell_col.empty());
    BOOST_TEST((c.runs == std::vector<Run>{{1, 3}, {1, 3}}));
    BOOST_TEST(c.shapes[0].first_row == 1);
    BOOST_TEST(c.shapes[0].rows == 2);
    BOOST_TEST(c.shapes[0].first_col == 1);
    BOOST_TEST(c.shapes[0].end_col == 3);
    BOOST_TEST(Covered({box(1, 0, 3, 2)}, three).extents()[0].outside_fraction == 0);
}

BOOST_AUTO_TEST_CASE(a_box_with_a_margin_of_half_a_cell) {
    const Fractions expected{.25, .5, .25, .5, 1, .5, .25, .5, .25};
    BOOST_TEST(fractions(box(.5, .5, 2.5, 2.5), three) == expected, per_element());
}

BOOST_AUTO_TEST_CASE(a_triangle_over_the_diagonal_covers_half_of_the_diagonal_cells) {
    const Fractions expected{.5, 0, 0, 1, .5, 0, 1, 1, .5};
    BOOST_TEST(fractions({{{{0, 0}, {3, 0}, {0, 3}, {0, 0}}}}, three) == expected, per_element());
    BOOST_TEST(fractions({{{{0, 0}, {0, 3}, {3, 0}, {0, 0}}}}, three) == expected,
               per_element());  // clockwise
}

BOOST_AUTO_TEST_CASE(corners_and_edges_on_cell_borders_and_cell_corners) {
    // A diamond with corners in the middles of the sides of the grid, which passes through corners of cells.
    const Fractions expected{.125, .75, .125, .75, 1, .75, .125, .75, .125};
    const Ring diamond{{0, 1.5}, {1.5, 0}, {3, 1.5}, {1.5, 3}, {0, 1.5}};
    BOOST_TEST(fractions({{diamond}}, three) == expected, per_element());
    BOOST_TEST(fractions({{{{1, 1}, {2, 1}, {2, 2}, {1, 2}, {1, 1}}}}, three) ==
                   (Fractions{0, 0, 0, 0, 1, 0, 0, 0, 0}),
               per_element());
}

BOOST_AUTO_TEST_CASE(a_shape_smaller_than_a_cell) {
    const auto f = fractions(box(1.25, 1.25, 1.5, 1.75), three);
    BOOST_TEST(f[4] == 0.125);
    BOOST_TEST(std::accumulate(f.begin(), f.end(), 0.0) == 0.125);
}

BOOST_AUTO_TEST_CASE(a_tiny_shape_keeps_its_digits) {
    // A square of a millionth of a cell: relative to it, not only to the cell.
    const double side = 1e-6;
    const double area = side * side;
    const auto f = fractions(box(1.3, 1.3, 1.3 + side, 1.3 + side), three);
    BOOST_TEST(f[4] == area, boost::test_tools::tolerance(1e-9));  // 1.3 + 1e-6 itself is rounded to 2e-16
}

BOOST_AUTO_TEST_CASE(a_sliver_without_area_covers_nothing) {
    const auto f = fractions({{{{.5, .5}, {2.5, 2.5}, {1.5, 1.5}, {.5, .5}}}}, three);
    BOOST_TEST(std::count(f.begin(), f.end(), 0.0) == 9);
    const auto spike = fractions({{{{0, 0}, {1, 0}, {1, 1}, {1, 3}, {1, 1}, {0, 1}, {0, 0}}}}, three);
    BOOST_TEST(spike == (Fractions{0, 0, 0, 0, 0, 0, 1, 0, 0}), per_element());
}

BOOST_AUTO_TEST_CASE(holes_are_left_out_whatever_their_orientation) {
    const Fractions expected{1, 1, 1, 1, 0, 1, 1, 1, 1};
    MultiPolygon shape = box(0, 0, 3, 3);
    shape[0].push_back(box(1, 1, 2, 2)[0][0]);
    BOOST_TEST(fractions(shape, three) == expected, per_element());
    std::reverse(shape[0][1].begin(), shape[0][1].end());
    BOOST_TEST(fractions(shape, three) == expected, per_element());
    std::reverse(shape[0][0].begin(), shape[0][0].end());
    BOOST_TEST(fractions(shape, three) == expected, per_element());
}

BOOST_AUTO_TEST_CASE(several_shells_in_one_cell_add_up) {
    MultiPolygon shape = box(1, 1, 1.5, 1.5);
    shape.push_back(box(1.5, 1.5, 2, 2)[0]);
    shape.push_back(box(0, 0, .5, 1)[0]);
    BOOST_TEST(fractions(shape, three) == (Fractions{0, 0, 0, 0, .5, 0, .5, 0, 0}), per_element());
    BOOST_TEST(Covered({shape}, three).extents()[0].area == 1);
}

BOOST_AUTO_TEST_CASE(an_unclosed_ring_is_closed) {
    BOOST_TEST(fractions({{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}}}, three)[6] == 1);
}

BOOST_AUTO_TEST_CASE(overlapping_shapes_are_each_counted_whole) {
    const auto c = cover(Shapes{box(0, 0, 2, 2), box(1, 1, 3, 3)}, three);
    BOOST_TEST(fractions_of(c, three, 0)[4] == 1);
    BOOST_TEST(fractions_of(c, three, 1)[4] == 1);
}

BOOST_AUTO_TEST_CASE(what_reaches_over_the_grid_is_reported) {
    const Covered source({box(-1, -1, 1, 1), box(-9, -9, 9, 9), box(2.5, 1, 3.5, 2), box(5, 5, 6, 6),
                          box(-6, 1, -5, 2), box(1, -6, 2, -5), box(3, 0, 4, 3)},
                         three);
    const auto c = source.rows(all_rows(three), {});
    const auto outside = [&](std::size_t i) { return source.extents()[i].outside_fraction; };
    BOOST_TEST(fractions_of(c, three, 0) == (Fractions{0, 0, 0, 0, 0, 0, 1, 0, 0}), per_element());
    BOOST_TEST(outside(0) == 0.75);
    BOOST_TEST(fractions_of(c, three, 1) == Fractions(9, 1), per_element());
    BOOST_TEST(outside(1) == 1 - 9.0 / 324);
    BOOST_TEST(fractions_of(c, three, 2) == (Fractions{0, 0, 0, 0, 0, .5, 0, 0, 0}), per_element());
    BOOST_TEST(outside(2) == 0.5);
    for (std::size_t i = 3; i < 7; ++i) {
        BOOST_TEST(c.shapes[i].rows == 0);
        BOOST_TEST(outside(i) == 1);
    }
}

BOOST_AUTO_TEST_CASE(the_share_outside_is_exact_for_a_shape_much_smaller_than_the_grid) {
    const double tiny = 1e-7;
    const Covered source({box(3 - tiny, 1, 3 + 3 * tiny, 1 + tiny)}, three);
    BOOST_TEST(source.extents()[0].outside_fraction == 0.75, boost::test_tools::tolerance(1e-8));
    BOOST_TEST((source.extents()[0].rows == Rows{1, 2}));
}

BOOST_AUTO_TEST_CASE(a_coordinate_that_is_not_a_number_is_refused) {
    const double bad = std::numeric_limits<double>::quiet_NaN();
    BOOST_CHECK_THROW(cover(Shapes{{{{{0, 0}, {1, 0}, {bad, 1}, {0, 0}}}}}, three), Error);
}

BOOST_AUTO_TEST_CASE(columns_and_rows_may_have_any_width) {
    const AnalysisGrid uneven{{0, 1, 1.5, 4}, {4, 3.9, 0}};
    const auto f = fractions(box(.5, 1.95, 4, 4), uneven);
    BOOST_TEST(f == (Fractions{.5, 1, 1, .25, .5, .5}), per_element());
}

BOOST_AUTO_TEST_CASE(fractions_agree_with_the_intersection_areas_of_geos) {
    const Geos geos;
    std::mt19937_64 random(11);
    const auto grid = grid_of({-1, 1, 0.2, 0.125, 10, 16});
    double worst = 0;
    for (int i = 0; i < 40; ++i) {
        Polygon polygon{random_ring(random, {0.1, -0.05}, i % 5 == 0 ? 1.6 : 0.95, 3 + i * 7)};
        if (i % 2) polygon.push_back(random_ring(random, {0.1, -0.05}, 0.05, 9));
        worst = std::max(worst, difference_from_geos(geos, polygon, grid));
    }
    BOOST_TEST(worst < 2e-13);  // GEOS takes the differences of coordinates near 1 over cells of 0.1
}

BOOST_AUTO_TEST_CASE(fractions_agree_with_geos_on_uneven_columns_and_rows) {
    const Geos geos;
    std::mt19937_64 random(12);
    const auto grid = analysis_grid(
        std::vector<Grid>{{-1, 1, 0.21, 0.13, 9, 15}, {-1.1, 0.95, 0.5, 0.3, 4, 6}}, everywhere);
    double worst = 0;
    for (int i = 0; i < 10; ++i)
        worst = std::max(worst, difference_from_geos(geos, {random_ring(random, {0, 0}, 0.9, 20 + i)}, grid));
    BOOST_TEST(worst < 1e-11);  // the narrowest column is a hundredth of the others
}

BOOST_AUTO_TEST_CASE(an_edge_of_many_degrees_stays_within_a_billionth_of_a_millionth) {
    // Half a square of 12 degrees on cells of 3 arc-seconds; the diagonal runs through the corners of the
    // cells.
    const double cell = 1.0 / 1024;
    const std::int64_t n = 12 * 1024;
    const auto c = cover(Shapes{{{{{0, 0}, {12, 0}, {12, 12}, {0, 0}}}}}, grid_of({0, 12, cell, cell, n, n}));
    BOOST_TEST(c.cell_fraction.size() == static_cast<std::size_t>(n));
    double worst = 0;
    for (const double f : c.cell_fraction) worst = std::max(worst, std::abs(f - 0.5));
    BOOST_TEST(worst < 1e-12);
}

BOOST_AUTO_TEST_CASE(a_partition_covers_every_cell_exactly_once) {
    std::mt19937_64 random(13);
    const auto grid = grid_of({0, 7, 0.07, 0.11, 100, 63});
    const auto c = cover(triangles(random, 6.93, 12), grid);
    Fractions sum(static_cast<std::size_t>(grid.cols() * grid.rows()), 0);
    for (std::size_t s = 0; s < c.shapes.size(); ++s) {
        const auto f = fractions_of(c, grid, s);
        for (std::size_t i = 0; i < f.size(); ++i) sum[i] += f[i];
    }
    const auto all = fractions(box(0, 0, 6.93, 6.93), grid);
    double worst = 0;
    for (std::size_t i = 0; i < sum.size(); ++i) worst = std::max(worst, std::abs(sum[i] - all[i]));
    BOOST_TEST(worst < 1e-15);
}

BOOST_AUTO_TEST_CASE(the_area_on_the_grid_is_the_area_of_the_shape) {
    std::mt19937_64 random(14);
    const auto grid = grid_of({-1, 1, 0.01, 0.01, 200, 200});
    for (int i = 0; i < 20; ++i) {
        const Covered source({{{random_ring(random, {0, 0}, 0.9, 100)}}}, grid);
        const auto c = source.rows(all_rows(grid), {});
        const auto f = fractions_of(c, grid);
        BOOST_TEST(std::accumulate(f.begin(), f.end(), 0.0) * 1e-4 == source.extents()[0].area,
                   boost::test_tools::tolerance(1e-12));
    }
}

BOOST_AUTO_TEST_CASE(threads_and_the_order_of_shapes_change_no_byte) {
    std::mt19937_64 random(15);
    auto shapes = triangles(random, 1, 10);
    const auto grid = grid_of({0, 1, 0.013, 0.017, 77, 59});
    const auto bytes = to_bytes(cover(shapes, grid, {.threads = 1}));
    BOOST_TEST((to_bytes(cover(shapes, grid, {.threads = 4})) == bytes));
    const auto forwards = cover(shapes, grid);
    std::reverse(shapes.begin(), shapes.end());
    const auto backwards = cover(shapes, grid, {.threads = 3});
    for (std::size_t s = 0; s < shapes.size(); ++s)
        BOOST_REQUIRE(
            (fractions_of(forwards, grid, s) == fractions_of(backwards, grid, shapes.size() - 1 - s)));
}

/// Rows of all lines of a coverage, one after the other.
std::string lines_of(const Coverage& c, std::size_t shape, Rows rows) {
    std::string text;
    const auto& s = c.shapes[shape];
    for (std::int64_t r = std::max<std::int64_t>(s.first_row, rows.first);
         r < std::min<std::int64_t>(s.first_row + s.rows, rows.end); ++r) {
        const auto row = c.row(shape, r);
        for (const Run& run : row.runs) text += fmt::format("{} {}-{};", r, run.first, run.end);
        for (std::size_t i = 0; i < row.cols.size(); ++i)
            text += fmt::format("{} {}:{:a};", r, row.cols[i], row.fractions[i]);
    }
    return text;
}

BOOST_AUTO_TEST_CASE(bands_are_the_rows_of_the_whole_to_the_last_bit) {
    std::mt19937_64 random(17);
    // Corners on borders of cells, edges along them, and edges at every angle.
    auto shapes = triangles(random, 1.28, 6);
    shapes.push_back(box(0.25, 0.25, 0.75, 1));
    shapes.push_back({{{{0, 0}, {1, 1}, {0, 1}, {0, 0}}}});
    shapes.push_back({{{{0.5, 0}, {1, 0.5}, {0.5, 1}, {0, 0.5}, {0.5, 0}}}});
    const auto grid = grid_of({0, 1.25, 0.03125, 0.015625, 40, 80});
    const Covered source(shapes, grid);
    const auto whole = source.rows(all_rows(grid), {});
    for (const std::int64_t step : {1, 3, 7, 64}) {
        for (std::int64_t first = 0; first < grid.rows(); first += step) {
            const Rows band{first, std::min(first + step, grid.rows())};
            const auto part = source.rows(band, {.threads = 2});
            for (std::size_t s = 0; s < shapes.size(); ++s)
                BOOST_REQUIRE_EQUAL(lines_of(part, s, band), lines_of(whole, s, band));
        }
    }
}

BOOST_AUTO_TEST_CASE(progress_ends_at_one_and_a_job_can_be_cancelled) {
    double last = 0;
    cover(Shapes{box(0, 0, 1, 1), box(1, 1, 2, 2)}, three, {.progress = [&](double p) { last = p; }});
    BOOST_TEST(last == 1);
    BOOST_CHECK_THROW(cover(Shapes{box(0, 0, 1, 1)}, three, {.cancelled = [] { return true; }}), Cancelled);
}

BOOST_AUTO_TEST_CASE(bytes_come_back_as_the_same_coverage) {
    std::mt19937_64 random(16);
    auto shapes = triangles(random, 1, 4);
    shapes.emplace_back();
    const auto grid = grid_of({0, 1, 0.05, 0.05, 20, 20});
    const auto c = cover(shapes, grid);
    const auto bytes = to_bytes(c);
    const auto again = from_bytes(bytes);
    BOOST_TEST((to_bytes(again) == bytes));
    for (std::size_t s = 0; s < shapes.size(); ++s)
        BOOST_REQUIRE((fractions_of(again, grid, s) == fractions_of(c, grid, s)));
}

BOOST_AUTO_TEST_CASE(damaged_bytes_are_refused) {
    const auto bytes = to_bytes(cover(Shapes{box(.5, .5, 2, 2)}, three));
    BOOST_CHECK_THROW(from_bytes({}), Error);
    for (std::size_t n = 0; n < bytes.size(); ++n)
        BOOST_CHECK_THROW(from_bytes(std::span(bytes).first(n)), Error);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto changed = bytes;
        changed[i] ^= std::byte{4};
        BOOST_CHECK_THROW(from_bytes(changed), Error);
    }
    auto longer = bytes;
    longer.push_back(std::byte{0});
    BOOST_CHECK_THROW(from_bytes(longer), Error);
}

BOOST_AUTO_TEST_SUITE_END()
