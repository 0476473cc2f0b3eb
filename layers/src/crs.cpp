// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/crs.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include <djoliba/engine/geodesic.hpp>

#include "gdal_crs.hpp"
#include "gdal_errors.hpp"

namespace djoliba {
namespace {

constexpr const char* lonlat = "EPSG:4326";
constexpr int places = 9;  // of a lattice, across and down

std::vector<Point> moved(std::vector<Point> points, const std::string& from, const std::string& to,
                         const std::string& where) {
    if (from == to) return points;
    start_gdal();
    const GdalErrors errors;
    const auto source = crs_from_id(from, where), target = crs_from_id(to, where);
    const GdalTransform way(OCTNewCoordinateTransformation(source.get(), target.get()));
    if (!way)
        throw gdal_error(where, "crs", fmt::format("no way from {} to {}", from, to),
                         "use a coordinate system that PROJ can reach", errors);
    for (Point& p : points) {
        int good = 0;
        OCTTransformEx(way.get(), 1, &p.x, &p.y, nullptr, &good);
        if (!good || !std::isfinite(p.x) || !std::isfinite(p.y))
            p = {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
    }
    return points;
}

/// The places of the lattice, and of each its neighbours a cell to the east, north and north-east.
std::vector<Point> lattice(const Grid& g) {
    std::vector<Point> points;
    for (int i = 0; i < places; ++i)
        for (int j = 0; j < places; ++j) {
            const Point p{g.west + (g.east() - g.west) * i / (places - 1),
                          g.south() + (g.north - g.south()) * j / (places - 1)};
            points.insert(points.end(), {p, {p.x + g.dx, p.y}, {p.x, p.y + g.dy}, {p.x + g.dx, p.y + g.dy}});
        }
    return points;
}

}  // namespace

CrsMeasure crs_measure(const std::string& crs, const std::string& where) {
    start_gdal();
    const auto ref = crs_from_id(crs, where);
    if (OSRIsGeographic(ref.get())) {
        const double radians = OSRGetAngularUnits(ref.get(), nullptr);
        constexpr double degree = 0.017453292519943295;
        return std::abs(radians / degree - 1) < 1e-9 ? CrsMeasure::degrees : CrsMeasure::other;
    }
    if (!OSRIsProjected(ref.get())) return CrsMeasure::other;
    return std::abs(OSRGetLinearUnits(ref.get(), nullptr) - 1) < 1e-9 ? CrsMeasure::metres
                                                                      : CrsMeasure::other;
}

std::vector<Point> from_lonlat(std::vector<Point> points, const std::string& crs, const std::string& where) {
    return moved(std::move(points), lonlat, crs, where);
}

std::vector<Point> to_lonlat(std::vector<Point> points, const std::string& crs, const std::string& where) {
    return moved(std::move(points), crs, lonlat, where);
}

double scale_error(const Grid& grid, const std::string& crs, const std::string& where) {
    const auto plane = lattice(grid);
    const auto ground = to_lonlat(plane, crs, where);
    double worst = 0;
    for (std::size_t i = 0; i < plane.size(); i += 4)
        for (std::size_t j = i + 1; j < i + 4; ++j) {
            if (std::isnan(ground[i].x) || std::isnan(ground[j].x))
                return std::numeric_limits<double>::infinity();
            const double metres = std::hypot(plane[j].x - plane[i].x, plane[j].y - plane[i].y);
            worst = std::max(worst, std::abs(metres / (1000 * geodesic_km(ground[i], ground[j])) - 1));
        }
    return worst;
}

}  // namespace djoliba
