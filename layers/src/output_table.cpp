// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <djoliba/engine/error.hpp>
#include <djoliba/layers/output_table.hpp>
#include <set>

namespace djoliba {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_word(std::string_view text) {
    if (text.empty() || !is_letter(text.front())) return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

/// Bytes of the UTF-8 sequence at the start of `text`, 0 where it is malformed, overlong, a surrogate or
/// beyond U+10FFFF.
std::size_t utf8_length(std::string_view text) {
    const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    const unsigned first = at(0);
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xC2 && first < 0xE0   ? 2
                               : first >= 0xE0 && first < 0xF0 ? 3
                               : first >= 0xF0 && first < 0xF5 ? 4
                                                               : 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((at(i) & 0xC0) != 0x80) return 0;
    const bool overlong = (first == 0xE0 && at(1) < 0xA0) || (first == 0xF0 && at(1) < 0x90);
    const bool out_of_range = (first == 0xED && at(1) >= 0xA0) || (first == 0xF4 && at(1) >= 0x90);
    return overlong || out_of_range ? 0 : length;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = utf8_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

void check_columns(const std::vector<OutputColumn>& columns, const std::string& file) {
    std::set<std::string_view> names;
    for (const auto& column : columns) {
        if (column.name.empty()) throw Error({file, "", "a column has no name", "name every column"});
        if (!names.insert(column.name).second)
            throw Error({file, column.name, "two columns have this name", "rename one of the indicators"});
        if (!column.hxl.empty() && !is_hxl_tag(column.hxl))
            throw Error({file, column.name, "'" + column.hxl + "' is not an HXL tag",
                         "write it as #token+attribute"});
    }
}

/// What is wrong with a cell of a column; empty where nothing is.
std::string fault(const Cell& cell, ColumnType type) {
    if (missing(cell)) return "";
    if (const auto* real = std::get_if<double>(&cell)) {
        if (std::isinf(*real)) return "is infinite";
        return type == ColumnType::real ? "" : "is a decimal number in a column of another type";
    }
    if (std::holds_alternative<std::int64_t>(cell))
        return type == ColumnType::real || type == ColumnType::integer
                   ? ""
                   : "is an integer in a column of another type";
    if (const auto* text = std::get_if<std::string>(&cell)) {
        if (!is_utf8(*text)) return "is not UTF-8";
        return type == ColumnType::text ? "" : "is text in a column of another type";
    }
    return type == ColumnType::boolean ? "" : "is true or false in a column of another type";
}

Cell text_or_missing(const std::string& text) { return text.empty() ? Cell{} : Cell{text}; }

}  // namespace

int OutputTable::find(std::string_view name) const {
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].name == name) return static_cast<int>(i);
    return -1;
}

void check(const OutputTable& table, const std::string& file) {
    check_columns(table.columns, file);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto& cells = table.rows[row];
        if (cells.size() != table.columns.size())
            throw Error(
                {file, fmt::format("row {}", row + 1),
                 fmt::format("has {} cells, the table {} columns", cells.size(), table.columns.size()), ""});
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::string problem = fault(cells[i], table.columns[i].type);
            if (!problem.empty())
                throw Error({file, fmt::format("row {}, {}", row + 1, table.columns[i].name),
                             "the value " + problem, "check the input that it comes from"});
        }
    }
}

std::string number_text(double value) {
    if (value == 0) return "0";
    const double size = std::abs(value);
    const auto format =
        size >= 1e-5 && size < 1e16 ? std::chars_format::fixed : std::chars_format::scientific;
    std::array<char, 32> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format).ptr;
    return {buffer.data(), end};
}

std::string cell_text(const Cell& cell) {
    if (missing(cell)) return "";
    if (const auto* real = std::get_if<double>(&cell)) return number_text(*real);
    if (const auto* integer = std::get_if<std::int64_t>(&cell)) return std::to_string(*integer);
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    return std::get<bool>(cell) ? "true" : "false";
}

bool is_hxl_tag(std::string_view text) {
    if (text.empty() || text.front() != '#') return false;
    text.remove_prefix(1);
    while (true) {
        const auto plus = text.find('+');
        if (!is_word(text.substr(0, plus))) return false;
        if (plus == std::string_view::npos) return true;
        text.remove_prefix(plus + 1);
    }
}

std::string unit_fr(std::string_view unit) {
    struct Pair {
        std::string_view en, fr;
    };
    static constexpr std::array<Pair, 19> pairs = {{{"people", "personnes"},
                                                    {"per 100", "pour 100"},
                                                    {"per 10000", "pour 10 000"},
                                                    {"events/100000", "pour 100 000 habitants"},
                                                    {"deaths", "décès"},
                                                    {"households", "ménages"},
                                                    {"ratio", "rapport"},
                                                    {"share", "part, 0-1"},
                                                    {"people/km2", "personnes/km²"},
                                                    {"people/10000", "personnes pour 10 000"},
                                                    {"people per 100 residents", "pour 100 habitants"},
                                                    {"class", "classe"},
                                                    {"events", "événements"},
                                                    {"fatalities", "morts"},
                                                    {"facilities", "établissements"},
                                                    {"days", "jours"},
                                                    {"months", "mois"},
                                                    {"years", "années"},
                                                    {"minutes", "minutes"}}};
    const auto* found = std::find_if(pairs.begin(), pairs.end(), [&](const Pair& p) { return p.en == unit; });
    return std::string(found == pairs.end() ? unit : found->fr);
}

OutputTable column_dictionary(const OutputTable& table) {
    const auto text = [](const char* name, const char* fr, const char* en) {
        return OutputColumn{name, ColumnType::text, fr, en};
    };
    OutputTable out;
    out.columns = {text("label_fr", "Intitulé", "French heading"),
                   text("name", "Nom dans les fichiers", "Name in the files"), text("unit", "Unité", "Unit"),
                   text("label_en", "Intitulé anglais", "English heading"),
                   text("hxl", "Balise HXL", "HXL tag")};
    for (const auto& column : table.columns)
        out.rows.push_back({column.label_fr.empty() ? column.name : column.label_fr, column.name,
                            text_or_missing(unit_fr(column.unit)), text_or_missing(column.label_en),
                            text_or_missing(column.hxl)});
    return out;
}

std::string_view synthetic_warning() {
    return "DONNÉES SYNTHÉTIQUES : exemple inventé, à ne pas utiliser pour décider. / "
           "SYNTHETIC DATA: an invented example, not to be used for decisions.";
}

}  // namespace djoliba
