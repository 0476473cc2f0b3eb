// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/fixed_sum.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

#include "pairs.hpp"

namespace djoliba {
namespace {

// A double is split into a multiple of 2^-16 and a remainder, and that is rounded to a multiple of 2^-60.
// Adding and taking away 1.5 * 2^52 units rounds to the nearest unit, for sizes below 2^51 units. As long as
// the sizes add up to less than that, 512 high parts, and 512 low parts, stay below 2^53 units of their own:
// plain sums of doubles are then exact, in any order, and the vector units of a processor can do them.
constexpr int low_bits = 60;
constexpr int high_bits = 16;
constexpr double round_high = 0x1.8p52 * 0x1p-16;
constexpr double round_low = 0x1.8p52 * 0x1p-60;
constexpr double split_limit = 0x1p35;
constexpr std::size_t chunk = 512;

struct Split {
    double high = 0;
    double low = 0;
    double size = 0;  ///< sum of absolute values, roughly
};

inline void split(double v, Split& to) {
    const double h = (v + round_high) - round_high;
    to.high += h;
    to.low += ((v - h) + round_low) - round_low;
    to.size += std::abs(v);
}

// Several pairs at once keep the addition of one term from waiting for that of the last.
constexpr std::size_t pairs = 4;

struct SplitPairs {
    Pair high = {};
    Pair low = {};
    Pair size = {};
};

inline void split(Pair v, SplitPairs& to) {
    const Pair h = (v + round_high) - round_high;
    to.high += h;
    to.low += ((v - h) + round_low) - round_low;
    to.size += size_of(v);
}

/// Sums term(i), or pair(i) = {term(i), term(i + 1)}, for i below n.
template <class Term, class TermPair>
inline Split split_sum(std::size_t n, Term term, TermPair pair) {
    SplitPairs side[pairs];
    std::size_t i = 0;
    for (; i + 2 * pairs <= n; i += 2 * pairs)
        for (std::size_t k = 0; k < pairs; ++k) split(pair(i + 2 * k), side[k]);
    for (; i + 2 <= n; i += 2) split(pair(i), side[0]);
    Split sum;
    if (i < n) split(term(i), sum);
    for (const SplitPairs& s : side) {
        sum.high += s.high[0] + s.high[1];
        sum.low += s.low[0] + s.low[1];
        sum.size += s.size[0] + s.size[1];
    }
    return sum;
}

[[noreturn]] void refuse(double value) {
    throw Error({"", "", fmt::format("{} cannot be summed: it is not a number below 7e19", value),
                 "check the units, the multiplier and the declared nodata of the layer"});
}

using Units = __int128_t;

Units units_of(double high, double low) {
    const auto h = static_cast<std::int64_t>(high * 0x1p16);
    const auto l = static_cast<std::int64_t>(low * 0x1p60);
    return Units{h} * (Units{1} << (low_bits - high_bits)) + l;
}

}  // namespace

void FixedSum::refuse_overflow() {
    throw Error({"", "", "a sum leaves the range of 1.5e20", "check the units of the layer"});
}

void FixedSum::add_large(double value) {
    if (!(std::abs(value) < 0x1p66)) refuse(value);
    // From 2^35 on a double is a multiple of 2^-17: nothing is rounded.
    add_units(static_cast<Units>(value * 0x1p17) * (Units{1} << (low_bits - 17)));
}

void FixedSum::add(const FixedSum& other) { add_units(other.units_); }

void FixedSum::add(std::span<const double> terms) {
    FixedSum sum;
    for (; !terms.empty(); terms = terms.subspan(std::min(chunk, terms.size()))) {
        const auto part = terms.first(std::min(chunk, terms.size()));
        const double* x = part.data();
        const Split s = split_sum(
            part.size(), [&](std::size_t i) { return x[i]; }, [&](std::size_t i) { return load(x + i); });
        if (s.size < split_limit) {
            sum.add_units(units_of(s.high, s.low));
        } else {
            for (const double v : part) sum.add(v);
        }
    }
    add(sum);
}

void FixedSum::add_products(std::span<const double> a, std::span<const double> b) {
    FixedSum sum;
    for (std::size_t from = 0; from < a.size(); from += chunk) {
        const std::size_t n = std::min(chunk, a.size() - from);
        const double* x = a.data() + from;
        const double* y = b.data() + from;
        const Split s = split_sum(
            n, [&](std::size_t i) { return x[i] * y[i]; },
            [&](std::size_t i) { return load(x + i) * load(y + i); });
        if (s.size < split_limit) {
            sum.add_units(units_of(s.high, s.low));
        } else {
            for (std::size_t i = 0; i < n; ++i) sum.add(x[i] * y[i]);
        }
    }
    add(sum);
}

std::string FixedSum::units() const { return fmt::format("{}", units_); }

FixedSum FixedSum::from_units(std::string_view text) {
    const bool negative = text.starts_with('-');
    FixedSum sum;
    for (const char c : text.substr(negative ? 1 : 0)) {
        Units tenfold = 0;
        if (c < '0' || c > '9' || __builtin_mul_overflow(sum.units_, Units{10}, &tenfold))
            throw Error({"", "", fmt::format("'{}' is no exact sum", text), ""});
        sum.units_ = tenfold;
        sum.add_units(negative ? '0' - c : c - '0');
    }
    if (text.size() == (negative ? 1U : 0U)) throw Error({"", "", "an exact sum is missing", ""});
    return sum;
}

FixedSum FixedSum::operator-() const {
    FixedSum sum;
    sum.units_ = -units_;
    return sum;
}

double FixedSum::value() const { return std::ldexp(static_cast<double>(units_), -low_bits); }

}  // namespace djoliba
