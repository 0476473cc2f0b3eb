// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

// Arithmetic without branches on short arrays, which the compiler turns into the widest instructions that it
// may use. DJOLIBA_WIDE lets a function have a copy for each width, chosen when the program starts. As
// products and sums are never fused (-ffp-contract=off), every width gives the same bits.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define DJOLIBA_WIDE __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define DJOLIBA_WIDE
#endif

namespace djoliba {

inline constexpr std::size_t lanes = 64;
struct alignas(64) Lanes {
    std::array<double, lanes> at{};
    double& operator[](std::size_t l) { return at[l]; }
    double operator[](std::size_t l) const { return at[l]; }
};

inline constexpr std::size_t whole_lanes(std::size_t n) { return (n + lanes - 1) / lanes * lanes; }

/// Natural logarithm to 1e-15 of its size (absolute, near 1), with the polynomial of fdlibm's e_log.c (Sun
/// Microsystems 1993). -infinity at 0, NaN below and for NaN. Not for subnormal numbers and infinity.
inline double fast_log(double x) {
    constexpr std::uint64_t half_root = 0x3FE6A09E667F3BCD;  // sqrt(1/2)
    constexpr std::uint64_t exponent_bits = 0xFFF0000000000000;
    const auto bits = std::bit_cast<std::uint64_t>(x);
    const std::uint64_t above = bits - half_root;
    const double m = std::bit_cast<double>(bits - (above & exponent_bits));  // sqrt(1/2) .. sqrt(2)
    // The exponent as a number: put behind the point of 2^52. 1024 keeps it above 0.
    const std::uint64_t biased = (above + 0x4000000000000000) >> 52;
    const double e = std::bit_cast<double>(biased | 0x4330000000000000) - (0x1p52 + 1024);
    const double f = m - 1;
    const double s = f / (2 + f);
    const double z = s * s;
    const double r =
        z * (6.666666666666735130e-01 +
             z * (3.999999999940941908e-01 +
                  z * (2.857142874366239149e-01 +
                       z * (2.222219843214978396e-01 +
                            z * (1.818357216161805012e-01 +
                                 z * (1.531383769920937332e-01 + z * 1.479819860511658591e-01))))));
    const double log = e * 6.93147180559945286227e-01 + (f - s * (f - r));
    const double at_zero = x == 0 ? -__builtin_inf() : __builtin_nan("");
    return x > 0 ? log : at_zero;
}

/// Exponential to 1e-15 of its size, of numbers from -700 to 700; others count as the nearer of these. NaN
/// for NaN.
inline double fast_exp(double x) {
    constexpr double to_whole = 0x1.8p52;  // added and taken away again: rounds
    const double above = x < -700 ? -700 : x;
    const double within = above > 700 ? 700 : above;
    const double shifted = within * 1.44269504088896338700 + to_whole;
    const double k = shifted - to_whole;
    const double r = (within - k * 6.93147180369123816490e-01) - k * 1.90821492927058770002e-10;
    double sum = 1.0 / 6227020800.0;
    for (const double factorial : {479001600.0, 39916800.0, 3628800.0, 362880.0, 40320.0, 5040.0, 720.0,
                                   120.0, 24.0, 6.0, 2.0, 1.0, 1.0})
        sum = sum * r + 1 / factorial;
    const std::uint64_t power = std::bit_cast<std::uint64_t>(shifted) << 52;
    return std::bit_cast<double>(std::bit_cast<std::uint64_t>(sum) + power);
}

}  // namespace djoliba
