// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/geodesic.hpp>

#include <algorithm>
#include <limits>
#include <numbers>

#include <fmt/format.h>
#include <GeographicLib/Geodesic.hpp>

#include <djoliba/engine/error.hpp>

#include "ecef.hpp"
#include "point_tree.hpp"

namespace djoliba {
namespace detail {
namespace {

constexpr double radians = std::numbers::pi / 180;

void check(Point p) {
    if (std::isfinite(p.x) && std::abs(p.x) <= 360 && std::abs(p.y) <= 90) return;
    throw Error(Problem{{},
                        "coordinates",
                        fmt::format("({}, {}) is not a longitude and latitude in degrees", p.x, p.y),
                        "check the order of the columns and the coordinate system"});
}

}  // namespace

Parallel parallel_of(double latitude_degrees) {
    const double squared_eccentricity = flattening * (2 - flattening);
    const double sine = std::sin(latitude_degrees * radians);
    const double cosine = std::cos(latitude_degrees * radians);
    const double normal = semi_major_km / std::sqrt(1 - squared_eccentricity * sine * sine);
    return {normal * cosine, normal * (1 - squared_eccentricity) * sine};
}

Ecef to_ecef(Point p) {
    check(p);
    const Parallel parallel = parallel_of(p.y);
    return {parallel.axis_km * std::cos(p.x * radians), parallel.axis_km * std::sin(p.x * radians),
            parallel.z_km};
}

double longest_geodesic_km(double chord_km) {
    if (chord_km > 12000) return std::numeric_limits<double>::infinity();
    const double radius = semi_minor_km * semi_minor_km / semi_major_km;
    return 2 * radius * std::asin(chord_km / (2 * radius)) + chord_slack_km;
}

double arc_km(const Ecef& a, const Ecef& b) {
    const double chord = std::sqrt(chord_squared(a, b));
    if (chord == 0) return 0;
    constexpr double across = 1 / (semi_major_km * semi_major_km);
    constexpr double along = 1 / (semi_minor_km * semi_minor_km);
    const Ecef middle{(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2};
    const Ecef step{b[0] - a[0], b[1] - a[1], b[2] - a[2]};
    // On x*x/aa + y*y/aa + z*z/bb = 1 the curvature along the unit tangent u at p is (u.Du)/|Dp|, D =
    // diag(1/aa, 1/aa, 1/bb).
    const double inside =
        across * (middle[0] * middle[0] + middle[1] * middle[1]) + along * middle[2] * middle[2];
    const double gradient = std::sqrt((across * across * (middle[0] * middle[0] + middle[1] * middle[1]) +
                                       along * along * middle[2] * middle[2]) /
                                      inside);
    const double bend =
        (across * (step[0] * step[0] + step[1] * step[1]) + along * step[2] * step[2]) / (chord * chord);
    const double radius = gradient / bend;
    return 2 * radius * std::asin(std::min(1.0, chord / (2 * radius)));
}

}  // namespace detail

double geodesic_km(Point a, Point b) {
    detail::check(a);
    detail::check(b);
    double metres = 0;
    GeographicLib::Geodesic::WGS84().Inverse(a.y, a.x, b.y, b.x, metres);
    return metres / 1000;
}

Point geodesic_move(Point from, double east_km, double north_km) {
    detail::check(from);
    if (east_km == 0 && north_km == 0) return from;
    const double azimuth = std::atan2(east_km, north_km) / detail::radians;
    Point to;
    GeographicLib::Geodesic::WGS84().Direct(from.y, from.x, azimuth, 1000 * std::hypot(east_km, north_km),
                                            to.y, to.x);
    return to;
}

NearPoints::NearPoints(const std::vector<Point>& points)
    : tree_(std::make_shared<detail::PointTree>(points)) {}

std::size_t NearPoints::size() const { return tree_->points.size(); }

Neighbour NearPoints::nearest(Point from) const {
    const detail::Ecef here = detail::to_ecef(from);
    const int first = tree_->nearest_chord(here);
    if (first < 0) return {};
    Neighbour best{first, geodesic_km(from, tree_->points[static_cast<std::size_t>(first)])};
    // Whatever is nearer has a chord below the geodesic found, and there is rarely another such point.
    std::vector<int> candidates;
    tree_->within_chord(here, best.km, candidates);
    for (const int i : candidates) {
        if (i == first) continue;
        const double km = geodesic_km(from, tree_->points[static_cast<std::size_t>(i)]);
        if (km < best.km || (km == best.km && i < best.index)) best = {i, km};
    }
    return best;
}

std::vector<Neighbour> NearPoints::within(Point from, double km) const {
    std::vector<int> candidates;
    tree_->within_chord(detail::to_ecef(from), km, candidates);
    std::vector<Neighbour> found;
    for (const int i : candidates) {
        const double d = geodesic_km(from, tree_->points[static_cast<std::size_t>(i)]);
        if (d <= km) found.push_back({i, d});
    }
    std::sort(found.begin(), found.end(), [](const Neighbour& a, const Neighbour& b) {
        return a.km < b.km || (a.km == b.km && a.index < b.index);
    });
    return found;
}

std::vector<Neighbour> nearest_of_each(const std::vector<Point>& from, const NearPoints& points) {
    std::vector<Neighbour> found;
    found.reserve(from.size());
    for (const Point& p : from) found.push_back(points.nearest(p));
    return found;
}

}  // namespace djoliba
