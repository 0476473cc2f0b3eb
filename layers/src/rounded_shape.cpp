// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "rounded_shape.hpp"

#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

constexpr double scale = 1e6;

__extension__ using Wide = __int128;

/// Twice the signed area; positive where the ring runs counter-clockwise.
Wide doubled_area(const RoundedLine& ring) {
    Wide sum = 0;
    const Position o = ring.front();
    for (std::size_t i = 0; i + 1 < ring.size(); ++i)
        sum += static_cast<Wide>(ring[i].x - o.x) * (ring[i + 1].y - o.y) -
               static_cast<Wide>(ring[i + 1].x - o.x) * (ring[i].y - o.y);
    return sum;
}

/// Adds a position to an open line, without repeating one and without going back the way it came: a sliver
/// narrower than the rounding collapses into such a spike, which would make the polygon invalid.
void add_position(RoundedLine& line, Position p) {
    if (line.size() >= 2 && line[line.size() - 2] == p) line.pop_back();
    if (line.empty() || !(line.back() == p)) line.push_back(p);
}

/// Closes a line, taking away repetitions and spikes that span its ends.
void close_line(RoundedLine& line) {
    std::size_t first = 0;
    while (line.size() - first >= 3) {
        if (line.back() == line[first] || line[line.size() - 2] == line[first])
            line.pop_back();
        else if (line.back() == line[first + 1])
            ++first;
        else
            break;
    }
    line.erase(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(first));
    line.push_back(line.front());
}

/// Rounded, without repeated positions, closed, oriented; empty where nothing with an area is left.
RoundedLine rounded_ring(const Ring& ring, bool shell, const std::string& where) {
    RoundedLine out;
    out.reserve(ring.size() + 1);
    for (const Point& p : ring) add_position(out, rounded(p, where));
    if (out.size() < 3) return {};
    close_line(out);
    if (out.size() < 4) return {};
    const Wide area = doubled_area(out);
    if (area == 0) return {};
    if ((area > 0) != shell) std::reverse(out.begin(), out.end());
    return out;
}

}  // namespace

Position rounded(Point p, const std::string& where) {
    if (!(std::abs(p.x) <= 180 && std::abs(p.y) <= 90))
        throw Error({where, "", fmt::format("the position {}, {} is not a longitude and latitude", p.x, p.y),
                     "check the CRS of the boundaries"});
    return {std::llround(p.x * scale), std::llround(p.y * scale)};
}

RoundedShape rounded_shape(const MultiPolygon& shape, const std::string& where, std::int64_t& collapsed) {
    RoundedShape out;
    for (const Polygon& polygon : shape) {
        RoundedPolygon kept;
        for (const Ring& ring : polygon) {
            const bool shell = &ring == &polygon.front();
            RoundedLine line = rounded_ring(ring, shell, where);
            if (!line.empty()) {
                kept.push_back(std::move(line));
                continue;
            }
            collapsed += shell ? static_cast<std::int64_t>(polygon.size()) : 1;
            if (shell) break;  // its holes go with it
        }
        if (!kept.empty()) out.push_back(std::move(kept));
    }
    return out;
}

}  // namespace djoliba
