// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <djoliba/engine/geometry.hpp>
#include <vector>

#include "synthetic_places.hpp"

namespace djoliba::synthetic {

/// A short straight piece of a river. Positions and widths in kilometres (synthetic_plane.hpp).
struct Reach {
    Point from, to;
    double plain_from, plain_to;  ///< half width of the flood plain: the 500-year flood ends about there
    double bed_from, bed_to;      ///< half width of the bed that always holds water
};

/// An ellipse of standing water.
struct Lake {
    Point centre;
    double radius_x, radius_y;  ///< km, before the turn
    double turn;                ///< radians, counter-clockwise
};

/// A town on raised ground.
struct Mound {
    Point centre;
    double radius;  ///< km
};

/// Approximate courses of the Niger with the branches of the inner delta, Bani, Sankarani and Senegal, and
/// the larger lakes, from general knowledge; the meanders are invented.
std::vector<Reach> river_reaches(std::uint64_t seed);
/// The same courses with one piece from knot to knot.
std::vector<Reach> straight_reaches();
std::vector<Lake> lakes();

/// What stands near a place, so that a few reaches are looked at and not all.
struct Nearby {
    std::vector<Reach> reaches;
    std::vector<Lake> lakes;
    std::vector<Mound> mounds;
    bool dry() const { return reaches.empty() && lakes.empty(); }
};

struct Ground {
    double height = 1e9;     ///< metres above the water at its lowest; negative in a bed
    bool permanent = false;  ///< always under water
};

/// The invented relief of the flood plains.
class Relief {
 public:
    Relief(std::uint64_t seed, const std::vector<Region>& regions);
    /// Everything that can matter inside the box (degrees), which is at most a quarter of a degree wide and
    /// high.
    Nearby nearby(const Box& degrees) const;
    Ground ground(const Nearby& nearby, Point degrees) const;
    Ground ground(Point degrees) const {
        return ground(nearby({degrees.x, degrees.y, degrees.x, degrees.y}), degrees);
    }
    /// Kilometres to the nearest river or lake.
    double to_water(Point degrees) const;

 private:
    std::uint64_t key_;
    std::vector<std::vector<Reach>>
        bins_;                   ///< by half degree, what can matter within a quarter degree of the bin
    std::vector<Reach> coarse_;  ///< without meanders
    std::vector<Lake> lakes_;
    std::vector<Mound> mounds_;
};

/// Height of the water in metres at a return period of 2 to 500 years: rises with it.
double flood_stage(int return_period);

inline constexpr int return_periods[] = {2, 5, 10, 20, 50, 100, 500};

}  // namespace djoliba::synthetic
