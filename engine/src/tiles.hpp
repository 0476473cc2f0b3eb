// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include <djoliba/engine/coverage.hpp>
#include <djoliba/engine/job.hpp>
#include <djoliba/engine/raster.hpp>

namespace djoliba {

/// A rectangle of analysis cells that is read at once, and the shapes that cover part of it, in ascending
/// order.
struct Tile {
    Window window = {};
    std::vector<std::size_t> shapes = {};
};

/// Index of the source with the smallest cells, which costs most to read; the first of equals.
std::size_t finest(std::span<const RasterSource* const> sources);

/// Where an analysis grid is cut into tiles: first column, or row, of each, and the end of the last.
struct TileCuts {
    std::vector<std::int64_t> across = {};
    std::vector<std::int64_t> down = {};
};

/// Cuts along the stored blocks of one source. A tile has about 2^16 cells, which stay in the
/// cache of a processor, or those of one block where blocks are larger, up to 2^24 cells.
TileCuts cuts_along(const RasterSource& source, const SourceMap& map);

/// Calls begin(band) for every band of the rows, and then body(band, tile) for each of its tiles that a shape
/// covers, from several threads; the next band may begin before the last tile of this one. Two bands of the
/// coverage are held at a time.
void for_each_tile(const CoverageSource& coverage, const TileCuts& cuts, Rows rows, const Job& job,
                   const std::function<void(const Coverage&)>& begin,
                   const std::function<void(const Coverage&, const Tile&)>& body);

/// The cells of one row of a tile that a shape covers.
struct TileRow {
    std::span<const Run> runs;           ///< as in Coverage: may reach over the tile
    std::span<const std::int32_t> cols;  ///< all within the tile
    std::span<const double> fractions;
};
TileRow row_within(const Coverage& coverage, std::size_t shape, std::int64_t row, const Window& window);

/// Reads one source tile by tile and gives its values on the columns and rows of the analysis grid. For one
/// thread.
class TileReader {
 public:
    TileReader(const RasterSource& source, const SourceMap& map) : source_(source), map_(map) {}

    /// Reads what the tile needs of the source.
    void load(const Window& tile);
    /// The values of some cells of a row of the tile, counts not yet split; NaN outside the source,
    /// `where_missing` in its cells without value. The first is at `col`; out.size() is their number.
    void row(std::int64_t row, std::int64_t col, double where_missing, std::span<double> out) const;
    /// What row() would give for each of `cols` cells, where it is seen at once to be the same.
    std::optional<double> uniform(std::int64_t row, std::int64_t col, std::int64_t cols,
                                  double where_missing) const;
    /// The part of a row of the tile beyond which every value is 0 on both sides; without columns where all
    /// are.
    Window not_zero(std::int64_t row, double where_missing) const;

 private:
    template <class T>
    const T* line_of(const std::vector<T>& values, std::int64_t row) const;
    bool inside(std::int64_t row, std::int64_t col, std::int64_t cols) const;
    bool one_to_one(std::int64_t col, std::int64_t cols) const;
    template <class T>
    bool all_zero(const T* line, std::int64_t col, std::int64_t cols) const;
    template <class T>
    void fill(const T* line, std::int64_t row, std::int64_t col, double where_missing,
              std::span<double> out) const;

    const RasterSource& source_;
    const SourceMap& map_;
    std::unique_ptr<BlockReader> reader_ = {};
    Window tile_ = {};
    Window read_ = {};  ///< part of the source under the tile; without cells where it lies outside
    std::optional<double> uniform_ = {};  ///< value of all cells of `read_` where they were not read
    std::vector<float> single_ = {};
    std::vector<double> double_ = {};
};

}  // namespace djoliba
