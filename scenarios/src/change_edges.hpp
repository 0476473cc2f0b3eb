// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include <djoliba/engine/exposure.hpp>

namespace djoliba {

// Changes ask for edges that follow from numbers, such as (0.5 - 0.2) m. Two that a single-precision raster
// cannot tell apart are one.

/// Ascending; of equals a stated one where there is one, since it is asked for by its value.
std::vector<double> edges_told_apart(std::vector<double> edges, const std::vector<double>& stated);

/// The edge of a curve that stands for a value. Throws std::logic_error where it was not counted.
double edge_for(const ExposureCurve& curve, double value);

/// Whether all values from `begin` on to before `end` are equal.
template <typename T>
bool all_same(const std::vector<T>& values, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin + 1; i < end; ++i)
        if (!(values[i] == values[begin])) return false;
    return true;
}

}  // namespace djoliba
