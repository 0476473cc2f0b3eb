// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <djoliba/engine/geometry.hpp>
#include <vector>

namespace djoliba::synthetic {

/// A point around which a commune lies.
struct Site {
    Point at;
    int region = 0;  ///< index of the ring that contains it
};

/// Cuts the regions into one shape per site: the ground nearest to it within its region, with roughened
/// borders. The shapes tile the regions exactly: neighbours have the same vertices along their common border,
/// on a grid of 1e-6. A ring may contain another (Koulikoro around Bamako): the inner one comes later in the
/// list and wins.
std::vector<MultiPolygon> mosaic(const std::vector<Ring>& regions, const std::vector<Site>& sites,
                                 std::uint64_t seed);

/// The union of shapes that tile an area with common vertices.
MultiPolygon merged(const std::vector<const MultiPolygon*>& shapes);

}  // namespace djoliba::synthetic
