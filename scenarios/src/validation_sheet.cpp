// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "validation_sheet.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/names.hpp>
#include <djoliba/layers/sheet.hpp>

namespace djoliba {
namespace {

constexpr std::size_t first_entry = static_cast<std::size_t>(SheetColumn::decision);

/// A sheet of the workbook, and where in it things stand.
struct FormRows {
    std::string sheet;
    TextRows rows;
    Level level = {};
    std::size_t header = 0;
    std::array<std::size_t, sheet_columns> at = {};

    std::string where(std::size_t row) const {
        return fmt::format("{}, sheet {}, row {}", rows.file, sheet, rows.lines[row]);
    }
};

/// The row with the mark, past the end where there is none.
std::size_t marked_row(const TextRows& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row)
        if (rows.at(row, 0) == validation_mark) return row;
    return rows.size();
}

bool is_heading(const std::string& text, SheetColumn column) {
    const Wording words = heading_of(column);
    return !text.empty() &&
           (fold_name(text) == fold_name(words.fr) || fold_name(text) == fold_name(words.en));
}

/// Finds the columns by their headings: columns may have been hidden, moved or added.
void find_columns(FormRows& form) {
    if (form.header >= form.rows.size())
        throw Error({fmt::format("{}, sheet {}", form.rows.file, form.sheet), "",
                     "the sheet has no row below its first", "take the sheet as the run wrote it"});
    const auto& fields = form.rows.rows[form.header];
    for (std::size_t k = 0; k < sheet_columns; ++k) {
        const auto column = static_cast<SheetColumn>(k);
        const auto found = std::ranges::find_if(fields, [&](const auto& f) { return is_heading(f, column); });
        if (found == fields.end() && (k >= first_entry || column == SheetColumn::code))
            throw Error(
                {form.where(form.header), heading_of(column).fr,
                 fmt::format("there is no column of this name (in English: {})", heading_of(column).en),
                 "take the sheet as the run wrote it: its headings stand in the row below the first"});
        form.at[k] = static_cast<std::size_t>(found - fields.begin());
    }
}

void check_digest(const FormRows& form, std::size_t mark, const std::string& digest) {
    const std::string& found = form.rows.at(mark, 2);
    if (found == digest) return;
    throw Error({form.where(mark), "",
                 fmt::format("the sheet belongs to another run: its digest is {}, that of this run is {}",
                             found.empty() ? "missing" : found, digest),
                 "name the folder of the run whose validation.xlsx was filled, or fill that of this run"});
}

FilledRow row_of(const FormRows& form, std::size_t row) {
    FilledRow filled{form.where(row), form.level};
    for (std::size_t k = 0; k < sheet_columns; ++k) {
        filled.cells[k] = form.rows.at(row, form.at[k]);
        filled.headings[k] = form.rows.at(form.header, form.at[k]);
    }
    return filled;
}

bool is_filled(const FilledRow& row) {
    return std::any_of(row.cells.begin() + first_entry, row.cells.end(),
                       [](const auto& cell) { return !cell.empty(); });
}

}  // namespace

std::vector<FilledRow> filled_rows(const std::filesystem::path& file, const std::string& digest) {
    const std::string name = file.string();
    std::vector<FilledRow> filled;
    bool found = false;
    for (const auto& sheet : sheet_names(file, name)) {
        FormRows form{sheet, read_sheet_rows(file, sheet, name)};
        const std::size_t mark = marked_row(form.rows);
        if (mark == form.rows.size()) continue;
        found = true;
        check_digest(form, mark, digest);
        form.level = form.rows.at(mark, 1);
        form.header = mark + 1;
        find_columns(form);
        for (std::size_t row = form.header + 1; row < form.rows.size(); ++row)
            if (FilledRow made = row_of(form, row); is_filled(made)) filled.push_back(std::move(made));
    }
    if (!found)
        throw Error({name, "", fmt::format("no sheet of it has a row that begins with `{}`", validation_mark),
                     "give the validation.xlsx of the run, filled; its first row must stay in place"});
    return filled;
}

}  // namespace djoliba
