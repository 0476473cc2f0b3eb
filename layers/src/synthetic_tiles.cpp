// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "synthetic_tiles.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <exception>
#include <iterator>
#include <mutex>
#include <thread>

#include "gdal_crs.hpp"
#include "gdal_errors.hpp"

namespace djoliba::synthetic {
namespace {

constexpr int side = 256;  // cells of a tile

void check(const std::filesystem::path& file, const GdalErrors& errors, bool fine) {
    if (!fine || errors.failed()) throw gdal_write_error(file, errors);
}

std::vector<std::string> creation_options(bool tiled) {
    // Without a predictor: that of floating point takes ten times as long to undo, and saves nothing here.
    // One thread whatever GDAL_NUM_THREADS says: the threads are ours.
    std::vector<std::string> options = {"COMPRESS=DEFLATE", "ZLEVEL=1", "BIGTIFF=IF_SAFER", "NUM_THREADS=1"};
    const auto size = std::to_string(side);
    if (tiled)
        options.insert(options.end(),
                       {"TILED=YES", "BLOCKXSIZE=" + size, "BLOCKYSIZE=" + size, "SPARSE_OK=TRUE"});
    else
        options.emplace_back("INTERLEAVE=BAND");  // else a band is read by decoding all of them
    return options;
}

GdalDataset create(const TileFile& file, const Grid& grid, int bands, bool tiled) {
    const GdalErrors errors;
    const auto options = creation_options(tiled);
    std::vector<const char*> words;
    words.reserve(options.size() + 1);
    for (const auto& option : options) words.push_back(option.c_str());
    words.push_back(nullptr);
    GdalDataset dataset(GDALCreate(
        gdal_driver("GTiff"), file.file.c_str(), static_cast<int>(grid.cols), static_cast<int>(grid.rows),
        bands, file.cells == Cells::byte ? GDT_Byte : GDT_Float32, const_cast<char**>(words.data())));
    check(file.file, errors, dataset != nullptr);
    std::array<double, 6> transform = {grid.west, grid.dx, 0, grid.north, 0, -grid.dy};
    GDALSetGeoTransform(dataset.get(), transform.data());
    GDALSetSpatialRef(dataset.get(), crs_from_id("EPSG:4326", file.file.filename().string()).get());
    GDALSetMetadataItem(dataset.get(), "SYNTHETIC", "YES", nullptr);
    GDALSetMetadataItem(dataset.get(), "TIFFTAG_IMAGEDESCRIPTION", ("SYNTHETIC: " + file.description).c_str(),
                        nullptr);
    for (int b = 1; b <= bands; ++b) {
        const auto band = GDALGetRasterBand(dataset.get(), b);
        GDALSetRasterNoDataValue(band, file.nodata);
        if (!file.unit.empty()) GDALSetRasterUnitType(band, file.unit.c_str());
    }
    check(file.file, errors, true);
    return dataset;
}

void close(GdalDataset dataset, const std::filesystem::path& file) {
    const GdalErrors errors;
    GDALFlushCache(dataset.get());
    dataset.reset();
    check(file, errors, true);
}

// The tiles of one row of tiles, for all files.
class TileRow {
 public:
    TileRow(const Grid& grid, std::size_t files)
        : grid_(grid),
          across_(static_cast<int>((grid.cols + side - 1) / side)),
          values_(files * across_ * side * side) {}

    int across() const { return across_; }
    Window window(int column, int row) const {
        const std::int64_t left = std::int64_t{column} * side, top = std::int64_t{row} * side;
        return {left, top, std::min<std::int64_t>(side, grid_.cols - left),
                std::min<std::int64_t>(side, grid_.rows - top)};
    }
    float* tile(std::size_t file, int column) {
        return values_.data() + (file * across_ + column) * side * side;
    }

 private:
    Grid grid_;
    int across_;
    std::vector<float> values_;
};

// From the cells of a window to those of a whole tile, which is larger at the edge of the grid.
void spread(float* tile, const Window& window) {
    if (window.cols == side && window.rows == side) return;
    for (auto row = window.rows; row-- > 0;)
        std::copy_backward(tile + row * window.cols, tile + (row + 1) * window.cols,
                           tile + row * side + window.cols);
    for (std::int64_t row = 0; row < side; ++row)
        for (std::int64_t col = row < window.rows ? window.cols : 0; col < side; ++col)
            tile[row * side + col] = NAN;
}

void write_tile(const TileFile& file, GDALRasterBandH band, float* tile, int column, int row) {
    constexpr int size = side * side;
    if (std::all_of(tile, tile + size, [](float v) { return std::isnan(v); })) return;
    const float nodata = static_cast<float>(file.nodata);
    std::replace_if(tile, tile + size, [](float v) { return std::isnan(v); }, nodata);
    const GdalErrors errors;
    std::vector<GByte> bytes;
    if (file.cells == Cells::byte)
        std::transform(tile, tile + size, std::back_inserter(bytes),
                       [](float v) { return static_cast<GByte>(v); });
    void* const block = bytes.empty() ? static_cast<void*>(tile) : bytes.data();
    check(file.file, errors, GDALWriteBlock(band, column, row, block) == CE_None);
}

void fill_row(TileRow& tiles, std::size_t files, int row, int threads, const FillTile& fill) {
    in_parallel(tiles.across(), threads, [&](int column) {
        const Window window = tiles.window(column, row);
        std::vector<std::span<float>> out;
        out.reserve(files);
        for (std::size_t f = 0; f < files; ++f)
            out.emplace_back(tiles.tile(f, column), static_cast<std::size_t>(window.size()));
        fill(window, out);
        for (std::size_t f = 0; f < files; ++f) spread(tiles.tile(f, column), window);
    });
}

int thread_count(const Job& job) {
    return job.threads > 0 ? job.threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace

void in_parallel(int count, int threads, const std::function<void(int)>& use) {
    std::atomic<int> next = 0;
    std::exception_ptr failure;
    std::mutex guard;
    const auto work = [&] {
        try {
            for (int i = next++; i < count; i = next++) use(i);
        } catch (...) {
            const std::scoped_lock lock(guard);
            if (!failure) failure = std::current_exception();
            next = count;
        }
    };
    std::vector<std::jthread> others;
    for (int t = 1; t < std::min(threads, count); ++t) others.emplace_back(work);
    work();
    others.clear();
    if (failure) std::rethrow_exception(failure);
}

void write_tiles(const std::vector<TileFile>& files, const Grid& grid, const Job& job, const FillTile& fill) {
    std::vector<GdalDataset> datasets;
    datasets.reserve(files.size());
    for (const auto& file : files) datasets.push_back(create(file, grid, 1, true));
    TileRow tiles(grid, files.size());
    const int down = static_cast<int>((grid.rows + side - 1) / side);
    for (int row = 0; row < down; ++row) {
        if (job.cancelled && job.cancelled()) throw Cancelled();
        fill_row(tiles, files.size(), row, thread_count(job), fill);
        in_parallel(static_cast<int>(files.size()), thread_count(job), [&](int f) {
            const auto band = GDALGetRasterBand(datasets[f].get(), 1);
            for (int column = 0; column < tiles.across(); ++column)
                write_tile(files[f], band, tiles.tile(f, column), column, row);
        });
        if (job.progress) job.progress(static_cast<double>(row + 1) / down);
    }
    for (std::size_t f = 0; f < files.size(); ++f) close(std::move(datasets[f]), files[f].file);
}

void write_stack(const TileFile& file, const Grid& grid, const std::vector<std::string>& names,
                 std::vector<float>& values) {
    auto dataset = create(file, grid, static_cast<int>(names.size()), false);
    const int cols = static_cast<int>(grid.cols), rows = static_cast<int>(grid.rows);
    {
        const GdalErrors errors;
        for (std::size_t b = 0; b < names.size(); ++b)
            GDALSetDescription(GDALGetRasterBand(dataset.get(), static_cast<int>(b) + 1), names[b].c_str());
        check(file.file, errors,
              GDALDatasetRasterIO(dataset.get(), GF_Write, 0, 0, cols, rows, values.data(), cols, rows,
                                  GDT_Float32, static_cast<int>(names.size()), nullptr, 0, 0, 0) == CE_None);
    }
    close(std::move(dataset), file.file);
}

}  // namespace djoliba::synthetic
