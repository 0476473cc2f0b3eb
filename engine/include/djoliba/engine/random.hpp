// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace djoliba {

/// Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw (2011), "Parallel random
/// numbers: as easy as 1, 2, 3".
std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                        std::array<std::uint32_t, 2> key);

/// 64-bit FNV-1a hash of a text: the same on every machine. Names what is drawn: "indicator|code".
std::uint64_t item_of(std::string_view text);

/// 64 random bits that depend on nothing but these three numbers: key = seed, counter = (item, draw / 2);
/// even draws take the first half of the block, odd draws the second.
std::uint64_t random_bits(std::uint64_t seed, std::uint64_t draw, std::uint64_t item);

/// Uniform in (0, 1), neither end included: one of 2^52 equal steps, from the upper 52 of random_bits().
double uniform(std::uint64_t seed, std::uint64_t draw, std::uint64_t item);

/// Quantile of the standard normal distribution, to 1e-15 of its size: PPND16 of Wichura (1988), AS 241.
/// -infinity at 0, infinity at 1, NaN outside 0..1.
double normal_quantile(double p);

/// normal_quantile(uniform(...)).
double normal(std::uint64_t seed, std::uint64_t draw, std::uint64_t item);

/// uniform() of the draws 2 * pair and 2 * pair + 1 of many items at once. All spans have one length.
void uniform_pair(std::uint64_t seed, std::uint64_t pair, std::span<const std::uint64_t> items,
                  std::span<double> even, std::span<double> odd);

/// normal_quantile() of many at once, the same bits. Spans have one length and do not overlap.
void normal_quantiles(std::span<const double> p, std::span<double> quantiles);

}  // namespace djoliba
