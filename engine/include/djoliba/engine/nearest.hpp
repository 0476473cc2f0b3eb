// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace djoliba {

/// The known name that differs from a mistyped one by the fewest letters (changed, added, left out or swapped
/// with their neighbour), upper and lower case being equal; the first of equals. Empty where more than a
/// third of its letters differ.
std::string nearest_name(std::string_view mistyped, const std::vector<std::string>& known);

/// "did you mean `name`?" for the nearest known name; where none is near, `otherwise`.
std::string did_you_mean(std::string_view mistyped, const std::vector<std::string>& known,
                         std::string_view otherwise);

}  // namespace djoliba
