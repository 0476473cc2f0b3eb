// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
//
// One pass over files beside bare loops that only decode: all blocks whose values the pass uses, and those of
// them which it decodes itself (blocks of one value are known by their bytes). run.py calls it:
//     overlay_files LOCALITIES CODE PEOPLE THREADS REPEATS CACHE HAZARD...
// Prints one JSON object; times are medians, in seconds.
#include <gdal.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include <djoliba/engine/exposure_sums.hpp>
#include <djoliba/layers/coverage_cache.hpp>
#include <djoliba/layers/raster_file.hpp>
#include <djoliba/layers/vector_file.hpp>

namespace {

using namespace djoliba;

using Block = std::tuple<std::size_t, int, int>;  // file, column, row

/// Notes which blocks of a file a pass uses, and which it decodes.
struct Watched final : RasterSource {
    Watched(std::unique_ptr<RasterSource> all, std::size_t number) : inner(std::move(all)), file(number) {}
    const Grid& grid() const override { return inner->grid(); }
    const std::string& crs() const override { return inner->crs(); }
    const std::string& name() const override { return inner->name(); }
    Window block() const override { return inner->block(); }
    bool has_data(const Window& w) const override { return inner->has_data(w); }
    bool fits_float() const override { return inner->fits_float(); }
    std::unique_ptr<BlockReader> open() const override;

    std::unique_ptr<RasterSource> inner;
    std::size_t file;
    mutable std::mutex mutex = {};
    mutable std::set<Block> used = {}, decoded = {};
};

struct WatchedReader final : BlockReader {
    explicit WatchedReader(const Watched& source) : from(source), inner(source.inner->open()) {}
    void read(const Window& w, std::span<float> out) override { read_into(w, out); }
    void read(const Window& w, std::span<double> out) override { read_into(w, out); }
    std::optional<double> uniform(const Window& w) override {
        note(w, from.used);
        return inner->uniform(w);
    }
    void read_into(const Window& w, auto out) {
        note(w, from.decoded);
        inner->read(w, out);
    }
    void note(const Window& w, std::set<Block>& blocks) const {
        const Window b = from.block();
        const std::scoped_lock lock(from.mutex);
        for (auto row = w.row / b.rows; row <= (w.row + w.rows - 1) / b.rows; ++row)
            for (auto col = w.col / b.cols; col <= (w.col + w.cols - 1) / b.cols; ++col)
                blocks.emplace(from.file, static_cast<int>(col), static_cast<int>(row));
    }
    const Watched& from;
    std::unique_ptr<BlockReader> inner;
};

std::unique_ptr<BlockReader> Watched::open() const { return std::make_unique<WatchedReader>(*this); }

double seconds(const auto& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(int repeats, const auto& work) {
    std::vector<double> times;
    for (int i = 0; i < repeats; ++i) times.push_back(seconds(work));
    std::nth_element(times.begin(), times.begin() + repeats / 2, times.end());
    return times[static_cast<std::size_t>(repeats / 2)];
}

/// Decodes the blocks with GDAL, on a dataset for each thread and file, into a buffer that nobody reads.
void decode(const std::vector<std::string>& files, const std::vector<Block>& blocks, int threads) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        std::vector<GDALDatasetH> open(files.size());
        std::vector<float> buffer;
        for (std::size_t i = next++; i < blocks.size(); i = next++) {
            const auto [file, col, row] = blocks[i];
            if (!open[file]) open[file] = GDALOpen(files[file].c_str(), GA_ReadOnly);
            const auto band = GDALGetRasterBand(open[file], 1);
            int cols = 0, rows = 0;
            GDALGetBlockSize(band, &cols, &rows);
            buffer.resize(static_cast<std::size_t>(cols) * static_cast<std::size_t>(rows));
            if (GDALReadBlock(band, col, row, buffer.data()) != CE_None) std::abort();
        }
        for (auto dataset : open)
            if (dataset) GDALClose(dataset);
    };
    std::vector<std::thread> pool;
    for (int t = 0; t < threads; ++t) pool.emplace_back(work);
    for (auto& thread : pool) thread.join();
}

std::vector<MultiPolygon> shapes_of(const std::string& file, const std::string& crs) {
    VectorOptions options;
    options.crs = crs;
    std::vector<MultiPolygon> shapes;
    for (auto& feature : read_vector(file, options).features) shapes.push_back(std::move(feature.shape));
    return shapes;
}

std::size_t corners_of(const std::vector<MultiPolygon>& shapes) {
    std::size_t corners = 0;
    for (const auto& shape : shapes)
        for (const auto& polygon : shape)
            for (const auto& ring : polygon) corners += ring.size();
    return corners;
}

using Sources = std::vector<const RasterSource*>;

/// People of the first source by intensity of the others.
void count(const CoverageSource& coverage, const Sources& from, const std::vector<double>& edges,
           int threads) {
    std::vector<HazardLayer> hazards;
    for (std::size_t i = 1; i < from.size(); ++i) hazards.push_back({std::to_string(i), from[i], edges});
    count_exposure(coverage, {from[0]}, hazards, {}, all_rows(coverage.grid()), {.threads = threads});
}

int run(const std::vector<std::string>& words) {
    const int threads = std::stoi(words[3]), repeats = std::stoi(words[4]);
    std::vector<std::string> files{words[2]};
    files.insert(files.end(), words.begin() + 6, words.end());
    std::vector<std::unique_ptr<Watched>> rasters;
    Sources sources, watched;
    for (std::size_t i = 0; i < files.size(); ++i) {
        rasters.push_back(std::make_unique<Watched>(open_raster(files[i]), i));
        sources.push_back(rasters.back()->inner.get());
        watched.push_back(rasters.back().get());
    }
    const auto shapes = shapes_of(words[0], sources[0]->crs());
    const auto grid = analysis_grid(sources, sources[0]->crs(), bounds_of_all(shapes));
    const CoverageCache kept{words[5]};
    const auto pass = [&](const Sources& from, const std::vector<double>& edges, const CoverageCache& cache) {
        count(*cached_coverage(shapes, grid, cache), from, edges, threads);
    };
    pass(watched, {0.5}, kept);
    std::vector<Block> used, decoded;
    for (const auto& raster : rasters) {
        used.insert(used.end(), raster->used.begin(), raster->used.end());
        decoded.insert(decoded.end(), raster->decoded.begin(), raster->decoded.end());
    }
    std::vector<double> many;
    for (int i = 1; i <= 1000; ++i) many.push_back(i * 0.01);

    const double bare = median(repeats, [&] { decode(files, used, threads); });
    const double bare_decoded = median(repeats, [&] { decode(files, decoded, threads); });
    const double one = median(repeats, [&] { pass(sources, {0.5}, kept); });
    const double made = median(repeats, [&] { pass(sources, {0.5}, {}); });
    const double edges = median(repeats, [&] { pass(sources, many, kept); });
    std::cout << "{\"cells\": " << static_cast<double>(grid.cols()) * static_cast<double>(grid.rows())
              << ", \"localities\": " << shapes.size() << ", \"corners\": " << corners_of(shapes)
              << ", \"blocks\": " << used.size() << ", \"decoded\": " << decoded.size()
              << ", \"bare\": " << bare << ", \"bare_decoded\": " << bare_decoded << ", \"pass\": " << one
              << ", \"pass_covering\": " << made << ", \"pass_1000_edges\": " << edges << "}\n";
    return 0;
}

}  // namespace

int main(int count, char** words) {
    if (count < 8) return 2;
    return run(std::vector<std::string>(words + 1, words + count));
}
