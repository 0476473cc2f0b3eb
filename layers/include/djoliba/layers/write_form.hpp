// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <djoliba/engine/explain.hpp>
#include <djoliba/layers/output_table.hpp>
#include <djoliba/layers/write_xlsx.hpp>

namespace djoliba {

/// Who fills the cells of a column, and with what.
enum class Entry : std::uint8_t {
    given,   ///< we do
    choice,  ///< the reader, with one of `choices`
    whole,   ///< the reader, with a whole number from `least` to `most`
    day,     ///< the reader, with a day
    words    ///< the reader, with at most `most` characters
};

struct FormColumn {
    std::string heading;
    double width = 10;  ///< in characters
    Entry entry = Entry::given;
    std::string format = {};                ///< of given numbers, such as "#,##0"
    std::vector<std::string> choices = {};  ///< at most 255 characters together
    std::int64_t least = 0, most = 0;
    std::string prompt = {};  ///< shown beside the cell where the reader stands; at most 255 characters
};

/// One table to be filled. Given columns come first; cells of the others are empty.
struct FormSheet {
    std::string name;
    std::vector<std::string> mark;  ///< texts of the row above the header, by which a reader knows the sheet
    std::vector<FormColumn> columns = {};
    std::vector<std::vector<Cell>> rows = {};  ///< cells of the given columns
    int class_column = -1;   ///< column with classes 1 to 5, shown as in write_xlsx(); -1: none
    int frozen_columns = 0;  ///< columns at the left that stay in view
};

struct Form {
    std::string notes_name;  ///< of the first sheet, with what is to be known for filling the others
    std::vector<XlsxNote> notes = {};
    std::vector<FormSheet> sheets = {};
    Language language = Language::french;
};

/// Writes a workbook that is to be filled and read again. Sheets are protected without a password: only the
/// cells of entries can be written to, and they take what their column asks for. Same bytes for the same
/// input, as write_xlsx(). Throws Error where a name or text is too long for the format or writing fails; no
/// file is left behind then.
void write_form(const std::filesystem::path& file, const Form& form, const Stamp& stamp);

}  // namespace djoliba
