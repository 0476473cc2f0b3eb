// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/sheet.hpp>
#include <djoliba/layers/table.hpp>
#include <djoliba/layers/vector_file.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/nearest.hpp>

#include "csv_records.hpp"

namespace djoliba {
namespace {

constexpr std::size_t tag_rows = 25;  // HXL 1.1: where readers look for the tags
constexpr std::size_t some = 10;      // examples in a message or exclusion

bool is_word(std::string_view text) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const auto other = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; };
    return !text.empty() && letter(text.front()) && std::all_of(text.begin(), text.end(), other);
}

/// "#adm1 +code": a hash, a word, and attributes with a plus each.
bool is_tag(std::string_view text) {
    text = trimmed(text);
    if (!text.starts_with('#')) return false;
    text.remove_prefix(1);
    for (;;) {
        const auto plus = text.find('+');
        if (!is_word(trimmed(text.substr(0, plus)))) return false;
        if (plus == std::string_view::npos) return true;
        text.remove_prefix(plus + 1);
    }
}

bool is_tag_row(const TextRecord& record) {
    std::size_t filled = 0, tags = 0;
    for (const auto& field : record.fields) {
        filled += !trimmed(field).empty();
        tags += is_tag(field);
    }
    return tags > 0 && 2 * tags >= filled;
}

std::vector<std::string> trimmed_fields(const TextRecord& record) {
    std::vector<std::string> fields;
    fields.reserve(record.fields.size());
    for (const auto& field : record.fields) fields.emplace_back(trimmed(field));
    return fields;
}

void check_columns(const Table& table, std::int64_t line) {
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        for (std::size_t j = i + 1; j < table.columns.size(); ++j)
            if (!table.columns[i].empty() && table.columns[i] == table.columns[j])
                throw Error(Problem{fmt::format("{}:{}", table.file, line), table.columns[i],
                                    fmt::format("columns {} and {} have the same name", i + 1, j + 1),
                                    "rename one of them"});
}

/// Takes header and tags off and gives the position of the first row of data.
std::size_t take_header(const std::vector<TextRecord>& records, Table& table) {
    const auto last = std::min(records.size(), tag_rows);
    std::size_t tag = 0;
    while (tag < last && !is_tag_row(records[tag])) ++tag;
    const bool tagged = tag < last;
    const auto header = tagged && tag > 0 ? tag - 1 : 0;
    table.columns = trimmed_fields(records[header]);
    if (tagged) {
        table.tags = trimmed_fields(records[tag]);
        table.tags.resize(table.columns.size());
        table.notes.push_back(fmt::format("HXL tags in line {}", records[tag].line));
    }
    if (header > 0) table.notes.push_back(fmt::format("{} lines above the header left out", header));
    check_columns(table, records[header].line);
    return tagged ? tag + 1 : 1;
}

void check_ragged(const Table& table, const Exclusion& ragged) {
    if (ragged.rows <= static_cast<std::int64_t>(table.size())) return;
    throw Error(
        Problem{table.file, "",
                fmt::format("{} of {} rows have another number of fields than the {} columns of the header",
                            ragged.rows, table.rows_read, table.columns.size()),
                "the header must be the first line; check the separator"});
}

Table assemble(std::vector<TextRecord> records, Table table) {
    if (records.empty())
        throw Error(Problem{table.file, "", "the file is empty", "download or export it again"});
    Exclusion ragged{table.source, table.file, "", 0};
    for (auto i = take_header(records, table); i < records.size(); ++i) {
        ++table.rows_read;
        if (records[i].fields.size() == table.columns.size()) {
            table.lines.push_back(records[i].line);
            table.rows.push_back(std::move(records[i].fields));
        } else if (++ragged.rows; ragged.examples.size() < some) {
            ragged.examples.push_back(
                fmt::format("line {}: {} fields", records[i].line, records[i].fields.size()));
        }
    }
    check_ragged(table, ragged);
    ragged.reason =
        fmt::format("rows with another number of fields than the {} of the header", table.columns.size());
    if (ragged.rows > 0) table.exclusions.push_back(std::move(ragged));
    return table;
}

std::string lower_extension(const std::filesystem::path& path) {
    auto extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return extension;
}

bool is_one_of(const std::string& text, std::initializer_list<const char*> list) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

std::string bytes_of(const std::filesystem::path& path, const std::string& where) {
    std::ifstream in(path, std::ios::binary);
    if (!in || std::filesystem::is_directory(path))
        throw Error(Problem{where, "", "the file does not exist or cannot be opened", "check the path"});
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A file that was cut off ends in the middle of a row: with fewer fields than the header and no line end.
void check_whole(std::string_view text, const std::vector<TextRecord>& records, const std::string& where) {
    if (records.size() < 2 || text.ends_with('\n') || text.ends_with('\r')) return;
    const auto& last = records.back();
    const auto columns = records.front().fields.size();
    if (last.fields.size() >= columns) return;
    throw Error(Problem{fmt::format("{}:{}", where, last.line), "",
                        fmt::format("the file ends in the middle of a row, after {} of {} fields",
                                    last.fields.size(), columns),
                        "the file is truncated; download or export it again"});
}

std::vector<TextRecord> records_of(std::string_view text, char separator, const std::string& where) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    check_text(text, where);
    auto records = split_csv(text, separator, where);
    check_encoding(records, where);
    return records;
}

std::vector<TextRecord> text_records(std::string_view text, char separator, const std::string& where) {
    auto records = records_of(text, separator, where);
    check_whole(text, records, where);
    return records;
}

Table from_vector(const std::filesystem::path& path, const TableOptions& options, Table table) {
    auto layer = read_vector(path, {.layer = options.layer, .geometry = false, .name = table.file});
    table.columns = std::move(layer.fields);
    table.rows_read = static_cast<std::int64_t>(layer.features.size());
    for (auto& feature : layer.features) {
        table.lines.push_back(feature.id);
        table.rows.push_back(std::move(feature.values));
    }
    return table;
}

Table read_all(const std::filesystem::path& path, const TableOptions& options) {
    Table table{options.name.empty() ? path.string() : options.name, options.source};
    const auto extension = lower_extension(path);
    if (is_one_of(extension, {".xlsx", ".ods"})) {
        auto rows = read_sheet(path, options.layer, table.file);
        return assemble(std::move(rows), std::move(table));
    }
    if (is_one_of(extension, {".gpkg", ".geojson", ".json", ".shp", ".dbf", ".fgb", ".sqlite"}))
        return from_vector(path, options, std::move(table));
    auto rows = text_records(bytes_of(path, table.file), options.separator, table.file);
    return assemble(std::move(rows), std::move(table));
}

TextRows rows_with_fields(const std::vector<TextRecord>& records, const std::string& name) {
    TextRows text{name};
    for (const TextRecord& record : records) {
        auto fields = trimmed_fields(record);
        if (std::ranges::all_of(fields, &std::string::empty)) continue;
        text.rows.push_back(std::move(fields));
        text.lines.push_back(record.line);
    }
    return text;
}

}  // namespace

bool Table::has_column(std::string_view name) const {
    return !name.empty() && std::find(columns.begin(), columns.end(), name) != columns.end();
}

std::size_t Table::column(std::string_view name) const {
    const auto wanted = trimmed(name);
    if (!has_column(wanted))
        throw Error(Problem{
            file, "", fmt::format("there is no column `{}`", wanted),
            did_you_mean(wanted, columns, fmt::format("the columns are {}", fmt::join(columns, ", ")))});
    return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), wanted) - columns.begin());
}

std::string Table::where(std::size_t row) const { return fmt::format("{}:{}", file, lines[row]); }

Problem no_rows(const std::string& file, const std::string& key) {
    return {file, key, "the table has no rows", "give a table with data, or leave the layer out"};
}

std::string TextRows::where(std::size_t row) const { return fmt::format("{}:{}", file, lines[row]); }

const std::string& TextRows::at(std::size_t row, std::size_t field) const {
    static const std::string none;
    return field < rows[row].size() ? rows[row][field] : none;
}

TextRows read_text_rows(const std::filesystem::path& path, const std::string& name) {
    const std::string bytes = bytes_of(path, name);
    if (bytes.find_first_not_of(" \t\r\n") == std::string::npos) return {name};
    return rows_with_fields(records_of(bytes, 0, name), name);
}

TextRows read_sheet_rows(const std::filesystem::path& path, const std::string& sheet,
                         const std::string& name) {
    return rows_with_fields(read_sheet(path, sheet, name), name);
}

TextRows text_rows(const Table& table, const std::vector<std::string>& columns) {
    TextRows text{table.file};
    text.lines = table.lines;
    for (std::size_t row = 0; row < table.size(); ++row) {
        auto& fields = text.rows.emplace_back();
        for (const std::string& column : columns)
            fields.emplace_back(table.has_column(column) ? trimmed(table.rows[row][table.column(column)])
                                                         : std::string_view{});
    }
    return text;
}

Table read_table(const std::filesystem::path& path, const TableOptions& options) {
    auto table = read_all(path, options);
    return options.where.empty() ? table : select_rows(std::move(table), options.where);
}

}  // namespace djoliba
