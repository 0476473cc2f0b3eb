// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "displacement_rows.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include <djoliba/engine/nearest.hpp>

namespace djoliba {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t some = 5;

std::optional<int> whole(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return value;
}

}  // namespace

double RowReader::number(std::size_t row, std::size_t field, const char* key) const {
    const Number number = parse_number(text(row, field));
    if (number.problem.empty()) return number.value;
    complain(row, key, fmt::format("'{}': {}", text(row, field), number.problem), "write a number");
    return none;
}

double RowReader::count(std::size_t row, std::size_t field, const char* key) const {
    const double value = number(row, field, key);
    if (!(value < 0)) return value;
    complain(row, key, fmt::format("{} is below 0", text(row, field)), "write 0 or more");
    return none;
}

double RowReader::needed_count(std::size_t row, std::size_t field, const char* key) const {
    if (text(row, field).empty()) {
        complain(row, key, "is missing", "fill it in, or leave the row out");
        return none;
    }
    return count(row, field, key);
}

std::optional<int> RowReader::day(std::size_t row, std::size_t field, const char* key,
                                  const Date& start) const {
    const std::string& written = text(row, field);
    if (const auto days = whole(written)) return days;
    if (const auto date = parse_date(written)) return days_between(start, *date);
    complain(row, key, fmt::format("'{}' is neither a day nor a date", written),
             "write YYYY-MM-DD, or days since day 0");
    return {};
}

int RowReader::place(std::size_t row, std::size_t field, const char* key, const FlowGraph& graph) const {
    const int found = find_place(graph, text(row, field));
    if (found >= 0) return found;
    std::vector<std::string> names;
    names.reserve(graph.places.size());
    for (const FlowPlace& p : graph.places) names.push_back(p.name);
    complain(
        row, key, fmt::format("there is no place '{}'", text(row, field)),
        did_you_mean(text(row, field), names, "write the name as in the list of places, or add the place"));
    return -1;
}

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return text;
}

bool has_heading(const TextRows& text, std::size_t field) {
    if (text.size() == 0) return false;
    if (text.at(0, 0).starts_with('#')) return true;
    const std::string& value = text.at(0, field);
    return !value.empty() && !parse_date(value) && !parse_number(value).problem.empty();
}

void leave_out(Account& account, const std::string& source, const std::string& file,
               const std::string& reason, const std::string& example) {
    auto& list = account.exclusions;
    auto found = std::ranges::find_if(
        list, [&](const Exclusion& e) { return e.source == source && e.file == file && e.reason == reason; });
    if (found == list.end()) found = list.insert(list.end(), {source, file, reason});
    ++found->rows;
    if (found->examples.size() < some) found->examples.push_back(example);
}

TextRows read_input(DisplacementCase& to, const std::string& use, const std::filesystem::path& file) {
    TextRows text = read_text_rows(file, file.filename().string());
    to.inputs.push_back({use, file});
    return text;
}

std::vector<StockReport> read_reports(const TextRows& text, std::size_t first, const Date& start,
                                      std::vector<Problem>& problems) {
    const RowReader in(text, problems);
    std::vector<StockReport> reports;
    for (std::size_t row = first; row < text.size(); ++row) {
        const auto day = in.day(row, 0, "date", start);
        const double people = in.needed_count(row, 1, "people");
        if (!day || std::isnan(people)) continue;
        if (!reports.empty() && *day <= reports.back().day)
            in.complain(row, "date",
                        fmt::format("{} is not after the date of the row before", text.at(row, 0)),
                        "put rows in the order of their dates, each date once");
        reports.push_back({*day, people});
    }
    return reports;
}

}  // namespace djoliba
