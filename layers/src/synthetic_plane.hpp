// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <djoliba/engine/geometry.hpp>

namespace djoliba::synthetic {

/// Kilometres of one degree at 15.5 degrees north, the middle of the inhabited country. Good to 3 % over
/// Mali, which is enough for invented places; nothing measured depends on it.
inline constexpr double km_per_lon = 107.3;
inline constexpr double km_per_lat = 110.7;

inline Point to_km(Point degrees) { return {degrees.x * km_per_lon, degrees.y * km_per_lat}; }
inline Point to_degrees(Point km) { return {km.x / km_per_lon, km.y / km_per_lat}; }

// Not std::hypot: nothing here over- or underflows, and it is several times slower.
inline double distance(Point a, Point b) {
    const double x = a.x - b.x, y = a.y - b.y;
    return std::sqrt(x * x + y * y);
}
inline Point between(Point a, Point b, double t) { return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}; }

/// Where along the segment a-b, 0 to 1, the point nearest to p lies.
inline double nearest_share(Point a, Point b, Point p) {
    const double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
    if (length2 == 0) return 0;
    return std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0);
}

inline double distance_to_segment(Point a, Point b, Point p) {
    return distance(between(a, b, nearest_share(a, b, p)), p);
}

/// In the units of the ring.
inline double distance_to_ring(const Ring& ring, Point p) {
    double nearest = HUGE_VAL;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i)
        nearest = std::min(nearest, distance_to_segment(ring[i], ring[i + 1], p));
    return nearest;
}

}  // namespace djoliba::synthetic
