// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <djoliba/engine/conflict.hpp>
#include <djoliba/engine/error.hpp>
#include <djoliba/engine/geodesic.hpp>

using namespace djoliba;

namespace {

const Grid mali{-12.25, 25.0, 0.13, 0.11, 127, 135};

std::vector<Footprint> scattered(int count) {
    std::vector<Footprint> f;
    for (int i = 0; i < count; ++i)
        f.push_back({{-12 + std::fmod(i * 7.31, 16.0), 10.2 + std::fmod(i * 3.17, 14.5)}, 5.0 + i % 40});
    return f;
}

template <class T = float>
std::vector<T> all_of(const RasterSource& source, Window w) {
    std::vector<T> values(static_cast<std::size_t>(w.size()));
    source.open()->read(w, std::span<T>(values));
    return values;
}

Window whole(const Grid& g) { return {0, 0, g.cols, g.rows}; }

Point centre(const Grid& g, std::int64_t col, std::int64_t row) {
    return {g.west + (static_cast<double>(col) + 0.5) * g.dx,
            g.north - (static_cast<double>(row) + 0.5) * g.dy};
}

double nearest_of_all(Point p, const std::vector<Footprint>& footprints) {
    double km = std::numeric_limits<double>::infinity();
    for (const auto& f : footprints) km = std::min(km, geodesic_km(p, f.centre));
    return km;
}

bool in_any(Point p, const std::vector<Footprint>& footprints) {
    return std::any_of(footprints.begin(), footprints.end(),
                       [&](const Footprint& f) { return geodesic_km(p, f.centre) <= f.radius_km; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(distance_raster)

BOOST_AUTO_TEST_CASE(without_footprints_nothing_is_known_anywhere) {
    for (const auto& source : {distance_source({}, mali).release(), footprint_source({}, mali).release()}) {
        const std::unique_ptr<RasterSource> owner(source);
        BOOST_TEST(!source->has_data(whole(mali)));
        for (const float v : all_of(*source, {0, 0, 3, 3})) BOOST_TEST(std::isnan(v));
    }
}

BOOST_AUTO_TEST_CASE(grids_that_are_not_in_degrees_and_radii_that_are_none_are_refused) {
    BOOST_CHECK_THROW(distance_source({}, Grid{500000, 1500000, 1000, 1000, 10, 10}), Error);
    BOOST_CHECK_THROW(footprint_source({{{0, 15}, -1}}, mali), Error);
    BOOST_CHECK_THROW(footprint_source({{{0, 15}, missing_value}}, mali), Error);
    BOOST_CHECK_THROW(distance_source({{{0, 150}, 1}}, mali), Error);
}

// Rounding to float is 6e-8 of the value; the rest of the difference is below 1 m at these distances.
BOOST_AUTO_TEST_CASE(distances_are_those_to_the_nearest_of_all_points) {
    for (const int count : {1, 2, 30, 700}) {
        const auto footprints = scattered(count);
        const auto source = distance_source(footprints, mali);
        const auto km = all_of(*source, whole(mali));
        for (std::int64_t row = 0; row < mali.rows; row += 5)
            for (std::int64_t col = 0; col < mali.cols; col += 3) {
                const double wanted = nearest_of_all(centre(mali, col, row), footprints);
                const double found = static_cast<double>(km[static_cast<std::size_t>(row * mali.cols + col)]);
                BOOST_TEST(std::abs(found - wanted) < 1e-3 + 1e-7 * wanted);
            }
    }
}

BOOST_AUTO_TEST_CASE(footprints_are_exact_up_to_their_border) {
    for (const int count : {1, 30, 700}) {
        const auto footprints = scattered(count);
        const auto source = footprint_source(footprints, mali);
        const auto inside = all_of(*source, whole(mali));
        for (std::int64_t row = 0; row < mali.rows; row += 3)
            for (std::int64_t col = 0; col < mali.cols; col += 2)
                BOOST_TEST((inside[static_cast<std::size_t>(row * mali.cols + col)] == 1) ==
                           in_any(centre(mali, col, row), footprints));
    }
}

BOOST_AUTO_TEST_CASE(a_cell_exactly_on_the_border_is_inside) {
    const Point cell = centre(mali, 60, 70);
    const Point event{cell.x + 0.7, cell.y - 0.4};
    const double km = geodesic_km(cell, event);
    const auto on = footprint_source({{event, km}}, mali);
    const auto under = footprint_source({{event, std::nextafter(km, 0)}}, mali);
    BOOST_TEST(all_of(*on, {60, 70, 1, 1})[0] == 1);
    BOOST_TEST(all_of(*under, {60, 70, 1, 1})[0] == 0);
}

BOOST_AUTO_TEST_CASE(an_event_in_the_middle_of_a_cell_is_0_km_away) {
    const auto source = distance_source({{centre(mali, 10, 20), 5}}, mali);
    BOOST_TEST(all_of(*source, {10, 20, 1, 1})[0] == 0);
    const auto footprint = footprint_source({{centre(mali, 10, 20), 0}}, mali);
    BOOST_TEST(all_of(*footprint, {10, 20, 1, 1})[0] == 1);
    BOOST_TEST(all_of(*footprint, {11, 20, 1, 1})[0] == 0);
}

BOOST_AUTO_TEST_CASE(values_do_not_depend_on_the_window_or_the_type_read) {
    const auto footprints = scattered(90);
    for (const auto* source :
         {distance_source(footprints, mali).release(), footprint_source(footprints, mali).release()}) {
        const std::unique_ptr<const RasterSource> owner(source);
        const auto all = all_of(*source, whole(mali));
        BOOST_TEST(source->fits_float());
        for (const Window w :
             {Window{0, 0, 1, 1}, Window{17, 40, 100, 3}, Window{126, 134, 1, 1}, Window{3, 5, 65, 7}}) {
            const auto part = all_of<double>(*source, w);
            for (std::int64_t r = 0; r < w.rows; ++r)
                for (std::int64_t c = 0; c < w.cols; ++c)
                    BOOST_TEST(part[static_cast<std::size_t>(r * w.cols + c)] ==
                               all[static_cast<std::size_t>((w.row + r) * mali.cols + w.col + c)]);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_wider_footprint_never_lets_a_cell_go) {
    auto footprints = scattered(25);
    auto before = all_of(*footprint_source(footprints, mali), whole(mali));
    for (int step = 0; step < 4; ++step) {
        for (auto& f : footprints) f.radius_km += 13;
        const auto after = all_of(*footprint_source(footprints, mali), whole(mali));
        for (std::size_t i = 0; i < after.size(); ++i) BOOST_TEST(after[i] >= before[i]);
        before = after;
    }
}

BOOST_AUTO_TEST_SUITE_END()
