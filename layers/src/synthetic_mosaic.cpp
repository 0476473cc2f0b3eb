// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "synthetic_mosaic.hpp"

#include <geos_c.h>

#include <algorithm>
#include <cmath>
#include <djoliba/engine/error.hpp>
#include <map>
#include <memory>

#include "synthetic_cells.hpp"
#include "synthetic_plane.hpp"

namespace djoliba::synthetic {
namespace {

constexpr double precision = 1e-6;

struct Geos {
    GEOSContextHandle_t handle = GEOS_init_r();
    Geos() = default;
    Geos(const Geos&) = delete;
    Geos& operator=(const Geos&) = delete;
    ~Geos() { GEOS_finish_r(handle); }
};

struct Destroy {
    GEOSContextHandle_t handle;
    void operator()(GEOSGeometry* g) const { GEOSGeom_destroy_r(handle, g); }
};
using Shape = std::unique_ptr<GEOSGeometry, Destroy>;

Shape own(const Geos& geos, GEOSGeometry* g) {
    if (g == nullptr)
        throw Error({"", "synthetic country", "its borders could not be built",
                     "report this as a fault of the program"});
    return {g, Destroy{geos.handle}};
}

GEOSCoordSequence* sequence(const Geos& geos, const std::vector<Point>& points) {
    auto* const s = GEOSCoordSeq_create_r(geos.handle, static_cast<unsigned>(points.size()), 2);
    for (unsigned i = 0; i < points.size(); ++i)
        GEOSCoordSeq_setXY_r(geos.handle, s, i, points[i].x, points[i].y);
    return s;
}

Shape collection(const Geos& geos, int type, std::vector<GEOSGeometry*> parts) {
    return own(geos, GEOSGeom_createCollection_r(geos.handle, type, parts.data(),
                                                 static_cast<unsigned>(parts.size())));
}

Ring ring_of(const Geos& geos, const GEOSGeometry* line) {
    const auto* const s = GEOSGeom_getCoordSeq_r(geos.handle, line);
    unsigned size = 0;
    GEOSCoordSeq_getSize_r(geos.handle, s, &size);
    Ring ring(size);
    for (unsigned i = 0; i < size; ++i) GEOSCoordSeq_getXY_r(geos.handle, s, i, &ring[i].x, &ring[i].y);
    return ring;
}

Polygon polygon_of(const Geos& geos, const GEOSGeometry* g) {
    Polygon polygon = {ring_of(geos, GEOSGetExteriorRing_r(geos.handle, g))};
    for (int i = 0; i < GEOSGetNumInteriorRings_r(geos.handle, g); ++i)
        polygon.push_back(ring_of(geos, GEOSGetInteriorRingN_r(geos.handle, g, i)));
    return polygon;
}

MultiPolygon polygons_of(const Geos& geos, const GEOSGeometry* g) {
    MultiPolygon shape;
    for (int i = 0; i < GEOSGetNumGeometries_r(geos.handle, g); ++i)
        shape.push_back(polygon_of(geos, GEOSGetGeometryN_r(geos.handle, g, i)));
    return shape;
}

GEOSGeometry* polygon_from(const Geos& geos, const Polygon& polygon) {
    std::vector<GEOSGeometry*> holes;
    for (std::size_t i = 1; i < polygon.size(); ++i)
        holes.push_back(GEOSGeom_createLinearRing_r(geos.handle, sequence(geos, polygon[i])));
    auto* const shell = GEOSGeom_createLinearRing_r(geos.handle, sequence(geos, polygon[0]));
    return GEOSGeom_createPolygon_r(geos.handle, shell, holes.data(), static_cast<unsigned>(holes.size()));
}

Shape lines_from(const Geos& geos, const std::vector<std::vector<Point>>& lines) {
    std::vector<GEOSGeometry*> parts;
    parts.reserve(lines.size());
    for (const auto& line : lines)
        parts.push_back(GEOSGeom_createLineString_r(geos.handle, sequence(geos, line)));
    return collection(geos, GEOS_MULTILINESTRING, std::move(parts));
}

/// The faces between all lines, with a vertex on both sides wherever lines meet.
MultiPolygon faces(const Geos& geos, std::vector<Shape> lines) {
    std::vector<GEOSGeometry*> parts;
    parts.reserve(lines.size());
    for (auto& shape : lines) parts.push_back(shape.release());
    const Shape all = collection(geos, GEOS_GEOMETRYCOLLECTION, std::move(parts));
    const Shape noded = own(geos, GEOSUnaryUnionPrec_r(geos.handle, all.get(), precision));
    const GEOSGeometry* const input = noded.get();
    const Shape found = own(geos, GEOSPolygonize_r(geos.handle, &input, 1));
    GEOSNormalize_r(geos.handle, found.get());
    return polygons_of(geos, found.get());
}

Point inner_point(const Geos& geos, const Polygon& polygon) {
    const Shape shape = own(geos, polygon_from(geos, polygon));
    const Shape point = own(geos, GEOSPointOnSurface_r(geos.handle, shape.get()));
    Point p;
    GEOSGeomGetX_r(geos.handle, point.get(), &p.x);
    GEOSGeomGetY_r(geos.handle, point.get(), &p.y);
    return p;
}

// Vertices lie on the grid of 1e-6, so that integers compare exactly.
using Key = std::pair<long long, long long>;
Key key(Point p) { return {std::llround(p.x / precision), std::llround(p.y / precision)}; }

using Lengths = std::vector<std::map<int, double>>;  // per face: length of the border with each neighbour

Lengths common_borders(const MultiPolygon& all) {
    std::map<std::pair<Key, Key>, int> owner;
    for (std::size_t f = 0; f < all.size(); ++f)
        for (const auto& ring : all[f])
            for (std::size_t i = 0; i + 1 < ring.size(); ++i)
                owner[{key(ring[i]), key(ring[i + 1])}] = static_cast<int>(f);
    Lengths lengths(all.size());
    for (const auto& [edge, f] : owner)
        if (const auto other = owner.find({edge.second, edge.first}); other != owner.end())
            lengths[f][other->second] +=
                std::hypot(static_cast<double>(edge.first.first - edge.second.first),
                           static_cast<double>(edge.first.second - edge.second.second));
    return lengths;
}

// A face without a site (cut off by a bay of the region's border) goes to the neighbour with the longest
// common border.
void adopt(std::vector<int>& site_of, const std::vector<int>& region_of, const Lengths& borders) {
    for (bool changed = true; changed;) {
        changed = false;
        std::vector<int> next = site_of;
        for (std::size_t f = 0; f < site_of.size(); ++f) {
            double longest = 0;
            if (site_of[f] >= 0 || region_of[f] < 0) continue;
            for (const auto& [other, length] : borders[f])
                if (site_of[other] >= 0 && region_of[other] == region_of[f] && length > longest) {
                    longest = length;
                    next[f] = site_of[other];
                    changed = true;
                }
        }
        site_of = std::move(next);
    }
}

int region_at(const std::vector<Ring>& regions, Point p) {
    for (int r = static_cast<int>(regions.size()) - 1; r >= 0; --r)
        if (contains({{regions[r]}}, p)) return r;
    return -1;
}

/// A region with the later regions inside it as holes.
Polygon ground_of(const std::vector<Ring>& regions, std::size_t r) {
    Polygon ground = {regions[r]};
    for (std::size_t inner = r + 1; inner < regions.size(); ++inner)
        if (std::all_of(regions[inner].begin(), regions[inner].end(),
                        [&](Point p) { return contains({{regions[r]}}, p); }))
            ground.push_back(regions[inner]);
    return ground;
}

/// The outlines of all regions, and the borders of their cells as far as they lie inside.
std::vector<Shape> all_lines(const Geos& geos, const std::vector<Ring>& regions,
                             const std::vector<Site>& sites, std::uint64_t seed) {
    std::vector<Shape> lines;
    lines.push_back(lines_from(geos, {regions.begin(), regions.end()}));
    for (std::size_t r = 0; r < regions.size(); ++r) {
        std::vector<int> members;
        for (std::size_t s = 0; s < sites.size(); ++s)
            if (sites[s].region == static_cast<int>(r)) members.push_back(static_cast<int>(s));
        const Shape borders = lines_from(geos, cell_borders(regions[r], sites, members, seed));
        const Shape ground = own(geos, polygon_from(geos, ground_of(regions, r)));
        lines.push_back(own(geos, GEOSIntersection_r(geos.handle, borders.get(), ground.get())));
    }
    return lines;
}

}  // namespace

MultiPolygon merged(const std::vector<const MultiPolygon*>& shapes) {
    const Geos geos;
    std::vector<GEOSGeometry*> parts;
    for (const auto* shape : shapes)
        for (const auto& polygon : *shape) parts.push_back(polygon_from(geos, polygon));
    const Shape all = collection(geos, GEOS_GEOMETRYCOLLECTION, std::move(parts));
    const Shape whole = own(geos, GEOSCoverageUnion_r(geos.handle, all.get()));
    GEOSNormalize_r(geos.handle, whole.get());
    return polygons_of(geos, whole.get());
}

std::vector<MultiPolygon> mosaic(const std::vector<Ring>& regions, const std::vector<Site>& sites,
                                 std::uint64_t seed) {
    const Geos geos;
    const MultiPolygon all = faces(geos, all_lines(geos, regions, sites, seed));
    std::vector<int> region_of(all.size()), site_of(all.size(), -1);
    for (std::size_t f = 0; f < all.size(); ++f) region_of[f] = region_at(regions, inner_point(geos, all[f]));
    for (std::size_t s = 0; s < sites.size(); ++s)
        for (std::size_t f = 0; f < all.size(); ++f)
            if (region_of[f] == sites[s].region && contains({all[f]}, sites[s].at))
                site_of[f] = static_cast<int>(s);
    adopt(site_of, region_of, common_borders(all));
    std::vector<std::vector<const Polygon*>> parts(sites.size());
    for (std::size_t f = 0; f < all.size(); ++f)
        if (site_of[f] >= 0) parts[site_of[f]].push_back(&all[f]);
    std::vector<MultiPolygon> shapes;
    for (const auto& list : parts) {
        MultiPolygon shape;
        for (const auto* polygon : list) shape.push_back(*polygon);
        shapes.push_back(merged({&shape}));
    }
    return shapes;
}

}  // namespace djoliba::synthetic
