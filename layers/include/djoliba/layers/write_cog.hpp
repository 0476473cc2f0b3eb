// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <vector>

#include <djoliba/engine/grid.hpp>
#include <djoliba/engine/job.hpp>
#include <djoliba/engine/raster.hpp>
#include <djoliba/layers/colours.hpp>
#include <djoliba/layers/output_table.hpp>

namespace djoliba {

enum class RasterType : std::uint8_t { float32, uint8 };

/// How the smaller copies of a raster are made for display.
enum class Overviews : std::uint8_t {
    nearest,
    mode,    ///< most frequent value: classes
    average  ///< mean of the known cells: densities and intensities. Wrong for counts; write a density
             ///< instead.
};

struct RasterBand {
    std::string description;  ///< "Score de risque 0-10 / Risk score 0-10"
    std::string unit = {};
};

/// One value of a class raster with its colour and its meaning.
struct PaletteEntry {
    std::uint8_t value = 0;
    Colour colour = {};
    std::string label = {};  ///< stored as tag CLASS_<value>
};

struct RasterOutput {
    Grid grid;
    std::string crs = "EPSG:4326";
    RasterType type = RasterType::float32;
    /// Stored where the value is NaN. float32: NaN unless a reader needs a number; uint8: 0 to 255.
    double nodata = std::numeric_limits<double>::quiet_NaN();
    /// A value with a meaning of its own, such as "unreachable": left out of the statistics. NaN: none.
    double apart = std::numeric_limits<double>::quiet_NaN();
    Overviews overviews = Overviews::average;
    std::vector<RasterBand> bands = {};
    std::vector<PaletteEntry> palette = {};        ///< uint8 with one band only
    std::map<std::string, std::string> tags = {};  ///< further metadata items
};

/// Fills rows [row, row + rows) of a band (from 0) over the whole width, NaN where missing; out.size() ==
/// rows * grid.cols. Called once for each block row and band: rows from north to south, bands inside.
using RowFiller = std::function<void(int band, std::int64_t row, std::int64_t rows, std::span<float> out)>;

/// Writes a cloud-optimised GeoTIFF: 512 x 512 tiles, DEFLATE, overviews, statistics, title, date (where it
/// has one) and the synthetic warning of the stamp as tags. Same bytes for any number of threads. Memory: one
/// row of tiles; an intermediate file next to `file` is removed. Throws Error where a value equals nodata,
/// does not fit the type or is infinite, and where writing fails; Cancelled.
void write_cog(const std::filesystem::path& file, const RasterOutput& output, const Stamp& stamp,
               const RowFiller& fill, const Job& job = {});

/// The same from memory: one vector a band, row by row from the north.
void write_cog(const std::filesystem::path& file, const RasterOutput& output, const Stamp& stamp,
               const std::vector<std::vector<float>>& bands, const Job& job = {});

/// The same from a raster with the grid of `output`; one band.
void write_cog(const std::filesystem::path& file, const RasterOutput& output, const Stamp& stamp,
               const RasterSource& source, const Job& job = {});

/// A raster of risk classes: 1 to 5, 0 not assessed, 255 (nodata, pass NaN) outside every locality, with
/// colours and labels.
RasterOutput class_raster(const Grid& grid, const std::string& crs);

}  // namespace djoliba
