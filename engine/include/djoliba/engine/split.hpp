// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <djoliba/engine/geometry.hpp>

namespace djoliba {

/// A shape cut in two; a part that has no area is empty.
struct SplitShape {
    MultiPolygon inside = {};
    MultiPolygon outside = {};
};

/// Why one of the polygons encloses no definite area ("Self-intersection at ..."); empty where all do.
/// Polygons may overlap one another.
std::string polygon_fault(const MultiPolygon& polygons);

/// The same area in polygons that do not overlap, as contains() needs them. Throws Error where
/// polygon_fault() has something to say.
MultiPolygon united(const MultiPolygon& polygons);

/// Cuts a shape along the border of the polygons, taken together, by the intersection of their lines in
/// double precision; the areas of both parts add up to that of the shape to within rounding. A shape that
/// lies wholly on one side stays as it is, point by point. Throws Error where polygon_fault() has something
/// to say or where the shape itself cannot be cut.
SplitShape split(const MultiPolygon& shape, const MultiPolygon& polygons);

}  // namespace djoliba
