// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/shared_borders.hpp>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace djoliba {
namespace {

bool before(Point a, Point b) { return a.x < b.x || (a.x == b.x && a.y < b.y); }

struct PointHash {
    std::size_t operator()(Point p) const {
        const auto x = std::bit_cast<std::uint64_t>(p.x + 0.0), y = std::bit_cast<std::uint64_t>(p.y + 0.0);
        return (x * 0x9E3779B97F4A7C15ULL) ^ (std::rotl(y, 32) * 0xC2B2AE3D27D4EB4FULL);
    }
};

using PointSet = std::unordered_set<Point, PointHash>;

/// A ring without repeated points and without its closing point; empty where it has no area to hold.
Ring open_ring(const Ring& ring) {
    Ring open;
    for (const Point p : ring)
        if (open.empty() || open.back() != p) open.push_back(p);
    while (open.size() > 1 && open.front() == open.back()) open.pop_back();
    return PointSet(open.begin(), open.end()).size() < 3 ? Ring{} : open;
}

/// The points at which rings come from, or leave for, different neighbours.
PointSet junctions_of(const std::vector<Ring>& rings) {
    std::unordered_map<Point, std::pair<Point, Point>, PointHash> first;
    PointSet junctions;
    for (const Ring& ring : rings)
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Point a = ring[(i + ring.size() - 1) % ring.size()], b = ring[(i + 1) % ring.size()];
            const std::pair sides = before(a, b) ? std::pair{a, b} : std::pair{b, a};
            const auto [seen, is_new] = first.emplace(ring[i], sides);
            if (!is_new && seen->second != sides) junctions.insert(ring[i]);
        }
    return junctions;
}

/// Each border once, in the direction in which it is stored.
class BorderStore {
 public:
    int add(Line line) {
        const bool backwards = before_line(Line(line.rbegin(), line.rend()), line);
        if (backwards) std::reverse(line.begin(), line.end());
        const auto [at, is_new] = number_.emplace(line, static_cast<int>(borders_.size()));
        if (is_new) borders_.push_back(std::move(line));
        return backwards ? -1 - at->second : at->second;
    }
    std::vector<Line> take() { return std::move(borders_); }

 private:
    static bool before_line(const Line& a, const Line& b) {
        return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), before);
    }
    struct Order {
        bool operator()(const Line& a, const Line& b) const { return before_line(a, b); }
    };
    std::map<Line, int, Order> number_;
    std::vector<Line> borders_;
};

/// A ring begins at its first junction, and at its lowest point where it has none.
void turn_to_start(Ring& ring, const PointSet& junctions) {
    auto start = std::find_if(ring.begin(), ring.end(), [&](Point p) { return junctions.contains(p); });
    if (start == ring.end()) start = std::min_element(ring.begin(), ring.end(), before);
    std::rotate(ring.begin(), start, ring.end());
}

BorderRing cut(Ring ring, const PointSet& junctions, BorderStore& store) {
    turn_to_start(ring, junctions);
    ring.push_back(ring.front());
    BorderRing borders;
    Line line{ring.front()};
    for (std::size_t i = 1; i < ring.size(); ++i) {
        line.push_back(ring[i]);
        if (i + 1 < ring.size() && !junctions.contains(ring[i])) continue;
        borders.push_back(store.add(std::exchange(line, {ring[i]})));
    }
    return borders;
}

Line directed(const SharedBorders& shared, int border) {
    const Line& line = shared.borders[border < 0 ? -1 - border : border];
    return border < 0 ? Line(line.rbegin(), line.rend()) : line;
}

Ring ring_of(const SharedBorders& shared, const BorderRing& borders) {
    Ring ring;
    for (const int border : borders) {
        const Line line = directed(shared, border);
        ring.insert(ring.end(), line.begin() + (ring.empty() ? 0 : 1), line.end());
    }
    return ring;
}

}  // namespace

SharedBorders share_borders(std::span<const MultiPolygon> shapes) {
    std::vector<Ring> rings;
    for (const auto& shape : shapes)
        for (const auto& polygon : shape)
            for (const auto& ring : polygon) rings.push_back(open_ring(ring));
    const PointSet junctions = junctions_of(rings);

    SharedBorders shared;
    BorderStore store;
    std::size_t at = 0;
    for (const auto& shape : shapes) {
        auto& parts = shared.shapes.emplace_back();
        for (const auto& polygon : shape) {
            BorderPolygon part;
            const bool has_shell = !polygon.empty() && !rings[at].empty();
            for (std::size_t r = 0; r < polygon.size(); ++r, ++at)
                if (has_shell && !rings[at].empty()) part.push_back(cut(rings[at], junctions, store));
            if (has_shell) parts.push_back(std::move(part));
        }
    }
    shared.borders = store.take();
    return shared;
}

std::vector<MultiPolygon> shapes_of(const SharedBorders& shared) {
    std::vector<MultiPolygon> shapes;
    shapes.reserve(shared.shapes.size());
    for (const auto& parts : shared.shapes) {
        auto& shape = shapes.emplace_back();
        for (const auto& part : parts) {
            auto& polygon = shape.emplace_back();
            for (const auto& ring : part) polygon.push_back(ring_of(shared, ring));
        }
    }
    return shapes;
}

std::size_t count_points(const SharedBorders& shared) {
    std::size_t points = 0;
    for (const Line& line : shared.borders) points += line.size();
    return points;
}

}  // namespace djoliba
