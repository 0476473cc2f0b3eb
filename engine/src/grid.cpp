// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/grid.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace djoliba {
namespace {

constexpr double same_within = 1e-6;  // of a cell

// WGS84, NIMA TR8350.2.
constexpr double equatorial_radius_km = 6378.137;
constexpr double flattening = 1 / 298.257223563;
constexpr double e2 = flattening * (2 - flattening);

bool near(double a, double b, double cell) { return std::abs(a - b) <= same_within * cell; }

}  // namespace

bool same_grid(const Grid& a, const Grid& b) {
    if (a.cols != b.cols || a.rows != b.rows) return false;
    const double dx = std::min(a.dx, b.dx);
    const double dy = std::min(a.dy, b.dy);
    return near(a.west, b.west, dx) && near(a.east(), b.east(), dx) && near(a.north, b.north, dy) &&
           near(a.south(), b.south(), dy);
}

double cell_area_km2(const Grid& degrees, std::int64_t row) {
    const double radians = std::numbers::pi / 180;
    const double top = std::clamp(degrees.north - static_cast<double>(row) * degrees.dy, -90.0, 90.0);
    const double bottom = std::clamp(degrees.north - static_cast<double>(row + 1) * degrees.dy, -90.0, 90.0);
    const double n = std::sin(top * radians);
    const double s = std::sin(bottom * radians);
    // The zone between two parallels is b^2/2 (q(n) - q(s)) per radian, q(t) = t/(1 - e2 t^2) + atanh(e t)/e.
    // Both differences are written as products, since n - s loses half of its digits in a narrow row.
    const double difference =
        2 * std::cos((top + bottom) / 2 * radians) * std::sin((top - bottom) / 2 * radians);
    const double e = std::sqrt(e2);
    const double rational = difference * (1 + e2 * n * s) / ((1 - e2 * n * n) * (1 - e2 * s * s));
    const double inverse_tangent = std::atanh(e * difference / (1 - e2 * n * s)) / e;
    const double polar_radius2 = equatorial_radius_km * equatorial_radius_km * (1 - e2);
    return polar_radius2 / 2 * (rational + inverse_tangent) * degrees.dx * radians;
}

}  // namespace djoliba
