// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <djoliba/engine/indicator.hpp>

namespace djoliba {

/// Why a figure that is known is not shown.
inline constexpr std::string_view small_count_reason = "not shown: fewer than 10";
inline constexpr std::string_view masked_reason = "not shown: a count under 10 could be worked out from it";

/// Whether an indicator counts something: people, facilities, events.
bool is_count(const Indicator& indicator);

struct MaskedCounts {
    std::int64_t small = 0;   ///< figures that are counts under 10
    std::int64_t others = 0;  ///< figures from which such a count could be worked out
};

/// Makes figures missing so that no count from above 0 to below least_shown_count is left, nor can be worked
/// out from what is left: suppress() over the levels for all counts of a group at once (Indicator::groups),
/// of indicators whose sensitivity is "open". A rate by people counts as the people, events or facilities
/// that it stands for. Every figure of the group, and every one into which the group goes, is missing where
/// the group is; so are figures that a unit inherits from such a unit, and units of other partitions that
/// hold one. Figures of which the sensitivity is "published" stay. `people` loses what `population` loses.
MaskedCounts mask_small_counts(IndicatorTable& table, std::vector<double>& people,
                               const Localities& localities);

}  // namespace djoliba
