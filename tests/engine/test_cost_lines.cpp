// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <deque>
#include <random>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/geodesic.hpp>

#include "cost_fixture.hpp"

using namespace djoliba;
using namespace djoliba::testing;

namespace {

const auto tight = boost::test_tools::tolerance(1e-12);
const Line middle_river = {{-1000, 2500}, {6000, 2500}};  // through the third of five rows

CostSpec with_river(const Grid& grid, Line line) {
    CostSpec spec = plain_land(grid);
    spec.barriers = {{"river", true, true, {std::move(line)}}};
    return spec;
}

/// Cells that 8 moves reach from every open cell of the first row (or column).
std::vector<bool> flood(const std::string& kinds, std::int64_t cols, std::int64_t rows, bool from_west) {
    std::vector<bool> seen(kinds.size(), false);
    std::deque<std::int64_t> queue;
    const auto reach = [&](std::int64_t col, std::int64_t row) {
        if (col < 0 || row < 0 || col >= cols || row >= rows) return;
        const auto i = static_cast<std::size_t>(row * cols + col);
        if (seen[i] || kinds[i] == '5') return;
        seen[i] = true;
        queue.push_back(row * cols + col);
    };
    for (std::int64_t i = 0; i < (from_west ? rows : cols); ++i) reach(from_west ? 0 : i, from_west ? i : 0);
    while (!queue.empty()) {
        const std::int64_t at = queue.front();
        queue.pop_front();
        for (int d = 0; d < 9; ++d) reach(at % cols + d % 3 - 1, at / cols + d / 3 - 1);
    }
    return seen;
}

/// A line from beyond one side to beyond the other, through places of which many are corners and edges of
/// cells.
Line random_line(std::mt19937& random, double cells, bool from_west) {
    const int points = 1 + static_cast<int>(random() % 5);
    const int parts[] = {1, 2, 1000};
    Line line;
    for (int i = 0; i <= points; ++i) {
        const int part = parts[random() % 3];
        const auto place = [&](double low, double high) {
            std::uniform_int_distribution<int> steps(static_cast<int>(low * part),
                                                     static_cast<int>(high * part));
            return 1000.0 * steps(random) / part;
        };
        double along = place(-3, cells + 3);
        if (i == 0) along = -1000;
        if (i == points) along = 1000 * (cells + 1);
        const double across = place(2, cells - 2);
        line.push_back(from_west ? Point{along, across} : Point{across, along});
    }
    return line;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cost_lines)

BOOST_AUTO_TEST_CASE(no_move_to_a_neighbour_passes_a_line) {
    std::mt19937 random(7);
    const std::int64_t side = 20;
    for (int i = 0; i < 2000; ++i) {
        const bool from_west = i % 2 == 0;
        const auto kinds = kinds_of(
            with_river(km_grid(side, side), random_line(random, static_cast<double>(side), from_west)));
        const auto seen = flood(kinds, side, side, !from_west);
        for (std::int64_t k = 0; k < side; ++k) {
            const auto far =
                static_cast<std::size_t>(from_west ? (side - 1) * side + k : k * side + side - 1);
            BOOST_REQUIRE_MESSAGE(!seen[far], "line " << i << " leaks");
        }
    }
}

BOOST_AUTO_TEST_CASE(a_line_burns_the_cells_it_touches_and_no_other) {
    std::mt19937 random(3);
    const std::int64_t side = 12;
    for (int i = 0; i < 300; ++i) {
        const Line line = random_line(random, static_cast<double>(side), true);
        const auto kinds = kinds_of(with_river(km_grid(side, side), line));
        std::vector<double> nearest(kinds.size(), 1e9);  // of many places on the line, from the cell's middle
        for (std::size_t s = 1; s < line.size(); ++s)
            for (int k = 0; k <= 20'000; ++k) {
                const double t = k / 20'000.0;
                const double x = line[s - 1].x + t * (line[s].x - line[s - 1].x);
                const double y = line[s - 1].y + t * (line[s].y - line[s - 1].y);
                for (const double dx : {-2.0, 2.0})
                    for (const double dy : {-2.0, 2.0}) {  // cells within 2 m of the line
                        const auto col = static_cast<std::int64_t>(std::floor((x + dx) / 1000));
                        const auto row = side - 1 - static_cast<std::int64_t>(std::floor((y + dy) / 1000));
                        if (col < 0 || row < 0 || col >= side || row >= side) continue;
                        auto& d = nearest[static_cast<std::size_t>(row * side + col)];
                        const double cx = 1000 * (static_cast<double>(col) + 0.5);
                        const double cy = 1000 * (static_cast<double>(side - row) - 0.5);
                        d = std::min(d, std::max(std::abs(x - cx), std::abs(y - cy)));
                    }
            }
        for (std::size_t c = 0; c < kinds.size(); ++c) {
            if (nearest[c] < 499.9) BOOST_REQUIRE_MESSAGE(kinds[c] == '5', "line " << i << " misses " << c);
            if (kinds[c] == '5') BOOST_REQUIRE_MESSAGE(nearest[c] < 503, "line " << i << " burns " << c);
        }
    }
}

BOOST_AUTO_TEST_CASE(an_area_burns_all_cells_it_meets) {
    CostSpec spec = plain_land(km_grid(6, 5));
    // From (1.2, 1.2) to (4.9, 3.8) km with a hole of one cell and more, and an island's lake in it.
    const Ring shell{{1200, 1200}, {4900, 1200}, {4900, 3800}, {1200, 3800}, {1200, 1200}};
    const Ring hole{{1900, 1900}, {4100, 1900}, {4100, 3100}, {1900, 3100}, {1900, 1900}};
    spec.barriers = {{"lake", true, true, {}, {{{shell, hole}}}}};
    BOOST_TEST(kinds_of(spec) ==
               "111111"
               "155551"
               "151151"
               "155551"
               "111111");
    spec.barriers[0].areas = {{{{{2100, 2100}, {2200, 2100}, {2200, 2200}, {2100, 2200}, {2100, 2100}}}}};
    BOOST_TEST(kinds_of(spec).find('5') == 14U);  // a pond within a cell
    BOOST_TEST(kinds_of(spec).rfind('5') == 14U);
}

BOOST_AUTO_TEST_CASE(barriers_have_seasons) {
    CostSpec spec = with_river(km_grid(5, 5), middle_river);
    spec.barriers[0].dry = false;
    BOOST_TEST(kinds_of(spec).find('5') == std::string::npos);
    BOOST_TEST(CostSurface(spec).burnt().barrier_km[0] == 0);
    spec.season = TravelSeason::wet;
    BOOST_TEST(kinds_of(spec) == "1111111111555551111111111");
    BOOST_TEST(CostSurface(spec).burnt().barrier_km[0] == 5, tight);  // of 7 km
}

BOOST_AUTO_TEST_CASE(roads_pass_barriers_only_on_bridges) {
    CostSpec spec = with_river(km_grid(5, 5), middle_river);
    spec.roads = {{"track", {20, 20, TravelMode::by_vehicle}, false, {{{1500, 0}, {1500, 5000}}}},
                  {"highway", {60, 60, TravelMode::by_vehicle}, true, {{{3500, 0}, {3500, 4999}}}}};
    BOOST_TEST(kinds_of(spec) == "1212112121555351212112121");
    BOOST_TEST(friction_of(spec)[13] == 0.001, tight);
    const BurntLines burnt = CostSurface(spec).burnt();
    BOOST_TEST(burnt.road_km[0] == 5, tight);
    BOOST_TEST(burnt.road_km[1] == 4.999, tight);
}

BOOST_AUTO_TEST_CASE(a_crossing_opens_exactly_its_place) {
    CostSpec spec = with_river(km_grid(5, 5), middle_river);
    spec.crossings = {{"bridge", {{2500, 2600}}, {4, 0}, {0, 0}}};
    BOOST_TEST(kinds_of(spec) == "1111111111554551111111111");
    BOOST_TEST(friction_of(spec)[12] == 0.015, tight);
    const auto result = CostSurface(spec).burnt().crossings;
    BOOST_REQUIRE(result.size() == 1U);
    BOOST_TEST((result[0].state == CrossingState::opened));
    BOOST_TEST(result[0].cells == 1);
    spec.season = TravelSeason::wet;
    BOOST_TEST(kinds_of(spec) == "1111111111555551111111111");
    BOOST_TEST((CostSurface(spec).burnt().crossings[0].state == CrossingState::closed));
}

BOOST_AUTO_TEST_CASE(the_quickest_way_over_a_barrier_wins) {
    CostSpec spec = with_river(km_grid(5, 5), middle_river);
    spec.roads = {{"highway", {60, 60, TravelMode::by_vehicle}, true, {{{3500, 0}, {3500, 4999}}}}};
    spec.crossings = {{"ferry", {{3500, 2500}}, {2, 0}, {}},
                      {"slow", {{500, 2500}}, {2, 0}, {}},
                      {"quick", {{500, 2500}}, {3, 0}, {}}};
    BOOST_TEST(kinds_of(spec).substr(10, 5) == "45535");
    const auto f = friction_of(spec);
    BOOST_TEST(f[13] == 0.001, tight);
    BOOST_TEST(f[10] == 0.02, tight);
}

BOOST_AUTO_TEST_CASE(a_point_opens_the_shortest_straight_way_between_banks) {
    CostSpec spec = plain_land(km_grid(6, 5));
    // A lake of 4 x 3 cells: its columns are the shorter way. A strip of two rows leads off to the east.
    spec.land_cover = plane(spec.grid, {10, 10, 10, 10, 10, 10,  //
                                        10, 0,  0,  0,  0,  10,  //
                                        10, 0,  0,  0,  0,  0,   //
                                        10, 0,  0,  0,  0,  0,   //
                                        10, 10, 10, 10, 10, 10});
    spec.crossings = {{"ferry", {{2500, 2500}}, {0, 45}, {}}};
    BOOST_TEST(kinds_of(spec) == "111111154551154555154555111111");
    // From bank to bank: three cells of 1000 m.
    const auto f = friction_of(spec);
    BOOST_TEST(1000 * (f[8] + f[14] + f[20]) == 45, tight);
    // Along a row the strip has no eastern bank, and the column is the only way even where it is longer.
    spec.crossings[0].at = {{5500, 2500}};
    BOOST_TEST(kinds_of(spec) == "111111155551155554155554111111");
    spec.land_cover = plane_of(spec.grid, 0);
    BOOST_TEST((CostSurface(spec).burnt().crossings[0].state == CrossingState::too_wide));
}

BOOST_AUTO_TEST_CASE(a_point_opens_at_most_its_longest_run) {
    const std::int64_t most = Crossing::longest_run;
    for (const std::int64_t wide : {most, most + 1}) {
        CostSpec spec = plain_land(km_grid(wide + 2, 1));
        std::vector<double> cover(static_cast<std::size_t>(wide + 2), 0);
        cover.front() = cover.back() = 10;
        spec.land_cover = plane(spec.grid, cover);
        spec.crossings = {{"ferry", {{1500, 500}}, {5, 0}, {}}};
        const CrossingResult r = CostSurface(spec).burnt().crossings[0];
        BOOST_TEST((r.state == (wide == most ? CrossingState::opened : CrossingState::too_wide)));
        BOOST_TEST(r.cells == (wide == most ? most : 0));
    }
}

BOOST_AUTO_TEST_CASE(not_known_is_no_bank) {
    CostSpec spec = plain_land(km_grid(3, 1));
    spec.land_cover = plane(spec.grid, {10, 0, 99});
    spec.crossings = {{"ferry", {{1500, 500}}, {5, 0}, {}}};
    BOOST_TEST((CostSurface(spec).burnt().crossings[0].state == CrossingState::too_wide));
    spec.roads = {{"road", {20, 20, TravelMode::by_vehicle}, false, {{{2200, 500}, {2800, 500}}}}};
    BOOST_TEST((CostSurface(spec).burnt().crossings[0].state == CrossingState::opened));
}

BOOST_AUTO_TEST_CASE(a_line_opens_the_barrier_cells_it_touches) {
    CostSpec spec = with_river(km_grid(5, 5), middle_river);
    spec.crossings = {{"bridge", {{2500, 3500}, {2500, 1500}}, {0, 30}, {}},
                      {"dry", {{500, 3500}, {4500, 3500}}, {5, 0}, {}},
                      {"off", {{-500, -3500}, {-500, 3500}}, {5, 0}, {}}};
    BOOST_TEST(kinds_of(spec) == "1111111111554551111111111");
    BOOST_TEST(1000 * friction_of(spec)[12] == 30, tight);
    const auto result = CostSurface(spec).burnt().crossings;
    BOOST_TEST((result[0].state == CrossingState::opened));
    BOOST_TEST((result[1].state == CrossingState::off_barrier));
    BOOST_TEST((result[2].state == CrossingState::outside));
}

BOOST_AUTO_TEST_CASE(an_oblique_river_can_be_crossed_at_a_point) {
    // Both neighbours of an opened cell in the run are banks: no squeezing between barrier cells is needed.
    for (double x = 1500; x < 9000; x += 1000) {
        CostSpec spec = with_river(km_grid(10, 10), {{-1000, -1000}, {11'000, 11'100}});
        const double y = -1000 + (x + 1000) * 12'100 / 12'000;
        spec.crossings = {{"ford", {{x, y}}, {2, 0}, {}}};
        const auto seen = flood(kinds_of(spec), 10, 10, false);
        BOOST_TEST(seen[99]);  // the south-eastern corner
        spec.crossings.clear();
        BOOST_TEST(!flood(kinds_of(spec), 10, 10, false)[99]);
    }
}

BOOST_AUTO_TEST_CASE(minutes_hold_on_the_ellipsoid) {
    CostSpec spec = with_river({-6, 15, 0.1, 0.1, 5, 5}, {{-7, 14.75}, {-5, 14.75}});
    spec.crs = "EPSG:4326";
    spec.ground = Ground::degrees;
    spec.land_cover = memory_raster(spec.grid, spec.crs, std::vector<double>(25, 10));
    spec.crossings = {{"ferry", {{-5.75, 14.75}}, {0, 20}, {}}};
    const CostSurface surface(spec);
    const double metres = 1000 * geodesic_km({-5.75, 14.75}, {-5.75, 14.65});
    BOOST_TEST(all_of(*surface.friction())[12] * metres == 20, tight);
    BOOST_TEST(surface.burnt().barrier_km[0] == geodesic_km({-6, 14.75}, {-5.5, 14.75}),
               boost::test_tools::tolerance(1e-5));
}

BOOST_AUTO_TEST_SUITE_END()
