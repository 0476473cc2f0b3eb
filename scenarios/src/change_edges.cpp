// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "change_edges.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

namespace djoliba {
namespace {

bool one_for_a_raster(double a, double b) { return static_cast<float>(a) == static_cast<float>(b); }

}  // namespace

std::vector<double> edges_told_apart(std::vector<double> edges, const std::vector<double>& stated) {
    std::ranges::sort(edges);
    std::vector<double> kept;
    for (const double e : edges) {
        if (kept.empty() || !one_for_a_raster(kept.back(), e))
            kept.push_back(e);
        else if (std::ranges::find(stated, e) != stated.end())
            kept.back() = e;
    }
    return kept;
}

double edge_for(const ExposureCurve& curve, double value) {
    const auto found =
        std::ranges::find_if(curve.edges, [&](double e) { return one_for_a_raster(e, value); });
    if (found == curve.edges.end())
        throw std::logic_error(fmt::format("{} was not counted at {}", curve.name, value));
    return *found;
}

}  // namespace djoliba
