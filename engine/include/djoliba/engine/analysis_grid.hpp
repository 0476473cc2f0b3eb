// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/geometry.hpp>
#include <djoliba/engine/grid.hpp>
#include <djoliba/engine/raster.hpp>

namespace djoliba {

/// The cells on which rasters meet: columns and rows of any width, so that the edges of several grids can all
/// be edges of it. Cell (col, row) covers [x[col], x[col + 1]] x [y[row + 1], y[row]].
struct AnalysisGrid {
    std::vector<double> x =
        {};  ///< column edges from west to east, strictly ascending; empty where there are no cells
    std::vector<double> y =
        {};  ///< row edges from north to south, strictly descending; empty where there are no cells

    std::int64_t cols() const { return x.empty() ? 0 : static_cast<std::int64_t>(x.size()) - 1; }
    std::int64_t rows() const { return y.empty() ? 0 : static_cast<std::int64_t>(y.size()) - 1; }
    friend bool operator==(const AnalysisGrid&, const AnalysisGrid&) = default;
};

/// The common refinement of the grids: its edges are the edges of all of them, so every cell lies in one cell
/// of each grid or outside it. Edges closer than 1e-6 of the finest cell are one edge, at the place where the
/// finer grid has it; equal grids and whole ratios therefore give the finest grid itself. Covers the union of
/// the grids as far as needed to hold `clip`, and no cell beyond; empty where they do not meet. Does not
/// depend on the order of the grids. Throws Error above 4 million columns or rows, or 1e12 cells.
AnalysisGrid analysis_grid(std::span<const Grid> grids, const Box& clip);

/// The same for rasters. Throws Error, naming both ids, where one has another CRS than `crs`, that of the
/// localities.
AnalysisGrid analysis_grid(std::span<const RasterSource* const> sources, std::string_view crs,
                           const Box& clip);

/// Where the columns, or the rows, of an analysis grid lie in a grid that it refines.
struct AxisMap {
    std::vector<std::int32_t> index =
        {};  ///< source column or row of each analysis column or row, -1 outside; ascending
    std::vector<double> share =
        {};  ///< its width as a share of that source cell's; outside, of a cell's width
};

/// Intensities are repeated: value(col, row) = source(cols.index[col], rows.index[row]). Counts are split by
/// area: source(...) * cols.share[col] * rows.share[row], so that the shares of a source cell add up to 1.
struct SourceMap {
    AxisMap cols = {};
    AxisMap rows = {};
};

/// Throws Error, naming the source, where an edge of its grid runs through a cell: it took no part in the
/// analysis grid.
SourceMap map_onto(const AnalysisGrid& grid, const Grid& source, std::string_view name);

}  // namespace djoliba
