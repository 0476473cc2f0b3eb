// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace djoliba {

/// A row of a file, header and tag row included, before anything is known of its meaning.
struct TextRecord {
    std::int64_t line = 0;  ///< where it begins, from 1
    std::vector<std::string> fields = {};
};

/// Without the ASCII and no-break blanks around it.
std::string_view trimmed(std::string_view text);

/// Equal as text, or as plain numbers: "3" and "3.0".
bool same_value(std::string_view a, std::string_view b);

/// Throws Error for empty and binary files, UTF-16 and web pages.
void check_text(std::string_view bytes, const std::string& where);

/// Throws Error for the first field that is not UTF-8: which of the older encodings it is cannot be told.
void check_encoding(const std::vector<TextRecord>& records, const std::string& where);

/// Splits text by RFC 4180; blank lines are left out. separator 0: found in the first line. Throws Error for
/// a quote that is never closed and for text behind a closing quote.
std::vector<TextRecord> split_csv(std::string_view text, char separator, const std::string& where);

/// Rows of a sheet of an XLSX or ODS file, as text.
std::vector<TextRecord> read_sheet(const std::filesystem::path& path, const std::string& layer,
                                   const std::string& where);

}  // namespace djoliba
