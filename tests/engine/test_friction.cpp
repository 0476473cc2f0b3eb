// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/friction.hpp>

#include <cmath>
#include <limits>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>

using namespace djoliba;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr auto mpm = FrictionUnit::minutes_per_metre;
const auto tight = boost::test_tools::tolerance(1e-12);

std::shared_ptr<const RasterSource> row_of(std::vector<double> values) {
    const Grid grid{0, 1, 1, 1, static_cast<std::int64_t>(values.size()), 1};
    return memory_raster(grid, "EPSG:4326", std::move(values), "friction.tif");
}

std::string refusal(std::vector<double> values, FrictionUnit unit) {
    const auto raster = row_of(std::move(values));
    try {
        check_friction(*raster, unit, {0, 0, raster->grid().cols, 1});
    } catch (const Error& e) {
        return e.what();
    }
    return "";
}

void check_names(const std::string& said, const std::string& unit) {
    BOOST_TEST(said.find("they look like " + unit) != std::string::npos, said);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(friction)

BOOST_AUTO_TEST_CASE(five_kilometres_an_hour_in_every_unit) {
    BOOST_TEST(minutes_per_metre(0.012, mpm) == 0.012, tight);
    BOOST_TEST(minutes_per_metre(5, FrictionUnit::km_per_hour) == 0.012, tight);
    BOOST_TEST(minutes_per_metre(0.0002, FrictionUnit::hours_per_metre) == 0.012, tight);
    BOOST_TEST(minutes_per_metre(0.72, FrictionUnit::seconds_per_metre) == 0.012, tight);
    for (const double v : {0.0, -9999.0, none}) BOOST_TEST(std::isnan(minutes_per_metre(v, mpm)));
}

BOOST_AUTO_TEST_CASE(cells_are_counted_and_unusable_ones_left_without_value) {
    const auto raster =
        row_of({0.001, 0.012, 0.02, 0.03, 0, -9999, none, std::numeric_limits<double>::infinity(), 0.05, 0.01,
                0.01, 0.02, 0.02, 0.02, 1.5});
    const auto c = check_friction(*raster, mpm, {0, 0, 15, 1});
    BOOST_TEST(c.cells == 15);
    BOOST_TEST(c.missing == 2);
    BOOST_TEST(c.not_positive == 2);
    BOOST_TEST(c.implausible == 1);
    const auto source = friction_raster(raster, mpm);
    std::vector<float> values(15);
    source->open()->read({0, 0, 15, 1}, std::span(values));
    BOOST_TEST(values[1] == 0.012F);
    for (const std::size_t i : {4U, 5U, 6U, 7U}) BOOST_TEST(std::isnan(values[i]));
    BOOST_TEST(values[14] == 1.5F);
    // Only the window counts.
    BOOST_TEST(check_friction(*raster, mpm, {1, 0, 3, 1}).cells == 3);
}

BOOST_AUTO_TEST_CASE(speeds_taken_for_friction_are_named) {
    check_names(refusal({1, 5, 20, 60, 80, 100, 120}, mpm), "km/h");
    check_names(refusal({5, 5, 5}, mpm), "km/h");
    check_names(refusal({0.0002, 0.0003, 0.00002, 0.0004}, mpm), "hours per metre");
    check_names(refusal({0.72, 0.72, 0.9, 0.12, 1.2}, mpm), "seconds per metre");  // 0.72: 5 km/h, not 0.08
    check_names(refusal({0.012, 0.02, 0.001, 0.03}, FrictionUnit::km_per_hour), "minutes per metre");
    check_names(refusal({0.012, 0.02, 0.001, 0.03}, FrictionUnit::seconds_per_metre), "minutes per metre");
    // 0.9 km/h, or 0.9 seconds a metre: which of them the values cannot tell.
    check_names(refusal({0.9, 0.9}, mpm), "km/h or seconds per metre: declare the one that");
    check_names(refusal({1e6, 1e7}, mpm), "no unit of friction");
    BOOST_TEST(refusal({5, 60, 3}, FrictionUnit::km_per_hour) == "");
    BOOST_TEST(refusal({0.012, 0.02, 0.001, 0.03}, mpm) == "");
    BOOST_TEST(refusal({none, 0, -3}, mpm).find("no cell has a value above 0") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
