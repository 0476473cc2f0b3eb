// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/write_form.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <djoliba/engine/error.hpp>
#include <djoliba/layers/colours.hpp>

#include "xlsx_book.hpp"

namespace djoliba {
namespace {

constexpr double line_height = 15;   // points
constexpr double tallest_row = 400;  // Excel's own limit is 409
constexpr int first_year = 2000;     // of a day
constexpr int last_year = 2100;

std::size_t characters(std::string_view utf8) {
    return static_cast<std::size_t>(
        std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

double height_of(const std::string& text, double width) {
    const auto on_a_line = static_cast<std::size_t>(std::max(4.0, width - 2));
    const std::size_t lines = (characters(text) + on_a_line - 1) / on_a_line;
    return std::min(tallest_row, static_cast<double>(std::max<std::size_t>(1, lines)) * line_height);
}

void protect(lxw_worksheet* sheet) {
    lxw_protection allowed = {};
    allowed.autofilter = allowed.format_columns = allowed.format_rows = LXW_TRUE;
    worksheet_protect(sheet, nullptr, &allowed);
}

/// What may stand in the cells of a column. Texts must outlive the call of the library.
struct Rule {
    explicit Rule(const FormColumn& column) : prompt(column.prompt), words(column.choices) {
        for (auto& choice : words) choices.push_back(choice.data());
        choices.push_back(nullptr);
        rule.ignore_blank = LXW_VALIDATION_ON;
        if (!prompt.empty()) rule.input_message = prompt.data();
        switch (column.entry) {
            case Entry::choice:
                rule.validate = LXW_VALIDATION_TYPE_LIST;
                rule.value_list = choices.data();
                break;
            case Entry::whole:
                rule.validate = LXW_VALIDATION_TYPE_INTEGER;
                between(static_cast<double>(column.least), static_cast<double>(column.most));
                break;
            case Entry::day:
                rule.validate = LXW_VALIDATION_TYPE_DATE;
                rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
                rule.minimum_datetime = {first_year, 1, 1, 0, 0, 0};
                rule.maximum_datetime = {last_year, 12, 31, 0, 0, 0};
                break;
            default:
                rule.validate = LXW_VALIDATION_TYPE_LENGTH;
                between(0, static_cast<double>(column.most));
        }
    }
    void between(double least, double most) {
        rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        rule.minimum_number = least;
        rule.maximum_number = most;
    }

    std::string prompt;
    std::vector<std::string> words;
    std::vector<char*> choices = {};
    lxw_data_validation rule = {};
};

/// Writes one table to one sheet.
class FormTable {
 public:
    FormTable(XlsxBook& book, const FormSheet& sheet, Language language, bool synthetic)
        : book_(book),
          sheet_(sheet),
          language_(language),
          target_(book.add_sheet(sheet.name)),
          header_(synthetic ? 2 : 1) {}

    void write() {
        if (header_ > 1) text(0, 0, std::string(synthetic_warning()), book_.format(Look::warning));
        for (std::size_t i = 0; i < sheet_.mark.size(); ++i)
            text(header_ - 1, i, sheet_.mark[i], book_.format(Look::faint, "@"));
        write_header();
        for (std::size_t row = 0; row < sheet_.rows.size(); ++row) write_row(row);
        for (std::size_t i = 0; i < sheet_.columns.size(); ++i) add_rule(i);
        set_view();
    }

 private:
    std::string place(lxw_row_t row, std::size_t column) const {
        return fmt::format("{}, row {}, {}", sheet_.name, row + 1, sheet_.columns[column].heading);
    }

    void text(lxw_row_t row, std::size_t column, const std::string& words, lxw_format* format) {
        book_.expect(
            worksheet_write_string(target_, row, static_cast<lxw_col_t>(column), words.c_str(), format),
            place(row, column));
    }

    void write_header() {
        worksheet_set_row(target_, header_, 48, nullptr);
        for (std::size_t i = 0; i < sheet_.columns.size(); ++i) {
            const auto col = static_cast<lxw_col_t>(i);
            const FormColumn& column = sheet_.columns[i];
            worksheet_set_column(target_, col, col, column.width, nullptr);
            text(header_, i, column.heading,
                 book_.format(column.entry == Entry::given ? Look::header : Look::entry_header, "", true));
        }
    }

    void write_row(std::size_t row) {
        const auto& cells = sheet_.rows[row];
        const auto line = header_ + 1 + static_cast<lxw_row_t>(row);
        double height = line_height;
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (const auto* words = std::get_if<std::string>(&cells[i]))
                height = std::max(height, height_of(*words, sheet_.columns[i].width));
        if (height > line_height) worksheet_set_row(target_, line, height, nullptr);
        for (std::size_t i = 0; i < sheet_.columns.size(); ++i)
            book_.expect(i < cells.size() ? write_given(line, i, cells[i]) : leave_open(line, i),
                         place(line, i));
    }

    lxw_error write_given(lxw_row_t line, std::size_t column, const Cell& cell) {
        const auto col = static_cast<lxw_col_t>(column);
        if (static_cast<int>(column) == sheet_.class_column) return write_class(line, col, cell);
        const std::string& format = sheet_.columns[column].format;
        if (missing(cell)) return worksheet_write_blank(target_, line, col, book_.format(Look::plain));
        if (const auto* words = std::get_if<std::string>(&cell))
            return worksheet_write_string(target_, line, col, words->c_str(),
                                          book_.format(Look::plain, "@", true));
        const auto* real = std::get_if<double>(&cell);
        return worksheet_write_number(
            target_, line, col, real != nullptr ? *real : static_cast<double>(std::get<std::int64_t>(cell)),
            book_.format(Look::plain, format));
    }

    lxw_error write_class(lxw_row_t line, lxw_col_t col, const Cell& cell) {
        const ClassStyle& style = class_style(missing(cell) ? 0 : std::get<std::int64_t>(cell));
        const std::string name(language_ == Language::french ? style.name_fr : style.name_en);
        if (style.number == 0)
            return worksheet_write_string(target_, line, col, name.c_str(), book_.format(Look::class_0));
        return worksheet_write_number(target_, line, col, style.number,
                                      book_.format(class_look(style.number), "0\" - " + name + "\""));
    }

    /// Texts are kept as texts: what begins with = is no formula then.
    lxw_error leave_open(lxw_row_t line, std::size_t column) {
        const Entry entry = sheet_.columns[column].entry;
        const bool words = entry == Entry::words || entry == Entry::choice;
        const char* format = words ? "@" : entry == Entry::day ? "yyyy-mm-dd" : "0";
        return worksheet_write_blank(target_, line, static_cast<lxw_col_t>(column),
                                     book_.format(Look::entry, format, entry == Entry::words));
    }

    void add_rule(std::size_t column) {
        const FormColumn& about = sheet_.columns[column];
        if (about.entry == Entry::given || sheet_.rows.empty()) return;
        Rule rule(about);
        const auto col = static_cast<lxw_col_t>(column);
        book_.expect(worksheet_data_validation_range(target_, header_ + 1, col,
                                                     header_ + static_cast<lxw_row_t>(sheet_.rows.size()),
                                                     col, &rule.rule),
                     place(header_, column));
    }

    void set_view() {
        worksheet_freeze_panes(target_, header_ + 1, static_cast<lxw_col_t>(sheet_.frozen_columns));
        worksheet_autofilter(target_, header_, 0, header_ + static_cast<lxw_row_t>(sheet_.rows.size()),
                             static_cast<lxw_col_t>(sheet_.columns.size() - 1));
        worksheet_set_landscape(target_);
        worksheet_set_paper(target_, 9);  // A4
        worksheet_repeat_rows(target_, 0, header_);
        worksheet_fit_to_pages(target_, 1, 0);
        protect(target_);
    }

    XlsxBook& book_;
    const FormSheet& sheet_;
    Language language_;
    lxw_worksheet* target_;
    lxw_row_t header_;
};

void write_notes(XlsxBook& book, const Form& form, const Stamp& stamp) {
    lxw_worksheet* sheet = book.add_sheet(form.notes_name);
    constexpr double width = 76;  // of an A4 page
    worksheet_set_column(sheet, 0, 0, width, nullptr);
    worksheet_set_paper(sheet, 9);  // A4
    worksheet_fit_to_pages(sheet, 1, 0);
    lxw_row_t row = 0;
    const auto write = [&](const std::string& words, Look look) {
        if (const double height = height_of(words, width); height > line_height)
            worksheet_set_row(sheet, row, height, nullptr);
        book.expect(worksheet_write_string(sheet, row++, 0, words.c_str(), book.format(look, "", true)),
                    form.notes_name);
    };
    if (stamp.synthetic) write(std::string(synthetic_warning()), Look::warning);
    for (const auto& note : form.notes) {
        if (row > 0) ++row;
        write(note.heading, Look::heading);
        write(note.text, Look::plain);
    }
    protect(sheet);
}

}  // namespace

void write_form(const std::filesystem::path& file, const Form& form, const Stamp& stamp) {
    const PlainNumbers plain;
    XlsxBook book(file);
    book.set_properties(stamp);
    write_notes(book, form, stamp);
    for (const auto& sheet : form.sheets) FormTable(book, sheet, form.language, stamp.synthetic).write();
    book.close();
}

}  // namespace djoliba
