// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "warp_transform.hpp"

#include <gdal_alg.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "gdal_crs.hpp"
#include "gdal_errors.hpp"

namespace djoliba {
namespace {

constexpr std::int64_t stretch = 64;  // cells between two centres that PROJ places
constexpr int samples = 32;           // along each side of a grid, and across it

}  // namespace

WarpTransform::WarpTransform(const std::string& source_crs, const std::string& crs,
                             const std::string& where) {
    start_gdal();
    const GdalErrors errors;
    const auto from = crs_from_id(source_crs, where), to = crs_from_id(crs, where);
    way_ = GDALCreateReprojectionTransformerEx(from.get(), to.get(), nullptr);
    if (!way_)
        throw gdal_error(where, "crs", fmt::format("no way from {} to {}", source_crs, crs),
                         "warp the raster to the coordinate system of the others (gdalwarp -t_srs)", errors);
}

WarpTransform::~WarpTransform() { GDALDestroyReprojectionTransformer(way_); }

void WarpTransform::move(bool to_source, std::span<double> x, std::span<double> y) const {
    z_.assign(x.size(), 0);
    good_.assign(x.size(), 0);
    const GdalErrors quiet;
    GDALReprojectionTransform(way_, to_source, static_cast<int>(x.size()), x.data(), y.data(), z_.data(),
                              good_.data());
    for (std::size_t i = 0; i < x.size(); ++i)
        if (!good_[i] || !std::isfinite(x[i]) || !std::isfinite(y[i]))
            x[i] = y[i] = std::numeric_limits<double>::quiet_NaN();
}

void WarpTransform::centres(const Grid& grid, std::int64_t row, std::int64_t col, double error,
                            std::span<double> x, std::span<double> y) const {
    const auto place = [&](std::int64_t c) {
        return Point{grid.west + (static_cast<double>(c) + 0.5) * grid.dx,
                     grid.north - (static_cast<double>(row) + 0.5) * grid.dy};
    };
    const auto end = col + static_cast<std::int64_t>(x.size());
    for (std::int64_t from = col; from < end;) {
        const std::int64_t knot =
            from >= 0 ? from / stretch * stretch : -((-from + stretch - 1) / stretch) * stretch;
        const std::int64_t to = std::min(end, knot + stretch);
        const Point a = place(knot), m = place(knot + stretch / 2), b = place(knot + stretch);
        double kx[3] = {a.x, m.x, b.x}, ky[3] = {a.y, m.y, b.y};
        move(true, kx, ky);
        const bool straight = std::abs(kx[0] + kx[2] - 2 * kx[1]) <= 2 * error &&
                              std::abs(ky[0] + ky[2] - 2 * ky[1]) <= 2 * error;
        for (std::int64_t c = from; c < to; ++c) {
            const double t = static_cast<double>(c - knot) / static_cast<double>(stretch);
            const Point exact = place(c);
            x[static_cast<std::size_t>(c - col)] = straight ? kx[0] + t * (kx[2] - kx[0]) : exact.x;
            y[static_cast<std::size_t>(c - col)] = straight ? ky[0] + t * (ky[2] - ky[0]) : exact.y;
        }
        const auto first = static_cast<std::size_t>(from - col), count = static_cast<std::size_t>(to - from);
        if (!straight) move(true, x.subspan(first, count), y.subspan(first, count));
        from = to;
    }
}

Box WarpTransform::box_of(const Grid& source) const {
    std::vector<double> x, y;
    for (int i = 0; i <= samples; ++i)
        for (int j = 0; j <= samples; ++j) {
            x.push_back(source.west + (source.east() - source.west) * i / samples);
            y.push_back(source.south() + (source.north - source.south()) * j / samples);
        }
    move(false, x, y);
    const double far = std::numeric_limits<double>::infinity();
    Box box{far, far, -far, -far};
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (std::isnan(x[i])) continue;
        box = {std::min(box.min_x, x[i]), std::min(box.min_y, y[i]), std::max(box.max_x, x[i]),
               std::max(box.max_y, y[i])};
    }
    // Between two samples a side may bulge by less than a sample's distance.
    const double dx = (box.max_x - box.min_x) / samples, dy = (box.max_y - box.min_y) / samples;
    return {box.min_x - dx, box.min_y - dy, box.max_x + dx, box.max_y + dy};
}

Point WarpTransform::cell_size(const Grid& source, Point at) const {
    std::vector<double> x{at.x}, y{at.y};
    move(true, x, y);
    x = {x[0], x[0] + source.dx, x[0]};
    y = {y[0], y[0], y[0] + source.dy};
    move(false, x, y);
    // A cell is a parallelogram here. Its least width and height are those of the box in it.
    const double area = std::abs((x[1] - x[0]) * (y[2] - y[0]) - (x[2] - x[0]) * (y[1] - y[0]));
    const double width =
        area / std::max(std::abs(y[1] - y[0]) + std::abs(y[2] - y[0]), std::numeric_limits<double>::min());
    const double height =
        area / std::max(std::abs(x[1] - x[0]) + std::abs(x[2] - x[0]), std::numeric_limits<double>::min());
    return {width, height};
}

}  // namespace djoliba
