// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <djoliba/layers/points.hpp>

#include "workings.hpp"

namespace djoliba {

Points read_layer_points(Workings& w, const LayerInfo& info, const PointTable& spec);

/// Finest unit of each point; Error where none of them lies in any, as when longitude and latitude are
/// swapped.
std::vector<int> locate_all(Workings& w, const LayerInfo& info, const PointTable& spec, const Points& points);

}  // namespace djoliba
