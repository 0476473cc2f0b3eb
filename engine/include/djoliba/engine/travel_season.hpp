// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace djoliba {

/// When people travel: after the rains, or in them.
enum class TravelSeason : std::uint8_t { dry, wet };

}  // namespace djoliba
