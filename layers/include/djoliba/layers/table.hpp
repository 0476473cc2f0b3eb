// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/account.hpp>
#include <djoliba/engine/error.hpp>

namespace djoliba {

/// Column -> values of which a row must have one. Numbers compare as numbers ("3" and "3.0"), other text as
/// written without the blanks around it.
using RowFilter = std::map<std::string, std::vector<std::string>>;

struct TableOptions {
    char separator = 0;  ///< 0: the one of comma, semicolon and tab that is most frequent in the first line
    std::string layer = {};  ///< sheet or layer, for files that have several
    RowFilter where = {};
    std::string source = {};  ///< key of the layer, for the account
    std::string key = {};     ///< of the scenario, for messages
    std::string name =
        {};  ///< file as written in the scenario, for messages and the account; the path where empty
};

/// A table as text. Fields keep the blanks around them; columns do not.
struct Table {
    std::string file;
    std::string source = {};
    std::vector<std::string> columns = {};
    std::vector<std::string> tags = {};  ///< HXL tag of each column; empty where the file has no tag row
    std::vector<std::vector<std::string>> rows = {};
    std::vector<std::int64_t> lines =
        {};  ///< line in which each row begins, from 1; row of a sheet, number of a feature
    std::int64_t rows_read = 0;  ///< rows of data in the file, before the filter and with the ragged ones
    std::vector<std::string> notes = {};     ///< filter, tag row
    std::vector<Exclusion> exclusions = {};  ///< ragged rows

    std::size_t size() const { return rows.size(); }
    /// Position of a column; throws Error naming the nearest one where there is none.
    std::size_t column(std::string_view name) const;
    bool has_column(std::string_view name) const;
    /// "file:line" of a row, for messages.
    std::string where(std::size_t row) const;
};

/// Reads a CSV or TSV file (RFC 4180; comma, semicolon or tab; quoted fields may span lines), or the
/// attributes of an XLSX, ODS, GeoPackage, GeoJSON, Shapefile or DBF file.
/// - A byte order mark is skipped.
/// - An HXL tag row within the first 25 rows is kept as tags; the row above it is the header.
/// - Rows with another number of fields than the header are left out and counted in `exclusions`, also where
/// the fields too
///   many are empty: an unquoted comma in a name shifts the row. Blank lines and lines of empty fields are
///   skipped.
/// Throws Error: missing, empty or binary file, a web page, text that is not UTF-8, an unterminated quote or
/// a last row that breaks off (a truncated file), two columns of one name, more ragged rows than good ones, a
/// filter that no row meets.
Table read_table(const std::filesystem::path& path, const TableOptions& options = {});

/// The lines of a text file as they stand, header or not, of any number of fields.
struct TextRows {
    std::string file;                                 ///< for messages
    std::vector<std::vector<std::string>> rows = {};  ///< without the blanks around fields
    std::vector<std::int64_t> lines = {};             ///< line in which each begins, from 1

    std::size_t size() const { return rows.size(); }
    /// "file:line" of a row, for messages.
    std::string where(std::size_t row) const;
    /// A field; empty where the row ends before it.
    const std::string& at(std::size_t row, std::size_t field) const;
};

/// Reads a CSV or TSV file as read_table() does, without asking for a header or rows of one length. Blank
/// lines and lines of empty fields are skipped; a file may have no line at all. `name` is what messages call
/// it.
TextRows read_text_rows(const std::filesystem::path& path, const std::string& name);

/// Some columns of a table, in the order given; those that it does not have are empty.
TextRows text_rows(const Table& table, const std::vector<std::string>& columns);

/// The problem of a table without rows, which says nothing and must not look like "none".
Problem no_rows(const std::string& file, const std::string& key);

/// The rows that meet the filter. Throws Error for an unknown column and where no row of some is left, naming
/// values that exist.
Table select_rows(Table table, const RowFilter& where);

enum class Percent { refused, allowed };

struct Number {
    double value;         ///< NaN where missing or wrong
    std::string problem;  ///< what is wrong with the text; empty where it is a number or missing
};

/// Strict and independent of the locale: digits, decimal point, exponent, sign; blanks around. Missing:
/// empty, NA, N/A, #N/A, null, in any case. Refused: thousands separators, decimal commas, NaN, infinity, and
/// "14%" unless allowed (14).
Number parse_number(std::string_view text, Percent percent = Percent::refused);

/// A column as numbers, NaN where missing. Throws Error with the line of every text that is no number (the
/// first ten).
std::vector<double> numbers(const Table& table, std::string_view column, Percent percent = Percent::refused);

/// A column as text without the blanks around it.
std::vector<std::string> texts(const Table& table, std::string_view column);

}  // namespace djoliba
