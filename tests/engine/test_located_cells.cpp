// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/located_cells.hpp>

#include <algorithm>
#include <cmath>
#include <random>
#include <span>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/travel_surface.hpp>

using namespace djoliba;

namespace {

const Grid four_by_three{.west = 0, .north = 3, .dx = 1, .dy = 1, .cols = 4, .rows = 3};

MultiPolygon box(double west, double south, double east, double north) {
    return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}};
}

/// By cell, as locate() has it.
std::vector<int> expected(const std::vector<MultiPolygon>& shapes, const Grid& grid) {
    std::vector<Point> centres;
    for (std::int64_t cell = 0; cell < grid.cols * grid.rows; ++cell)
        centres.push_back(centre_of(grid, cell));
    return locate(shapes, centres);
}

std::vector<int> by_cell(const std::vector<MultiPolygon>& shapes, const Grid& grid) {
    std::vector<int> found(static_cast<std::size_t>(grid.cols * grid.rows), -1);
    for (const LocatedCells& run : locate_cells(shapes, grid))
        for (std::int64_t cell = run.first; cell < run.end; ++cell) found[cell] = run.shape;
    return found;
}

/// A ring whose corners lie on a lattice of half cells: many edges pass through centres.
Ring crooked(std::mt19937_64& random, int corners) {
    std::uniform_int_distribution<int> half(-4, 26);
    Ring ring;
    for (int i = 0; i < corners; ++i) ring.push_back({0.05 * half(random), 0.05 * half(random)});
    ring.push_back(ring.front());
    return ring;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(located_cells)

BOOST_AUTO_TEST_CASE(nothing_lies_in_nothing_or_beyond_the_grid) {
    BOOST_TEST(locate_cells({}, four_by_three).empty());
    const std::vector<MultiPolygon> nowhere{{}, {{}}, {{{}}}, box(9, 0, 10, 3), box(0, -9, 4, -1)};
    BOOST_TEST(locate_cells(nowhere, four_by_three).empty());
}

BOOST_AUTO_TEST_CASE(a_box_holds_the_cells_whose_centres_it_holds) {
    // Centres at 0.5, 1.5, ...; the west and south borders are in, the others are not.
    const std::vector<MultiPolygon> shapes{box(0.5, 0.5, 2.5, 2.5)};
    const std::vector<LocatedCells> runs{{4, 6, 0}, {8, 10, 0}};
    BOOST_TEST((locate_cells(shapes, four_by_three) == runs));
}

BOOST_AUTO_TEST_CASE(the_lowest_index_wins_and_runs_end_where_the_shape_does) {
    const std::vector<MultiPolygon> shapes{box(1, 0, 2, 3), box(0, 1, 4, 2), box(0, 0, 4, 3)};
    const std::vector<LocatedCells> runs{{0, 1, 2}, {1, 2, 0}, {2, 4, 2},  {4, 5, 1},  {5, 6, 0},
                                         {6, 8, 1}, {8, 9, 2}, {9, 10, 0}, {10, 12, 2}};
    BOOST_TEST((locate_cells(shapes, four_by_three) == runs));
}

BOOST_AUTO_TEST_CASE(a_hole_is_left_out) {
    MultiPolygon shape = box(0, 0, 4, 3);
    shape[0].push_back(box(1, 1, 3, 2)[0][0]);
    const std::vector<LocatedCells> runs{{0, 4, 0}, {4, 5, 0}, {7, 8, 0}, {8, 12, 0}};
    BOOST_TEST((locate_cells(std::span(&shape, 1), four_by_three) == runs));
}

BOOST_AUTO_TEST_CASE(every_cell_is_where_locate_puts_its_centre) {
    const Grid grid{.west = -0.05, .north = 1.15, .dx = 0.1, .dy = 0.1, .cols = 12, .rows = 13};
    std::mt19937_64 random(5);
    for (int round = 0; round < 200; ++round) {
        std::vector<MultiPolygon> shapes;
        for (int s = 0; s < 4; ++s) shapes.push_back({{crooked(random, 3 + s), crooked(random, 3)}});
        BOOST_TEST(by_cell(shapes, grid) == expected(shapes, grid), boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(a_partition_leaves_no_cell_out) {
    // Two parts along a crooked border, drawn in opposite directions.
    Ring west{{0, 0}}, east{{4, 3}, {4, 0}};
    for (int i = 0; i <= 30; ++i) west.push_back({2 + 1.5 * std::sin(0.7 * i), 0.1 * i});
    east.insert(east.end(), west.begin() + 1, west.end());
    west.insert(west.end(), {{0, 3}, {0, 0}});
    east.push_back({4, 3});
    const auto found = by_cell({{{west}}, {{east}}}, four_by_three);
    BOOST_TEST(std::ranges::count(found, -1) == 0);
    BOOST_TEST(std::ranges::count(found, 0) > 0);
    BOOST_TEST(std::ranges::count(found, 1) > 0);
}

BOOST_AUTO_TEST_SUITE_END()
