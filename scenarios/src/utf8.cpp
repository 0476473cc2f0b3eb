// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "utf8.hpp"

#include <cstdint>

namespace djoliba {
namespace {

// Length of the sequence that a first byte announces, 0 for a byte that cannot be first.
std::size_t announced(unsigned char first) {
    if (first >= 0x01 && first < 0x80) return 1;
    if (first >= 0xC2 && first < 0xE0) return 2;
    if (first >= 0xE0 && first < 0xF0) return 3;
    return first >= 0xF0 && first < 0xF5 ? 4 : 0;
}

bool good_sequence(std::string_view s) {
    constexpr std::uint32_t first_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    std::uint32_t code = static_cast<unsigned char>(s[0]) & first_bits[s.size()];
    for (const char c : s.substr(1)) {
        if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) return false;
        code = code << 6 | (static_cast<unsigned char>(c) & 0x3F);
    }
    return code >= least[s.size()] && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
}

}  // namespace

std::optional<std::size_t> first_bad_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = announced(static_cast<unsigned char>(text[at]));
        if (length == 0 || at + length > text.size() || !good_sequence(text.substr(at, length))) return at;
        at += length;
    }
    return std::nullopt;
}

}  // namespace djoliba
