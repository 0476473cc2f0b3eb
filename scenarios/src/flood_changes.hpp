// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <djoliba/engine/depth_change.hpp>
#include <djoliba/engine/figure.hpp>

#include "workings.hpp"

namespace djoliba {

/// The flood that happens in a place: which raster, and what becomes of its depths.
struct FloodThere {
    double return_period = 0;
    DepthChange depth = {};
    friend bool operator==(const FloodThere&, const FloodThere&) = default;
};

/// Depths, in metres, at which people must be counted for `depths_m` and for what the changes make of them,
/// wherever they act. Ascending; of depths that a single-precision raster cannot tell apart, one.
std::vector<double> flood_edges(const FloodLayer& layer, const Changes& changes);
/// For all changes that the pass counts for, and the errors of the depth that are in doubt.
std::vector<double> flood_edges(const FloodLayer& layer, const std::vector<const Changes*>& changes,
                                const Uncertainty& doubt = {});

/// The flood that happens, piece by piece. `planned`: return period of the baseline.
std::vector<FloodThere> floods_by_piece(const Workings& w, double planned);
/// Place by place: `acts` tells for `size` of them whether a change with this place acts there.
std::vector<FloodThere> floods_where(const Workings& w, double planned, std::size_t size,
                                     const std::function<std::vector<bool>(const Where&)>& acts);
/// Point by point.
std::vector<FloodThere> floods_at(const Workings& w, double planned, const std::vector<PlacedPoint>& points);

/// What becomes of depths everywhere; nullopt where that differs from place to place.
std::optional<DepthChange> depth_change_everywhere(const Changes& changes);
/// The return period that happens, or that of most of the country where it differs from place to place.
double return_period_of(const Changes& changes, double planned);

/// What stands behind the name of a flood in labels: "", " + 0.3 m", " x 1.1 - 0.2 m", or that it is changed
/// in places.
Wording flood_change_words(const Changes& changes, bool with_return_period);

/// The depths of a flood that happens, for maps; where the change differs from place to place, those of the
/// baseline. `metres` per unit of the raster.
std::shared_ptr<const RasterSource> happening_depths(const Changes& changes,
                                                     std::shared_ptr<const RasterSource> depth,
                                                     double metres);

}  // namespace djoliba
