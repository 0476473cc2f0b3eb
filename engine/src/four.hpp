// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstring>

namespace djoliba {

/// Numbers that every processor computes with at once, if need be in two halves. Sums of them stay in
/// registers, which GCC does not do with an array.
using Four = double __attribute__((vector_size(4 * sizeof(double))));

/// Passed by reference, so that it makes no difference how wide the registers of a caller are.
[[gnu::always_inline]] inline double sum_of(const Four& v) { return (v[0] + v[1]) + (v[2] + v[3]); }

/// numbers = the four from `row` on.
[[gnu::always_inline]] inline void load(Four& numbers, const double* row) {
    std::memcpy(&numbers, row, sizeof numbers);
}

[[gnu::always_inline]] inline void store(const Four& numbers, double* row) {
    std::memcpy(row, &numbers, sizeof numbers);
}

}  // namespace djoliba
