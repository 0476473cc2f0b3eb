// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <gdal.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <filesystem>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/raster_file.hpp>

#include "real_boundaries.hpp"

using namespace djoliba;

namespace {

std::vector<std::filesystem::path> all_geotiffs() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(real_data()))
        if (entry.path().extension() == ".tif" &&
            entry.path().filename().string().find("no_crs") == std::string::npos)
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

/// Cells where our reader and GDAL's own mask disagree on whether there is a value.
std::int64_t disagreements(const std::filesystem::path& file) {
    const auto source = open_raster(file);
    const Grid& g = source->grid();
    const auto size = static_cast<std::size_t>(g.cols * g.rows);
    std::vector<double> ours(size), theirs(size);
    std::vector<unsigned char> mask(size);
    source->open()->read({0, 0, g.cols, g.rows}, std::span<double>(ours));
    const auto dataset = GDALOpen(file.c_str(), GA_ReadOnly);
    const auto band = GDALGetRasterBand(dataset, 1);
    const auto cols = static_cast<int>(g.cols), rows = static_cast<int>(g.rows);
    (void)!GDALRasterIO(band, GF_Read, 0, 0, cols, rows, theirs.data(), cols, rows, GDT_Float64, 0, 0);
    (void)!GDALRasterIO(GDALGetMaskBand(band), GF_Read, 0, 0, cols, rows, mask.data(), cols, rows, GDT_Byte,
                        0, 0);
    GDALClose(dataset);
    std::int64_t different = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const bool value = mask[i] != 0 && std::isfinite(theirs[i]);
        different += value == std::isnan(ours[i]) || (value && ours[i] != theirs[i]);
    }
    return different;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(real_rasters)

BOOST_AUTO_TEST_CASE(every_geotiff_is_read_as_the_mask_of_gdal_says) {
    if (!has_real_data()) return;
    const auto files = all_geotiffs();
    BOOST_TEST(files.size() > 20U);
    for (const auto& file : files) BOOST_TEST(disagreements(file) == 0, file.filename());
}

BOOST_AUTO_TEST_CASE(a_raster_without_crs_needs_one_given) {
    if (!has_real_data()) return;
    const auto file = real_data() / "drought/format_samples/negative_no_crs_persiann_cdr_202108.tif";
    BOOST_CHECK_THROW(open_raster(file), Error);
    BOOST_TEST(open_raster(file, {.crs = "EPSG:4326"})->grid().cols == 38);
}

BOOST_AUTO_TEST_CASE(nodata_of_real_rasters_is_found_and_nothing_implausible_is_left) {
    if (!has_real_data()) return;
    const auto lowest = [](const char* file, int band = 1) {
        const auto source = open_raster(real_data() / file, {.band = band});
        const auto checks = check_values(*source, 0, 1e9);
        BOOST_TEST(checks.not_finite == 0, file);
        BOOST_TEST(!checks.all_missing(), file);
        return checks.min;
    };
    BOOST_TEST(lowest("population/worldpop_2020_mean1km_10min.tif") >= 0.0);
    BOOST_TEST(lowest("population/gpw_v4_rev11_density_2020_15min.tif") >= 0.0);
    BOOST_TEST(lowest("population/dmsp_nightlights_2010_5min.tif") == 0.0);
    BOOST_TEST(lowest("flood/DERIVED_glofas_v4_upstream_area_km2_3min.tif") >= 0.0);
    BOOST_TEST(lowest("drought/persiann_cdr_monthly_precip_1983_2021_0p25.tif", 400) >= 0.0);
    BOOST_TEST(
        lowest("flood/format_samples_not_mali/inunriver_rcp4p5_MIROC-ESM-CHEM_2030_rp01000_djibouti.tif") >=
        0.0);
}

BOOST_AUTO_TEST_SUITE_END()
