// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace djoliba {

/// A sum of doubles of any size without rounding, so that it does not depend on their order. Every bit has a
/// place of its own in a row of 32-bit digits, which leaves room for 2^30 terms before digits are carried.
/// The idea is that of Kulisch's long accumulator; Neal, "Fast exact summation using small and large
/// superaccumulators", 2015. Terms must be finite.
class ExactSum {
 public:
    void add(double value);
    void add(const ExactSum& other);
    /// Adds a * b to its last bit, where neither it nor its rounding error leaves the range of a double.
    void add_product(double a, double b);

    /// The nearest double; 0 where nothing was added.
    double value() const;
    /// The nearest number of 113 bits.
    __extension__ typedef __float128 Quad;
    Quad quad() const;

 private:
    // Digit i counts units of 2^(32 i - 1075). The largest double ends in digit 65.
    static constexpr int lowest_bit = -1075;
    static constexpr std::size_t digits = 68;

    void carry();
    std::array<std::int64_t, digits> digit_ = {};
    std::int32_t terms_ = 0;  ///< since digits were carried
};

}  // namespace djoliba
