// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <charconv>
#include <string_view>

namespace djoliba {

/// The whole number that a text begins with; 0 where it begins with none, or with one that Number cannot
/// hold.
template <typename Number>
Number leading_whole(std::string_view text) {
    Number value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc() ? value : 0;
}

}  // namespace djoliba
