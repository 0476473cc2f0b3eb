// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include <Eigen/Core>

namespace djoliba {

/// A fixed number of numbers that are computed with at once. Eigen takes logarithms and exponentials of the
/// rest of an array, and of what lies before an aligned address, by another function, which differs in the
/// last bit: only whole, aligned lanes make a result independent of its place in an array.
inline constexpr std::size_t lanes = 64;
using Lanes = Eigen::Array<double, lanes, 1>;

inline constexpr std::size_t whole_lanes(std::size_t n) { return (n + lanes - 1) / lanes * lanes; }

}  // namespace djoliba
