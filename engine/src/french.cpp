// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include <djoliba/engine/french.hpp>

namespace djoliba {
namespace {

constexpr std::string_view gap = "{}";

constexpr std::array<std::pair<std::string_view, std::string_view>, 18> words{{
    {"January", "janvier"},
    {"February", "février"},
    {"March", "mars"},
    {"April", "avril"},
    {"May", "mai"},
    {"June", "juin"},
    {"July", "juillet"},
    {"August", "août"},
    {"September", "septembre"},
    {"October", "octobre"},
    {"November", "novembre"},
    {"December", "décembre"},
    {"region", "région"},
    {"regions", "régions"},
    {"villages", "village"},
    {"facilities", "formation"},
    {"settlements", "village"},
    {"unknown", "inconnu"},
}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string word_in_french(std::string_view word) {
    const auto* known = std::ranges::find(words, word, &std::pair<std::string_view, std::string_view>::first);
    return std::string(known == words.end() ? word : known->second);
}

// What varies in a sentence: names stay, months and levels do not.
std::string part_in_french(std::string_view part) {
    std::string text;
    for (std::size_t i = 0; i < part.size();) {
        const auto* const end = std::find_if_not(part.begin() + i, part.end(), is_letter);
        const auto length = static_cast<std::size_t>(end - (part.begin() + i));
        if (length > 0) {
            text += word_in_french(part.substr(i, length));
            i += length;
            continue;
        }
        const bool decimal =
            part[i] == '.' && i > 0 && i + 1 < part.size() && is_digit(part[i - 1]) && is_digit(part[i + 1]);
        text += decimal ? ',' : part[i];
        ++i;
    }
    return text;
}

// What stands at the gaps of a pattern, each as short as it can be; nothing where the text does not fit.
std::optional<std::vector<std::string_view>> parts_of(std::string_view text, std::string_view pattern) {
    std::vector<std::string_view> parts;
    std::size_t open = pattern.find(gap);
    if (!text.starts_with(pattern.substr(0, open))) return std::nullopt;
    if (open == pattern.npos) return text == pattern ? std::optional(parts) : std::nullopt;
    text.remove_prefix(open);
    while (open != pattern.npos) {
        const std::size_t next = pattern.find(gap, open + gap.size());
        const std::size_t from = open + gap.size();
        const std::string_view after =
            pattern.substr(from, next == pattern.npos ? pattern.npos : next - from);
        const bool last = next == pattern.npos;
        if (last && !text.ends_with(after)) return std::nullopt;
        const std::size_t at = last ? text.size() - after.size() : text.find(after, 1);
        if (at == text.npos || at == 0) return std::nullopt;
        parts.push_back(text.substr(0, at));
        text.remove_prefix(at + after.size());
        open = next;
    }
    return parts;
}

std::string filled(std::string_view french, const std::vector<std::string_view>& parts) {
    std::string text;
    for (std::size_t i = 0; i < french.size(); ++i) {
        if (french[i] != '{') {
            text += french[i];
            continue;
        }
        text += part_in_french(parts.at(static_cast<std::size_t>(french[i + 1] - '0')));
        i += 2;
    }
    return text;
}

}  // namespace

std::string in_french(std::string_view english) {
    for (const Sentence& sentence : french_sentences())
        if (const auto parts = parts_of(english, sentence.en)) return filled(sentence.fr, *parts);
    return std::string(english);
}

}  // namespace djoliba
