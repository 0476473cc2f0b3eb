// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <djoliba/engine/geometry.hpp>
#include <djoliba/engine/indicator.hpp>

namespace djoliba {

// Points are longitude (x) and latitude (y) in degrees on WGS84; distances are the shortest path on the
// ellipsoid.

/// km between two points. Source: Karney 2013, doi:10.1007/s00190-012-0578-z, as in GeographicLib (error
/// about 1e-11 km).
double geodesic_km(Point a, Point b);

/// The end of the shortest path that leaves `from` in the direction (east, north) and is as long as it; its
/// longitude in -180 to 180. Same source; the inverse of geodesic_km(). Throws Error where a coordinate is
/// not a longitude and latitude.
Point geodesic_move(Point from, double east_km, double north_km);

/// A point of a set, seen from somewhere.
struct Neighbour {
    int index = -1;             ///< -1 where the set is empty
    double km = missing_value;  ///< NaN where the set is empty
};

namespace detail {
struct PointTree;
}

/// Answers which points of a fixed set are near. Answers are those of comparing every geodesic distance: a
/// search tree over straight lines through the Earth proposes candidates (a geodesic is never shorter than
/// the straight line), and exact distances decide among them. Can be used by several threads at once.
class NearPoints {
 public:
    /// Throws Error where a coordinate is not a longitude and latitude.
    explicit NearPoints(const std::vector<Point>& points);
    std::size_t size() const;
    /// The nearest point; of several at the same distance the first in the set.
    Neighbour nearest(Point from) const;
    /// All points at most `km` away, nearest first, then in the order of the set.
    std::vector<Neighbour> within(Point from, double km) const;

 private:
    std::shared_ptr<const detail::PointTree> tree_;
};

/// The nearest point for each of `from`, as by NearPoints::nearest.
std::vector<Neighbour> nearest_of_each(const std::vector<Point>& from, const NearPoints& points);

}  // namespace djoliba
