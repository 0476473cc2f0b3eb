// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/names.hpp>

#include <array>
#include <cstdint>
#include <utility>

namespace djoliba {
namespace {

/// Base letters of U+00C0 to U+017F, lower case; '.' where the sign is no letter, two letters where the base
/// has two.
constexpr std::array<const char*, 64> latin_1 = {
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",
    "d", "n", "o", "o", "o", "o", "o",  " ", "o", "u", "u", "u", "u", "y", "th", "ss",
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",
    "d", "n", "o", "o", "o", "o", "o",  " ", "o", "u", "u", "u", "u", "y", "th", "y"};
constexpr std::array<const char*, 128> extended_a = {
    "a", "a", "a", "a", "a", "a", "c",  "c",  "c", "c", "c", "c", "c",  "c",  "d", "d", "d", "d", "e",
    "e", "e", "e", "e", "e", "e", "e",  "e",  "e", "g", "g", "g", "g",  "g",  "g", "g", "g", "h", "h",
    "h", "h", "i", "i", "i", "i", "i",  "i",  "i", "i", "i", "i", "ij", "ij", "j", "j", "k", "k", "k",
    "l", "l", "l", "l", "l", "l", "l",  "l",  "l", "l", "n", "n", "n",  "n",  "n", "n", "n", "n", "n",
    "o", "o", "o", "o", "o", "o", "oe", "oe", "r", "r", "r", "r", "r",  "r",  "s", "s", "s", "s", "s",
    "s", "s", "s", "t", "t", "t", "t",  "t",  "t", "u", "u", "u", "u",  "u",  "u", "u", "u", "u", "u",
    "u", "u", "w", "w", "y", "y", "y",  "z",  "z", "z", "z", "z", "z",  "s"};

/// Letters of Bambara, Fulfulde, Soninke and Songhay outside these blocks.
constexpr std::array<std::pair<char32_t, const char*>, 12> african = {{{0x0181, "b"},
                                                                       {0x0253, "b"},
                                                                       {0x018A, "d"},
                                                                       {0x0257, "d"},
                                                                       {0x0190, "e"},
                                                                       {0x025B, "e"},
                                                                       {0x0186, "o"},
                                                                       {0x0254, "o"},
                                                                       {0x019D, "n"},
                                                                       {0x0272, "n"},
                                                                       {0x01B3, "y"},
                                                                       {0x01B4, "y"}}};

struct Letter {
    char32_t code;
    std::size_t bytes;
};

/// The letter at the start of `text`; a byte that is no UTF-8 is taken for Latin-1.
Letter first_letter(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto follows = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
    const char32_t b = byte(0);
    if (b >= 0xC2 && b < 0xE0 && follows(1)) return {(b & 0x1F) << 6 | (byte(1) & 0x3F), 2};
    if (b >= 0xE0 && b < 0xF0 && follows(1) && follows(2))
        return {(b & 0x0F) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3F), 3};
    if (b >= 0xF0 && b < 0xF5 && follows(1) && follows(2) && follows(3))
        return {(b & 0x07) << 18 | (byte(1) & 0x3Fu) << 12 | (byte(2) & 0x3Fu) << 6 | (byte(3) & 0x3F), 4};
    return {b, 1};
}

bool is_apostrophe(char32_t c) {
    return c == '\'' || c == '`' || c == 0xB4 || c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0x02BB;
}

bool is_gap(char32_t c) {
    const bool ascii =
        c < 0x80 && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z');
    return ascii || (c >= 0x80 && c <= 0xBF) || (c >= 0x2000 && c <= 0x206F) || c == 0x3000 || c == 0xFEFF;
}

bool is_accent(char32_t c) { return c >= 0x0300 && c <= 0x036F; }

/// Lower-case base letters of a Latin letter; nullptr for other letters.
const char* base(char32_t c) {
    if (c >= 0xC0 && c <= 0xFF) return latin_1[c - 0xC0];
    if (c >= 0x100 && c <= 0x17F) return extended_a[c - 0x100];
    for (const auto& [letter, plain] : african)
        if (letter == c) return plain;
    return nullptr;
}

void append(std::string& out, char32_t c, std::string_view bytes) {
    if (is_apostrophe(c) || is_accent(c)) return;
    if (is_gap(c)) {
        if (!out.empty() && out.back() != ' ') out += ' ';
    } else if (c < 0x80) {
        out += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    } else if (const char* plain = base(c)) {
        out += plain;
    } else {
        out += bytes;
    }
}

/// Spellings of one unit, folded. No reform is undone here.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> aliases = {
    {{"koulikouro", "koulikoro"},
     {"taoudenit", "taoudenni"},
     {"taoudeni", "taoudenni"},
     {"baroueli", "baraoueli"},
     {"timbuktu", "tombouctou"},
     {"tinessako", "tin essako"}}};

std::string_view without_unit_words(std::string_view name) {
    for (const std::string_view word : {"commune urbaine de ", "commune rurale de ", "commune de ",
                                        "cercle de ", "region de ", "district de "})
        if (name.starts_with(word)) return name.substr(word.size());
    for (const std::string_view word :
         {" commune urbaine", " commune rurale", " commune", " cercle", " region"})
        if (name.ends_with(word)) return name.substr(0, name.size() - word.size());
    return name;
}

}  // namespace

std::string fold_name(std::string_view name) {
    std::string out;
    while (!name.empty()) {
        const auto letter = first_letter(name);
        append(out, letter.code, name.substr(0, letter.bytes));
        name.remove_prefix(letter.bytes);
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

std::string name_key(std::string_view name, UnitWords words) {
    auto folded = fold_name(name);
    if (words == UnitWords::strip) folded = without_unit_words(folded);
    for (const auto& [spelling, unit] : aliases)
        if (folded == spelling) return std::string(unit);
    return folded;
}

bool same_name(std::string_view a, std::string_view b) {
    const auto key = name_key(a);
    if (key.empty()) return false;
    return key == name_key(b) || name_key(a, UnitWords::strip) == name_key(b, UnitWords::strip);
}

}  // namespace djoliba
