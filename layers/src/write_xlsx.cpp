// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <djoliba/engine/error.hpp>
#include <djoliba/layers/colours.hpp>
#include <djoliba/layers/write_xlsx.hpp>

#include "xlsx_book.hpp"

namespace djoliba {
namespace {

constexpr std::size_t fits_on_a_page = 14;                    // columns
constexpr double largest_exact_integer = 9007199254740992.0;  // 2^53: from here on doubles leave gaps

std::size_t characters(std::string_view utf8) {
    return static_cast<std::size_t>(
        std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// The heading says its unit already: "Personnes déplacées", "Événements".
bool names_unit(const std::string& label, const std::string& unit) {
    return label.find(unit) != std::string::npos || (unit == "personnes" && label.starts_with("Personnes")) ||
           (unit == "ménages" && label.starts_with("Ménages")) ||
           (unit == "événements" && label.starts_with("Événements"));
}

std::string heading(const OutputColumn& column) {
    const std::string label = column.label_fr.empty() ? column.name : column.label_fr;
    const std::string unit = unit_fr(column.unit);
    return unit.empty() || names_unit(label, unit) || column.unit == "class" ? label
                                                                             : label + " (" + unit + ")";
}

/// Counts have a thousands separator (drawn as the reader's locale wants), pure numbers such as ranks and
/// years have none. Where the column states no decimals, numbers below 100 show what they have.
std::string number_format(const OutputColumn& column) {
    const bool count = !column.unit.empty() && column.unit != "class";
    if (column.type == ColumnType::integer) return count ? "#,##0" : "0";
    if (column.type == ColumnType::text) return "@";
    if (column.type != ColumnType::real) return "";
    if (column.decimals < 0) return column.unit == "class" ? "" : "[>=100]#,##0;General";
    const std::string whole = count ? "#,##0" : "0";
    return column.decimals == 0 ? whole
                                : whole + "." + std::string(static_cast<std::size_t>(column.decimals), '0');
}

/// As a spreadsheet shows it, for the width of the column.
std::size_t shown_length(const Cell& cell, const OutputColumn& column) {
    if (missing(cell)) return 0;
    if (const auto* text = std::get_if<std::string>(&cell)) return characters(*text) + 2;  // the indent
    const auto* real = std::get_if<double>(&cell);
    if (real != nullptr && column.decimals >= 0)
        return fmt::format("{:.{}f}", *real, column.decimals).size() + 2;
    return cell_text(cell).size() + 2;
}

std::size_t longest_word(const std::string& text) {
    std::size_t longest = 0;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find(' ', start), text.size());
        longest = std::max(longest, characters(std::string_view(text).substr(start, end - start)));
        start = end + 1;
    }
    return longest;
}

constexpr double line_height = 15;  // points

/// Lines that a text takes in a column of this width. A file must state the heights of its rows: not every
/// program finds them itself.
std::size_t lines_of(const std::string& text, double column) {
    const auto on_a_line = static_cast<std::size_t>(column - 3);
    return std::max<std::size_t>(1, (characters(text) + on_a_line - 1) / on_a_line);
}

/// A table that fits on a page wraps its long texts; in a wider one they run on.
bool wraps(const OutputTable& table) { return table.columns.size() <= fits_on_a_page; }

double column_width(const OutputTable& table, std::size_t column, bool classes) {
    constexpr std::size_t widest = 55, one_line = 14;
    const std::string title = heading(table.columns[column]);
    // Long headings wrap over three lines; the filter button needs room.
    const std::size_t length = characters(title);
    std::size_t width = (length <= one_line ? length : std::max(longest_word(title), (length + 2) / 3)) + 3;
    if (classes) width = std::max<std::size_t>(width, 16);
    for (const auto& row : table.rows)
        width = std::max(width, shown_length(row[column], table.columns[column]));
    return static_cast<double>(std::min(width, widest)) + 1;
}

/// Writes one table to one sheet.
class TableSheet {
 public:
    TableSheet(XlsxBook& book, const XlsxSheet& sheet, const Stamp& stamp)
        : book_(book),
          sheet_(sheet),
          table_(sheet.table),
          target_(book.add_sheet(sheet.name)),
          top_(stamp.synthetic ? 1 : 0) {
        class_column_ = sheet.class_column.empty() ? -1 : table_.find(sheet.class_column);
        if (!sheet.class_column.empty() &&
            (class_column_ < 0 ||
             table_.columns[static_cast<std::size_t>(class_column_)].type != ColumnType::integer))
            throw Error({sheet.name, sheet.class_column, "is not an integer column of the table", ""});
    }

    void write() {
        if (top_ > 0) write_warning();
        write_header();
        for (std::size_t row = 0; row < table_.rows.size(); ++row) write_row(row);
        set_view();
    }

 private:
    std::string place(std::size_t row, std::size_t column) const {
        return fmt::format("{}, row {}, {}", sheet_.name, row + 1, table_.columns[column].name);
    }

    void write_warning() {
        lxw_format* format = book_.format(Look::warning);
        for (std::size_t i = 1; i < std::max<std::size_t>(table_.columns.size(), 8); ++i)
            worksheet_write_blank(target_, 0, static_cast<lxw_col_t>(i), format);
        worksheet_write_string(target_, 0, 0, std::string(synthetic_warning()).c_str(), format);
    }

    void write_header() {
        worksheet_set_row(target_, top_, 48, nullptr);
        for (std::size_t i = 0; i < table_.columns.size(); ++i) {
            const auto col = static_cast<lxw_col_t>(i);
            widths_.push_back(column_width(table_, i, static_cast<int>(i) == class_column_));
            book_.expect(worksheet_set_column(target_, col, col, widths_.back(), nullptr), sheet_.name);
            book_.expect(worksheet_write_string(target_, top_, col, heading(table_.columns[i]).c_str(),
                                                book_.format(Look::header, "", true)),
                         place(0, i));
        }
    }

    /// 1 to 5, 0 not assessed, -1 where the sheet has no classes.
    int class_of(const std::vector<Cell>& cells) const {
        if (class_column_ < 0) return -1;
        const Cell& cell = cells[static_cast<std::size_t>(class_column_)];
        return missing(cell) ? 0 : class_style(std::get<std::int64_t>(cell)).number;
    }

    void write_row(std::size_t row) {
        const auto& cells = table_.rows[row];
        const int class_number = class_of(cells);
        if (wraps(table_)) set_height(row);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const bool is_class = static_cast<int>(i) == class_column_;
            book_.expect(is_class
                             ? write_class(row, i, class_number)
                             : write_cell(row, i, class_number == 0 ? Look::not_assessed_row : Look::plain),
                         place(row, i));
        }
    }

    void set_height(std::size_t row) {
        std::size_t lines = 1;
        for (std::size_t i = 0; i < widths_.size(); ++i)
            if (const auto* text = std::get_if<std::string>(&table_.rows[row][i]))
                lines = std::max(lines, lines_of(*text, widths_[i]));
        if (lines > 1)
            worksheet_set_row(target_, line(row), static_cast<double>(lines) * line_height, nullptr);
    }

    lxw_row_t line(std::size_t row) const { return top_ + 1 + static_cast<lxw_row_t>(row); }

    /// A number that shows its name too, so that it still sorts and filters as a number.
    lxw_error write_class(std::size_t row, std::size_t column, int number) {
        const auto col = static_cast<lxw_col_t>(column);
        const std::string name(class_style(number).name_fr);
        if (number == 0)
            return worksheet_write_string(target_, line(row), col, name.c_str(), book_.format(Look::class_0));
        return worksheet_write_number(target_, line(row), col, number,
                                      book_.format(class_look(number), "0\" - " + name + "\""));
    }

    lxw_error write_cell(std::size_t row, std::size_t column, Look look) {
        const Cell& cell = table_.rows[row][column];
        const auto col = static_cast<lxw_col_t>(column);
        const OutputColumn& kind = table_.columns[column];
        lxw_format* format =
            book_.format(look, number_format(kind), kind.type == ColumnType::text && wraps(table_));
        const auto write_text = [&](const std::string& text) {
            return worksheet_write_string(target_, line(row), col, text.c_str(), format);
        };
        if (missing(cell))
            return look == Look::plain ? LXW_NO_ERROR
                                       : worksheet_write_blank(target_, line(row), col, format);
        if (const auto* text = std::get_if<std::string>(&cell)) return write_text(*text);
        if (const auto* truth = std::get_if<bool>(&cell)) return write_text(*truth ? "oui" : "non");
        const auto* real = std::get_if<double>(&cell);
        const double number = real != nullptr ? *real : static_cast<double>(std::get<std::int64_t>(cell));
        if (real == nullptr && std::abs(number) >= largest_exact_integer) return write_text(cell_text(cell));
        return worksheet_write_number(target_, line(row), col, number, format);
    }

    void set_view() {
        worksheet_freeze_panes(target_, top_ + 1, static_cast<lxw_col_t>(sheet_.frozen_columns));
        if (!table_.columns.empty())
            worksheet_autofilter(target_, top_, 0, top_ + static_cast<lxw_row_t>(table_.rows.size()),
                                 static_cast<lxw_col_t>(table_.columns.size() - 1));
        worksheet_set_landscape(target_);
        worksheet_set_paper(target_, 9);  // A4
        worksheet_repeat_rows(target_, 0, top_);
        if (wraps(table_)) worksheet_fit_to_pages(target_, 1, 0);
    }

    XlsxBook& book_;
    const XlsxSheet& sheet_;
    const OutputTable& table_;
    lxw_worksheet* target_;
    lxw_row_t top_;  ///< row of the header
    int class_column_ = -1;
    std::vector<double> widths_ = {};  ///< of the columns
};

void write_legend(XlsxBook& book) {
    lxw_worksheet* sheet = book.add_sheet("Légende");
    worksheet_set_column(sheet, 0, 1, 34, nullptr);
    worksheet_write_string(sheet, 0, 0, "Classe", book.format(Look::header));
    worksheet_write_string(sheet, 0, 1, "En anglais", book.format(Look::header));
    lxw_row_t row = 1;
    for (int number = 5; number >= 0; --number, ++row) {
        const ClassStyle& style = class_style(number);
        worksheet_write_string(sheet, row, 0, class_label_fr(style).c_str(), book.format(class_look(number)));
        worksheet_write_string(sheet, row, 1, class_label_en(style).c_str(), book.format(class_look(number)));
    }
    worksheet_set_row(sheet, row + 1, 32, nullptr);
    worksheet_merge_range(sheet, row + 1, 0, row + 1, 1,
                          "Score de 0 à 10, arrondi à une décimale. « Non évalué » : données insuffisantes "
                          "; ce n'est pas un risque faible.",
                          book.format(Look::plain, "", true));
}

void write_notes(XlsxBook& book, const std::vector<XlsxNote>& notes, const Stamp& stamp) {
    lxw_worksheet* sheet = book.add_sheet("Lire_moi");
    constexpr double width = 76;  // of an A4 page
    worksheet_set_column(sheet, 0, 0, width, nullptr);
    worksheet_set_paper(sheet, 9);  // A4
    lxw_row_t row = 0;
    const auto write = [&](const std::string& text, Look look) {
        if (text.empty()) return;
        if (const auto lines = lines_of(text, width); lines > 1)
            worksheet_set_row(sheet, row, static_cast<double>(lines) * line_height, nullptr);
        book.expect(worksheet_write_string(sheet, row++, 0, text.c_str(), book.format(look, "", true)),
                    "Lire_moi");
    };
    if (stamp.synthetic) write(std::string(synthetic_warning()), Look::warning);
    write(stamp.title, Look::heading);
    write("Situation au " + to_string(stamp.as_of), Look::plain);
    write(stamp.note, Look::plain);
    for (const auto& note : notes) {
        ++row;
        write(note.heading, Look::heading);
        write(note.text, Look::plain);
    }
}

}  // namespace

void write_xlsx(const std::filesystem::path& file, const std::vector<XlsxSheet>& sheets,
                const std::vector<XlsxNote>& notes, const Stamp& stamp) {
    for (const auto& sheet : sheets) check(sheet.table, file.filename().string() + ", " + sheet.name);
    const PlainNumbers plain;
    XlsxBook book(file);
    book.set_properties(stamp);
    for (const auto& sheet : sheets) TableSheet(book, sheet, stamp).write();
    if (std::any_of(sheets.begin(), sheets.end(), [](const XlsxSheet& s) { return !s.class_column.empty(); }))
        write_legend(book);
    write_notes(book, notes, stamp);
    book.close();
}

}  // namespace djoliba
