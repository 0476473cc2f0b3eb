// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <string>

#include "exposure_count.hpp"

namespace djoliba {

inline constexpr double unknown_value = std::numeric_limits<double>::quiet_NaN();
inline constexpr double masked_value =
    std::numeric_limits<double>::infinity();  // no stored value is infinite
inline constexpr double most_people = 1e10;

struct PeopleSigns {
    bool wrong = false;    ///< some are negative or too many
    bool some = false;     ///< somebody lives there
    bool unknown = false;  ///< some are not known
};

/// What is among stored numbers of people, once multiplied by a factor above 0.
PeopleSigns signs_of(std::span<const double> stored, double factor);

/// Throws Error that names the first of the stored numbers that is wrong.
[[noreturn]] void refuse_people(const std::string& layer, std::span<const double> stored, double factor);

/// Turns stored numbers into the people of each cell, 0 where not known; `shares` and `share` split them.
void scale_people(std::span<double> people, double factor, const double* shares, double share);

/// Adds people to the bins of their intensities, unknown_value and masked_value among them. `all` is the sum
/// of people.
void count_bins(const Ladder& ladder, std::span<const double> people, const FixedSum& all,
                std::span<const double> intensity, SlotSums& sums);

/// Adds people to the combinations of their cells. `all` is the sum of people.
void count_keys(std::span<const double> people, const FixedSum& all, std::span<const std::uint64_t> keys,
                std::map<std::uint64_t, FixedSum>& counts);

}  // namespace djoliba
