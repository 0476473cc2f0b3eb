// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "flood_changes.hpp"

namespace djoliba {

/// Errors of the flood depth for which people are counted, in standard deviations: about 95 % of a normal
/// error lie between the ends, at which it stays beyond them.
inline constexpr std::array<double, 9> depth_variates{-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2};

/// The depth of an indicator of people in a flood, or of their share, metres; nullopt for all others.
std::optional<double> depth_of_people(const FloodLayer& layer, const std::string& indicator);

/// Depths that are off by z standard deviations, on top of a change; dry ground stays dry.
DepthChange depth_in_doubt(const DepthChange& change, double z, double depth_sd_m);

/// The figures of the two indicators under these errors, where the scenario says that they are in doubt.
void add_responses(Workings& w, const FloodLayer& layer, const std::vector<FloodThere>& floods, double depth,
                   const IndicatorSpec& people, const IndicatorSpec& share);

}  // namespace djoliba
