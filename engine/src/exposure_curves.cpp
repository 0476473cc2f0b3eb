// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/exposure.hpp>

namespace djoliba {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

struct Bins {
    std::span<const double> people;
    std::span<const double> moment;
};

Bins bins_of(const ExposureCurve& curve, std::size_t shape) {
    return {std::span(curve.people).subspan(shape * curve.bins(), curve.bins()),
            std::span(curve.people_intensity).subspan(shape * curve.bins(), curve.bins())};
}

double sum(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.0); }

bool is_known(const ExposureCurves& curves, std::size_t shape, const ExposureCurve& curve) {
    if (std::isnan(curves.people_total[shape])) return false;
    return curve.people_unknown[shape] == 0 || curve.people_masked[shape] > 0 ||
           sum(bins_of(curve, shape).people) > 0;
}

std::size_t edge_index(const ExposureCurve& curve, double edge) {
    const auto found = std::lower_bound(curve.edges.begin(), curve.edges.end(), edge);
    if (found == curve.edges.end() || *found != edge) {
        std::string edges;
        for (const double e : curve.edges) edges += fmt::format("{}{}", edges.empty() ? "" : ", ", e);
        throw Error({"", curve.name, fmt::format("{} is not an edge of its exposure curve ({})", edge, edges),
                     "add it to the edges before the overlay"});
    }
    return static_cast<std::size_t>(found - curve.edges.begin());
}

/// One past the bin that ends at this edge; edges must be asked for in ascending order.
std::size_t bins_to(const ExposureCurve& curve, double edge, std::size_t from) {
    const std::size_t end = edge_index(curve, edge) + 1;
    if (end <= from)
        throw Error(
            {"", curve.name, fmt::format("{} does not ascend", edge), "sort the function by intensity"});
    return end;
}

void require(const ExposureCurve& curve, Direction direction) {
    if (curve.direction == direction) return;
    const bool above = direction == Direction::at_or_above;
    throw Error({"", curve.name,
                 fmt::format("it is not counted at or {} its edges", above ? "above" : "below"),
                 fmt::format("ask for people at or {} an edge", above ? "below" : "above")});
}

}  // namespace

std::size_t ExposureCurves::find(std::string_view hazard) const {
    const auto found = std::find_if(hazards.begin(), hazards.end(),
                                    [&](const ExposureCurve& c) { return c.name == hazard; });
    if (found == hazards.end())
        throw Error(
            {"", std::string(hazard), "no exposure was computed for this hazard", "add it to the overlay"});
    return static_cast<std::size_t>(found - hazards.begin());
}

double people_at_or_above(const ExposureCurves& curves, std::size_t shape, std::size_t hazard, double edge) {
    const ExposureCurve& curve = curves.hazards[hazard];
    require(curve, Direction::at_or_above);
    const std::size_t i = edge_index(curve, edge);
    return is_known(curves, shape, curve) ? curve.people_reaching[shape * curve.edges.size() + i] : unknown;
}

double people_at_or_below(const ExposureCurves& curves, std::size_t shape, std::size_t hazard, double edge) {
    const ExposureCurve& curve = curves.hazards[hazard];
    require(curve, Direction::at_or_below);
    const std::size_t i = edge_index(curve, edge);
    return is_known(curves, shape, curve) ? curve.people_reaching[shape * curve.edges.size() + i] : unknown;
}

double mean_intensity(const ExposureCurves& curves, std::size_t shape, std::size_t hazard) {
    const Bins bins = bins_of(curves.hazards[hazard], shape);
    const double people = sum(bins.people);
    return people > 0 ? sum(bins.moment) / people : unknown;
}

double sum_steps(const ExposureCurves& curves, std::size_t shape, std::size_t hazard,
                 std::span<const double> steps, std::span<const double> values) {
    const ExposureCurve& curve = curves.hazards[hazard];
    if (values.size() != steps.size() + 1)
        throw Error({"", curve.name, fmt::format("{} values for {} steps", values.size(), steps.size()),
                     "give one value more than steps"});
    const Bins bins = bins_of(curve, shape);
    double total = 0;
    std::size_t bin = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::size_t end = i < steps.size() ? bins_to(curve, steps[i], bin) : curve.bins();
        for (; bin < end; ++bin) total += values[i] * bins.people[bin];
    }
    return is_known(curves, shape, curve) ? total : unknown;
}

double sum_linear(const ExposureCurves& curves, std::size_t shape, std::size_t hazard,
                  std::span<const Point> points) {
    const ExposureCurve& curve = curves.hazards[hazard];
    if (points.empty()) throw Error({"", curve.name, "a function without points", "give at least one"});
    const Bins bins = bins_of(curve, shape);
    double total = 0;
    std::size_t bin = 0;
    for (std::size_t i = 0; i <= points.size(); ++i) {
        const std::size_t end = i < points.size() ? bins_to(curve, points[i].x, bin) : curve.bins();
        const bool flat = i == 0 || i == points.size();
        const Point& a = points[i == 0 ? 0 : i - 1];
        const double slope = flat ? 0 : (points[i].y - a.y) / (points[i].x - a.x);
        for (; bin < end; ++bin) total += (a.y - slope * a.x) * bins.people[bin] + slope * bins.moment[bin];
    }
    return is_known(curves, shape, curve) ? total : unknown;
}

}  // namespace djoliba
