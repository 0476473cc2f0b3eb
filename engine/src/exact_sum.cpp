// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "exact_sum.hpp"

#include <bit>
#include <cmath>

namespace djoliba {
namespace {

constexpr std::int64_t digit_mask = 0xffffffff;
constexpr std::int32_t most_terms = 1 << 30;

}  // namespace

void ExactSum::add(double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value);
    const auto exponent = static_cast<std::uint32_t>(bits >> 52) & 0x7ff;
    std::uint64_t mantissa = bits & 0xfffffffffffff;
    if (exponent != 0) mantissa |= std::uint64_t{1} << 52;
    const std::uint32_t place = exponent == 0 ? 1 : exponent;  // of the last bit of the mantissa
    const std::size_t i = place / 32;
    const std::uint32_t shift = place % 32;
    const auto wide = static_cast<__uint128_t>(mantissa) << shift;
    const std::int64_t sign = (bits >> 63) ? -1 : 1;
    digit_[i] += sign * static_cast<std::int64_t>(static_cast<std::uint64_t>(wide) & digit_mask);
    digit_[i + 1] += sign * static_cast<std::int64_t>(static_cast<std::uint64_t>(wide) >> 32);
    digit_[i + 2] += sign * static_cast<std::int64_t>(static_cast<std::uint64_t>(wide >> 64));
    if (++terms_ == most_terms) carry();
}

void ExactSum::add(const ExactSum& other) {
    ExactSum carried = other;
    carried.carry();
    for (std::size_t i = 0; i < digits; ++i) digit_[i] += carried.digit_[i];
    if (++terms_ == most_terms) carry();
}

void ExactSum::add_product(double a, double b) {
    const double product = a * b;
    add(product);
    const double rest = std::fma(a, b, -product);
    if (rest != 0) add(rest);
}

/// Brings every digit but the last into 0 ... 2^32 - 1; the last keeps the sign of the sum.
void ExactSum::carry() {
    for (std::size_t i = 0; i + 1 < digits; ++i) {
        digit_[i + 1] += digit_[i] >> 32;
        digit_[i] &= digit_mask;
    }
    terms_ = 1;
}

ExactSum::Quad ExactSum::quad() const {
    ExactSum size = *this;
    size.carry();
    const bool negative = size.digit_.back() < 0;
    if (negative) {
        for (auto& d : size.digit_) d = -d;
        size.carry();
    }
    std::size_t top = digits;
    while (top > 0 && size.digit_[top - 1] == 0) --top;
    Quad sum = 0;
    for (std::size_t i = top; i > 0 && i + 5 > top; --i)  // 5 digits hold at least 129 bits
        sum += static_cast<Quad>(size.digit_[i - 1]) *
               static_cast<Quad>(std::ldexp(1.0L, 32 * static_cast<int>(i - 1) + lowest_bit));
    return negative ? -sum : sum;
}

double ExactSum::value() const { return static_cast<double>(quad()); }

}  // namespace djoliba
