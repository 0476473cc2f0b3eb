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
    /// `error`: how far points of a line may be from their true place, in units of the source's CRS; 0 for
    /// none. Throws Error, naming `where`, where there is no way.
    WarpTransform(const std::string& source_crs, const std::string& crs, const std::string& where,
                  double error);
    ~WarpTransform();
    WarpTransform(const WarpTransform&) = delete;
    WarpTransform& operator=(const WarpTransform&) = delete;

    /// Moves points of one line, from west to east, to the CRS of the source. NaN where there is no way.
    void to_source(std::vector<double>& x, std::vector<double>& y) const;
    /// The ground of a grid of the source in the other CRS.
    Box box_of(const Grid& source) const;
    /// Least width and height of a cell of the source, seen at a point in the other CRS.
    Point cell_size(const Grid& source, Point at) const;

 private:
    void move(bool to_source, std::vector<double>& x, std::vector<double>& y) const;

    void* exact_ = nullptr;
    void* approximate_ = nullptr;
    mutable std::vector<double> z_ = {};
    mutable std::vector<int> good_ = {};
};

}  // namespace djoliba
