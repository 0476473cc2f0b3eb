// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include <djoliba/engine/raster.hpp>

namespace djoliba {

/// What becomes of the depth of a flood, in metres: dry ground stays dry, a depth d above 0 becomes
/// scale * d + add, and dry ground where that is 0 or less. Several changes act one after the other: what one
/// of them dries stays dry.
struct DepthChange {
    double scale = 1;
    double add_m = 0;
    double dry_to_m = 0;  ///< depths up to this have been dried

    bool nothing() const { return scale == 1 && add_m == 0 && dry_to_m == 0; }
    friend bool operator==(const DepthChange&, const DepthChange&) = default;
};

/// `first`, and then a depth d above 0 becomes scale * d + add_m. scale > 0.
DepthChange then(const DepthChange& first, double scale, double add_m);

/// What a depth becomes, rounded to 1e-6 m, so that 0.7 m as a raster of floats holds it becomes 0.3 m where
/// 0.4 m are taken off; NaN stays NaN.
double changed_depth(const DepthChange& change, double depth_m);

/// The least depth that becomes `threshold_m` (> 0) or more: (threshold - add) / scale, rounded to 1e-12 m;
/// the smallest positive float, which tells wet ground from dry, where all wet ground does. An unchanged
/// threshold is returned as it is.
double depth_before(const DepthChange& change, double threshold_m);

/// The raster with its depths changed; it holds `metres` per unit (0.01 for centimetres).
std::unique_ptr<RasterSource> changed_depths(std::shared_ptr<const RasterSource> depth,
                                             const DepthChange& change, double metres, std::string name);

}  // namespace djoliba
