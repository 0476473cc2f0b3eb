// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <djoliba/engine/raster.hpp>

namespace djoliba {

/// How one band of a raster file is read.
struct RasterOptions {
    int band = 1;  ///< counted from 1
    std::vector<double> nodata =
        {};                 ///< values that stand for "no value" instead of the one declared in the file
    std::string crs = {};   ///< CRS of a file that has none or a wrong one, for example "EPSG:4326"
    std::string name = {};  ///< for messages and accounts; the path where empty
};

/// One band of a raster file (GeoTIFF, NetCDF, VRT, anything GDAL reads) as the engine wants it:
/// - NaN for nodata (compared in the type of the band, so that -3.4e38 stored as float32 is found), masked
/// cells, NaN, +-inf;
/// - scale and offset of the band applied;
/// - north-up: south-up files are turned;
/// - longitudes -180 to 180: rasters beyond 180 degrees are turned, whole globes by moving columns;
/// - has_data() knows the blocks that a sparse TIFF does not store, where these stand for nodata;
/// - crs() is "EPSG:4326" and the like, else WKT. CRS84 is EPSG:4326.
/// `path` may also be a GDAL name such as NETCDF:"file.nc":prec.
/// Each BlockReader owns its own dataset. Blocks that lie wholly inside a window bypass GDAL's cache, which
/// is capped. Throws Error: missing or unreadable or truncated file, no bands, band out of range, complex
/// numbers, no or rotated georeference, no CRS, degrees beyond the poles, absurd sizes; and later on reading,
/// where a block cannot be decoded.
std::unique_ptr<RasterSource> open_raster(const std::filesystem::path& path,
                                          const RasterOptions& options = {});

/// All bands of a file in their order, as open_raster gives each. They are read through one dataset: their
/// readers are for one thread at a time.
std::vector<std::unique_ptr<RasterSource>> open_raster_bands(const std::filesystem::path& path,
                                                             RasterOptions options = {});

struct BandInfo {
    std::string description;
    std::string type;              ///< "Float32", "Byte", ...
    std::string unit;              ///< as the file says; may be empty
    std::optional<double> nodata;  ///< as the file declares it
    double scale = 1;
    double offset = 0;
};

/// What a raster file says about itself.
struct RasterInfo {
    std::string driver;
    std::string crs;           ///< id as in RasterSource::crs(); empty where the file has none
    std::optional<Grid> grid;  ///< empty where the file has no north-up georeference; longitudes as stored
    std::int64_t cols = 0;
    std::int64_t rows = 0;
    Window block = {};
    std::vector<BandInfo> bands = {};
    std::vector<std::string> subdatasets =
        {};  ///< GDAL names of the rasters inside, for containers such as NetCDF
};

/// Throws Error where the file is missing or cannot be read.
RasterInfo raster_info(const std::filesystem::path& path);

/// Counts over all cells of a raster.
struct RasterChecks {
    std::int64_t cells = 0;
    std::int64_t missing = 0;     ///< cells without value, those of not_finite included
    std::int64_t not_finite = 0;  ///< NaN in the file and not declared as nodata; counted for files only
    std::int64_t negative = 0;
    std::int64_t below = 0;  ///< less than the lower bound
    std::int64_t above = 0;  ///< more than the upper bound
    double min = 0;          ///< NaN where all cells are missing
    double max = 0;
    bool all_missing() const { return missing == cells; }
};

/// Reads the raster once, a few block rows at a time, skipping windows without data. Bounds in units of the
/// raster.
RasterChecks check_values(const RasterSource& source, double lowest, double highest);

}  // namespace djoliba
