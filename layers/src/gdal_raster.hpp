// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <djoliba/engine/raster.hpp>
#include <djoliba/layers/raster_file.hpp>

#include "gdal_handles.hpp"
#include "raster_layout.hpp"
#include "stored_blocks.hpp"

namespace djoliba {

/// Throws Error naming the file where it is missing or GDAL cannot read it as a raster.
GdalDataset open_raster_dataset(const std::string& path);

/// GDAL names of the rasters inside a container.
std::vector<std::string> subdatasets(GDALDatasetH dataset);

/// A value that stands for "no value", with the distance within which GDAL's own mask takes a cell for it.
struct NoData {
    double value;
    double tolerance;
};

/// As GDAL's mask compares: exactly for integers, within two units in the last place for floating point.
NoData as_stored(double value, GDALDataType type);

/// A band of a file: all that its readers need.
struct RasterBandFile {
    std::string path;
    std::string name;
    int band = 1;
    RasterLayout layout;
    std::string crs;
    GDALDataType type = GDT_Unknown;
    int block_cols = 0;
    int block_rows = 0;
    std::vector<NoData> nodata = {};  ///< finite values only
    bool nodata_not_finite = false;   ///< NaN or an infinite value is declared as nodata
    bool masked = false;              ///< a mask or alpha band decides besides
    double scale = 1;
    double offset = 0;
    std::vector<bool> stored = {};  ///< block by block, row by row; empty where every block may hold values

    bool has_scale() const { return scale != 1 || offset != 0; }
};

/// Checks the file as open_raster promises. What another band of the file has shown of the whole file is not
/// found out again.
RasterBandFile describe_band(GDALDatasetH dataset, const std::string& path, const RasterOptions& options,
                             const RasterBandFile* other = nullptr);

/// Reads windows of a band through a dataset, which no other thread may use at the same time.
class GdalBlockReader final : public BlockReader {
 public:
    GdalBlockReader(const RasterBandFile& file, std::shared_ptr<void> dataset);
    void read(const Window& window, std::span<float> out) override;
    void read(const Window& window, std::span<double> out) override;
    /// Decodes no block whose bytes are those of a block of one value that was decoded before.
    std::optional<double> uniform(const Window& window) override;
    /// Cells read so far that were NaN or infinite without being declared as nodata.
    std::int64_t not_finite() const { return not_finite_; }

 private:
    template <class T>
    void fill(const Window& window, std::span<T> out);
    std::optional<double> uniform_block(std::int64_t block_col, std::int64_t block_row);
    template <class T>
    std::optional<double> value_of_held();
    void hold(std::int64_t block_col, std::int64_t block_row);
    void decode(std::int64_t block_col, std::int64_t block_row, void* to) const;
    template <class T>
    void read_piece(const Window& file, T* out, std::int64_t stride);
    template <class T>
    void read_whole_block(std::int64_t block_col, std::int64_t block_row, const Window& part, T* out,
                          std::int64_t stride);
    template <class T>
    void read_part(const Window& part, T* out, std::int64_t stride);
    std::span<const std::uint8_t> read_mask(const Window& file);
    template <class T>
    void blank(T* line, std::int64_t cols);
    template <class T>
    void mask_and_scale(const Window& file, T* out, std::int64_t stride);

    const RasterBandFile& file_;
    std::shared_ptr<void> dataset_;
    GDALRasterBandH band_;
    std::vector<std::byte> block_;                                    ///< one block, as decoded
    std::optional<std::pair<std::int64_t, std::int64_t>> held_ = {};  ///< which: column and row
    StoredBlocks stored_;
    std::vector<std::uint8_t> mask_;
    std::vector<double> wide_;
    std::int64_t not_finite_ = 0;
};

}  // namespace djoliba
