// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/table.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/indicator.hpp>

#include "csv_records.hpp"

namespace djoliba {
namespace {

constexpr std::size_t most_problems = 10;
constexpr std::size_t most_values = 8;

bool is_missing(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return lower.empty() || lower == "na" || lower == "n/a" || lower == "#n/a" || lower == "null";
}

/// NaN for anything but a plain finite number.
double plain_number(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    const auto digits = text.substr(text.starts_with('-'));
    const bool starts = !digits.empty() && ((digits[0] >= '0' && digits[0] <= '9') || digits[0] == '.');
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = starts && error == std::errc{} && end == text.data() + text.size();
    return whole ? value : missing_value;
}

std::string existing_values(const Table& table, std::size_t column) {
    std::set<std::string> values;
    for (const auto& row : table.rows)
        if (values.emplace(trimmed(row[column])); values.size() > most_values) break;
    std::vector<std::string> shown(values.begin(), values.end());
    if (shown.size() > most_values) shown.back() = "...";
    return fmt::format("the column holds {}", fmt::join(shown, ", "));
}

struct Condition {
    std::size_t column;
    const std::vector<std::string>* values;
    bool met_by(const std::vector<std::string>& row) const {
        const auto text = trimmed(row[column]);
        return std::any_of(values->begin(), values->end(),
                           [&](const auto& v) { return same_value(text, trimmed(v)); });
    }
};

/// Every condition must be met by some row; names the one that is not, else all of them.
[[noreturn]] void nothing_selected(const Table& table, const std::vector<Condition>& conditions) {
    for (const auto& c : conditions)
        if (std::none_of(table.rows.begin(), table.rows.end(),
                         [&](const auto& row) { return c.met_by(row); }))
            throw Error(Problem{
                table.file, "where",
                fmt::format("no row has {} = {}", table.columns[c.column], fmt::join(*c.values, " or ")),
                existing_values(table, c.column)});
    throw Error(Problem{table.file, "where", "no row meets all conditions", "loosen one of them"});
}

std::string in_words(const Table& table, const std::vector<Condition>& conditions) {
    std::vector<std::string> words;
    words.reserve(conditions.size());
    for (const auto& c : conditions)
        words.push_back(fmt::format("{} = {}", table.columns[c.column], fmt::join(*c.values, " or ")));
    return fmt::format("{}", fmt::join(words, " and "));
}

}  // namespace

bool same_value(std::string_view a, std::string_view b) {
    if (a == b) return true;
    const double x = plain_number(a), y = plain_number(b);
    return !std::isnan(x) && x == y;
}

Table select_rows(Table table, const RowFilter& where) {
    std::vector<Condition> conditions;
    for (const auto& [column, values] : where) conditions.push_back({table.column(column), &values});
    if (table.size() == 0) return table;  // nothing to choose from: the caller says so
    const auto kept = [&](const std::vector<std::string>& row) {
        return std::all_of(conditions.begin(), conditions.end(),
                           [&](const Condition& c) { return c.met_by(row); });
    };
    std::vector<std::size_t> keep;
    for (std::size_t i = 0; i < table.size(); ++i)
        if (kept(table.rows[i])) keep.push_back(i);
    if (keep.empty()) nothing_selected(table, conditions);
    table.notes.push_back(
        fmt::format("{}: {} of {} rows", in_words(table, conditions), keep.size(), table.size()));
    for (std::size_t to = 0; to < keep.size(); ++to) {
        if (to != keep[to]) table.rows[to] = std::move(table.rows[keep[to]]);
        table.lines[to] = table.lines[keep[to]];
    }
    table.rows.resize(keep.size());
    table.lines.resize(keep.size());
    return table;
}

Number parse_number(std::string_view text, Percent percent) {
    text = trimmed(text);
    if (is_missing(text)) return {missing_value, ""};
    const bool percentage = text.ends_with('%');
    if (percentage && percent == Percent::refused)
        return {missing_value, fmt::format("\"{}\" is a percentage", text)};
    const double value = plain_number(percentage ? trimmed(text.substr(0, text.size() - 1)) : text);
    if (!std::isnan(value)) return {value, ""};
    return {missing_value, fmt::format("\"{}\" is not a number", text)};
}

std::vector<double> numbers(const Table& table, std::string_view column, Percent percent) {
    const auto c = table.column(column);
    std::vector<double> values;
    std::vector<Problem> problems;
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < table.size(); ++i) {
        auto number = parse_number(table.rows[i][c], percent);
        values.push_back(number.value);
        if (number.problem.empty() || ++wrong > most_problems) continue;
        problems.push_back(
            {table.where(i), table.columns[c], std::move(number.problem),
             "write plain numbers: decimal point, no thousands separators, empty where unknown"});
    }
    if (wrong > most_problems)
        problems.back().problem += fmt::format(" (and {} more)", wrong - most_problems);
    if (wrong > 0) throw Error(std::move(problems));
    return values;
}

std::vector<std::string> texts(const Table& table, std::string_view column) {
    const auto c = table.column(column);
    std::vector<std::string> values;
    values.reserve(table.size());
    for (const auto& row : table.rows) values.emplace_back(trimmed(row[c]));
    return values;
}

}  // namespace djoliba
