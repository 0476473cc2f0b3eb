// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/raster_file.hpp>

#include <algorithm>

#include "gdal_crs.hpp"
#include "gdal_errors.hpp"
#include "gdal_raster.hpp"

namespace djoliba {
namespace {

class FileRaster final : public RasterSource {
 public:
    /// Each reader opens the file anew where no dataset is given.
    explicit FileRaster(RasterBandFile file, std::shared_ptr<void> dataset = nullptr)
        : file_(std::move(file)), dataset_(std::move(dataset)) {}
    const Grid& grid() const override { return file_.layout.grid; }
    const std::string& crs() const override { return file_.crs; }
    const std::string& name() const override { return file_.name; }
    Window block() const override { return {0, 0, file_.block_cols, file_.block_rows}; }
    bool has_data(const Window& window) const override;
    bool fits_float() const override;
    std::unique_ptr<BlockReader> open() const override {
        return std::make_unique<GdalBlockReader>(file_,
                                                 dataset_ ? dataset_ : open_raster_dataset(file_.path));
    }

 private:
    bool any_stored(const Window& file) const;

    RasterBandFile file_;
    std::shared_ptr<void> dataset_;
};

bool FileRaster::fits_float() const {
    const auto t = file_.type;
    return !file_.has_scale() && (t == GDT_Byte || t == GDT_UInt16 || t == GDT_Int16 || t == GDT_Float32);
}

bool FileRaster::has_data(const Window& window) const {
    const auto found = pieces(file_.layout, window);
    if (file_.stored.empty()) return !found.empty();
    return std::any_of(found.begin(), found.end(), [&](const RasterPiece& p) { return any_stored(p.file); });
}

bool FileRaster::any_stored(const Window& w) const {
    const auto across = (file_.layout.file_cols + file_.block_cols - 1) / file_.block_cols;
    for (auto row = w.row / file_.block_rows; row <= (w.row + w.rows - 1) / file_.block_rows; ++row)
        for (auto col = w.col / file_.block_cols; col <= (w.col + w.cols - 1) / file_.block_cols; ++col)
            if (file_.stored[static_cast<std::size_t>(row * across + col)]) return true;
    return false;
}

BandInfo band_info(GDALRasterBandH band) {
    BandInfo info;
    info.description = GDALGetDescription(band);
    info.type = GDALGetDataTypeName(GDALGetRasterDataType(band));
    info.unit = GDALGetRasterUnitType(band);
    int has = 0;
    const double nodata = GDALGetRasterNoDataValue(band, &has);
    if (has) info.nodata = nodata;
    const double scale = GDALGetRasterScale(band, &has);
    if (has) info.scale = scale;
    const double offset = GDALGetRasterOffset(band, &has);
    if (has) info.offset = offset;
    return info;
}

std::optional<Grid> stored_grid(GDALDatasetH dataset) {
    double t[6];
    if (GDALGetGeoTransform(dataset, t) != CE_None || t[1] <= 0 || t[2] != 0 || t[4] != 0 || t[5] == 0)
        return {};
    return raster_layout(t, GDALGetRasterXSize(dataset), GDALGetRasterYSize(dataset), false, "").grid;
}

}  // namespace

std::unique_ptr<RasterSource> open_raster(const std::filesystem::path& path, const RasterOptions& options) {
    const auto dataset = open_raster_dataset(path.string());
    return std::make_unique<FileRaster>(describe_band(dataset.get(), path.string(), options));
}

std::vector<std::unique_ptr<RasterSource>> open_raster_bands(const std::filesystem::path& path,
                                                             RasterOptions options) {
    const std::shared_ptr<void> dataset = open_raster_dataset(path.string());
    options.band = 1;
    const RasterBandFile first = describe_band(dataset.get(), path.string(), options);
    std::vector<std::unique_ptr<RasterSource>> bands;
    bands.push_back(std::make_unique<FileRaster>(first, dataset));
    while (++options.band <= GDALGetRasterCount(dataset.get()))
        bands.push_back(std::make_unique<FileRaster>(
            describe_band(dataset.get(), path.string(), options, &first), dataset));
    return bands;
}

RasterInfo raster_info(const std::filesystem::path& path) {
    const auto dataset = open_raster_dataset(path.string());
    const GdalErrors quiet;
    RasterInfo info;
    info.driver = GDALGetDescription(GDALGetDatasetDriver(dataset.get()));
    info.crs = crs_id(GDALGetSpatialRef(dataset.get()));
    info.grid = stored_grid(dataset.get());
    info.cols = GDALGetRasterXSize(dataset.get());
    info.rows = GDALGetRasterYSize(dataset.get());
    info.subdatasets = subdatasets(dataset.get());
    for (int b = 1; b <= GDALGetRasterCount(dataset.get()); ++b) {
        const auto band = GDALGetRasterBand(dataset.get(), b);
        info.bands.push_back(band_info(band));
        int cols = 0, rows = 0;
        GDALGetBlockSize(band, &cols, &rows);
        if (b == 1) info.block = {0, 0, cols, rows};
    }
    return info;
}

}  // namespace djoliba
