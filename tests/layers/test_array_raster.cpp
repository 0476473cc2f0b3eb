// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <cstring>
#include <limits>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/array_raster.hpp>
#include <djoliba/layers/raster_file.hpp>

#include "../problems.hpp"
#include "../temp_dir.hpp"
#include "raster_samples.hpp"

using namespace djoliba;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double inf = std::numeric_limits<double>::infinity();

template <class T>
ArrayCells cells_of(const std::vector<T>& values, CellType type, std::int64_t rows, std::int64_t cols) {
    return {reinterpret_cast<const std::byte*>(values.data()), type,      rows, cols,
            cols * static_cast<std::int64_t>(sizeof(T)),       sizeof(T), {}};
}

ArrayPlace north_up(double north) { return {{0, 1, 0, north, 0, -1}, "EPSG:4326"}; }

std::vector<double> read_all(const RasterSource& raster) {
    const Grid& g = raster.grid();
    std::vector<double> values(static_cast<std::size_t>(g.cols * g.rows));
    raster.open()->read({0, 0, g.cols, g.rows}, std::span(values));
    return values;
}

void check_same(const std::vector<double>& got, const std::vector<double>& want) {
    BOOST_REQUIRE_EQUAL(got.size(), want.size());
    for (std::size_t i = 0; i < got.size(); ++i)
        BOOST_TEST((got[i] == want[i] || (std::isnan(got[i]) && std::isnan(want[i]))),
                   "cell " << i << ": " << got[i] << " is not " << want[i]);
}

template <class T>
void check_type(CellType type, bool fits_float) {
    const std::vector<T> values{0, 1, 2, static_cast<T>(std::numeric_limits<T>::max() / 2)};
    const auto raster = array_raster(cells_of(values, type, 2, 2), north_up(2));
    check_same(read_all(*raster), {0, 1, 2, static_cast<double>(values[3])});
    BOOST_TEST(raster->fits_float() == fits_float);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(array_rasters)

BOOST_AUTO_TEST_CASE(every_type_of_cell_is_read) {
    check_type<std::int8_t>(CellType::int8, true);
    check_type<std::uint8_t>(CellType::uint8, true);
    check_type<std::int16_t>(CellType::int16, true);
    check_type<std::uint16_t>(CellType::uint16, true);
    check_type<std::int32_t>(CellType::int32, false);
    check_type<std::uint32_t>(CellType::uint32, false);
    check_type<std::int64_t>(CellType::int64, false);
    check_type<std::uint64_t>(CellType::uint64, false);
    check_type<float>(CellType::float32, true);
    check_type<double>(CellType::float64, false);
}

BOOST_AUTO_TEST_CASE(cells_are_read_where_they_are) {
    std::vector<double> values{1, 2, 3, 4};
    const auto raster = array_raster(cells_of(values, CellType::float64, 2, 2), north_up(2));
    values[3] = 40;
    check_same(read_all(*raster), {1, 2, 3, 40});
}

BOOST_AUTO_TEST_CASE(the_owner_lives_as_long_as_the_raster) {
    const std::vector<double> values{1};
    ArrayCells cells = cells_of(values, CellType::float64, 1, 1);
    std::weak_ptr<const void> watched;
    {
        const auto owner = std::make_shared<const int>(1);
        watched = owner;
        cells.owner = owner;
    }
    auto raster = array_raster(std::exchange(cells, {}), north_up(1));
    BOOST_TEST(!watched.expired());
    raster.reset();
    BOOST_TEST(watched.expired());
}

BOOST_AUTO_TEST_CASE(strides_may_be_negative_wide_and_unaligned) {
    const std::vector<float> values{1, 9, 2, 9, 3, 9, 4, 9, 5, 9, 6, 9};  // 2 x 3, every other one
    ArrayCells cells = cells_of(values, CellType::float32, 2, 3);
    cells.row_stride = 24;
    cells.col_stride = 8;
    check_same(read_all(*array_raster(cells, north_up(2))), {1, 2, 3, 4, 5, 6});
    cells.first += 24 + 16;
    cells.row_stride = -24;
    cells.col_stride = -8;
    check_same(read_all(*array_raster(cells, north_up(2))), {6, 5, 4, 3, 2, 1});
    std::vector<char> bytes(1 + 3 * sizeof(double));
    const std::vector<double> numbers{7, 8, 9};
    std::memcpy(bytes.data() + 1, numbers.data(), 3 * sizeof(double));
    check_same(read_all(*array_raster(
                   {reinterpret_cast<const std::byte*>(bytes.data() + 1), CellType::float64, 1, 3, 24, 8, {}},
                   north_up(1))),
               {7, 8, 9});
}

BOOST_AUTO_TEST_CASE(nodata_nan_and_infinite_cells_have_no_value) {
    const std::vector<float> values{-3.4e38F, 0.1F, std::numeric_limits<float>::quiet_NaN(), -INFINITY};
    ArrayPlace place = north_up(2);
    place.nodata = {-3.4e38, 0.1, inf};
    check_same(read_all(*array_raster(cells_of(values, CellType::float32, 2, 2), place)),
               {none, none, none, none});
    const std::vector<std::uint8_t> bytes{0, 254, 255, 1};
    place.nodata = {255};
    check_same(read_all(*array_raster(cells_of(bytes, CellType::uint8, 2, 2), place)), {0, 254, none, 1});
}

BOOST_AUTO_TEST_CASE(an_array_means_what_a_file_of_the_same_cells_means) {
    const TempDir dir;
    const std::vector<double> values{1, 2, -9999, 4, 5, 6};
    for (const auto& transform : {std::array<double, 6>{-4, 0.1, 0, 14, 0, -0.1},
                                  {-4, 0.1, 0, 13, 0, 0.1},
                                  {200, 0.5, 0, 14, 0, -0.5}}) {
        const auto file = open_raster(write_raster(dir / "a.tif", {.cols = 3,
                                                                   .rows = 2,
                                                                   .transform = transform,
                                                                   .type = GDT_Float64,
                                                                   .nodata = -9999,
                                                                   .bands = {values}}));
        const auto array =
            array_raster(cells_of(values, CellType::float64, 2, 3), {transform, "EPSG:4326", {-9999}});
        BOOST_TEST((array->grid() == file->grid()));
        BOOST_TEST(array->crs() == file->crs());
        BOOST_TEST(array->fits_float() == file->fits_float());
        check_same(read_all(*array), read_all(*file));
        std::vector<double> window(2);
        array->open()->read({1, 1, 2, 1}, std::span(window));
        check_same(window, {read_all(*file)[4], read_all(*file)[5]});
    }
}

BOOST_AUTO_TEST_CASE(whole_globes_from_0_to_360_are_turned) {
    const std::vector<std::int16_t> values{0, 90, 180, 270};
    const auto raster =
        array_raster(cells_of(values, CellType::int16, 1, 4), {{0, 90, 0, 45, 0, -90}, "EPSG:4326"});
    BOOST_TEST(raster->grid().west == -180);
    check_same(read_all(*raster), {180, 270, 0, 90});
}

BOOST_AUTO_TEST_CASE(what_is_no_raster_is_refused) {
    const std::vector<double> values{1, 2, 3, 4};
    const auto problem = [&](const ArrayCells& cells, const ArrayPlace& place) {
        return problem_of([&] { array_raster(cells, place); });
    };
    const ArrayCells good = cells_of(values, CellType::float64, 2, 2);
    BOOST_TEST(mentions(problem(cells_of(values, CellType::float64, 0, 2), north_up(2)), "no cells (0 x 2)"));
    BOOST_TEST(mentions(problem(good, {{0, 1, 0, 2, 0, -1}, ""}), "does not say its CRS"));
    BOOST_TEST(mentions(problem(good, {{0, 1, 0, 2, 0, -1}, "EPSG:nonsense"}), "EPSG:nonsense"));
    BOOST_TEST(mentions(problem(good, {{0, 1, 0.1, 2, 0, -1}, "EPSG:4326"}), "rotated"));
    BOOST_TEST(mentions(problem(good, {{0, 0, 0, 2, 0, -1}, "EPSG:4326"}), "cells of size 0"));
    BOOST_TEST(mentions(problem(good, {{0, 1, 0, 2000, 0, -1}, "EPSG:4326"}), "in degrees"));
}

BOOST_AUTO_TEST_SUITE_END()
