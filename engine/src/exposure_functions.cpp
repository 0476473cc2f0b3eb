// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/exposure.hpp>

namespace djoliba {
namespace {

constexpr double same_edge = 1e-9;

/// People at or above edge i; at or above no edge are all whose intensity is known.
double people_from(const ExposureCurves& curves, std::size_t shape, std::size_t hazard, std::size_t i) {
    return people_at_or_above(curves, shape, hazard, curves.hazards[hazard].edges[i]);
}

}  // namespace

BoundedSum sum_smooth(const ExposureCurves& curves, std::size_t shape, std::size_t hazard,
                      const SmoothFunction& function) {
    const ExposureCurve& curve = curves.hazards[hazard];
    const auto& edges = curve.edges;
    if (edges.empty())
        throw Error({"", curve.name, "a smooth function needs edges", "add edges before the overlay"});
    std::vector<Point> points;
    points.reserve(edges.size());
    for (const double e : edges) points.push_back({e, function.value(e)});
    BoundedSum sum{sum_linear(curves, shape, hazard, points), 0};
    for (std::size_t bin = 0; bin < curve.bins(); ++bin) {
        double error = 0;
        if (bin == 0 || bin == edges.size()) {
            const double here = points[bin == 0 ? 0 : bin - 1].y;
            error = std::max(here - function.at_least, function.at_most - here);
        } else {
            const double width = edges[bin] - edges[bin - 1];
            error = std::min(function.curvature * width * width / 8, function.at_most - function.at_least);
        }
        sum.error += error * curve.people[shape * curve.bins() + bin];
    }
    return sum;
}

std::vector<double> fine_ladder(double step, double highest) {
    std::vector<double> edges{static_cast<double>(std::numeric_limits<float>::min())};
    for (int i = 1; i * step <= highest * (1 + same_edge); ++i) edges.push_back(i * step);
    return edges;
}

Bracket people_shifted(const ExposureCurves& curves, std::size_t shape, std::size_t hazard, double edge,
                       double shift) {
    const ExposureCurve& curve = curves.hazards[hazard];
    const auto& edges = curve.edges;
    const double infinity = std::numeric_limits<double>::infinity();
    if (edges.empty() || edges[0] != static_cast<double>(std::numeric_limits<float>::min()))
        throw Error({"", curve.name, "its edges do not tell wet ground from dry ground",
                     "count it with the edges of fine_ladder()"});
    const double place = edge - shift;
    const auto near = [&](double e) { return std::abs(e - place) <= same_edge; };
    const auto over = static_cast<std::size_t>(
        std::lower_bound(edges.begin(), edges.end(), place - same_edge) - edges.begin());
    if (over == edges.size())
        return {edges.back(), infinity, people_from(curves, shape, hazard, over - 1), 0};
    const double above = people_from(curves, shape, hazard, over);
    if (over == 0 || near(edges[over])) return {edges[over], edges[over], above, above};  // all wet ground
    return {edges[over - 1], edges[over], people_from(curves, shape, hazard, over - 1), above};
}

}  // namespace djoliba
