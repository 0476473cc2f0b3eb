// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include <djoliba/engine/geometry.hpp>
#include <djoliba/engine/grid.hpp>

#include "gdal_handles.hpp"

namespace djoliba {

/// The way between the CRS of a raster and another one. For one thread.
class WarpTransform {
 public:
    /// Throws Error, naming `where`, where there is no way.
    WarpTransform(const std::string& source_crs, const std::string& crs, const std::string& where);
    ~WarpTransform();
    WarpTransform(const WarpTransform&) = delete;
    WarpTransform& operator=(const WarpTransform&) = delete;

    /// Centres of the cells [col, col + x.size()) of a row of a grid in the other CRS, in the CRS of the
    /// source; NaN where there is no way. Between every 64th centre of the row they are interpolated where
    /// that is right to `error`, so that a centre has the same place in whatever window it is asked for.
    void centres(const Grid& grid, std::int64_t row, std::int64_t col, double error, std::span<double> x,
                 std::span<double> y) const;
    /// The ground of a grid of the source in the other CRS.
    Box box_of(const Grid& source) const;
    /// Least width and height of a cell of the source, seen at a point in the other CRS.
    Point cell_size(const Grid& source, Point at) const;

 private:
    void move(bool to_source, std::span<double> x, std::span<double> y) const;

    void* way_ = nullptr;
    mutable std::vector<double> z_ = {};
    mutable std::vector<int> good_ = {};
};

}  // namespace djoliba
