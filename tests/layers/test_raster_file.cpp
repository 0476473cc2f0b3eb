// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <thread>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/raster_file.hpp>

#include "../problems.hpp"
#include "../temp_dir.hpp"
#include "raster_samples.hpp"

using namespace djoliba;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double inf = std::numeric_limits<double>::infinity();

void check_same(const std::vector<double>& got, const std::vector<double>& want) {
    BOOST_REQUIRE_EQUAL(got.size(), want.size());
    for (std::size_t i = 0; i < got.size(); ++i)
        BOOST_TEST((got[i] == want[i] || (std::isnan(got[i]) && std::isnan(want[i]))),
                   "cell " << i << ": " << got[i] << " is not " << want[i]);
}

std::vector<double> counting(int n) {
    std::vector<double> v(static_cast<std::size_t>(n));
    for (int i = 0; i < n; ++i) v[static_cast<std::size_t>(i)] = i;
    return v;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(raster_file)

BOOST_AUTO_TEST_CASE(a_missing_file_is_named) {
    const auto said = problem_of([] { open_raster("no/such/file.tif"); });
    BOOST_TEST(mentions(said, "no/such/file.tif"));
    BOOST_TEST(mentions(said, "does not exist"));
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_raster_is_refused) {
    const TempDir dir;
    const auto said = problem_of([&] { open_raster(dir.write("page.tif", "<html>not found</html>")); });
    BOOST_TEST(mentions(said, "cannot be read as a raster"));
}

BOOST_AUTO_TEST_CASE(no_crs_is_an_error_unless_given) {
    const TempDir dir;
    const auto file = write_raster(dir / "a.tif", {.crs = "", .bands = {{1, 2, 3, 4}}});
    const auto said = problem_of([&] { open_raster(file); });
    BOOST_TEST(mentions(said, "does not say its CRS"));
    BOOST_TEST(mentions(said, "EPSG:4326"));
    BOOST_TEST(open_raster(file, {.crs = "EPSG:4326"})->crs() == "EPSG:4326");
    BOOST_TEST(mentions(problem_of([&] { open_raster(file, {.crs = "EPSG:nonsense"}); }), "EPSG:nonsense"));
}

BOOST_AUTO_TEST_CASE(crs_ids_are_codes_and_crs84_is_4326) {
    const TempDir dir;
    const auto id = [&](const std::string& crs) {
        return open_raster(write_raster(dir / "a.tif", {.crs = crs, .bands = {{1, 2, 3, 4}}}))->crs();
    };
    BOOST_TEST(id("EPSG:4326") == "EPSG:4326");
    BOOST_TEST(id("OGC:CRS84") == "EPSG:4326");
    BOOST_TEST(id("+proj=longlat +datum=WGS84 +no_defs") == "EPSG:4326");
    BOOST_TEST(id("EPSG:32630") == "EPSG:32630");
    BOOST_TEST(id("ESRI:54009") == "ESRI:54009");
    const auto own = id("+proj=laea +lat_0=17 +lon_0=-4 +datum=WGS84");
    BOOST_TEST(mentions(own, "Lambert Azimuthal Equal Area"));
    BOOST_TEST(own != id("+proj=laea +lat_0=18 +lon_0=-4 +datum=WGS84"));
}

BOOST_AUTO_TEST_CASE(a_rotated_grid_and_a_file_without_georeference_are_refused) {
    const TempDir dir;
    const auto turned =
        write_raster(dir / "a.tif", {.transform = {0, 1, 0.1, 10, 0, -1}, .bands = {{1, 2, 3, 4}}});
    BOOST_TEST(mentions(problem_of([&] { open_raster(turned); }), "rotated"));
    const auto bare = write_raster(dir / "b.tif", {.transform = {}, .bands = {{1, 2, 3, 4}}});
    BOOST_TEST(mentions(problem_of([&] { open_raster(bare); }), "where its cells lie"));
}

BOOST_AUTO_TEST_CASE(bands_are_counted_from_one_and_checked) {
    const TempDir dir;
    const auto file = write_raster(dir / "a.tif", {.bands = {{1, 2, 3, 4}, {5, 6, 7, 8}}});
    check_same(read(*open_raster(file, {.band = 2})), {5, 6, 7, 8});
    BOOST_TEST(mentions(problem_of([&] { open_raster(file, {.band = 3}); }), "bands 1 to 2"));
    BOOST_TEST(mentions(problem_of([&] { open_raster(file, {.band = 0}); }), "band 0 does not exist"));
    const auto bands = open_raster_bands(file, {.name = "rain"});
    BOOST_TEST_REQUIRE(bands.size() == 2);
    BOOST_TEST(bands[1]->name() == "rain");
    check_same(read(*bands[1]), {5, 6, 7, 8});
    check_same(read(*bands[0]), {1, 2, 3, 4});
}

BOOST_AUTO_TEST_CASE(complex_numbers_are_refused) {
    const TempDir dir;
    const auto file = write_raster(dir / "a.tif", {.type = GDT_CFloat32, .bands = {{1, 2, 3, 4}}});
    BOOST_TEST(mentions(problem_of([&] { open_raster(file); }), "complex"));
}

BOOST_AUTO_TEST_CASE(degrees_beyond_the_poles_are_a_wrong_crs) {
    const TempDir dir;
    const auto file =
        write_raster(dir / "a.tif", {.transform = {600000, 30, 0, 1600000, 0, -30}, .bands = {{1, 2, 3, 4}}});
    BOOST_TEST(mentions(problem_of([&] { open_raster(file); }), "degrees"));
}

BOOST_AUTO_TEST_CASE(an_absurd_size_is_refused) {
    const TempDir dir;
    const auto file =
        dir.write("a.vrt",
                  R"(<VRTDataset rasterXSize="2147483647" rasterYSize="2147483647"><SRS>EPSG:3857</SRS>
<GeoTransform>0,1,0,0,0,-1</GeoTransform><VRTRasterBand dataType="Byte" band="1"/></VRTDataset>)");
    BOOST_TEST(mentions(problem_of([&] { open_raster(file); }), "size"));
}

BOOST_AUTO_TEST_CASE(a_container_of_several_rasters_has_no_bands_and_says_what_it_holds) {
    const TempDir dir;
    const auto file = dir / "both.gpkg";
    const auto from = create_raster(dir / "a.tif", {.type = GDT_Byte, .bands = {{1, 2, 3, 4}}});
    for (const char* table : {"RASTER_TABLE=rp10", "RASTER_TABLE=rp100"}) {
        const char* options[] = {table, "APPEND_SUBDATASET=YES", nullptr};
        GDALClose(GDALCreateCopy(GDALGetDriverByName("GPKG"), file.c_str(), from, FALSE,
                                 const_cast<char**>(options), nullptr, nullptr));
    }
    GDALClose(from);
    const auto said = problem_of([&] { open_raster(file); });
    BOOST_TEST(mentions(said, "no raster bands of its own"), said);
    BOOST_TEST(mentions(said, "rp100"), said);
    BOOST_TEST(raster_info(file).subdatasets.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_truncated_file_is_an_error_at_opening) {
    const TempDir dir;
    const auto whole = write_raster(dir / "a.tif", {.cols = 64, .rows = 64, .bands = {counting(64 * 64)}});
    const auto bytes = file_bytes(whole);
    const auto half = dir.write("half.tif", std::string_view(bytes).substr(0, bytes.size() / 2));
    BOOST_TEST(mentions(problem_of([&] { read(*open_raster(half)); }), "truncated"));
    BOOST_TEST(mentions(problem_of([&] { read(*open_raster(dir.write("tiny.tif", bytes.substr(0, 40)))); }),
                        "tiny.tif"));
}

BOOST_AUTO_TEST_CASE(a_damaged_block_is_an_error_when_it_is_read) {
    const TempDir dir;
    const auto file =
        write_raster(dir / "a.tif",
                     {.cols = 64, .rows = 64, .bands = {counting(64 * 64)}, .options = {"COMPRESS=DEFLATE"}});
    auto bytes = file_bytes(file);
    for (auto i = bytes.size() - 200; i < bytes.size() - 20; ++i) bytes[i] = '\x55';
    const auto source = open_raster(dir.write("bad.tif", bytes));
    BOOST_TEST(mentions(problem_of([&] { read(*source); }), "bad.tif"));
}

BOOST_AUTO_TEST_CASE(nodata_stored_as_float32_is_found_although_the_decimal_differs) {
    const TempDir dir;
    const auto file = write_raster(dir / "a.tif", {.nodata = -3.4e38, .bands = {{-3.4e38, 2, 3, -3.4e38}}});
    check_same(read(*open_raster(file)), {none, 2, 3, none});
    std::vector<float> narrow(4);
    open_raster(file)->open()->read({0, 0, 2, 2}, std::span<float>(narrow));
    BOOST_TEST(std::isnan(narrow[0]));
    BOOST_TEST(narrow[1] == 2.0F);
}

BOOST_AUTO_TEST_CASE(nan_cells_have_no_value) {
    const TempDir dir;
    const auto file = write_raster(dir / "a.tif", {.nodata = -9999, .bands = {{none, none, -9999, 4}}});
    const auto source = open_raster(file);
    check_same(read(*source), {none, none, none, 4});
    const auto checks = check_values(*source, 0, 10);
    BOOST_TEST(checks.missing == 3);
    BOOST_TEST(checks.not_finite == 2);
}

BOOST_AUTO_TEST_CASE(infinite_cells_are_refused_unless_infinity_is_declared_as_nodata) {
    const TempDir dir;
    for (const double odd : {inf, -inf})
        for (const std::optional<double> nodata : {std::optional(-9999.0), std::optional<double>{}}) {
            const auto file = write_raster(dir / "a.tif", {.nodata = nodata, .bands = {{none, odd, 3, 4}}});
            BOOST_TEST(mentions(problem_of([&] { read(*open_raster(file)); }),
                                "a.tif: band 1: cells hold an infinite value"));
        }
    const auto declared = write_raster(dir / "b.tif", {.nodata = inf, .bands = {{1, inf, 3, 4}}});
    check_same(read(*open_raster(declared)), {1, none, 3, 4});
}

BOOST_AUTO_TEST_CASE(nan_declared_as_nodata_is_not_a_fault) {
    const TempDir dir;
    const auto file = write_raster(dir / "a.tif", {.nodata = none, .bands = {{none, 1, 2, 3}}});
    const auto checks = check_values(*open_raster(file), 0, 10);
    BOOST_TEST(checks.missing == 1);
    BOOST_TEST(checks.not_finite == 0);
}

BOOST_AUTO_TEST_CASE(values_without_declared_nodata_stay_as_they_are_until_nodata_is_given) {
    const TempDir dir;
    const auto file = write_raster(dir / "a.tif", {.type = GDT_Int16, .bands = {{-32768, -32767, 0, 250}}});
    check_same(read(*open_raster(file)), {-32768, -32767, 0, 250});
    check_same(read(*open_raster(file, {.nodata = {-32768}})), {none, -32767, 0, 250});
    check_same(read(*open_raster(file, {.nodata = {-32768, -32767}})), {none, none, 0, 250});
}

BOOST_AUTO_TEST_CASE(given_nodata_replaces_the_declared_one) {
    const TempDir dir;
    const auto file = write_raster(dir / "a.tif", {.nodata = 0, .bands = {{0, -1, 2, 3}}});
    check_same(read(*open_raster(file)), {none, -1, 2, 3});
    check_same(read(*open_raster(file, {.nodata = {-1}})), {0, none, 2, 3});
}

BOOST_AUTO_TEST_CASE(a_mask_band_hides_cells) {
    const TempDir dir;
    CPLSetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES");
    const auto dataset = create_raster(dir / "a.tif", {.bands = {{1, 2, 3, 4}}});
    (void)!GDALCreateDatasetMaskBand(dataset, GMF_PER_DATASET);
    std::vector<unsigned char> mask = {255, 0, 255, 0};
    (void)!GDALRasterIO(GDALGetMaskBand(GDALGetRasterBand(dataset, 1)), GF_Write, 0, 0, 2, 2, mask.data(), 2,
                        2, GDT_Byte, 0, 0);
    GDALClose(dataset);
    CPLSetConfigOption("GDAL_TIFF_INTERNAL_MASK", nullptr);
    check_same(read(*open_raster(dir / "a.tif")), {1, none, 3, none});
}

BOOST_AUTO_TEST_CASE(scale_and_offset_are_applied_and_nodata_is_compared_before) {
    const TempDir dir;
    const auto dataset =
        create_raster(dir / "a.tif", {.type = GDT_Int16, .nodata = -999, .bands = {{-999, 0, 10, 20}}});
    GDALSetRasterScale(GDALGetRasterBand(dataset, 1), 0.5);
    GDALSetRasterOffset(GDALGetRasterBand(dataset, 1), 100);
    GDALClose(dataset);
    const auto source = open_raster(dir / "a.tif");
    check_same(read(*source), {none, 100, 105, 110});
    BOOST_TEST(!source->fits_float());
}

BOOST_AUTO_TEST_CASE(types_that_float_cannot_hold_say_so) {
    const TempDir dir;
    const auto fits = [&](GDALDataType type) {
        return open_raster(write_raster(dir / "a.tif", {.type = type, .bands = {{1, 2, 3, 4}}}))
            ->fits_float();
    };
    BOOST_TEST(fits(GDT_Byte));
    BOOST_TEST(fits(GDT_Int16));
    BOOST_TEST(fits(GDT_Float32));
    BOOST_TEST(!fits(GDT_Int32));
    BOOST_TEST(!fits(GDT_Float64));
}

BOOST_AUTO_TEST_CASE(a_south_up_file_is_turned) {
    const TempDir dir;
    const auto file = write_raster(dir / "a.tif", {.transform = {0, 1, 0, 8, 0, 1}, .bands = {{1, 2, 3, 4}}});
    const auto source = open_raster(file);
    BOOST_TEST((source->grid() == Grid{0, 10, 1, 1, 2, 2}));
    check_same(read(*source), {3, 4, 1, 2});
    check_same(read(*source, {1, 0, 1, 1}), {4});
    check_same(read(*source, {0, 1, 2, 1}), {1, 2});
}

BOOST_AUTO_TEST_CASE(longitudes_wholly_beyond_180_are_shifted) {
    const TempDir dir;
    const auto file =
        write_raster(dir / "a.tif", {.transform = {348, 1, 0, 10, 0, -1}, .bands = {{1, 2, 3, 4}}});
    BOOST_TEST((open_raster(file)->grid() == Grid{-12, 10, 1, 1, 2, 2}));
    check_same(read(*open_raster(file)), {1, 2, 3, 4});
}

BOOST_AUTO_TEST_CASE(a_globe_from_0_to_360_is_turned) {
    const TempDir dir;
    const auto file = write_raster(
        dir / "a.tif",
        {.cols = 4, .rows = 1, .transform = {0, 90, 0, 10, 0, -1}, .bands = {{0, 90, 180, 270}}});
    const auto source = open_raster(file);
    BOOST_TEST((source->grid() == Grid{-180, 10, 90, 1, 4, 1}));
    check_same(read(*source), {180, 270, 0, 90});
    check_same(read(*source, {1, 0, 2, 1}), {270, 0});
    check_same(read(*source, {3, 0, 1, 1}), {90});
}

BOOST_AUTO_TEST_CASE(a_gridline_registered_globe_keeps_its_cells) {
    const TempDir dir;
    const auto file = write_raster(
        dir / "a.tif",
        {.cols = 4, .rows = 1, .transform = {-45, 90, 0, 10, 0, -1}, .bands = {{0, 90, 180, 270}}});
    const auto source = open_raster(file);
    BOOST_TEST((source->grid() == Grid{-135, 10, 90, 1, 4, 1}));
    check_same(read(*source), {270, 0, 90, 180});
}

BOOST_AUTO_TEST_CASE(columns_that_a_turned_file_does_not_hold_have_no_value) {
    const TempDir dir;
    const auto file = write_raster(
        dir / "a.tif", {.cols = 3, .rows = 1, .transform = {0, 90, 0, 10, 0, -1}, .bands = {{0, 90, 180}}});
    const auto source = open_raster(file);
    check_same(read(*source), {180, none, 0, 90});
    BOOST_TEST(!source->has_data({1, 0, 1, 1}));
    BOOST_TEST(source->has_data({1, 0, 2, 1}));
}

BOOST_AUTO_TEST_CASE(a_projected_raster_is_never_turned) {
    const TempDir dir;
    const auto file = write_raster(
        dir / "a.tif",
        {.transform = {500000, 30, 0, 1600000, 0, -30}, .crs = "EPSG:32630", .bands = {{1, 2, 3, 4}}});
    BOOST_TEST(open_raster(file)->grid().west == 500000.0);
}

BOOST_AUTO_TEST_CASE(windows_that_cut_blocks_agree_with_whole_blocks) {
    const TempDir dir;
    const SampleRaster sample = {
        .cols = 40,
        .rows = 40,
        .type = GDT_Float32,
        .nodata = 17,
        .bands = {counting(1600)},
        .options = {"TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16", "COMPRESS=DEFLATE"}};
    const auto source = open_raster(write_raster(dir / "a.tif", sample));
    BOOST_TEST(source->block().cols == 16);
    const auto all = read(*source);
    BOOST_TEST(std::isnan(all[17]));
    const Window w{5, 7, 30, 20};
    const auto part = read(*source, w);
    for (std::int64_t r = 0; r < w.rows; ++r)
        for (std::int64_t c = 0; c < w.cols; ++c)
            BOOST_REQUIRE_EQUAL(part[static_cast<std::size_t>(r * w.cols + c)],
                                static_cast<double>((r + 7) * 40 + c + 5));
}

BOOST_AUTO_TEST_CASE(blocks_that_a_sparse_file_does_not_store_hold_no_data_where_nodata_is_declared) {
    const TempDir dir;
    SampleRaster sample = {.cols = 64,
                           .rows = 64,
                           .nodata = -1,
                           .bands = {{}},
                           .options = {"TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=32", "SPARSE_OK=TRUE"}};
    const auto write = [&](const std::filesystem::path& file) {
        const auto dataset = create_raster(file, sample);
        std::vector<double> ones(32 * 32, 1);
        (void)!GDALRasterIO(GDALGetRasterBand(dataset, 1), GF_Write, 32, 0, 32, 32, ones.data(), 32, 32,
                            GDT_Float64, 0, 0);
        GDALClose(dataset);
        return file;
    };
    const auto source = open_raster(write(dir / "a.tif"));
    BOOST_TEST(!source->has_data({0, 0, 32, 64}));
    BOOST_TEST(source->has_data({31, 31, 2, 2}));
    BOOST_TEST(source->has_data({32, 0, 1, 1}));
    const auto checks = check_values(*source, 0, 10);
    BOOST_TEST(checks.missing == 3 * 32 * 32);
    BOOST_TEST(checks.max == 1.0);
    // Without a declared nodata the same blocks are zeros, which are values.
    sample.nodata.reset();
    const auto zeros = open_raster(write(dir / "b.tif"));
    BOOST_TEST(zeros->has_data({0, 0, 32, 32}));
    check_same(read(*zeros, {0, 0, 2, 1}), {0, 0});
    BOOST_TEST(!open_raster(dir / "b.tif", {.nodata = {0}})->has_data({0, 0, 32, 32}));
}

BOOST_AUTO_TEST_CASE(checks_count_negative_and_out_of_range_cells) {
    const TempDir dir;
    const auto file =
        write_raster(dir / "a.tif", {.cols = 3, .nodata = -99, .bands = {{-99, -5, 0, 31, 30, 2}}});
    const auto checks = check_values(*open_raster(file), 0, 30);
    BOOST_TEST(checks.cells == 6);
    BOOST_TEST(checks.missing == 1);
    BOOST_TEST(checks.negative == 1);
    BOOST_TEST(checks.below == 1);
    BOOST_TEST(checks.above == 1);
    BOOST_TEST(checks.min == -5.0);
    BOOST_TEST(checks.max == 31.0);
    BOOST_TEST(!checks.all_missing());
    const auto empty = write_raster(dir / "b.tif", {.nodata = 7, .bands = {{7, 7, 7, 7}}});
    const auto empty_checks = check_values(*open_raster(empty), 0, 30);
    BOOST_TEST(empty_checks.all_missing());
    BOOST_TEST(std::isnan(empty_checks.min));
}

BOOST_AUTO_TEST_CASE(info_tells_what_the_file_says) {
    const TempDir dir;
    const auto dataset =
        create_raster(dir / "a.tif", {.cols = 3, .nodata = -1, .bands = {counting(6), counting(6)}});
    GDALSetDescription(GDALGetRasterBand(dataset, 2), "rp100");
    GDALSetRasterUnitType(GDALGetRasterBand(dataset, 1), "m");
    GDALClose(dataset);
    const auto info = raster_info(dir / "a.tif");
    BOOST_TEST(info.driver == "GTiff");
    BOOST_TEST(info.cols == 3);
    BOOST_TEST(info.crs == "EPSG:4326");
    BOOST_REQUIRE_EQUAL(info.bands.size(), 2U);
    BOOST_TEST(info.bands[1].description == "rp100");
    BOOST_TEST(info.bands[0].unit == "m");
    BOOST_TEST(info.bands[0].nodata.value() == -1.0);
    BOOST_TEST(info.bands[0].type == "Float32");
    BOOST_TEST((info.grid.value() == Grid{0, 10, 1, 1, 3, 2}));
    const auto bare = write_raster(dir / "b.tif", {.crs = "", .bands = {{1, 2, 3, 4}}});
    BOOST_TEST(raster_info(bare).crs == "");
}

BOOST_AUTO_TEST_CASE(readers_of_several_threads_do_not_disturb_each_other) {
    const TempDir dir;
    const auto source = open_raster(
        write_raster(dir / "a.tif", {.cols = 64,
                                     .rows = 64,
                                     .bands = {counting(4096)},
                                     .options = {"TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16"}}));
    std::vector<std::vector<double>> got(4);
    std::vector<std::thread> threads;
    for (auto& one : got) threads.emplace_back([&] { one = read(*source); });
    for (auto& thread : threads) thread.join();
    for (const auto& one : got) BOOST_TEST((one == counting(4096)));
}

BOOST_AUTO_TEST_SUITE_END()
