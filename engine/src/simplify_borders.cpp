// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <queue>

#include <djoliba/engine/shared_borders.hpp>

namespace djoliba {
namespace {

constexpr double always = std::numeric_limits<double>::infinity();

double triangle(Point a, Point b, Point c, double x_scale) {
    return std::abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) * x_scale / 2;
}

/// Length of a step in x in the measure of y, at the middle of all points; 1 where they are no degrees.
double x_scale_of(const SharedBorders& shared) {
    double low = always, high = -always, widest = 0;
    for (const Line& line : shared.borders)
        for (const Point p : line) {
            low = std::min(low, p.y);
            high = std::max(high, p.y);
            widest = std::max(widest, std::abs(p.x));
        }
    const bool degrees = low >= -90 && high <= 90 && widest <= 360;
    return degrees ? std::cos((low + high) / 2 * std::numbers::pi / 180) : 1;
}

/// How much each point of a line matters: the area of its triangle when its turn comes to be dropped, never
/// less than that of a point dropped before it. Infinite at both ends.
std::vector<double> weights_of(const Line& line, double x_scale) {
    const auto n = line.size();
    std::vector<double> weight(n, always);
    std::vector<std::size_t> left(n), right(n);
    using Turn = std::pair<double, std::size_t>;
    std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns;
    const auto area = [&](std::size_t i) {
        return triangle(line[left[i]], line[i], line[right[i]], x_scale);
    };
    for (std::size_t i = 1; i + 1 < n; ++i) {
        left[i] = i - 1;
        right[i] = i + 1;
        turns.emplace(weight[i] = area(i), i);
    }
    double least = 0;
    std::vector<bool> gone(n);
    while (!turns.empty()) {
        const auto [at, i] = turns.top();
        turns.pop();
        if (gone[i] || at != weight[i]) continue;
        gone[i] = true;
        least = weight[i] = std::max(least, at);
        for (const auto& [side, other] : {std::pair{left[i], right[i]}, std::pair{right[i], left[i]}}) {
            if (side == 0 || side + 1 == n) continue;
            (side < i ? right : left)[side] = other;
            turns.emplace(weight[side] = std::max(least, area(side)), side);
        }
    }
    return weight;
}

using Weights = std::vector<std::vector<double>>;

/// Makes the most important inner points of a ring stay until it has three different points. Those of one
/// border count once, since two borders can join the same two junctions.
void hold_ring(const BorderRing& ring, double threshold, Weights& weights) {
    std::size_t kept = 0;
    for (const int border : ring) {
        const auto& w = weights[border < 0 ? -1 - border : border];
        kept += static_cast<std::size_t>(
            std::count_if(w.begin() + 1, w.end(), [&](double x) { return x >= threshold; }));
    }
    for (; kept < 3; ++kept) {
        double* best = nullptr;
        for (const int border : ring)
            for (double& x : weights[border < 0 ? -1 - border : border])
                if (x < threshold && (best == nullptr || x > *best)) best = &x;
        if (best == nullptr) return;
        *best = always;
    }
}

/// The weight from which points are kept.
double threshold_for(const Weights& weights, std::size_t most_points) {
    std::vector<double> all;
    for (const auto& w : weights) all.insert(all.end(), w.begin(), w.end());
    if (all.size() <= most_points) return 0;
    const auto cut = all.begin() + static_cast<std::ptrdiff_t>(most_points);
    std::nth_element(all.begin(), cut, all.end(), std::greater<>());
    return std::nextafter(std::min(*cut, std::numeric_limits<double>::max()), always);
}

}  // namespace

void simplify(SharedBorders& shared, std::size_t most_points) {
    const double x_scale = x_scale_of(shared);
    Weights weights;
    weights.reserve(shared.borders.size());
    for (const Line& line : shared.borders) weights.push_back(weights_of(line, x_scale));
    const double threshold = threshold_for(weights, most_points);
    for (const auto& parts : shared.shapes)
        for (const auto& part : parts)
            for (const auto& ring : part) hold_ring(ring, threshold, weights);
    for (std::size_t b = 0; b < shared.borders.size(); ++b) {
        Line kept;
        for (std::size_t i = 0; i < shared.borders[b].size(); ++i)
            if (weights[b][i] >= threshold) kept.push_back(shared.borders[b][i]);
        shared.borders[b] = std::move(kept);
    }
}

}  // namespace djoliba
