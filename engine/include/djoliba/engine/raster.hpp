// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <djoliba/engine/grid.hpp>

namespace djoliba {

/// Fills windows of one raster. Not shared between threads. NaN stands for every cell without a usable value:
/// nodata by value, NaN, mask band, infinite values.
class BlockReader {
 public:
    BlockReader() = default;
    BlockReader(const BlockReader&) = delete;
    BlockReader& operator=(const BlockReader&) = delete;
    virtual ~BlockReader() = default;
    /// Row by row from north to south; out.size() == window.size(). The window lies inside the grid. Throws
    /// Error.
    virtual void read(const Window& window, std::span<float> out) = 0;
    virtual void read(const Window& window, std::span<double> out) = 0;
    /// The value that every cell of the window has, NaN for none, where that is known without reading them.
    virtual std::optional<double> uniform(const Window&) { return {}; }
};

/// A raster that can be read in windows by several threads, each through its own BlockReader.
class RasterSource {
 public:
    RasterSource() = default;
    RasterSource(const RasterSource&) = delete;
    RasterSource& operator=(const RasterSource&) = delete;
    virtual ~RasterSource() = default;
    virtual const Grid& grid() const = 0;
    virtual const std::string& crs() const = 0;   ///< opaque id, compared for equality
    virtual const std::string& name() const = 0;  ///< file or layer, for messages
    /// Size of the stored blocks: windows aligned to multiples of it read best.
    virtual Window block() const = 0;
    /// False only where every cell of the window is known to be without value, so that it need not be read.
    virtual bool has_data(const Window&) const { return true; }
    /// True where float holds every value without rounding.
    virtual bool fits_float() const { return true; }
    virtual std::unique_ptr<BlockReader> open() const = 0;
};

/// A raster held in memory, row by row from north to south.
std::unique_ptr<RasterSource> memory_raster(const Grid& grid, std::string crs, std::vector<double> values,
                                            std::string name = "memory");

}  // namespace djoliba
