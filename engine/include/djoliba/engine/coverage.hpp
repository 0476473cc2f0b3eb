// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include <djoliba/engine/analysis_grid.hpp>
#include <djoliba/engine/geometry.hpp>
#include <djoliba/engine/job.hpp>

namespace djoliba {

/// Rows [first, end) of an analysis grid, counted from the north.
struct Rows {
    std::int64_t first = 0;
    std::int64_t end = 0;
    std::int64_t count() const { return end - first; }
    friend bool operator==(const Rows&, const Rows&) = default;
};

/// All rows of a grid.
inline Rows all_rows(const AnalysisGrid& grid) { return {0, grid.rows()}; }

/// Cells [first, end) of a row, covered whole.
struct Run {
    std::int32_t first = 0;
    std::int32_t end = 0;
    friend bool operator==(const Run&, const Run&) = default;
};

/// The part of a shape that lies in one row: whole cells and cells covered in part, both from west to east.
struct CoveredRow {
    std::span<const Run> runs;
    std::span<const std::int32_t> cols;  ///< cells covered in part
    std::span<const double> fractions;   ///< one for each of cols: covered share of its area, > 0 and <= 1
};

/// One shape on the grid.
struct CoveredShape {
    std::int32_t first_row = 0;
    std::int32_t rows = 0;  ///< 0 where the shape is empty or outside the grid
    std::int32_t first_col = 0;
    std::int32_t end_col = 0;     ///< no cell of the shape lies at this column or east of it
    std::int64_t first_line = 0;  ///< where its rows begin in Coverage::run_begin and cell_begin
};

/// Which cells each shape covers in all rows of a grid, or in a band of them, and how much of each.
/// Overlapping shapes are each covered whole. Memory grows with rows and with border cells, not with the
/// cells inside.
struct Coverage {
    std::vector<CoveredShape> shapes = {};
    std::vector<std::int64_t> run_begin = {};   ///< by line (row of a shape), and the end of the last
    std::vector<std::int64_t> cell_begin = {};  ///< by line, and the end of the last
    std::vector<Run> runs = {};
    std::vector<std::int32_t> cell_col = {};
    std::vector<double> cell_fraction = {};

    /// `row` of the grid, which must be one of the shape's.
    CoveredRow row(std::size_t shape, std::int64_t row) const;
};

/// Walks every ring through the grid. Fractions are areas of intersection, exact but for rounding each place
/// on the border to 2^-56 of a cell: their error is below 1e-12 of a cell, and the shapes of a partition add
/// up to 1 in every cell. Orientation of rings does not matter; holes must lie in their shell, shells of a
/// shape must not overlap (what is covered twice counts once in whole cells, and is cut off at 1 in border
/// cells). Rings without area cover nothing. Same bytes for every Job. Throws Error for a coordinate that is
/// not finite, with the index of the shape.
Coverage cover(std::span<const MultiPolygon> shapes, const AnalysisGrid& grid, const Job& job = {});

/// How much of a shape lies on a grid.
struct ShapeExtent {
    double area = 0;              ///< of the shape, in squared units of the CRS
    double outside_fraction = 0;  ///< share of that area outside the grid; NaN for a shape without area
    Rows rows = {};               ///< no cell of the shape lies outside these rows of the grid
};

/// The coverage of a set of shapes, handed out band by band so that only a band of it is held at a time.
class CoverageSource {
 public:
    CoverageSource() = default;
    CoverageSource(const CoverageSource&) = delete;
    CoverageSource& operator=(const CoverageSource&) = delete;
    virtual ~CoverageSource() = default;
    virtual const AnalysisGrid& grid() const = 0;
    virtual std::span<const ShapeExtent> extents() const = 0;  ///< one for each shape
    /// The part of cover() that lies in these rows of the grid. Called from one thread at a time.
    virtual Coverage rows(Rows rows, const Job& job) const = 0;
    std::size_t shapes() const { return extents().size(); }
};

/// Walks the rings anew for each band. The shapes must outlive it. Throws Error as cover() does.
std::unique_ptr<CoverageSource> coverage_of(std::span<const MultiPolygon> shapes, const AnalysisGrid& grid);

/// The coverage as bytes that begin with a version and end with a checksum.
std::vector<std::byte> to_bytes(const Coverage& coverage);

/// Throws Error where bytes are missing, too many, changed, or of another version.
Coverage from_bytes(std::span<const std::byte> bytes);

}  // namespace djoliba
