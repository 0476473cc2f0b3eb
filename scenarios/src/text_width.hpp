// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace djoliba {

/// Number of characters (not bytes) of a UTF-8 text.
inline int characters(std::string_view text) {
    return static_cast<int>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// The text cut or filled with blanks to a width in characters.
inline std::string fit(std::string text, int width) {
    while (characters(text) > width) {
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
        if (!text.empty()) text.pop_back();
    }
    return text + std::string(static_cast<std::size_t>(width - characters(text)), ' ');
}

}  // namespace djoliba
