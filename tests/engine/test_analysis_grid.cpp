// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/analysis_grid.hpp>

#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <string>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>

using namespace djoliba;
using boost::test_tools::per_element;

namespace {

const Box everywhere{-1e9, -1e9, 1e9, 1e9};

AnalysisGrid common(const std::vector<Grid>& grids, const Box& clip = everywhere) {
    return analysis_grid(grids, clip);
}

/// Sum of the shares of every source cell.
std::vector<double> mass(const AxisMap& map, std::int64_t cells) {
    std::vector<double> sums(static_cast<std::size_t>(cells), 0);
    for (std::size_t i = 0; i < map.index.size(); ++i)
        if (map.index[i] >= 0) sums[map.index[i]] += map.share[i];
    return sums;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(analysis_grid_of_rasters)

BOOST_AUTO_TEST_CASE(no_grids_have_no_cells) {
    BOOST_TEST(common({}).cols() == 0);
    BOOST_TEST(common({}).rows() == 0);
}

BOOST_AUTO_TEST_CASE(one_grid_is_its_own_analysis_grid) {
    const auto g = common({{10, 20, 2, 5, 3, 2}});
    BOOST_TEST(g.x == (std::vector<double>{10, 12, 14, 16}), per_element());
    BOOST_TEST(g.y == (std::vector<double>{20, 15, 10}), per_element());
}

BOOST_AUTO_TEST_CASE(a_grid_that_differs_by_rounding_adds_no_edges) {
    const Grid g{-12.2393, 25, 1.0 / 1200, 1.0 / 1200, 3000, 2000};
    Grid noisy = g;
    noisy.west += 3e-14;
    noisy.dx *= 1 + 1e-15;
    BOOST_TEST(common({g, noisy}).cols() == 3000);
    BOOST_TEST(common({g, noisy}).rows() == 2000);
}

BOOST_AUTO_TEST_CASE(whole_ratios_pick_the_cells_that_division_picks_with_equal_shares) {
    for (const int ratio : {2, 3, 7, 10, 120}) {
        const double cell = 1.0 / 1200;
        const std::int64_t wide = 36;
        const Grid fine{-12.2, 25.1, cell, cell, wide * ratio, wide * ratio};
        const Grid coarse{-12.2, 25.1, cell * ratio, cell * ratio, wide, wide};
        const auto grid = analysis_grid(std::vector<Grid>{coarse, fine}, everywhere);
        const SourceMap map = map_onto(grid, coarse, "coarse");
        BOOST_REQUIRE_EQUAL(map.cols.index.size(), static_cast<std::size_t>(wide * ratio));
        for (std::size_t i = 0; i < map.cols.index.size(); ++i) {
            BOOST_REQUIRE_EQUAL(map.cols.index[i], static_cast<std::int32_t>(i) / ratio);
            BOOST_REQUIRE_EQUAL(map.rows.index[i], static_cast<std::int32_t>(i) / ratio);
            BOOST_REQUIRE_SMALL(map.cols.share[i] * ratio - 1, 1e-12);
            BOOST_REQUIRE_SMALL(map.rows.share[i] * ratio - 1, 1e-12);
        }
        for (std::size_t i = 0; i < map.cols.share.size(); i += static_cast<std::size_t>(ratio)) {
            double sum = 0;
            for (int k = 0; k < ratio; ++k) sum += map.cols.share[i + static_cast<std::size_t>(k)];
            BOOST_REQUIRE_SMALL(sum - 1, 1e-12);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_whole_ratio_gives_the_finer_grid_itself) {
    const Grid fine{0, 10, 0.1, 0.1, 100, 100};
    const Grid coarse{0, 10, 0.5, 1, 20, 10};
    BOOST_TEST((common({coarse, fine}) == common({fine})));
}

BOOST_AUTO_TEST_CASE(grids_that_do_not_fit_share_the_edges_of_both) {
    const auto g = common({{0, 2, 1, 1, 3, 2}, {0.5, 2.25, 1.5, 1, 1, 2}});
    BOOST_TEST(g.x == (std::vector<double>{0, 0.5, 1, 2, 3}), per_element());
    BOOST_TEST(g.y == (std::vector<double>{2.25, 2, 1.25, 1, 0.25, 0}), per_element());
}

BOOST_AUTO_TEST_CASE(the_order_of_the_grids_does_not_matter) {
    const Grid a{0, 2, 1, 1, 3, 2}, b{0.3, 2.2, 0.7, 0.9, 2, 2}, c{1e-8, 2, 1, 1, 3, 2};
    BOOST_TEST((common({a, b, c}) == common({c, b, a})));
    BOOST_TEST((common({a, b, c}) == common({b, c, a})));
}

BOOST_AUTO_TEST_CASE(cells_beyond_the_localities_are_left_out) {
    const Grid world{-180, 90, 0.1, 0.1, 3600, 1800};
    const auto g = common({world}, {-4.05, 12.31, -3.95, 12.39});
    BOOST_TEST(g.cols() == 2);
    BOOST_TEST(g.rows() == 1);
    BOOST_TEST(g.x.front() <= -4.05);
    BOOST_TEST(g.x.back() >= -3.95);
    BOOST_TEST(g.y.front() >= 12.39);
    BOOST_TEST(g.y.back() <= 12.31);
}

BOOST_AUTO_TEST_CASE(a_box_whose_sides_are_edges_is_not_widened) {
    const auto g = common({{0, 4, 1, 1, 4, 4}}, {1, 1, 3, 2});
    BOOST_TEST(g.x == (std::vector<double>{1, 2, 3}), per_element());
    BOOST_TEST(g.y == (std::vector<double>{2, 1}), per_element());
}

BOOST_AUTO_TEST_CASE(rasters_that_do_not_meet_the_localities_give_no_cells) {
    BOOST_TEST(common({{0, 4, 1, 1, 4, 4}}, {4, 0, 6, 4}).cols() == 0);
    BOOST_TEST(common({{0, 4, 1, 1, 4, 4}}, {0, -2, 4, -1}).rows() == 0);
    const double inf = std::numeric_limits<double>::infinity();
    BOOST_TEST(common({{0, 4, 1, 1, 4, 4}}, {inf, inf, -inf, -inf}).cols() == 0);
}

BOOST_AUTO_TEST_CASE(absurd_sizes_and_impossible_grids_are_refused) {
    BOOST_CHECK_THROW(common({{0, 1, 1e-9, 1, 1'000'000'000, 1}}), Error);
    BOOST_CHECK_THROW(common({{0, 3e6, 1, 1, 3'000'000, 3'000'000}}), Error);
    BOOST_CHECK_THROW(common({{0, 1, 0, 1, 10, 10}}), Error);
}

BOOST_AUTO_TEST_CASE(another_coordinate_system_is_refused_with_both_names) {
    const auto raster = memory_raster({0, 1, 1, 1, 1, 1}, "ESRI:54009", {1}, "people.tif");
    const std::vector<const RasterSource*> sources{raster.get()};
    try {
        analysis_grid(sources, "EPSG:4326", everywhere);
        BOOST_FAIL("not refused");
    } catch (const Error& e) {
        const std::string what = e.what();
        BOOST_TEST(what.find("people.tif") != std::string::npos);
        BOOST_TEST(what.find("ESRI:54009") != std::string::npos);
        BOOST_TEST(what.find("EPSG:4326") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(equal_grids_map_one_to_one_with_shares_of_exactly_one) {
    const Grid g{-12.2393, 25, 1.0 / 1200, 1.0 / 1200, 300, 200};
    const auto map = map_onto(common({g}), g, "g");
    for (int i = 0; i < 300; ++i) BOOST_REQUIRE(map.cols.index[i] == i && map.cols.share[i] == 1);
    for (int i = 0; i < 200; ++i) BOOST_REQUIRE(map.rows.index[i] == i && map.rows.share[i] == 1);
}

BOOST_AUTO_TEST_CASE(a_clipped_grid_keeps_its_own_numbers) {
    const Grid g{0, 4, 1, 1, 4, 4};
    const auto map = map_onto(common({g}, {1.5, 1.5, 3, 2.5}), g, "g");
    BOOST_TEST(map.cols.index == (std::vector<std::int32_t>{1, 2}), per_element());
    BOOST_TEST(map.rows.index == (std::vector<std::int32_t>{1, 2}), per_element());
}

BOOST_AUTO_TEST_CASE(what_lies_outside_a_source_is_marked) {
    const Grid small{1, 2, 1, 1, 1, 1}, large{0, 3, 1, 1, 3, 3};
    const auto map = map_onto(common({small, large}), small, "small");
    BOOST_TEST(map.cols.index == (std::vector<std::int32_t>{-1, 0, -1}), per_element());
    BOOST_TEST(map.rows.index == (std::vector<std::int32_t>{-1, 0, -1}), per_element());
    BOOST_TEST(map.cols.share == (std::vector<double>{1, 1, 1}), per_element());
}

BOOST_AUTO_TEST_CASE(a_source_that_took_no_part_is_refused) {
    const auto g = common({{0, 2, 1, 1, 2, 2}});
    BOOST_CHECK_THROW(map_onto(g, {0.5, 2, 1, 1, 2, 2}, "shifted"), Error);
    BOOST_CHECK_THROW(map_onto(g, {0, 2, 0.5, 1, 4, 2}, "finer"), Error);
    BOOST_CHECK_THROW(map_onto(g, {0, 2, 1.5, 1, 1, 2}, "ends within a cell"), Error);
    BOOST_CHECK_NO_THROW(map_onto(g, {0, 2, 1, 1, 1, 2}, "ends on an edge"));
}

BOOST_AUTO_TEST_CASE(shares_of_every_cell_add_up_to_one_on_any_mix_of_grids) {
    std::mt19937_64 random(5);
    std::uniform_real_distribution<double> place(-0.9, 0.9), size(0.01, 0.4);
    for (int round = 0; round < 50; ++round) {
        std::vector<Grid> grids;
        for (int i = 0; i < 3; ++i) {
            const double dx = size(random), dy = size(random);
            grids.push_back({place(random), place(random), dx, dy, static_cast<std::int64_t>(2 / dx),
                             static_cast<std::int64_t>(2 / dy)});
        }
        grids.push_back({grids[0].west + 5e-8 * grids[0].dx, grids[0].north, grids[0].dx * 3, grids[0].dy / 2,
                         grids[0].cols / 3, grids[0].rows * 2});
        const auto g = common(grids);
        for (const Grid& source : grids) {
            const auto map = map_onto(g, source, "source");
            for (const double m : mass(map.cols, source.cols)) BOOST_REQUIRE_SMALL(m - 1, 1e-12);
            for (const double m : mass(map.rows, source.rows)) BOOST_REQUIRE_SMALL(m - 1, 1e-12);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_cell_cut_by_the_clip_keeps_only_its_share) {
    const Grid fine{0, 1, 0.25, 1, 8, 1}, coarse{0, 1, 1, 1, 2, 1};
    const auto g = common({fine, coarse}, {0.3, 0, 0.9, 1});
    const auto map = map_onto(g, coarse, "coarse");
    BOOST_TEST(map.cols.share == (std::vector<double>{0.25, 0.25, 0.25}), per_element());
}

BOOST_AUTO_TEST_SUITE_END()
