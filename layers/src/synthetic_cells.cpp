// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "synthetic_cells.hpp"

#include <algorithm>
#include <cmath>

#include "synthetic_plane.hpp"
#include "synthetic_random.hpp"

namespace djoliba::synthetic {
namespace {

// A side of a cell, from `from` to the next side's start, shared with another site (-1: the edge of the
// frame).
struct Side {
    Point from;
    int neighbour;
};
using Cell = std::vector<Side>;

Cell frame(const Ring& region) {
    const Box box = bounds({{region}});
    const double m = 0.5;
    return {{{box.min_x - m, box.min_y - m}, -1},
            {{box.max_x + m, box.min_y - m}, -1},
            {{box.max_x + m, box.max_y + m}, -1},
            {{box.min_x - m, box.max_y + m}, -1}};
}

// The part of the convex cell that is nearer to a than to b.
Cell clipped(const Cell& cell, Point a, Point b, int neighbour) {
    const auto nearer = [&](Point p) {
        return (b.x - a.x) * (p.x - (a.x + b.x) / 2) + (b.y - a.y) * (p.y - (a.y + b.y) / 2);
    };
    Cell kept;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        const Side& side = cell[i];
        const Point next = cell[(i + 1) % cell.size()].from;
        const double s = nearer(side.from), t = nearer(next);
        if (s <= 0) kept.push_back(side);
        if (s <= 0 && t > 0) kept.push_back({between(side.from, next, s / (s - t)), neighbour});
        if (s > 0 && t <= 0) kept.push_back({between(side.from, next, s / (s - t)), side.neighbour});
    }
    return kept;
}

Cell cell_of(std::size_t i, const Ring& region, const std::vector<Site>& sites,
             const std::vector<int>& members) {
    const Point a = sites[members[i]].at;
    std::vector<int> others;
    for (std::size_t j = 0; j < members.size(); ++j)
        if (j != i) others.push_back(members[j]);
    std::sort(others.begin(), others.end(), [&](int l, int r) {
        return std::pair(distance(sites[l].at, a), l) < std::pair(distance(sites[r].at, a), r);
    });
    Cell cell = frame(region);
    for (int other : others) cell = clipped(cell, a, sites[other].at, other);
    return cell;
}

// How far a point of the border p-q may move towards the site without leaving the triangle p-q-site.
double room(Point p, Point q, Point site, Point at) {
    return std::min(distance_to_segment(p, site, at), distance_to_segment(q, site, at));
}

std::vector<Point> bent(Point p, Point q, Point left, Point right, const Ring& region, std::uint64_t key) {
    const double length = distance(p, q);
    const int pieces = std::max(1, static_cast<int>(length / 0.02));
    std::vector<Point> line = {p};
    for (int k = 1; k < pieces; ++k) {
        const Point at = between(p, q, static_cast<double>(k) / pieces);
        const double wave = 0.6 * smooth_noise(key, at.x * 5, at.y * 5) +
                            0.3 * smooth_noise(key + 1, at.x * 15, at.y * 15) +
                            0.2 * smooth_noise(key + 2, at.x * 40, at.y * 40);
        const double limit = std::min(0.15, 0.5 * distance_to_ring(region, at));
        const double shift = wave * std::min(limit, 0.85 * room(p, q, wave > 0 ? left : right, at));
        line.push_back({at.x - shift * (q.y - p.y) / length, at.y + shift * (q.x - p.x) / length});
    }
    line.push_back(q);
    return line;
}

}  // namespace

std::vector<std::vector<Point>> cell_borders(const Ring& region, const std::vector<Site>& sites,
                                             const std::vector<int>& members, std::uint64_t seed) {
    const std::uint64_t key = Stream(seed, Purpose::edges, 0).bits();
    std::vector<std::vector<Point>> lines;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const Cell cell = cell_of(i, region, sites, members);
        for (std::size_t k = 0; k < cell.size(); ++k) {
            const int other = cell[k].neighbour;
            if (other < members[i]) continue;  // each border once, from the site with the lower number
            const Point p = cell[k].from, q = cell[(k + 1) % cell.size()].from;
            if (distance(p, q) < 1e-5) continue;
            lines.push_back(bent(p, q, sites[members[i]].at, sites[other].at, region, key));
        }
    }
    return lines;
}

}  // namespace djoliba::synthetic
