// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Earth-centred coordinates in km: straight lines through the Earth ("chords") and what they say about
// geodesics.

#include <array>
#include <cmath>

#include <djoliba/engine/geometry.hpp>

namespace djoliba::detail {

using Ecef = std::array<double, 3>;

inline constexpr double semi_major_km = 6378.137;        // WGS84
inline constexpr double flattening = 1 / 298.257223563;  // WGS84
inline constexpr double semi_minor_km = semi_major_km * (1 - flattening);
/// Rounding of a chord: 1 micrometre, far above that of doubles at 6,400 km.
inline constexpr double chord_slack_km = 1e-9;

/// Where a parallel lies: distance from the axis of the Earth and from the plane of the equator.
struct Parallel {
    double axis_km;
    double z_km;
};

Parallel parallel_of(double latitude_degrees);
Ecef to_ecef(Point lon_lat);

inline double chord_squared(const Ecef& a, const Ecef& b) {
    const double dx = a[0] - b[0];
    const double dy = a[1] - b[1];
    const double dz = a[2] - b[2];
    return dx * dx + dy * dy + dz * dz;
}

/// No geodesic over this chord is longer. The curvature of a geodesic on WGS84 is at most 1/R with R = b*b/a,
/// so by Schwarz's theorem the shortest one is no longer than the shorter arc of the circle of radius R over
/// the same chord. Infinite where the chord is too long for that to hold (over 12,000 km).
double longest_geodesic_km(double chord_km);

/// Geodesic over the chord from a to b, taking the curvature of the ellipsoid half way and in the direction
/// of the chord. Against the exact value: under 1 mm up to 500 km and under 1 m up to 2,000 km.
double arc_km(const Ecef& a, const Ecef& b);

}  // namespace djoliba::detail
