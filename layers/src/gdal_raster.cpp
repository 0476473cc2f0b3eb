// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "gdal_raster.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>

#include <djoliba/engine/leading_whole.hpp>
#include "gdal_crs.hpp"
#include "gdal_errors.hpp"

namespace djoliba {
namespace {

constexpr double most_cells = 4e12;             // the land of the Earth in cells of 10 m is a third of this
constexpr double most_block_bytes = 1 << 30;    // a block must fit in memory
constexpr std::int64_t most_offsets = 1 << 12;  // blocks whose place in the file is checked at opening

[[noreturn]] void refuse(const RasterBandFile& f, std::string key, std::string problem, std::string remedy) {
    throw Error(Problem{f.name, std::move(key), std::move(problem), std::move(remedy)});
}

std::string inside_remedy(GDALDatasetH dataset) {
    const auto names = subdatasets(dataset);
    return names.empty() ? "give a raster file"
                         : fmt::format("name one of the rasters inside: {}", fmt::join(names, ", "));
}

GDALRasterBandH checked_band(GDALDatasetH dataset, RasterBandFile& f) {
    const int bands = GDALGetRasterCount(dataset);
    if (bands == 0) refuse(f, "", "the file has no raster bands of its own", inside_remedy(dataset));
    if (f.band < 1 || f.band > bands)
        refuse(f, "band", fmt::format("band {} does not exist", f.band),
               fmt::format("the file has bands 1 to {}", bands));
    const auto band = GDALGetRasterBand(dataset, f.band);
    f.type = GDALGetRasterDataType(band);
    if (GDALDataTypeIsComplex(f.type))
        refuse(f, "band",
               fmt::format("band {} holds complex numbers ({})", f.band, GDALGetDataTypeName(f.type)),
               "write real numbers, for example the amplitude");
    return band;
}

void check_size(GDALDatasetH dataset, GDALRasterBandH band, RasterBandFile& f) {
    const double cols = GDALGetRasterXSize(dataset), rows = GDALGetRasterYSize(dataset);
    if (cols * rows > most_cells)
        refuse(f, "size", fmt::format("{} x {} cells", cols, rows),
               "the header is damaged, or cut the raster to the country");
    GDALGetBlockSize(band, &f.block_cols, &f.block_rows);
    if (double{1} * f.block_cols * f.block_rows * GDALGetDataTypeSizeBytes(f.type) > most_block_bytes)
        refuse(f, "size",
               fmt::format("blocks of {} x {} cells do not fit in memory", f.block_cols, f.block_rows),
               "write it in tiles (gdal_translate -co TILED=YES)");
}

bool read_crs(GDALDatasetH dataset, const std::string& override_crs, RasterBandFile& f) {
    const auto given = override_crs.empty() ? GdalSpatialRef() : crs_from_id(override_crs, f.name);
    const auto ref = given ? given.get() : GDALGetSpatialRef(dataset);
    if (!ref)
        refuse(f, "crs", "the file does not say its CRS",
               "assign it, for example with gdal_edit.py -a_srs EPSG:4326");
    f.crs = crs_id(ref);
    return OSRIsGeographic(ref) != 0;
}

void read_layout(GDALDatasetH dataset, bool degrees, RasterBandFile& f) {
    double transform[6];
    if (GDALGetGeoTransform(dataset, transform) != CE_None)
        refuse(f, "georeference", "the file does not say where its cells lie",
               "give the raster a geotransform (gdal_translate -a_ullr)");
    f.layout =
        raster_layout(transform, GDALGetRasterXSize(dataset), GDALGetRasterYSize(dataset), degrees, f.name);
}

void add_nodata(RasterBandFile& f, double value) {
    if (std::isfinite(value))
        f.nodata.push_back(as_stored(value, f.type));
    else
        f.nodata_not_finite = true;
}

void read_nodata(GDALRasterBandH band, const std::vector<double>& instead, RasterBandFile& f) {
    const int flags = GDALGetMaskFlags(band);
    const bool by_value = flags & GMF_NODATA;
    const bool long_integer = f.type == GDT_Int64 || f.type == GDT_UInt64;
    for (const double value : instead) add_nodata(f, value);
    if (by_value && instead.empty()) {
        // One value of one band can be compared faster than GDAL's mask does; anything else is left to the
        // mask.
        if (flags == GMF_NODATA && !long_integer)
            add_nodata(f, GDALGetRasterNoDataValue(band, nullptr));
        else
            f.masked = true;
    } else if (!by_value && !(flags & GMF_ALL_VALID)) {
        f.masked = true;
    }
}

void read_scale(GDALRasterBandH band, RasterBandFile& f) {
    int has = 0;
    const double scale = GDALGetRasterScale(band, &has);
    if (has) f.scale = scale;
    const double offset = GDALGetRasterOffset(band, &has);
    if (has) f.offset = offset;
    if (!std::isfinite(f.scale) || f.scale == 0 || !std::isfinite(f.offset))
        refuse(f, "band", fmt::format("scale {} and offset {}", f.scale, f.offset),
               "correct the metadata of the file");
}

/// A block that a sparse TIFF does not store reads as the declared nodata, or as 0 where none is declared.
bool absent_is_missing(GDALRasterBandH band, const RasterBandFile& f) {
    int declared = 0;
    const double nodata = GDALGetRasterNoDataValue(band, &declared);
    const double fill = declared ? nodata : 0;
    if (f.masked) return false;
    if (!std::isfinite(fill)) return true;
    const double stored = as_stored(fill, f.type).value;
    return std::any_of(f.nodata.begin(), f.nodata.end(),
                       [&](const NoData& n) { return std::abs(stored - n.value) <= n.tolerance; });
}

void find_stored_blocks(GDALRasterBandH band, RasterBandFile& f) {
    const auto cols = static_cast<int>(f.layout.file_cols), rows = static_cast<int>(f.layout.file_rows);
    if (!(GDALGetDataCoverageStatus(band, 0, 0, cols, rows, 0, nullptr) & GDAL_DATA_COVERAGE_STATUS_EMPTY))
        return;
    if (!absent_is_missing(band, f)) return;
    for (int row = 0; row < rows; row += f.block_rows)
        for (int col = 0; col < cols; col += f.block_cols) {
            const int status = GDALGetDataCoverageStatus(band, col, row, std::min(f.block_cols, cols - col),
                                                         std::min(f.block_rows, rows - row),
                                                         GDAL_DATA_COVERAGE_STATUS_DATA, nullptr);
            f.stored.push_back(status & GDAL_DATA_COVERAGE_STATUS_DATA);
        }
}

std::int64_t block_end(GDALRasterBandH band, std::int64_t block_col, std::int64_t block_row) {
    const auto item = [&](const char* what) -> std::int64_t {
        const char* text = GDALGetMetadataItem(
            band, fmt::format("BLOCK_{}_{}_{}", what, block_col, block_row).c_str(), "TIFF");
        return text ? leading_whole<std::int64_t>(text) : 0;
    };
    const auto offset = item("OFFSET");
    return offset > 0 ? offset + item("SIZE") : 0;
}

/// Blocks that the header places behind the end of the file.
void check_complete(GDALDatasetH dataset, GDALRasterBandH band, const RasterBandFile& f) {
    std::error_code failed;
    const auto size = std::filesystem::file_size(f.path, failed);
    if (failed || GDALGetDatasetDriver(dataset) != GDALGetDriverByName("GTiff")) return;
    const auto across = (f.layout.file_cols + f.block_cols - 1) / f.block_cols;
    const auto blocks = across * ((f.layout.file_rows + f.block_rows - 1) / f.block_rows);
    const auto step = std::max<std::int64_t>(1, blocks / most_offsets);
    for (std::int64_t b = blocks - 1; b >= 0; b -= step) {
        const auto end = block_end(band, b % across, b / across);
        if (end > static_cast<std::int64_t>(size))
            refuse(f, "",
                   fmt::format("the file is truncated: {} bytes, but a block ends at byte {}", size, end),
                   "download or copy it again");
    }
}

}  // namespace

NoData as_stored(double value, GDALDataType type) {
    constexpr double largest = std::numeric_limits<float>::max();
    if (type == GDT_Float32) {
        const double v = static_cast<float>(std::clamp(value, -largest, largest));
        return {v, 4 * std::abs(v) * std::numeric_limits<float>::epsilon()};
    }
    return {value, type == GDT_Float64 ? 4 * std::abs(value) * std::numeric_limits<double>::epsilon() : 0};
}

std::vector<std::string> subdatasets(GDALDatasetH dataset) {
    std::vector<std::string> names;
    const char* const* items = GDALGetMetadata(dataset, "SUBDATASETS");
    for (; items && *items; ++items) {
        const std::string item = *items;
        const auto cut = item.find("_NAME=");
        if (cut != std::string::npos) names.push_back(item.substr(cut + 6));
    }
    return names;
}

GdalDataset open_raster_dataset(const std::string& path) {
    start_gdal();
    const GdalErrors errors;
    GdalDataset dataset(
        GDALOpenEx(path.c_str(), GDAL_OF_RASTER | GDAL_OF_VERBOSE_ERROR, nullptr, nullptr, nullptr));
    if (dataset) return dataset;
    std::error_code ignored;
    if (path.find(':') == std::string::npos && !std::filesystem::exists(path, ignored))
        throw Error(Problem{path, "", "the file does not exist", "check the path"});
    throw gdal_error(path, "", "the file cannot be read as a raster",
                     "check that it is a whole GeoTIFF, NetCDF or VRT file", errors);
}

RasterBandFile describe_band(GDALDatasetH dataset, const std::string& path, const RasterOptions& options,
                             const RasterBandFile* other) {
    const GdalErrors quiet;
    RasterBandFile f;
    f.path = path;
    f.name = options.name.empty() ? path : options.name;
    f.band = options.band;
    const auto band = checked_band(dataset, f);
    check_size(dataset, band, f);
    if (other) {
        f.crs = other->crs;
        f.layout = other->layout;
    } else {
        read_layout(dataset, read_crs(dataset, options.crs, f), f);
    }
    read_nodata(band, options.nodata, f);
    read_scale(band, f);
    check_complete(dataset, band, f);
    find_stored_blocks(band, f);
    return f;
}

}  // namespace djoliba
