// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "exposure_rows.hpp"

#include <charconv>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/output_table.hpp>

namespace djoliba {
namespace {

/// Reads a whole number up to `end`, which must follow it, and takes both away.
bool take(std::string_view& text, char end, std::int64_t& number) {
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const auto read = static_cast<std::size_t>(stop - text.data());
    if (error != std::errc() || (end ? read == text.size() || text[read] != end : read != text.size()))
        return false;
    text.remove_prefix(read + (end ? 1 : 0));
    return true;
}

bool known(const PeopleSums& people) {
    const double cells = people.cells.value();
    return cells - people.cells_unknown.value() > 1e-9 * cells;
}

}  // namespace

std::string BandMark::text() const { return fmt::format("{}:{}/{}", rows.first, rows.end, all_rows); }

BandMark band_mark(std::string_view text, std::string inputs, const std::string& where) {
    BandMark mark;
    mark.inputs = std::move(inputs);
    std::string_view rest = text;
    if (!take(rest, ':', mark.rows.first) || !take(rest, '/', mark.rows.end) ||
        !take(rest, 0, mark.all_rows) || mark.rows.first < 0 || mark.rows.count() <= 0 ||
        mark.rows.end > mark.all_rows)
        throw Error({where, "rows", fmt::format("'{}' is no band of rows", text), "make the band again"});
    return mark;
}

RowFigures row_figures(const PeopleSums& people, const ReachSums& reach) {
    if (!known(people)) return {};
    const bool decided = reach.unknown != people.total || people.total.is_zero();
    return {decided ? std::optional(reach.reached.value()) : std::nullopt, reach.unknown.value(),
            people.total.value()};
}

std::string heading_line(const std::vector<std::string>& labels, const BandMark& mark, bool with_direction) {
    std::string line;
    for (const std::string& label : labels) line += csv_field(label) + ",";
    line += "people_at_or_above,people_unknown,people_total";
    if (with_direction) line += ",direction";
    if (!mark.whole())
        for (const std::string_view column : band_columns) line += fmt::format(",{}", column);
    return line + "\n";
}

void append_figures(std::string& line, const PeopleSums& people, const ReachSums& reach, const BandMark& mark,
                    std::string_view direction) {
    const RowFigures figures = row_figures(people, reach);
    if (figures.reached) line += number_text(*figures.reached);
    line += ',';
    if (figures.unknown) line += number_text(*figures.unknown);
    line += ',';
    if (figures.total) line += number_text(*figures.total);
    if (!direction.empty()) (line += ',') += direction;
    if (!mark.whole())
        line += fmt::format(",{},{},{},{},{},{},{}", reach.reached.units(), reach.unknown.units(),
                            people.total.units(), people.cells.units(), people.cells_unknown.units(),
                            mark.text(), mark.inputs);
    line += '\n';
}

std::string csv_field(const std::string& text) {
    const bool plain = text.find_first_of(",\"\r\n") == std::string::npos &&
                       (text.empty() || (text.front() != ' ' && text.back() != ' '));
    if (plain) return text;
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

std::vector<std::string> csv_fields(std::string_view line, const std::string& where) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"') {
            fields.back() += '"';
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            fields.emplace_back();
        } else {
            fields.back() += c;
        }
    }
    if (quoted)
        throw Error({where, "", "a quote is not closed", "the file is cut short: make the band again"});
    return fields;
}

}  // namespace djoliba
