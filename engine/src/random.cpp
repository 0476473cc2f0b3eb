// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include <djoliba/engine/random.hpp>

#include "lanes.hpp"

namespace djoliba {
namespace {

using Coefficients = std::array<double, 8>;

// Wichura (1988), for |p - 1/2| <= 0.425, in r = 0.425^2 - (p - 1/2)^2.
constexpr Coefficients middle_top{3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
                                  1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
                                  3.3430575583588128105e4, 2.5090809287301226727e3};
constexpr Coefficients middle_bottom{1,
                                     4.2313330701600911252e1,
                                     6.8718700749205790830e2,
                                     5.3941960214247511077e3,
                                     2.1213794301586595867e4,
                                     3.9307895800092710610e4,
                                     2.8729085735721942674e4,
                                     5.2264952788528545610e3};
// For r = sqrt(-log(tail)) <= 5, in r - 1.6.
constexpr Coefficients near_top{1.42343711074968357734e0,  4.63033784615654529590e0,
                                5.76949722146069140550e0,  3.64784832476320460504e0,
                                1.27045825245236838258e0,  2.41780725177450611770e-1,
                                2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr Coefficients near_bottom{1,
                                   2.05319162663775882187e0,
                                   1.67638483018380384940e0,
                                   6.89767334985100004550e-1,
                                   1.48103976427480074590e-1,
                                   1.51986665636164571966e-2,
                                   5.47593808499534494600e-4,
                                   1.05075007164441684324e-9};
// For r > 5, in r - 5.
constexpr Coefficients far_top{6.65790464350110377720e0,  5.46378491116411436990e0,
                               1.78482653991729133580e0,  2.96560571828504891230e-1,
                               2.65321895265761230930e-2, 1.24266094738807843860e-3,
                               2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr Coefficients far_bottom{1,
                                  5.99832206555887937690e-1,
                                  1.36929880922735805310e-1,
                                  1.48753612908506148525e-2,
                                  7.86869131145613259100e-4,
                                  1.84631831751005468180e-5,
                                  1.42151175831644588870e-7,
                                  2.04426310338993978564e-15};
constexpr double middle = 0.425;

inline double polynomial(const Coefficients& c, double x) {
    double sum = c[7];
    for (int k = 6; k >= 0; --k) sum = sum * x + c[k];
    return sum;
}

inline double of_middle(double q) {
    const double r = middle * middle - q * q;
    return q * polynomial(middle_top, r) / polynomial(middle_bottom, r);
}

struct Block {
    std::uint64_t even = 0;
    std::uint64_t odd = 0;
};

constexpr std::uint32_t low_half(std::uint64_t x) { return static_cast<std::uint32_t>(x); }
constexpr std::uint32_t high_half(std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); }

inline Block block_of(std::uint64_t seed, std::uint64_t pair, std::uint64_t item) {
    std::uint32_t a = low_half(item), b = high_half(item), c = low_half(pair), d = high_half(pair);
    std::uint32_t k = low_half(seed), l = high_half(seed);
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t first = std::uint64_t{0xD2511F53} * a;
        const std::uint64_t second = std::uint64_t{0xCD9E8D57} * c;
        a = high_half(second) ^ b ^ k;
        b = low_half(second);
        c = high_half(first) ^ d ^ l;
        d = low_half(first);
        k += 0x9E3779B9;
        l += 0xBB67AE85;
    }
    return {std::uint64_t{b} << 32 | a, std::uint64_t{d} << 32 | c};
}

// 52 bits behind the point of a number in [1, 2), and half a step more.
inline double to_uniform(std::uint64_t bits) {
    constexpr std::uint64_t one = 0x3FF0000000000000;
    return std::bit_cast<double>(bits >> 12 | one) - (1 - 0x1p-53);
}

DJOLIBA_WIDE void uniforms_of_blocks(std::uint64_t seed, std::uint64_t pair, const std::uint64_t* items,
                                     double* even, double* odd, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        const Block block = block_of(seed, pair, items[i]);
        even[i] = to_uniform(block.even);
        odd[i] = to_uniform(block.odd);
    }
}

// Quantiles of tails, 0 to 1/2, far ones left out.
DJOLIBA_WIDE void near_tails(double* tail, std::size_t count) {
    for (std::size_t l = 0; l < count; ++l) {
        const double r = std::sqrt(-fast_log(tail[l])) - 1.6;
        tail[l] = polynomial(near_top, r) / polynomial(near_bottom, r);
    }
}

double far_tail(double tail) {
    const double r = std::sqrt(-std::log(tail)) - 5;
    return std::isinf(r) ? r : polynomial(far_top, r) / polynomial(far_bottom, r);
}

constexpr double far = 1.3887943864964021e-11;  // exp(-25)
constexpr std::size_t together = 512;

DJOLIBA_WIDE void middles(const double* p, double* quantiles, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) quantiles[i] = of_middle(p[i] - 0.5);
}

// Of at most `together` probabilities: first as if all lay in the middle, then those that do not.
void quantiles_of(const double* p, double* quantiles, std::size_t count) {
    middles(p, quantiles, count);
    std::array<std::uint32_t, together + 1> place;
    std::array<double, together + 1> tail;
    std::size_t tails = 0;
    for (std::size_t i = 0; i < count; ++i) {
        place[tails] = static_cast<std::uint32_t>(i);
        tail[tails] = std::min(p[i], 1 - p[i]);
        tails += std::abs(p[i] - 0.5) <= middle ? 0 : 1;
    }
    near_tails(tail.data(), tails);
    for (std::size_t k = 0; k < tails; ++k) {
        const double of = p[place[k]];
        const double size = std::min(of, 1 - of) < far ? far_tail(std::min(of, 1 - of)) : tail[k];
        quantiles[place[k]] = std::copysign(size, of - 0.5);
    }
}

}  // namespace

std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                        std::array<std::uint32_t, 2> key) {
    const Block block =
        block_of(std::uint64_t{key[1]} << 32 | key[0], std::uint64_t{counter[3]} << 32 | counter[2],
                 std::uint64_t{counter[1]} << 32 | counter[0]);
    return {low_half(block.even), high_half(block.even), low_half(block.odd), high_half(block.odd)};
}

std::uint64_t item_of(std::string_view text) {
    std::uint64_t hash = 0xCBF29CE484222325;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
    return hash;
}

std::uint64_t random_bits(std::uint64_t seed, std::uint64_t draw, std::uint64_t item) {
    const Block block = block_of(seed, draw / 2, item);
    return draw % 2 == 0 ? block.even : block.odd;
}

double uniform(std::uint64_t seed, std::uint64_t draw, std::uint64_t item) {
    return to_uniform(random_bits(seed, draw, item));
}

double normal_quantile(double p) {
    double quantile = 0;
    normal_quantiles({&p, 1}, {&quantile, 1});
    return quantile;
}

double normal(std::uint64_t seed, std::uint64_t draw, std::uint64_t item) {
    return normal_quantile(uniform(seed, draw, item));
}

void uniform_pair(std::uint64_t seed, std::uint64_t pair, std::span<const std::uint64_t> items,
                  std::span<double> even, std::span<double> odd) {
    uniforms_of_blocks(seed, pair, items.data(), even.data(), odd.data(), items.size());
}

void normal_quantiles(std::span<const double> p, std::span<double> quantiles) {
    for (std::size_t at = 0; at < p.size(); at += together)
        quantiles_of(p.data() + at, quantiles.data() + at, std::min(together, p.size() - at));
}

}  // namespace djoliba
