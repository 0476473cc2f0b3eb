// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <djoliba/engine/date.hpp>
#include <djoliba/engine/geometry.hpp>

namespace djoliba {

/// One value of a table. std::monostate is missing: an empty cell, or null where the format has it; never 0.
/// A double that is NaN is missing too.
using Cell = std::variant<std::monostate, double, std::int64_t, std::string, bool>;

enum class ColumnType : std::uint8_t { real, integer, text, boolean };

struct OutputColumn {
    std::string name;  ///< identifier: heading in CSV, key in GeoJSON, field in GeoPackage
    ColumnType type = ColumnType::real;
    std::string label_fr = {};  ///< heading for people; empty: the name
    std::string label_en = {};
    std::string hxl = {};   ///< "#severity+num"; empty: no tag
    std::string unit = {};  ///< "people", "%", "km", ...; empty for texts, codes and pure numbers
    int decimals = -1;      ///< digits shown in a spreadsheet, -1 for as many as needed; files keep all
};

/// Columns, and rows of as many cells. A real column takes integers too.
struct OutputTable {
    std::vector<OutputColumn> columns = {};
    std::vector<std::vector<Cell>> rows = {};

    /// Position of a column, -1 where there is none.
    int find(std::string_view name) const;
};

/// What every output says about itself.
struct Stamp {
    std::string title;
    Date as_of;
    bool synthetic = false;  ///< true: every output says so where its reader cannot miss it
    std::string note = {};   ///< boundary vintage and disclaimer, attribution; may be empty
};

/// Rows with shapes, as one layer of a map.
struct FeatureLayer {
    std::string name;           ///< identifier: lower case, digits, underscores
    std::string label_fr = {};  ///< "Communes"
    std::string crs = "EPSG:4326";
    OutputTable table = {};
    std::vector<const MultiPolygon*> shapes = {};  ///< one a row, not owned; nullptr or empty: no geometry
};

inline bool missing(const Cell& cell) {
    const double* real = std::get_if<double>(&cell);
    return std::holds_alternative<std::monostate>(cell) || (real != nullptr && *real != *real);
}

/// Throws Error, naming `file` and the place, where names are empty or repeated, a row has another number of
/// cells than there are columns, a cell is not of its column's type, a number is infinite, a text is not
/// UTF-8, or an HXL tag is malformed.
void check(const OutputTable& table, const std::string& file);

/// The shortest text that reads back as the same number; plain digits from 1e-5 up to 1e16, else with an
/// exponent. Minus zero is "0". The number must be finite. Valid in CSV and in JSON.
std::string number_text(double value);

/// The text of a cell in CSV: "" where missing, "true" and "false".
std::string cell_text(const Cell& cell);

/// "#token+attribute+attribute", as in HXL 1.1.
bool is_hxl_tag(std::string_view text);

/// "personnes" for "people"; units without a French form come back as they are.
std::string unit_fr(std::string_view unit);

/// The columns described as a table: heading, name in the files, unit, English heading, HXL tag.
OutputTable column_dictionary(const OutputTable& table);

/// "DONNÉES SYNTHÉTIQUES ...": the warning for people, in French and English.
std::string_view synthetic_warning();

}  // namespace djoliba
