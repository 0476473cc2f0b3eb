// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal.h>
#include <ogr_srs_api.h>

#include <array>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <djoliba/engine/raster.hpp>

/// A small GeoTIFF for a test.
struct SampleRaster {
    int cols = 2, rows = 2;
    std::array<double, 6> transform = {0, 1, 0, 10, 0, -1};  ///< none where the cell width is 0
    std::string crs = "EPSG:4326";                           ///< "" for none
    GDALDataType type = GDT_Float32;
    std::optional<double> nodata = {};
    std::vector<std::vector<double>> bands = {};  ///< file order; a band without values is left unwritten
    std::vector<std::string> options = {};        ///< creation options
};

/// Open for more changes; GDALClose it.
inline GDALDatasetH create_raster(const std::filesystem::path& file, const SampleRaster& sample) {
    GDALAllRegister();
    char** options = nullptr;
    for (const auto& option : sample.options) options = CSLAddString(options, option.c_str());
    const auto count = static_cast<int>(sample.bands.size());
    const auto dataset = GDALCreate(GDALGetDriverByName("GTiff"), file.c_str(), sample.cols, sample.rows,
                                    count, sample.type, options);
    CSLDestroy(options);
    auto transform = sample.transform;
    if (transform[1] != 0) GDALSetGeoTransform(dataset, transform.data());
    if (!sample.crs.empty()) {
        const auto ref = OSRNewSpatialReference(nullptr);
        OSRSetFromUserInput(ref, sample.crs.c_str());
        GDALSetSpatialRef(dataset, ref);
        OSRDestroySpatialReference(ref);
    }
    for (int b = 1; b <= count; ++b) {
        const auto band = GDALGetRasterBand(dataset, b);
        if (sample.nodata) GDALSetRasterNoDataValue(band, *sample.nodata);
        auto values = sample.bands[static_cast<std::size_t>(b - 1)];
        if (!values.empty())
            (void)!GDALRasterIO(band, GF_Write, 0, 0, sample.cols, sample.rows, values.data(), sample.cols,
                                sample.rows, GDT_Float64, 0, 0);
    }
    return dataset;
}

inline std::filesystem::path write_raster(const std::filesystem::path& file, const SampleRaster& sample) {
    GDALClose(create_raster(file, sample));
    return file;
}

/// A window of a raster, row by row from the north.
inline std::vector<double> read(const djoliba::RasterSource& source, const djoliba::Window& w) {
    std::vector<double> values(static_cast<std::size_t>(w.size()));
    source.open()->read(w, std::span<double>(values));
    return values;
}

inline std::vector<double> read(const djoliba::RasterSource& source) {
    return read(source, {0, 0, source.grid().cols, source.grid().rows});
}
