// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <djoliba/engine/geometry.hpp>

namespace djoliba {

/// Coordinates in whole millionths of a degree: equal after rounding means equal, and areas are exact.
struct Position {
    std::int64_t x, y;
    friend bool operator==(const Position&, const Position&) = default;
};
using RoundedLine = std::vector<Position>;  // closed
using RoundedPolygon = std::vector<RoundedLine>;
using RoundedShape = std::vector<RoundedPolygon>;

struct RoundedExtent {
    Position low = {INT64_MAX, INT64_MAX}, high = {INT64_MIN, INT64_MIN};
    bool empty() const { return low.x > high.x; }
    void add(Position p) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
};

/// Throws Error, naming `where`, for what is no longitude and latitude.
Position rounded(Point p, const std::string& where);

/// Rings that are left after rounding, shells counter-clockwise; those that collapse are counted.
RoundedShape rounded_shape(const MultiPolygon& shape, const std::string& where, std::int64_t& collapsed);

}  // namespace djoliba
