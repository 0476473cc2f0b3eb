// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/travel_surface.hpp>

#include <boost/test/unit_test.hpp>

#include "problems.hpp"
#include "travel_fixture.hpp"

using namespace djoliba;
using namespace djoliba::testing;

namespace {

constexpr double closed = unknown_friction;

std::unique_ptr<RasterSource> cells(std::int64_t cols, std::vector<double> values,
                                    const std::string& name = "f.tif", const std::string& crs = "crs") {
    const auto rows = static_cast<std::int64_t>(values.size()) / cols;
    return memory_raster({0, static_cast<double>(rows) * 100, 100, 100, cols, rows}, crs, std::move(values),
                         name);
}

TravelSurface plane(std::int64_t cols, std::vector<double> friction) {
    return {*cells(cols, std::move(friction)), nullptr, {Ground::metres}};
}

std::string refusal(std::vector<double> friction) {
    return problem_of([&] { plane(static_cast<std::int64_t>(friction.size()), friction); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(travel_surface)

BOOST_AUTO_TEST_CASE(a_surface_knows_its_cells) {
    const auto surface = plane(3, {0.01, closed, 0.5});
    BOOST_TEST(surface.passable_cells() == 2);
    BOOST_TEST(surface.minutes_per_metre(0) == 0.01F);
    BOOST_TEST(std::isnan(surface.minutes_per_metre(1)));
    BOOST_TEST(surface.passable(2));
    BOOST_TEST(!surface.passable(1));
    BOOST_TEST(surface.crs() == "crs");
    BOOST_TEST(mentions(problem_of([&] { surface.passable(3); }), "cell 3 is not one of the grid"));
}

BOOST_AUTO_TEST_CASE(values_that_are_no_friction_are_refused_with_their_place) {
    BOOST_TEST(mentions(refusal({0.01, 0}), "f.tif: friction: 0 at row 0, column 1"));
    BOOST_TEST(mentions(refusal({-9999}), "-9999 at row 0, column 0"));
    BOOST_TEST(mentions(refusal({1001}), "1001 at row 0"));
    BOOST_TEST(mentions(refusal({1e-7}), "1e-07 at row 0"));
    BOOST_TEST(mentions(refusal({closed, closed}), "no cell has a value"));
    BOOST_TEST(refusal({1000, 1e-6F}) == "no error");
}

BOOST_AUTO_TEST_CASE(grids_that_are_no_ground_are_refused) {
    const auto refused = [](const Grid& grid, const Moves& moves) {
        std::vector<double> values(static_cast<std::size_t>(grid.cols * grid.rows), 0.01);
        return problem_of(
            [&] { TravelSurface(*memory_raster(grid, "crs", values, "f.tif"), nullptr, moves); });
    };
    BOOST_TEST(mentions(refused({0, 91, 1, 1, 2, 2}, {}), "beyond a pole"));
    BOOST_TEST(mentions(refused({0, 0, 1e-7, 1e-7, 2, 2}, {}), "too small"));
    BOOST_TEST(mentions(refused({0, 0, 3, 3, 2, 2}, {}), "too large"));
    BOOST_TEST(mentions(refused({0, 0, 1e6, 1e6, 2, 2}, {Ground::metres}), "too large"));
    BOOST_TEST(mentions(refused({0, 0, 100, 100, 2, 2}, {Ground::metres, 4}), "take 8 or 16"));
    BOOST_TEST(mentions(refused({0, 0, 100, 100, 0, 0}, {Ground::metres}), "the grid has no cell"));
    BOOST_TEST(refused({0, 90, 1, 1, 2, 180}, {}) == "no error");
}

BOOST_AUTO_TEST_CASE(elevations_lie_on_the_grid_of_the_friction) {
    const auto friction = cells(2, {0.01, 0.01});
    const auto refused = [&](const RasterSource& elevation) {
        return problem_of([&] { TravelSurface(*friction, &elevation, {Ground::metres}); });
    };
    BOOST_TEST(
        mentions(refused(*cells(1, {1, 1}, "dem.tif")), "dem.tif: elevation: it is not on the grid of"));
    BOOST_TEST(mentions(refused(*cells(2, {1, 1}, "dem.tif", "other")), "it is not on the grid of"));
    BOOST_TEST(refused(*cells(2, {1, 1}, "dem.tif")) == "no error");
}

BOOST_AUTO_TEST_CASE(what_is_no_elevation_in_metres_is_refused_where_somebody_passes) {
    const auto friction = cells(3, {0.01, closed, 0.01});
    const auto refused = [&](double west, double middle, double east) {
        const auto elevation = cells(3, {west, middle, east}, "dem.tif");
        return problem_of([&] { TravelSurface(*friction, elevation.get(), {Ground::metres}); });
    };
    BOOST_TEST(mentions(refused(300, 300, -32768), "dem.tif: elevation: -32768 at row 0, column 2"));
    BOOST_TEST(mentions(refused(9001, 300, 300), "9001 at row 0, column 0"));
    BOOST_TEST(mentions(refused(300, 300, -501), "gdal_edit.py -a_nodata"));
    BOOST_TEST(refused(300, -32768, 8849) == "no error");
    BOOST_TEST(refused(closed, 300, -430) == "no error");
}

BOOST_AUTO_TEST_CASE(a_change_makes_another_surface) {
    const auto before = plane(3, {0.01, 0.02, closed});
    const auto after = before.with(std::vector<CellFriction>{{0, blocked}, {1, 0.5F}});
    BOOST_TEST(after.minutes_per_metre(0) == blocked);
    BOOST_TEST(after.minutes_per_metre(1) == 0.5F);
    BOOST_TEST(after.passable_cells() == 1);
    BOOST_TEST(before.minutes_per_metre(0) == 0.01F);
    BOOST_TEST(before.passable_cells() == 2);
    BOOST_TEST(after.with(std::vector<CellFriction>{{0, 0.01F}}).passable_cells() == 2);
    const auto refused = [&](CellFriction cell) {
        return problem_of([&] { before.with(std::vector<CellFriction>{cell}); });
    };
    BOOST_TEST(mentions(refused({2, 0.1F}), "cell 2 is not known"));
    BOOST_TEST(mentions(refused({7, 0.1F}), "cell 7 is not one of the grid"));
    BOOST_TEST(mentions(refused({0, -1}), "cell 0: -1 minutes per metre"));
    BOOST_TEST(
        mentions(refused({0, std::numeric_limits<float>::quiet_NaN()}), "cell 0: nan minutes per metre"));
}

BOOST_AUTO_TEST_CASE(points_on_an_edge_belong_to_the_east_and_south) {
    const Grid grid{10, 20, 2, 2, 3, 2};
    BOOST_TEST(cell_at(grid, {10, 20}) == 0);
    BOOST_TEST(cell_at(grid, {12, 19}) == 1);
    BOOST_TEST(cell_at(grid, {11, 18}) == 3);
    BOOST_TEST(cell_at(grid, {15.9, 16.1}) == 5);
    for (const Point off : {Point{16, 17}, {11, 16}, {9.9, 17}, {11, 20.1}, {closed, 17}, {11, closed}})
        BOOST_TEST(cell_at(grid, off) == -1);
    BOOST_TEST(centre_of(grid, 4).x == 13);
    BOOST_TEST(centre_of(grid, 4).y == 17);
}

BOOST_AUTO_TEST_CASE(a_point_that_nobody_passes_moves_to_the_nearest_cell_that_is_passed) {
    // columns 0 to 4; only the last column and the first cell of the second row are passable
    const auto surface = plane(5, {closed, closed, closed, closed, 0.01, 0.01, closed, closed, closed, 0.01});
    const Snapped stays = snap(surface, {450, 150}, 1);
    BOOST_TEST(stays.cell == 4);
    BOOST_TEST(stays.km == 0);
    const Snapped moved = snap(surface, {250, 150}, 1);  // 200 m to the east, 223.6 m to the south-west
    BOOST_TEST(moved.cell == 4);
    BOOST_TEST(moved.km == 0.2, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(snap(surface, {250, 50}, 1).cell == 5);  // 200 m either way: the smaller number
    BOOST_TEST(snap(surface, {250, 150}, 0.2).cell == 4);
    BOOST_TEST(snap(surface, {250, 150}, 0.19).cell == -1);
    BOOST_TEST(snap(surface, {-1, 50}, 100).cell == -1);
    BOOST_TEST(snap(surface, {-1, 50}, 100).outside);
}

BOOST_AUTO_TEST_CASE(the_nearest_passable_cell_is_that_of_looking_at_all) {
    std::mt19937 rng(40);
    for (int i = 0; i < 30; ++i) {
        const PlainSurface plain = random_surface({40, 35, {Ground::degrees}, 2, 0.97}, rng);
        const auto surface = surface_of(plain);
        const Point point = centre_of(plain.grid, random_cell(plain, rng));
        std::int64_t nearest = -1;
        double least = 9;
        for (std::int64_t cell = 0; cell < 40 * 35; ++cell) {
            const double km = geodesic_km(point, centre_of(plain.grid, cell));
            if (surface.passable(cell) && km < least) nearest = cell, least = km;
        }
        const Snapped found = snap(surface, point, 9);
        BOOST_REQUIRE_EQUAL(found.cell, nearest);
        if (nearest >= 0) BOOST_REQUIRE_EQUAL(found.km, least);
    }
}

BOOST_AUTO_TEST_SUITE_END()
