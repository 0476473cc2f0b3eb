// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "change_edges.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

namespace djoliba {
namespace {

float in_a_raster(double value) { return static_cast<float>(value); }

}  // namespace

std::vector<double> edges_told_apart(std::vector<double> edges, const std::vector<double>& stated) {
    std::ranges::sort(edges);
    std::vector<double> kept;
    for (const double e : edges) {
        if (kept.empty() || in_a_raster(kept.back()) != in_a_raster(e))
            kept.push_back(e);
        else if (std::ranges::find(stated, e) != stated.end())
            kept.back() = e;
    }
    return kept;
}

double edge_for(const ExposureCurve& curve, double value) {
    const auto found = std::ranges::lower_bound(curve.edges, in_a_raster(value), {}, in_a_raster);
    if (found == curve.edges.end() || in_a_raster(*found) != in_a_raster(value))
        throw std::logic_error(fmt::format("{} was not counted at {}", curve.name, value));
    return *found;
}

}  // namespace djoliba
