// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/warped_raster.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/exposure.hpp>

#include "../problems.hpp"
#include "raster_samples.hpp"

using namespace djoliba;

namespace {

const std::string utm = "EPSG:32630";  // around 3 degrees west
const Grid kilometres{460'000, 1'560'000, 1000, 1000, 40, 30};

std::shared_ptr<const RasterSource> raster(const Grid& grid, const std::string& crs,
                                           std::vector<double> values) {
    return memory_raster(grid, crs, std::move(values), "sample");
}

std::vector<double> counting(const Grid& g) {
    std::vector<double> v(static_cast<std::size_t>(g.cols * g.rows));
    std::iota(v.begin(), v.end(), 1);
    return v;
}

/// The exact way from longitude and latitude to UTM, by PROJ alone.
class ToUtm {
 public:
    ToUtm() {
        for (auto* ref : {from_, to_}) OSRSetAxisMappingStrategy(ref, OAMS_TRADITIONAL_GIS_ORDER);
        OSRImportFromEPSG(from_, 4326);
        OSRImportFromEPSG(to_, 32630);
        way_ = OCTNewCoordinateTransformation(from_, to_);
    }
    ~ToUtm() {
        OCTDestroyCoordinateTransformation(way_);
        OSRDestroySpatialReference(from_);
        OSRDestroySpatialReference(to_);
    }
    ToUtm(const ToUtm&) = delete;
    ToUtm& operator=(const ToUtm&) = delete;
    Point operator()(Point p) const {
        OCTTransform(way_, 1, &p.x, &p.y, nullptr);
        return p;
    }

 private:
    OGRSpatialReferenceH from_ = OSRNewSpatialReference(nullptr), to_ = OSRNewSpatialReference(nullptr);
    OGRCoordinateTransformationH way_ = nullptr;
};

/// A raster of the test as its grid and values.
struct Cells {
    Grid grid;
    std::vector<double> values;
    double at(double x, double y) const {
        return values[static_cast<std::size_t>(std::floor((grid.north - y) / grid.dy)) *
                          static_cast<std::size_t>(grid.cols) +
                      static_cast<std::size_t>(std::floor((x - grid.west) / grid.dx))];
    }
};

/// People of rows 30 to 180 and columns 10 to 260 at 1 or more of three rasters, the third in UTM, counted by
/// pieces: 20 x 20 in each cell of the people, which the borders of the others cut anywhere.
struct PieceCount {
    double all = 0, reached[3] = {0, 0, 0};
    double by_centre = 0;    ///< of the third, by the stated rule: a cell takes what holds its centre
    double near_border = 0;  ///< centres within a hundredth of a source cell from a border: may go either way
    double cut = 0;          ///< cells that a border of the third may cut: half of a diagonal of 110 m
};

PieceCount count_by_pieces(const Cells& people, const Cells& a, const Cells& b, const Cells& metres) {
    const ToUtm to_utm;
    PieceCount count;
    const Grid& g = people.grid;
    const auto place = [&](double col, double row) {
        return Point{g.west + col * g.dx, g.north - row * g.dy};
    };
    for (int row = 30; row < 180; ++row)
        for (int col = 10; col < 260; ++col) {
            const double here =
                people.values[static_cast<std::size_t>(row) * 300 + static_cast<std::size_t>(col)] / 400;
            const Point centre = to_utm(place(col + 0.5, row + 0.5));
            const double in_col = (centre.x - metres.grid.west) / 1000,
                         in_row = (metres.grid.north - centre.y) / 1000;
            const double off =
                std::min(std::abs(in_col - std::round(in_col)), std::abs(in_row - std::round(in_row)));
            count.by_centre += metres.at(centre.x, centre.y) >= 1 ? 400 * here : 0;
            count.near_border += off <= 0.01 ? 400 * here : 0;
            count.cut += off <= 0.08 ? 400 * here : 0;
            for (int k = 0; k < 400; ++k) {
                const int i = k % 20, j = k / 20;
                const Point at = place(col + (i + 0.5) / 20, row + (j + 0.5) / 20);
                count.all += here;
                count.reached[0] += a.at(at.x, at.y) >= 1 ? here : 0;
                count.reached[1] += b.at(at.x, at.y) >= 1 ? here : 0;
                if (k % 21 != 0) continue;  // a diagonal is enough for the slow way
                const Point m = to_utm(at);
                count.reached[2] += metres.at(m.x, m.y) >= 1 ? here * 20 : 0;
            }
        }
    return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(warped)

BOOST_AUTO_TEST_CASE(a_cell_takes_the_value_of_the_source_cell_that_holds_its_centre) {
    const auto source = raster(kilometres, utm, counting(kilometres));
    const Grid lead{-3.5, 14.2, 0.004, 0.005, 200, 100};
    const auto seen = warped_raster(source, "EPSG:4326", lead, Quantity::intensity);
    const Grid& g = seen->grid();
    BOOST_TEST(seen->crs() == "EPSG:4326");
    BOOST_TEST(g.dx <= 0.0047);  // half of a kilometre here
    const auto values = read(*seen);
    const ToUtm to_utm;
    std::int64_t checked = 0;
    for (std::int64_t r = 0; r < g.rows; ++r)
        for (std::int64_t c = 0; c < g.cols; ++c) {
            const Point p = to_utm({g.west + (static_cast<double>(c) + 0.5) * g.dx,
                                    g.north - (static_cast<double>(r) + 0.5) * g.dy});
            const double col = (p.x - kilometres.west) / 1000, row = (kilometres.north - p.y) / 1000;
            const double off = std::min({std::abs(col - std::round(col)), std::abs(row - std::round(row))});
            if (off < 0.02) continue;  // the stated error of places
            const bool inside = col > 0 && col < 40 && row > 0 && row < 30;
            const double want = inside ? std::floor(row) * 40 + std::floor(col) + 1 : std::nan("");
            const double got = values[static_cast<std::size_t>(r * g.cols + c)];
            BOOST_REQUIRE((got == want || (std::isnan(got) && !inside)));
            checked += inside;
        }
    BOOST_TEST(checked > 3000);
}

BOOST_AUTO_TEST_CASE(counts_keep_their_mass_whatever_windows_are_read) {
    std::mt19937_64 random(61);
    std::uniform_real_distribution<double> people(0, 100);
    std::vector<double> v(static_cast<std::size_t>(kilometres.cols * kilometres.rows));
    for (double& x : v) x = people(random);
    v[17] = std::nan("");
    const auto source = raster(kilometres, utm, v);
    for (const double cell : {0.003, 0.011, 0.05}) {
        const Grid lead{-3.5,
                        14.3,
                        cell,
                        cell,
                        static_cast<std::int64_t>(1 / cell),
                        static_cast<std::int64_t>(0.8 / cell)};
        const auto seen = warped_raster(source, "EPSG:4326", lead, Quantity::count);
        const Grid& g = seen->grid();
        const auto whole = read(*seen);
        double sum = 0, want = 0;
        for (const double x : whole) sum += std::isnan(x) ? 0 : x;
        for (const double x : v) want += std::isnan(x) ? 0 : x;
        BOOST_TEST(sum == want, boost::test_tools::tolerance(1e-12));
        for (std::int64_t row = 0; row < g.rows; row += 37)
            for (std::int64_t col = 0; col < g.cols; col += 53) {
                const Window w{col, row, std::min<std::int64_t>(53, g.cols - col),
                               std::min<std::int64_t>(37, g.rows - row)};
                const auto part = read(*seen, w);
                for (std::int64_t i = 0; i < w.size(); ++i) {
                    const double a = part[static_cast<std::size_t>(i)];
                    const double b =
                        whole[static_cast<std::size_t>((row + i / w.cols) * g.cols + col + i % w.cols)];
                    BOOST_REQUIRE((a == b || (std::isnan(a) && std::isnan(b))));
                }
            }
    }
}

BOOST_AUTO_TEST_CASE(a_finer_source_is_never_passed_over) {
    // Cells of 100 m under a lead of about a kilometre: every one of them is seen.
    const Grid fine{500'000, 1'550'000, 100, 100, 60, 60};
    const auto source = raster(fine, utm, counting(fine));
    const auto seen =
        warped_raster(source, "EPSG:4326", {-3.1, 14.1, 0.01, 0.01, 30, 30}, Quantity::intensity);
    const auto values = read(*seen);
    std::vector<char> found(3601, 0);
    for (const double x : values)
        if (!std::isnan(x)) found[static_cast<std::size_t>(x)] = 1;
    BOOST_TEST(std::count(found.begin() + 1, found.end(), 1) == 3600);
}

BOOST_AUTO_TEST_CASE(ground_that_does_not_meet_is_refused_by_name) {
    const auto source = raster(kilometres, utm, counting(kilometres));
    const auto said = problem_of(
        [&] { warped_raster(source, "EPSG:4326", {10, 20, 0.1, 0.1, 10, 10}, Quantity::intensity); });
    BOOST_TEST(mentions(said, "sample"));
    BOOST_TEST(mentions(said, "does not meet"));
}

BOOST_AUTO_TEST_CASE(a_grid_of_ones_own_has_cells_of_the_size_of_the_source) {
    const auto source = raster(kilometres, utm, counting(kilometres));
    const Grid g = grid_over(*source, "EPSG:4326", {-20, 0, 20, 30});
    BOOST_TEST(g.dx > 0.008);
    BOOST_TEST(g.dx < 0.0095);
    BOOST_TEST(g.west < -3.36);
    BOOST_TEST(g.east() > -3.0);
    const Grid clipped = grid_over(*source, "EPSG:4326", {-3.2, 13.9, -3.1, 14.0});
    BOOST_TEST(clipped.west == -3.2);
    BOOST_TEST(clipped.cols <= 14);
}

BOOST_AUTO_TEST_CASE(four_grids_and_two_crs_in_one_pass) {
    const Grid people_grid{-3.36, 14.08, 0.001, 0.001, 300, 200};
    const Grid coarse{-3.4, 14.1, 0.01, 0.01, 50, 40};         // ten cells of the people in each direction
    const Grid odd{-3.3613, 14.0807, 0.0037, 0.0029, 90, 80};  // borders inside cells of the people
    std::mt19937_64 random(62);
    std::uniform_real_distribution<float> value(0, 2);
    const auto filled = [&](const Grid& g, const std::string& crs) {
        std::vector<double> v(static_cast<std::size_t>(g.cols * g.rows));
        for (double& x : v) x = value(random);
        return raster(g, crs, v);
    };
    const auto people = filled(people_grid, "EPSG:4326"), a = filled(coarse, "EPSG:4326"),
               b = filled(odd, "EPSG:4326");
    const auto metres = filled(kilometres, utm);
    const std::shared_ptr<const RasterSource> c =
        warped_raster(metres, "EPSG:4326", people_grid, Quantity::intensity);
    const RasterSource* sources[] = {people.get(), a.get(), b.get(), c.get()};
    const std::vector<MultiPolygon> shapes{
        {{{{-3.35, 13.9}, {-3.1, 13.9}, {-3.1, 14.05}, {-3.35, 14.05}, {-3.35, 13.9}}}}};
    const auto coverage = coverage_of(shapes, analysis_grid(sources, "EPSG:4326", bounds_of_all(shapes)));
    const auto curves =
        expose(*coverage, {people.get()},
               std::vector<HazardLayer>{{"a", a.get(), {1}}, {"b", b.get(), {1}}, {"c", c.get(), {1}}});

    const auto direct = count_by_pieces({people_grid, read(*people)}, {coarse, read(*a)}, {odd, read(*b)},
                                        {kilometres, read(*metres)});
    const auto ours = [&](std::size_t h) { return people_at_or_above(curves, 0, h, 1); };
    BOOST_TEST(curves.people_total[0] == direct.all, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(ours(0) == direct.reached[0], boost::test_tools::tolerance(1e-9));
    BOOST_TEST(ours(1) == direct.reached[1], boost::test_tools::tolerance(1e-4));  // of the pieces
    BOOST_TEST(std::abs(ours(2) - direct.by_centre) <= direct.near_border);
    BOOST_TEST(ours(2) == direct.by_centre, boost::test_tools::tolerance(2e-3));
    BOOST_TEST(std::abs(ours(2) - direct.reached[2]) <=
               direct.cut);  // only cells that a border of the source cuts can differ
    BOOST_TEST_MESSAGE("warped " << ours(2) << ", by centres " << direct.by_centre << ", by pieces "
                                 << direct.reached[2] << ", cut " << direct.cut);
}

BOOST_AUTO_TEST_SUITE_END()
