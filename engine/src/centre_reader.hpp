// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include <djoliba/engine/grid.hpp>
#include <djoliba/engine/raster.hpp>

namespace djoliba::detail {

enum class Sampling : std::uint8_t {
    nearest,  ///< the cell that holds the centre; on an edge the one east and south of it
    bilinear  ///< between the centres of the four cells around, as far as all have values; else as nearest
};

/// Reads a raster at the centres of the cells of another grid in the same CRS. For one thread.
class CentreReader {
 public:
    CentreReader(const RasterSource& source, const Grid& grid, Sampling sampling);

    /// NaN where the source has no value or does not reach. out.size() == window.size().
    void read(const Window& window, std::span<double> out);

 private:
    /// One axis of the source under one of the grid's: cells before and after each centre, the weight of the
    /// one after, and the cell that holds it; -1 outside.
    struct Axis {
        std::vector<std::int64_t> before = {}, after = {}, holds = {};
        std::vector<double> weight = {};
        std::int64_t first = 0, end = 0;  ///< of the source's cells that are needed
    };
    Axis axis(std::int64_t first, std::int64_t count, double start, double step, double source_start,
              double source_step, std::int64_t source_cells) const;
    Axis columns(const Window& window) const;
    Axis rows(const Window& window) const;
    void read_band(const Window& band, const Axis& cols, std::span<double> out);
    double value(const Axis& cols, std::int64_t c, const Axis& rows, std::int64_t r) const;
    double at(std::int64_t col, std::int64_t row) const;

    const RasterSource& source_;
    const Grid grid_;
    const Sampling sampling_;
    std::unique_ptr<BlockReader> reader_;
    Window under_ = {};
    std::vector<double> values_ = {};
};

}  // namespace djoliba::detail
