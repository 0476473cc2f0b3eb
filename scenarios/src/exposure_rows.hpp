// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/coverage.hpp>
#include <djoliba/engine/fixed_sum.hpp>

namespace djoliba {

/// What is known of the people of one locality.
struct PeopleSums {
    FixedSum total = {};
    FixedSum cells = {};
    FixedSum cells_unknown = {};
};

/// One row of a table of exposure: people who reach an edge, or an edge of each hazard, and people for whom
/// that is not known.
struct ReachSums {
    FixedSum reached = {};
    FixedSum unknown = {};
};

/// The figures of a row; empty where people are not known, or the hazard is known for none of them.
struct RowFigures {
    std::optional<double> reached = {};
    std::optional<double> unknown = {};
    std::optional<double> total = {};
};
RowFigures row_figures(const PeopleSums& people, const ReachSums& reach);

/// Which rows of the people raster a table holds.
struct BandMark {
    Rows rows = {};
    std::int64_t all_rows = 0;
    std::string inputs = {};

    bool whole() const { return rows.first == 0 && rows.end == all_rows; }
    std::string text() const;  ///< "0:500/1785"
};
/// Reads text() back. Throws Error naming `where`.
BandMark band_mark(std::string_view text, std::string inputs, const std::string& where);

/// The headings of a table, `labels` being those before the figures.
std::string heading_line(const std::vector<std::string>& labels, const BandMark& mark, bool with_direction);

/// row_figures() as text that ends the line.
void append_figures(std::string& line, const PeopleSums& people, const ReachSums& reach, const BandMark& mark,
                    std::string_view direction);

/// Headings of a band behind `people_total`.
inline constexpr std::array<std::string_view, 7> band_columns{
    "units_at_or_above", "units_unknown", "units_total", "cells", "cells_people_unknown", "rows", "inputs"};

/// A field of a CSV line, quoted where it must be.
std::string csv_field(const std::string& text);

/// The fields of a CSV line. Throws Error naming `where` for an unclosed quote.
std::vector<std::string> csv_fields(std::string_view line, const std::string& where);

}  // namespace djoliba
