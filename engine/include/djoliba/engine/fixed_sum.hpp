// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <span>
#include <string>
#include <string_view>

namespace djoliba {

/// A sum whose result does not depend on the order of its terms, so that any number of threads, blocks in any
/// order and partial sums give the same bytes. Every term is rounded once to the nearest multiple of 2^-60
/// (8.7e-19); from there on the arithmetic is exact, in 128 bits. Terms below 2^66 in size, sums below 2^67
/// (1.5e20): what lies outside throws Error and leaves the sum as it was.
class FixedSum {
 public:
    /// Throws Error where the value is not finite or too large.
    void add(double value) {
        if (std::abs(value) < small) return add_units(std::llrint(value * 0x1p60));
        if (!(std::abs(value) < common)) return add_large(value);
        // Multiples of 2^-16 and the exact rest of them fit 64 bits each.
        const auto high = std::llrint(value * 0x1p16);
        const auto low = std::llrint((value - static_cast<double>(high) * 0x1p-16) * 0x1p60);
        add_units(Units{high} * (Units{1} << 44) + low);
    }
    void add(const FixedSum& other);
    /// Adds every term: the same result as one add() for each, several times faster.
    void add(std::span<const double> terms);
    /// Adds a[i] * b[i], each product rounded to double first. Sizes are equal.
    void add_products(std::span<const double> a, std::span<const double> b);

    /// The nearest double.
    double value() const;
    /// All digits, as a whole number of units of 2^-60.
    std::string units() const;
    /// Reads what units() wrote. Throws Error where the text is no such number.
    static FixedSum from_units(std::string_view text);
    FixedSum operator-() const;
    bool is_zero() const { return units_ == 0; }
    friend bool operator==(const FixedSum&, const FixedSum&) = default;

 private:
    using Units = __int128_t;  // of 2^-60

    static constexpr double small = 4;
    static constexpr double common = 0x1p35;

    void add_units(Units units) {
        Units sum = 0;
        if (__builtin_add_overflow(units_, units, &sum)) refuse_overflow();
        units_ = sum;
    }
    [[noreturn]] static void refuse_overflow();
    void add_large(double value);
    Units units_ = 0;
};

}  // namespace djoliba
