// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/split.hpp>

#include <geos_c.h>

#include <memory>
#include <vector>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

/// A context of GEOS, which keeps the last message, and what is made in it.
class Geos {
 public:
    Geos() : context_(GEOS_init_r()) {
        GEOSContext_setErrorMessageHandler_r(context_, keep, &message_);
        GEOSContext_setNoticeMessageHandler_r(context_, keep, &message_);
    }
    ~Geos() { GEOS_finish_r(context_); }
    Geos(const Geos&) = delete;
    Geos& operator=(const Geos&) = delete;

    struct Release {
        GEOSContextHandle_t context;
        void operator()(GEOSGeometry* g) const { GEOSGeom_destroy_r(context, g); }
    };
    using Geometry = std::unique_ptr<GEOSGeometry, Release>;

    /// Throws Error where GEOS gave nothing.
    Geometry own(GEOSGeometry* g) const {
        if (!g) fail();
        return Geometry(g, Release{context_});
    }
    [[noreturn]] void fail() const {
        throw Error(Problem{"", "", "a polygon cannot be cut: " + message_, "repair the geometry in a GIS"});
    }
    GEOSContextHandle_t get() const { return context_; }

 private:
    static void keep(const char* message, void* kept) { *static_cast<std::string*>(kept) = message; }

    GEOSContextHandle_t context_;
    std::string message_ = {};
};

GEOSGeometry* ring_of(const Geos& geos, Ring ring) {
    if (!ring.empty() && !(ring.front() == ring.back())) ring.push_back(ring.front());
    static_assert(sizeof(Point) == 2 * sizeof(double));
    const auto* numbers = ring.empty() ? nullptr : &ring.front().x;
    GEOSCoordSequence* points =
        GEOSCoordSeq_copyFromBuffer_r(geos.get(), numbers, static_cast<unsigned>(ring.size()), 0, 0);
    GEOSGeometry* made = points ? GEOSGeom_createLinearRing_r(geos.get(), points) : nullptr;
    if (!made) geos.fail();
    return made;
}

Geos::Geometry polygon_of(const Geos& geos, const Polygon& polygon) {
    auto shell = geos.own(ring_of(geos, polygon.front()));
    std::vector<GEOSGeometry*> holes;
    for (std::size_t i = 1; i < polygon.size(); ++i)
        if (!polygon[i].empty()) holes.push_back(ring_of(geos, polygon[i]));
    return geos.own(GEOSGeom_createPolygon_r(geos.get(), shell.release(), holes.data(),
                                             static_cast<unsigned>(holes.size())));
}

/// All polygons as one geometry, in which they may overlap.
Geos::Geometry collection_of(const Geos& geos, const MultiPolygon& shape) {
    std::vector<GEOSGeometry*> parts;
    for (const Polygon& polygon : shape)
        if (!polygon.empty() && !polygon.front().empty())
            parts.push_back(polygon_of(geos, polygon).release());
    return geos.own(GEOSGeom_createCollection_r(geos.get(), GEOS_MULTIPOLYGON, parts.data(),
                                                static_cast<unsigned>(parts.size())));
}

Ring ring_from(const Geos& geos, const GEOSGeometry* line) {
    const auto* points = GEOSGeom_getCoordSeq_r(geos.get(), line);
    unsigned count = 0;
    GEOSCoordSeq_getSize_r(geos.get(), points, &count);
    Ring ring(count);
    if (count > 0) GEOSCoordSeq_copyToBuffer_r(geos.get(), points, &ring.front().x, 0, 0);
    return ring;
}

/// The polygons of a geometry; lines and points along which two shapes touch have no area.
void add_polygons(const Geos& geos, const GEOSGeometry* g, MultiPolygon& shape) {
    const int type = GEOSGeomTypeId_r(geos.get(), g);
    if (type == GEOS_POLYGON && !GEOSisEmpty_r(geos.get(), g)) {
        Polygon polygon{ring_from(geos, GEOSGetExteriorRing_r(geos.get(), g))};
        for (int i = 0; i < GEOSGetNumInteriorRings_r(geos.get(), g); ++i)
            polygon.push_back(ring_from(geos, GEOSGetInteriorRingN_r(geos.get(), g, i)));
        shape.push_back(std::move(polygon));
    } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
        for (int i = 0; i < GEOSGetNumGeometries_r(geos.get(), g); ++i)
            add_polygons(geos, GEOSGetGeometryN_r(geos.get(), g, i), shape);
    }
}

MultiPolygon shape_of(const Geos& geos, const Geos::Geometry& g) {
    MultiPolygon shape;
    add_polygons(geos, g.get(), shape);
    return shape;
}

bool apart(const Box& a, const Box& b) {
    return !(a.min_x < b.max_x && b.min_x < a.max_x && a.min_y < b.max_y && b.min_y < a.max_y);
}

std::string fault_of(const Geos& geos, const MultiPolygon& polygons) {
    for (const Polygon& polygon : polygons) {
        if (polygon.empty() || polygon.front().empty()) continue;
        if (polygon.front().size() < 3) return "it has less than three corners";
        const auto g = polygon_of(geos, polygon);
        char* reason = nullptr;
        GEOSGeometry* place = nullptr;
        const char valid = GEOSisValidDetail_r(geos.get(), g.get(), 0, &reason, &place);
        std::string text = reason ? reason : "it is not valid";
        if (place && GEOSGeomTypeId_r(geos.get(), place) == GEOS_POINT) {
            const Ring at = ring_from(geos, place);
            text += " at " + std::to_string(at.front().x) + " " + std::to_string(at.front().y);
        }
        GEOSFree_r(geos.get(), reason);
        GEOSGeom_destroy_r(geos.get(), place);
        if (valid != 1) return text;
    }
    return "";
}

/// Throws Error where the polygons enclose no definite area.
Geos::Geometry united_in(const Geos& geos, const MultiPolygon& polygons) {
    if (const auto fault = fault_of(geos, polygons); !fault.empty())
        throw Error(Problem{"", "", "the polygon encloses no definite area: " + fault,
                            "give its corners in the order of its border"});
    return geos.own(GEOSUnaryUnion_r(geos.get(), collection_of(geos, polygons).get()));
}

}  // namespace

std::string polygon_fault(const MultiPolygon& polygons) { return fault_of(Geos(), polygons); }

MultiPolygon united(const MultiPolygon& polygons) {
    const Geos geos;
    return shape_of(geos, united_in(geos, polygons));
}

SplitShape split(const MultiPolygon& shape, const MultiPolygon& polygons) {
    if (apart(bounds(shape), bounds(polygons))) return {{}, shape};
    const Geos geos;
    const auto area = united_in(geos, polygons);
    auto whole = collection_of(geos, shape);
    if (GEOSisValid_r(geos.get(), whole.get()) != 1)
        whole = geos.own(GEOSMakeValid_r(geos.get(), whole.get()));
    if (GEOSCovers_r(geos.get(), area.get(), whole.get()) == 1) return {shape, {}};
    SplitShape parts;
    parts.inside = shape_of(geos, geos.own(GEOSIntersection_r(geos.get(), whole.get(), area.get())));
    if (parts.inside.empty()) return {{}, shape};
    parts.outside = shape_of(geos, geos.own(GEOSDifference_r(geos.get(), whole.get(), area.get())));
    if (parts.outside.empty()) return {shape, {}};
    return parts;
}

}  // namespace djoliba
