// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include <djoliba/engine/error.hpp>

#include "csv_records.hpp"

namespace djoliba {
namespace {

/// U+0080 to U+009F of Windows-1252; 0 where it has no letter.
constexpr std::array<char16_t, 32> windows_1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// Bytes of the letter that begins at `at`, 0 where it is no UTF-8 (RFC 3629).
std::size_t utf8_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0;
    };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
    const int b = byte(0), second = byte(1);
    if (b < 0x80) return 1;
    if (b >= 0xC2 && b <= 0xDF) return follows(1) ? 2 : 0;
    if (b >= 0xE0 && b <= 0xEF) {
        if ((b == 0xE0 && second < 0xA0) || (b == 0xED && second > 0x9F)) return 0;
        return follows(1) && follows(2) ? 3 : 0;
    }
    if (b < 0xF0 || b > 0xF4 || (b == 0xF0 && second < 0x90) || (b == 0xF4 && second > 0x8F)) return 0;
    return follows(1) && follows(2) && follows(3) ? 4 : 0;
}

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto length = utf8_length(text, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

void append_utf8(std::string& out, char32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | (c >> 6));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xE0 | (c >> 12));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

std::string from_windows_1252(std::string_view bytes) {
    std::string out;
    for (const char byte : bytes) {
        const auto b = static_cast<unsigned char>(byte);
        const char32_t letter = b >= 0x80 && b < 0xA0 ? windows_1252[b - 0x80] : b;
        append_utf8(out, letter == 0 ? 0xFFFD : letter);
    }
    return out;
}

bool is_web_page(std::string_view text) {
    auto start = std::string(trimmed(text).substr(0, 9));
    std::transform(start.begin(), start.end(), start.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
    return start.starts_with("<!doctype") || start.starts_with("<html") || start.starts_with("<?xml");
}

}  // namespace

void check_text(std::string_view bytes, const std::string& where) {
    const auto refuse = [&](const char* problem, const char* remedy) {
        throw Error(Problem{where, "", problem, remedy});
    };
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
        refuse("the file is written in UTF-16", "save it as CSV in UTF-8");
    if (bytes.find('\0') != std::string_view::npos) refuse("the file is no text", "save it as CSV in UTF-8");
    if (trimmed(bytes).empty()) refuse("the file is empty", "download or export it again");
    if (is_web_page(bytes)) refuse("the file is a web page, not a table", "download the table itself");
}

void check_encoding(const std::vector<TextRecord>& records, const std::string& where) {
    for (const auto& record : records)
        for (std::size_t c = 0; c < record.fields.size(); ++c) {
            if (is_utf8(record.fields[c])) continue;
            const auto& header = records.front().fields;
            const bool named = &record != &records.front() && c < header.size() && is_utf8(header[c]);
            throw Error(
                Problem{fmt::format("{}:{}", where, record.line),
                        named ? std::string(trimmed(header[c])) : fmt::format("column {}", c + 1),
                        fmt::format("the text is not UTF-8; read as Windows-1252 it would be \"{}\"",
                                    from_windows_1252(trimmed(record.fields[c]))),
                        "save the file as CSV in UTF-8, for example with iconv -f WINDOWS-1252 -t UTF-8"});
        }
}

}  // namespace djoliba
