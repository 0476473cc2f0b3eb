// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <set>
#include <string>

namespace djoliba::synthetic {

/// An invented name of three or four syllables, chosen by (seed, item); adds it to `taken` and never repeats
/// a name in it. Compared without regard to letter case.
std::string invented_name(std::uint64_t seed, std::uint64_t item, std::set<std::string>& taken);

/// Lower case, for `taken`.
std::string folded(std::string name);

}  // namespace djoliba::synthetic
