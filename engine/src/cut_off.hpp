// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <djoliba/engine/job.hpp>
#include <djoliba/engine/people_cells.hpp>
#include <djoliba/engine/travel_time.hpp>

namespace djoliba::detail {

/// Facilities to which fewer people than needed can come by any way; where nobody is needed, those that
/// stand on no cell that can be passed. `needed`: by facility, NaN for those that are not asked for.
/// `at_least`: people of whom it is known that they can come.
std::vector<std::int32_t> cut_off(const TravelTimes& times, const PeopleCells& people,
                                  std::span<const double> needed, std::span<const double> at_least,
                                  const Job& job);

}  // namespace djoliba::detail
