// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace djoliba {

/// The known name that a mistyped one most likely stands for: fewest letters changed, added, left out or
/// swapped with their neighbour, at most a third of its length (at least one, two from five letters on); the
/// first of equals. Upper and lower case, blanks, `-` and `_` count as equal. Empty where nothing is near.
std::string nearest_of(std::string_view mistyped, const std::vector<std::string>& known);

}  // namespace djoliba
