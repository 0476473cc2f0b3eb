// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace djoliba {

/// Two doubles side by side, as every 64-bit processor computes with; compilers do not find them in our loops
/// by themselves. Comparing gives PairBits, all ones where true.
using Pair = double __attribute__((vector_size(16)));
using PairBits = std::int64_t __attribute__((vector_size(16)));

inline Pair load(const double* from) {
    Pair p;
    std::memcpy(&p, from, sizeof p);
    return p;
}

inline void store(Pair p, double* to) { std::memcpy(to, &p, sizeof p); }

/// The numbers where the bits are all ones, 0 elsewhere.
inline Pair where(PairBits bits, Pair p) { return std::bit_cast<Pair>(std::bit_cast<PairBits>(p) & bits); }

inline bool any(PairBits bits) { return (bits[0] | bits[1]) != 0; }

inline Pair size_of(Pair p) {
    return std::bit_cast<Pair>(std::bit_cast<PairBits>(p) & std::int64_t{0x7fffffffffffffff});
}

}  // namespace djoliba
