// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0

// A surface of 30 arc-seconds over Mali from land cover of 10', rivers whose places are kilometres off, six
// roads and relief of 6': what it holds is checked, not what it is worth.

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <vector>

#include <djoliba/engine/geodesic.hpp>
#include <djoliba/layers/cost_layers.hpp>

#include "real_boundaries.hpp"

using namespace djoliba;

namespace {

const Box mali{-12.3, 10.1, 4.3, 25.1};

/// Walking speeds by IGBP class; water is never passed.
std::vector<LandClass> igbp_speeds() {
    const auto walk = [](std::int32_t value, const char* name, double dry, double wet) {
        return LandClass{value, name, {dry, wet, TravelMode::on_foot}};
    };
    return {walk(0, "water", 0, 0),           walk(7, "open shrub", 4.2, 3.2), walk(9, "savanna", 4.86, 3.6),
            walk(10, "grassland", 4.86, 3.6), walk(11, "wetland", 2, 0),       walk(12, "cropland", 2.5, 2),
            walk(13, "urban", 5, 5),          walk(16, "barren", 3, 3)};
}

struct Mali {
    CostSpec spec = {};
    Account account = {};
};

Mali surface_of_mali(TravelSeason season) {
    Mali m;
    m.spec.crs = "EPSG:4326";
    m.spec.season = season;
    const auto folder = real_data();
    const auto raster = [&](const char* file) -> std::shared_ptr<const RasterSource> {
        return open_raster(folder / file);
    };
    m.spec.land_cover = raster("friction/modis_mcd12c1_igbp_2019_10min.tif");
    m.spec.classes = igbp_speeds();
    m.spec.elevation_m = raster("terrain/srtm_mean_land_6min.tif");
    m.spec.grid = cost_grid(m.spec, mali, 1.0 / 120);
    const CostTarget target{m.spec.grid, m.spec.crs};
    m.spec.barriers = read_barriers({folder / "hydro/gshhg_wdbii_rivers_mali_bbox.geojson", "", "rivers", ""},
                                    "wdbii_level",
                                    {{{"0", "1", "2", "3", "4"}, {"permanent", true, true}},
                                     {{"5", "6", "7"}, {"intermittent", false, true}},
                                     {{"10"}, {"canal", false, false}}},
                                    target, m.account);
    m.spec.roads =
        read_roads({folder / "transport/trans_african_highway_mali_bbox.geojson", "", "roads", ""}, "",
                   {{{}, {"highway", {60, 50, TravelMode::by_vehicle}, true}}}, target, m.account);
    return m;
}

double km_of(const std::vector<Line>& lines) {
    double km = 0;
    for (const Line& line : lines)
        for (std::size_t i = 1; i < line.size(); ++i) km += geodesic_km(line[i - 1], line[i]);
    return km;
}

/// Cells on a straight walk from one place to another.
std::vector<CellKind> kinds_along(const CostSurface& surface, Point a, Point b) {
    const Grid& g = surface.spec().grid;
    const auto kinds = surface.kinds();
    const auto reader = kinds->open();
    std::vector<CellKind> found;
    for (int i = 0; i <= 1000; ++i) {
        const double t = i / 1000.0;
        const auto col = static_cast<std::int64_t>((a.x + t * (b.x - a.x) - g.west) / g.dx);
        const auto row = static_cast<std::int64_t>((g.north - a.y - t * (b.y - a.y)) / g.dy);
        std::vector<double> value(1);
        reader->read({col, row, 1, 1}, std::span(value));
        found.push_back(static_cast<CellKind>(value[0]));
    }
    return found;
}

bool holds(const std::vector<CellKind>& kinds, CellKind kind) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(real_cost_surface)

BOOST_AUTO_TEST_CASE(the_layers_of_mali_become_a_surface) {
    if (!has_real_data()) return;
    const Mali m = surface_of_mali(TravelSeason::dry);
    BOOST_TEST(m.spec.grid.cols == 1992);
    BOOST_TEST(m.spec.grid.rows == 1800);
    const CostSurface surface(m.spec);
    const CostCounts counts = surface.count();
    BOOST_TEST(counts.cells == 1992 * 1800);
    std::int64_t by_class = counts.no_land_cover;
    for (const auto n : counts.classes) by_class += n;
    for (const auto& [value, n] : counts.not_in_table) by_class += n;
    BOOST_TEST(by_class == counts.cells);
    BOOST_TEST(counts.not_in_table.at(14) > 0);  // mosaics of crops, in Nigeria: the table above lacks them
    BOOST_TEST(counts.kinds.at(CellKind::road) > 1000);
    BOOST_TEST(counts.kinds.at(CellKind::barrier) > 10'000);
    BOOST_TEST(counts.kinds.at(CellKind::bridge) > 0);
    // Whole lines lie in the box, so what was burnt is what was read.
    BOOST_TEST(surface.burnt().barrier_km[0] == km_of(m.spec.barriers[0].lines),
               boost::test_tools::tolerance(1e-3));
    BOOST_TEST(surface.burnt().barrier_km[1] == 0);
    BOOST_TEST(surface.burnt().road_km[0] == km_of(m.spec.roads[0].lines),
               boost::test_tools::tolerance(1e-3));
    BOOST_TEST(m.account.exclusions.empty());
}

BOOST_AUTO_TEST_CASE(wadis_are_barriers_in_the_wet_season_only) {
    if (!has_real_data()) return;
    const CostSurface dry(surface_of_mali(TravelSeason::dry).spec),
        wet(surface_of_mali(TravelSeason::wet).spec);
    // More than 7000 km of wadis, at most 1.31 km (the diagonal of a cell) in each cell they touch.
    BOOST_TEST(wet.count().kinds.at(CellKind::barrier) > dry.count().kinds.at(CellKind::barrier) + 5000);
    BOOST_TEST(wet.burnt().barrier_km[1] > 7000);
    BOOST_TEST(wet.burnt().barrier_km[2] == 0);
}

BOOST_AUTO_TEST_CASE(the_niger_parts_its_banks) {
    if (!has_real_data()) return;
    const CostSurface dry(surface_of_mali(TravelSeason::dry).spec);
    // North to south, far from the highways: at Tombouctou and at Bourem the river lies between.
    for (const double lon : {-3.0, -0.35}) {
        const auto kinds = kinds_along(dry, {lon, 17.6}, {lon, 16.2});
        BOOST_TEST(holds(kinds, CellKind::barrier));
        BOOST_TEST(holds(kinds, CellKind::land));
    }
}

BOOST_AUTO_TEST_SUITE_END()
