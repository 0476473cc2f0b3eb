// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

namespace djoliba::synthetic {

/// What a random number is for; keeps the streams apart. Append only: the numbers are part of what a seed
/// means.
enum class Purpose : std::uint64_t {
    seats = 1,
    edges,
    names,
    villages,
    hamlets,
    quarters,
    ground,
    meander,
    rain,
    conflict,
    aid,
    displacement,
    facilities,
    food,
    groups,
    roads,
    land
};

/// Random numbers that depend only on (seed, purpose, item) and on how many were taken: no order of calls and
/// no number of threads changes them. The counter runs through the finaliser of SplitMix64 (Steele, Lea,
/// Flood 2014).
class Stream {
 public:
    Stream(std::uint64_t seed, Purpose purpose, std::uint64_t item)
        : key_(mix(mix(mix(seed) ^ static_cast<std::uint64_t>(purpose)) ^ item)) {}

    std::uint64_t bits() { return mix(key_ + 0x9e3779b97f4a7c15ULL * ++count_); }
    /// In [0, 1).
    double uniform() { return static_cast<double>(bits() >> 11) * 0x1p-53; }
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// In [0, n).
    int below(int n) { return static_cast<int>(uniform() * n); }
    bool chance(double p) { return uniform() < p; }
    /// Mean 0, standard deviation 1 (Box and Muller).
    double normal() {
        const double radius = std::sqrt(-2 * std::log(1 - uniform()));
        return radius * std::cos(2 * std::numbers::pi * uniform());
    }
    /// Median 1.
    double log_normal(double sigma) { return std::exp(sigma * normal()); }

    static std::uint64_t mix(std::uint64_t z) {
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }

 private:
    std::uint64_t key_;
    std::uint64_t count_ = 0;
};

/// Smooth noise in the plane: independent normal-like values at the points of a lattice of step 1, joined
/// smoothly. Mean 0, values within about -1..1.
inline double smooth_noise(std::uint64_t key, double x, double y) {
    const double fx = std::floor(x), fy = std::floor(y);
    const auto ix = static_cast<std::int64_t>(fx), iy = static_cast<std::int64_t>(fy);
    const auto at = [&](std::int64_t i, std::int64_t j) {
        const std::uint64_t h = Stream::mix(key + static_cast<std::uint64_t>(i) * 0x9e3779b97f4a7c15ULL +
                                            static_cast<std::uint64_t>(j) * 0xc2b2ae3d27d4eb4fULL);
        return static_cast<double>(h >> 11) * 0x1p-52 - 1;
    };
    const auto ease = [](double t) { return t * t * (3 - 2 * t); };
    const double u = ease(x - fx), v = ease(y - fy);
    const double south = at(ix, iy) + u * (at(ix + 1, iy) - at(ix, iy));
    const double north = at(ix, iy + 1) + u * (at(ix + 1, iy + 1) - at(ix, iy + 1));
    return south + v * (north - south);
}

}  // namespace djoliba::synthetic
