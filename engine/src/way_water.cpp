// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include <djoliba/engine/closure.hpp>
#include <djoliba/engine/error.hpp>
#include <djoliba/engine/way_hazard.hpp>

namespace djoliba {
namespace {

/// Minutes per metre in water of a depth.
float friction_in(float dry, double depth, const WaterRule& rule) {
    if (depth > rule.closes_over_m + depth_slack_m) return blocked;
    if (rule.slows_over_m && depth > *rule.slows_over_m + depth_slack_m)
        return dry * static_cast<float>(rule.times);
    return dry;
}

}  // namespace

ReachedCells reached_cells(std::span<const CellHazard> cells, double at_or_above) {
    if (!(at_or_above > 0) || !std::isfinite(at_or_above))
        throw Error({"", "", fmt::format("{} is no value from which on a hazard closes ways", at_or_above),
                     "give one above 0"});
    const double from = at_or_above * (1 - double{std::numeric_limits<float>::epsilon()});
    ReachedCells found;
    for (const CellHazard& c : cells) {
        if (c.least >= from)
            found.reached.push_back(c.cell);
        else if (c.most >= from)
            found.unknown.push_back(c.cell);
    }
    return found;
}

FloodedCells flooded_cells(const TravelSurface& surface, std::span<const CellHazard> depths,
                           const WaterRule& rule) {
    FloodedCells found;
    for (const auto& [cell, least, most] : depths) {
        const float dry = surface.minutes_per_metre(cell);
        const float certain = friction_in(dry, least, rule), at_worst = friction_in(dry, most, rule);
        if (certain != dry) found.changed.push_back({cell, certain});
        if (at_worst != dry) found.at_worst.push_back({cell, at_worst});
        if (certain != at_worst) found.not_known.push_back(cell);
    }
    return found;
}

}  // namespace djoliba
