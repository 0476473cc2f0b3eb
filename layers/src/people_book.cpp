// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "people_book.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include <djoliba/layers/names.hpp>

#include "csv_records.hpp"

namespace djoliba {
namespace {

constexpr std::size_t some = 5;
constexpr std::size_t most_problems = 10;
constexpr double none = std::numeric_limits<double>::quiet_NaN();

std::string letters_and_digits(std::string_view text) {
    std::string key;
    for (const char c : fold_name(text))
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) key += c;
    return key;
}

std::string plain_tag(std::string_view text) {
    std::string tag;
    for (const char c : text)
        if (c != ' ') tag += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return tag;
}

/// Stands for a figure that is withheld or not there: "*", "-", "..", "<5", "Not available".
bool is_suppressed(const std::string& text) {
    static const std::set<std::string> marks{"*", "**", "-", "--", "\u2013", "\u2014", ".", "..", "..."};
    if (marks.contains(text) || fold_name(text) == "not available") return true;
    return text.starts_with('<') && parse_number(std::string_view(text).substr(1)).problem.empty();
}

Exclusion& entry(Account& account, const std::string& file, const std::string& reason) {
    auto& list = account.exclusions;
    const auto found =
        std::ranges::find_if(list, [&](const Exclusion& e) { return e.file == file && e.reason == reason; });
    return found == list.end() ? list.emplace_back(Exclusion{"reports", file, reason}) : *found;
}

std::string names_of(const BookedFigure& figure) {
    return fmt::format("{} ({})", figure.report.people, figure.where);
}

/// Two figures of one place and day that differ.
void check_correction(const BookedFigure& one, const BookedFigure& other, std::vector<Problem>& problems) {
    if (one.report.published && other.report.published && *one.report.published != *other.report.published)
        return;
    problems.push_back({one.where, one.report.place,
                        fmt::format("two figures of {}, {} and {}, and nothing tells which came later",
                                    to_string(one.report.date), names_of(one), names_of(other)),
                        "say with --published when each file came out, or give one file"});
}

/// Names that several places share get their code, or the key, behind them.
void tell_apart(std::vector<BookedFigure>& figures) {
    std::map<std::string, std::set<std::string>> keys;
    for (const BookedFigure& f : figures) keys[f.report.place].insert(f.key);
    for (BookedFigure& f : figures)
        if (keys[f.report.place].size() > 1)
            f.report.place += fmt::format(" ({})", f.report.code.empty() ? f.key : f.report.code);
}

/// Spellings differ between files: the name of the last report goes for all.
void use_last_names(std::vector<BookedFigure>& figures) {
    std::map<std::string, std::string> names;
    for (const BookedFigure& f : figures) names[f.key] = f.report.place;
    for (BookedFigure& f : figures) f.report.place = names[f.key];
}

}  // namespace

std::size_t find_column(const Table& table, const std::vector<std::string_view>& names,
                        const std::vector<std::string_view>& tags) {
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (std::ranges::find(names, letters_and_digits(table.columns[i])) != names.end()) return i;
    for (std::size_t i = 0; i < table.tags.size(); ++i)
        if (std::ranges::find(tags, plain_tag(table.tags[i])) != tags.end()) return i;
    return no_column;
}

std::string ReportRows::text(std::size_t row, std::size_t column) const {
    return column == no_column ? std::string() : std::string(trimmed(table_.rows[row][column]));
}

double ReportRows::people(std::size_t row, std::size_t column) const {
    const std::string written = text(row, column);
    if (is_suppressed(written)) return none;
    const Number number = parse_number(written);
    if (!number.problem.empty()) {
        complain(row, column, fmt::format("'{}': {}", written, number.problem),
                 "write a whole number of people");
        return none;
    }
    if (number.value < 0) {
        complain(row, column, fmt::format("{} is below 0", written), "write 0 or more");
        return none;
    }
    return number.value;
}

std::optional<Date> ReportRows::date(std::size_t row, std::size_t column) const {
    const std::string written = text(row, column);
    const auto date = parse_date(written);
    if (!date)
        complain(row, column, written.empty() ? "is missing" : fmt::format("'{}' is no date", written),
                 "write YYYY-MM-DD");
    return date;
}

std::optional<Date> ReportRows::date_if_any(std::size_t row, std::size_t column) const {
    return text(row, column).empty() ? std::nullopt : date(row, column);
}

void ReportRows::complain(std::size_t row, std::size_t column, std::string problem,
                          std::string remedy) const {
    problems_.push_back({table_.where(row), table_.columns[column], std::move(problem), std::move(remedy)});
}

void throw_first(std::vector<Problem> problems) {
    if (problems.size() > most_problems) problems.resize(most_problems);
    throw Error(std::move(problems));
}

void exclude(Account& account, const std::string& file, const std::string& reason,
             const std::string& example) {
    Exclusion& found = entry(account, file, reason);
    ++found.rows;
    if (found.examples.size() < some && std::ranges::find(found.examples, example) == found.examples.end())
        found.examples.push_back(example);
}

void exclude(Account& account, const std::string& file, const std::string& reason, const std::string& example,
             double people) {
    exclude(account, file, reason, example);
    Exclusion& found = entry(account, file, reason);
    found.people = found.people.value_or(0) + people;
}

void use_rows(Account& account, const std::string& file, std::int64_t rows) {
    for (LayerAccount& layer : account.layers)
        if (layer.file == file) {
            layer.rows_used += rows;
            return;
        }
}

void settle(std::vector<BookedFigure> figures, PeopleReports& to) {
    const auto order = [](const BookedFigure& f) {
        return std::tuple(f.key, f.report.date, f.report.published);
    };
    std::ranges::stable_sort(figures, {}, order);
    use_last_names(figures);
    tell_apart(figures);
    std::vector<Problem> problems;
    std::vector<const BookedFigure*> kept;
    for (const BookedFigure& f : figures) {
        const BookedFigure* before = kept.empty() ? nullptr : kept.back();
        if (before && before->key == f.key && before->report.date == f.report.date) {
            if (before->report.people == f.report.people) {
                exclude(to.account, f.file, "figures that an earlier row or file has as well",
                        fmt::format("{}, {}", f.report.place, to_string(f.report.date)));
                continue;
            }
            check_correction(*before, f, problems);
        }
        kept.push_back(&f);
    }
    if (!problems.empty()) throw_first(std::move(problems));
    for (const BookedFigure* f : kept) to.reports.push_back(f->report);
    std::ranges::stable_sort(to.reports, {}, &PeopleReport::place);
}

}  // namespace djoliba
