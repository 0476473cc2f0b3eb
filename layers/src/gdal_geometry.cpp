// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "gdal_errors.hpp"
#include "gdal_vector.hpp"

namespace djoliba {
namespace {

OGRwkbGeometryType flat_type(OGRGeometryH g) { return OGR_GT_Flatten(OGR_G_GetGeometryType(g)); }

std::vector<Point> points_of(OGRGeometryH g) {
    const int count = OGR_G_GetPointCount(g);
    std::vector<Point> points(static_cast<std::size_t>(count));
    if (count > 0)
        OGR_G_GetPoints(g, &points.front().x, sizeof(Point), &points.front().y, sizeof(Point), nullptr, 0);
    return points;
}

void add_polygons(OGRGeometryH g, MultiPolygon& shape) {
    const int parts = OGR_G_GetGeometryCount(g);
    switch (flat_type(g)) {
        case wkbPolygon: {
            Polygon polygon;
            for (int i = 0; i < parts; ++i) polygon.push_back(points_of(OGR_G_GetGeometryRef(g, i)));
            if (!polygon.empty() && !polygon.front().empty()) shape.push_back(std::move(polygon));
            break;
        }
        case wkbMultiPolygon:
        case wkbGeometryCollection:
            for (int i = 0; i < parts; ++i) add_polygons(OGR_G_GetGeometryRef(g, i), shape);
            break;
        default:
            break;
    }
}

void add_lines(OGRGeometryH g, std::vector<Line>& lines) {
    for (int i = 0; i < OGR_G_GetGeometryCount(g); ++i) add_lines(OGR_G_GetGeometryRef(g, i), lines);
    if (flat_type(g) == wkbLineString && OGR_G_GetPointCount(g) > 1) lines.push_back(points_of(g));
}

void check_finite(const std::vector<Line>& lines, const Feature& feature, const std::string& where) {
    for (const auto& line : lines)
        for (const auto& p : line)
            if (!std::isfinite(p.x) || !std::isfinite(p.y))
                throw Error(Problem{where, fmt::format("feature {}", feature.id),
                                    "coordinates that are not finite", "repair the geometry in a GIS"});
}

/// Why GEOS finds the geometry invalid; empty where it is valid.
std::string fault_of(OGRGeometryH g) {
    const GdalErrors errors;
    if (OGR_G_IsValid(g)) return "";
    return errors.first().empty() ? "invalid geometry" : errors.first();
}

void take_area(OGRGeometryH g, Feature& feature, const std::string& where) {
    MultiPolygon shape;
    add_polygons(g, shape);
    for (const Polygon& polygon : shape) check_finite(polygon, feature, where);
    feature.fault = fault_of(g);
    if (!feature.fault.empty()) {
        const GdalErrors quiet;
        const GdalGeometry valid(OGR_G_MakeValid(g));
        shape.clear();
        if (valid) add_polygons(valid.get(), shape);
    }
    feature.shape = std::move(shape);
}

}  // namespace

void take_geometry(OGRGeometryH g, Feature& feature, const std::string& where) {
    if (!g || OGR_G_IsEmpty(g)) return;
    const auto type = flat_type(g);
    if (type == wkbPoint || (type == wkbMultiPoint && OGR_G_GetGeometryCount(g) == 1)) {
        const auto p = type == wkbPoint ? g : OGR_G_GetGeometryRef(g, 0);
        feature.point = Point{OGR_G_GetX(p, 0), OGR_G_GetY(p, 0)};
    } else if (OGR_G_GetDimension(g) == 2) {
        const GdalGeometry linear(OGR_G_GetLinearGeometry(g, 0, nullptr));
        take_area(linear.get(), feature, where);
    } else if (OGR_G_GetDimension(g) == 1) {
        const GdalGeometry linear(OGR_G_GetLinearGeometry(g, 0, nullptr));
        add_lines(linear.get(), feature.lines);
        check_finite(feature.lines, feature, where);
    }
}

}  // namespace djoliba
