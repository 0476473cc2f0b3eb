// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <djoliba/engine/figure.hpp>

#include "flood_changes.hpp"

namespace djoliba {

/// People exposed in each locality, and how many of its people have a known depth (NaN where nobody is
/// counted).
struct FloodExposed {
    std::vector<Figure> people = {};
    std::vector<double> known = {};
};

/// People at a depth or deeper in the floods that happen, given by piece.
FloodExposed people_exposed(const Workings& w, const std::vector<FloodThere>& floods, double depth_m);

/// The exposed in percent of those whose depth is known.
std::vector<Figure> share_of_residents(const FloodExposed& exposed);

/// Of the raster of a return period.
std::string flood_hazard_name(double return_period);

}  // namespace djoliba
