// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <functional>
#include <random>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/people_cells.hpp>

#include "exposure_fixture.hpp"

using namespace djoliba;
using namespace djoliba::testing;
using boost::test_tools::tolerance;
using Cells = std::vector<std::int64_t>;

namespace {

constexpr auto degrees = "EPSG:4326";
const Grid two{0, 2, 1, 1, 2, 2};
const Grid four{0, 2, 0.5, 0.5, 4, 4};

PeopleCells count(const Values& people, const Grid& from, const Grid& to, Nodata nodata = Nodata::unknown,
                  double multiplier = 1) {
    const Source source = raster(people, from);
    return people_cells({source.get(), multiplier, nodata}, to, degrees);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(people_cells_of_a_grid)

BOOST_AUTO_TEST_CASE(nobody_anywhere_is_an_empty_list) {
    const PeopleCells cells = count({0, 0, 0, 0}, two, two);
    BOOST_TEST(cells.size() == 0);
    BOOST_TEST(cells.total() == 0);
    BOOST_TEST(cells.people_outside == 0);
}

BOOST_AUTO_TEST_CASE(the_same_grid_keeps_each_cell) {
    const PeopleCells cells = count({0, 3, 4, missing}, two, two, Nodata::unknown, 2);
    BOOST_TEST(cells.cell == (Cells{1, 2}));
    BOOST_TEST(cells.people == (Values{6, 8}));
    BOOST_TEST(cells.cells_unknown == 1);
    BOOST_TEST(count({0, 3, 4, missing}, two, two, Nodata::none).cells_unknown == 0);
}

BOOST_AUTO_TEST_CASE(finer_people_are_summed_and_coarser_ones_split) {
    const PeopleCells up = count({1, 2, 0, 0, 3, 4, 0, missing, 0, 0, 5, 0, 0, 0, 0, 6}, four, two);
    BOOST_TEST(up.cell == (Cells{0, 3}));
    BOOST_TEST(up.people == (Values{10, 11}));
    BOOST_TEST(up.cells_unknown == 1);
    const PeopleCells down = count({8, 0, 0, 4}, two, four);
    BOOST_TEST(down.cell == (Cells{0, 1, 4, 5, 10, 11, 14, 15}));
    BOOST_TEST(down.people == (Values{2, 2, 2, 2, 1, 1, 1, 1}));
}

// A grid moved by half a cell to the east and south: a quarter of each cell lies in each of four.
BOOST_AUTO_TEST_CASE(moved_grids_split_by_area_and_count_who_lives_outside) {
    const PeopleCells cells = count({4, 8, 12, 16}, two, {0.5, 1.5, 1, 1, 2, 2});
    BOOST_TEST(cells.cell == (Cells{0, 1, 2, 3}));
    BOOST_TEST(cells.people == (Values{1 + 2 + 3 + 4, 2 + 4, 3 + 4, 4}));
    BOOST_TEST(cells.people_outside == 40 - 27);
    const PeopleCells away = count({4, 8, 12, 16}, two, {10, 10, 1, 1, 2, 2});
    BOOST_TEST(away.size() == 0);
    BOOST_TEST(away.people_outside == 40);
}

BOOST_AUTO_TEST_CASE(what_is_no_number_of_people_is_refused) {
    BOOST_CHECK_THROW(count({0, -1, 0, 0}, two, two), Error);
    BOOST_CHECK_THROW(count({0, 2e10, 0, 0}, two, two), Error);
    BOOST_CHECK_THROW(count({0, 1, 0, 0}, two, two, Nodata::unknown, 0), Error);
    BOOST_CHECK_THROW(people_cells({}, two, degrees), Error);
    const Source source = raster({0, 1, 0, 0}, two);
    BOOST_CHECK_THROW(people_cells({source.get()}, two, "EPSG:32630"), Error);
}

// Tiles of the people raster, several threads, and a ratio that is not whole: nobody is lost.
BOOST_AUTO_TEST_CASE(counts_are_kept_and_threads_leave_no_trace) {
    std::mt19937_64 random(7);
    const Grid from{0, 60, 0.05, 0.05, 1200, 1200};  // more than one block
    const Source source = raster(random_values(random, from, 0, 1000, 0.3), from);
    const PeopleLayer layer{source.get(), 1, Nodata::none};
    const Grid to{5.03, 55.02, 0.37, 0.29, 110, 130};
    const PeopleCells one = people_cells(layer, to, degrees, {.threads = 1});
    const PeopleCells three = people_cells(layer, to, degrees, {.threads = 3});
    BOOST_TEST(one.cell == three.cell);
    BOOST_TEST(one.people == three.people);
    BOOST_TEST(one.people_outside == three.people_outside);
    BOOST_TEST((std::ranges::adjacent_find(one.cell, std::greater_equal<>()) == one.cell.end()));
    const double all = people_cells(layer, from, degrees).total();
    BOOST_TEST(one.total() + one.people_outside == all, tolerance(1e-12));
    BOOST_TEST(one.people_outside > 0.1 * all);
}

BOOST_AUTO_TEST_CASE(displaced_people_are_spread_like_residents) {
    const PeopleCells residents = count({10, 30, 0, 60}, two, two);
    const Shapes shapes{box(0, 1, 2, 2), box(0, 0, 1, 1), box(1, 0, 2, 1), box(0.5, 1, 1, 2)};
    const Values number{8, 5, missing, 3};
    const SpreadPeople spread = spread_people(number, shapes, residents);
    // 8 over 10 and 30; nobody lives in the second; the fourth holds half of the first cell.
    BOOST_TEST(spread.cells.cell == (Cells{0, 1}));
    BOOST_TEST(spread.cells.people == (Values{2 + 3, 6}));
    BOOST_TEST(spread.not_placed == std::vector<int>{1});
    BOOST_TEST(spread.people_not_placed == 5);
    BOOST_TEST(spread.not_known == 1);
    BOOST_CHECK_THROW(spread_people(Values{1}, shapes, residents), Error);
    BOOST_CHECK_THROW(spread_people(Values{-1, 0, 0, 0}, shapes, residents), Error);
}

BOOST_AUTO_TEST_CASE(people_add_up_cell_by_cell) {
    const PeopleCells sum = added_up(count({1, 0, 2, 0}, two, two), count({0, 3, 4, 0}, two, two));
    BOOST_TEST(sum.cell == (Cells{0, 1, 2}));
    BOOST_TEST(sum.people == (Values{1, 3, 6}));
    BOOST_CHECK_THROW(added_up(count({1, 0, 2, 0}, two, two), count({1, 0, 2, 0}, two, four)), Error);
}

// Mean of 5 and 9 over 1 and 3 people: 8.
BOOST_AUTO_TEST_CASE(values_of_cells_are_a_raster_whose_mean_is_weighted_by_people) {
    const Source people = raster({1, 0, 3, 0}, two);
    const PeopleLayer layer{people.get(), 1, Nodata::none};
    const PeopleCells cells = people_cells(layer, two, degrees);
    const Source values = cells_raster(cells, {5, 9}, "access");
    const Shapes shapes{box(0, 0, 2, 2)};
    const auto covered = cover_all(shapes, {people.get(), values.get()});
    const HazardLayer hazard{.name = "access", .source = values.get()};
    const auto curves = expose(covered, layer, std::span(&hazard, 1));
    BOOST_TEST(mean_intensity(curves, 0, 0) == 8);
    BOOST_CHECK_THROW(cells_raster(cells, {5}, "access"), Error);
}

BOOST_AUTO_TEST_SUITE_END()
