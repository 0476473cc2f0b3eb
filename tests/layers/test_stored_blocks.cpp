// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// What readers of files tell of blocks whose bytes they know.
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>

#include <djoliba/layers/raster_file.hpp>

#include "../problems.hpp"
#include "../temp_dir.hpp"
#include "raster_samples.hpp"

using namespace djoliba;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// 3 x 2 blocks of 256 x 256 cells: each of one value, but for the fourth.
SampleRaster blocks_of(const std::array<double, 6>& values, const std::string& compression = "DEFLATE") {
    SampleRaster sample{
        .cols = 768,
        .rows = 512,
        .transform = {0, 0.01, 0, 10, 0, -0.01},
        .bands = {std::vector<double>(768 * 512)},
        .options = {"TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=256", "COMPRESS=" + compression}};
    for (std::size_t r = 0; r < 512; ++r)
        for (std::size_t c = 0; c < 768; ++c) {
            const std::size_t block = 3 * (r / 256) + c / 256;
            sample.bands[0][r * 768 + c] =
                values[block] + (block == 3 ? static_cast<double>((r * c) % 9) : 0);
        }
    return sample;
}

Window block(std::size_t i) {
    return {256 * static_cast<std::int64_t>(i % 3), 256 * static_cast<std::int64_t>(i / 3), 256, 256};
}

std::vector<std::optional<double>> told(const RasterSource& source) {
    const auto reader = source.open();
    std::vector<std::optional<double>> values;
    values.reserve(6);
    for (std::size_t i = 0; i < 6; ++i) values.push_back(reader->uniform(block(i)));
    return values;
}

void check_told(const RasterSource& source, const std::vector<std::optional<double>>& want) {
    const auto got = told(source);
    for (std::size_t i = 0; i < want.size(); ++i) {
        const bool same =
            got[i] == want[i] || (got[i] && want[i] && std::isnan(*got[i]) && std::isnan(*want[i]));
        BOOST_TEST(same, "block " << i << ": " << got[i].value_or(-9999));
        if (!got[i]) continue;
        for (const double v : read(source, block(i)))
            BOOST_REQUIRE((v == *got[i] || (std::isnan(v) && std::isnan(*got[i]))));
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(stored_blocks)

BOOST_AUTO_TEST_CASE(blocks_of_one_value_are_told) {
    const TempDir dir;
    for (const std::string compression : {"DEFLATE", "ZSTD"}) {
        auto sample = blocks_of({0, 0, 3, 0, 3, -1}, compression);
        sample.nodata = -1;
        for (const auto type : {GDT_Float32, GDT_Float64, GDT_Int32}) {
            sample.type = type;
            const auto source = open_raster(write_raster(dir / "a.tif", sample));
            check_told(*source, {0, 0, 3, {}, 3, none});
        }
    }
}

// LZW writes other values than 0 with too many bytes to be recognised.
BOOST_AUTO_TEST_CASE(zeros_are_told_in_lzw) {
    const TempDir dir;
    check_told(*open_raster(write_raster(dir / "a.tif", blocks_of({0, 0, 3, 0, 3, 0}, "LZW"))),
               {0, 0, {}, {}, {}, 0});
}

BOOST_AUTO_TEST_CASE(a_window_is_told_where_all_blocks_under_it_agree) {
    const TempDir dir;
    const auto source = open_raster(write_raster(dir / "a.tif", blocks_of({0, 0, 3, 0, 0, 0})));
    const auto reader = source->open();
    BOOST_TEST((reader->uniform({10, 20, 480, 100}) == 0.0));
    BOOST_TEST((reader->uniform({300, 200, 10, 150}) == 0.0));
    BOOST_TEST(!reader->uniform({500, 0, 20, 10}));
    BOOST_TEST(!reader->uniform({200, 250, 10, 10}));
}

BOOST_AUTO_TEST_CASE(scale_offset_and_other_stand_ins_for_no_value_apply) {
    const TempDir dir;
    const auto dataset = create_raster(dir / "a.tif", blocks_of({0, 0, 3, 0, 3, 7}));
    GDALSetRasterScale(GDALGetRasterBand(dataset, 1), 0.5);
    GDALSetRasterOffset(GDALGetRasterBand(dataset, 1), 10);
    GDALClose(dataset);
    check_told(*open_raster(dir / "a.tif", {.nodata = {7, 0}}), {none, none, 11.5, {}, 11.5, none});
}

// NaN and infinity that nobody declared are counted where cells are read.
BOOST_AUTO_TEST_CASE(values_that_are_no_number_are_told_where_declared) {
    const TempDir dir;
    auto sample = blocks_of({none, 0, INFINITY, 0, 0, none});
    check_told(*open_raster(write_raster(dir / "a.tif", sample)), {{}, 0, {}, {}, 0, {}});
    sample.nodata = none;
    check_told(*open_raster(write_raster(dir / "b.tif", sample)), {none, 0, none, {}, 0, none});
}

BOOST_AUTO_TEST_CASE(a_mask_band_decides_cell_by_cell) {
    const TempDir dir;
    CPLSetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES");
    const auto dataset = create_raster(dir / "a.tif", blocks_of({0, 0, 0, 0, 0, 0}));
    GDALCreateDatasetMaskBand(dataset, GMF_PER_DATASET);
    GDALClose(dataset);
    CPLSetConfigOption("GDAL_TIFF_INTERNAL_MASK", nullptr);
    for (const auto& value : told(*open_raster(dir / "a.tif"))) BOOST_TEST(!value);
}

BOOST_AUTO_TEST_CASE(rows_are_those_of_the_grid_in_a_file_from_south_to_north) {
    const TempDir dir;
    auto sample = blocks_of({5, 0, 0, 0, 0, 0});
    sample.transform = {0, 0.01, 0, 10, 0, 0.01};
    const auto source = open_raster(write_raster(dir / "a.tif", sample));
    const auto reader = source->open();
    BOOST_TEST((reader->uniform({0, 256, 256, 256}) == 5.0));
    BOOST_TEST(!reader->uniform({0, 0, 256, 256}));
    BOOST_TEST((reader->uniform({300, 0, 100, 512}) == 0.0));
}

BOOST_AUTO_TEST_CASE(a_block_that_reaches_over_the_edge_is_never_told_wrong) {
    const TempDir dir;
    auto sample = blocks_of({0, 0, 3, 0, 3, -1});
    sample.cols = 700;
    sample.rows = 400;
    sample.bands[0].assign(700 * 400, 3);
    const auto source = open_raster(write_raster(dir / "a.tif", sample));
    const auto reader = source->open();
    for (const Window& w : {Window{0, 0, 256, 256}, Window{512, 256, 188, 144}, Window{0, 0, 700, 400}}) {
        const auto value = reader->uniform(w);
        BOOST_TEST((!value || value == 3.0));
        BOOST_TEST((value || w.cols != 256));
    }
    BOOST_TEST((read(*source) == std::vector<double>(700 * 400, 3)));
}

BOOST_AUTO_TEST_CASE(a_scale_that_leaves_the_range_of_numbers_gives_no_value) {
    const TempDir dir;
    auto sample = blocks_of({1e300, 0, 0, 0, 0, 0});
    sample.type = GDT_Float64;
    const auto dataset = create_raster(dir / "a.tif", sample);
    GDALSetRasterScale(GDALGetRasterBand(dataset, 1), 1e10);
    GDALClose(dataset);
    const auto source = open_raster(dir / "a.tif");
    check_told(*source, {none, 0, 0, {}, 0, 0});
    BOOST_TEST(std::isnan(read(*source, {3, 3, 1, 1}).front()));
}

BOOST_AUTO_TEST_CASE(bands_of_one_file_are_told_apart) {
    const TempDir dir;
    for (const std::string interleave : {"PIXEL", "BAND"}) {
        auto sample = blocks_of({0, 0, 3, 0, 3, 0});
        sample.bands.push_back(std::vector<double>(768 * 512, 5));
        sample.options.push_back("INTERLEAVE=" + interleave);
        const auto file = write_raster(dir / "a.tif", sample);
        for (const int band : {1, 2}) {
            const auto source = open_raster(file, {.band = band});
            const auto values = told(*source);
            for (std::size_t i = 0; i < values.size(); ++i)
                for (const double v : read(*source, block(i))) BOOST_REQUIRE(values[i].value_or(v) == v);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_file_that_another_replaced_is_refused) {
    const TempDir dir;
    const auto source = open_raster(write_raster(dir / "a.tif", blocks_of({0, 0, 0, 0, 0, 0})));
    auto other = blocks_of({0, 0, 0, 0, 0, 0});
    other.options[1] = "BLOCKXSIZE=512";
    write_raster(dir / "a.tif", other);
    BOOST_TEST(mentions(problem_of([&] { source->open(); }), "changed while it was read"));
}

BOOST_AUTO_TEST_CASE(uncompressed_blocks_are_read) {
    const TempDir dir;
    for (const auto& value :
         told(*open_raster(write_raster(dir / "a.tif", blocks_of({0, 0, 0, 0, 0, 0}, "NONE")))))
        BOOST_TEST(!value);
}

BOOST_AUTO_TEST_SUITE_END()
