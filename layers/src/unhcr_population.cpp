// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
//
// Refugee Data Finder: people at the end of a year (or of a month where there is a column of months), a row
// for each pair of countries of origin and asylum, a column for each group. Groups overlap and are never
// added. Small counts are rounded to 5 by UNHCR. Within a country stand its displaced people.
#include <chrono>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include <djoliba/layers/names.hpp>

#include "people_book.hpp"

namespace djoliba {
namespace {

struct Columns {
    std::size_t year, month, origin, origin_name, asylum, asylum_name;
};

Columns columns_of(const Table& table) {
    return {find_column(table, {"year"}),
            find_column(table, {"month"}),
            find_column(table, {"cooiso", "countryoforiginiso"}),
            find_column(table, {"cooname", "countryoforigin"}),
            find_column(table, {"coaiso", "countryofasylumiso"}),
            find_column(table, {"coaname", "countryofasylum"})};
}

struct Group {
    std::string name;
    std::vector<std::string_view> columns;
    const char* words;
    bool within = false;  ///< in their own country
};

const std::vector<Group>& groups() {
    static const std::vector<Group> list{
        {"refugees", {"refugees", "refugeesunderunhcrsmandate"}, "refugees"},
        {"asylum_seekers", {"asylumseekers"}, "asylum-seekers"},
        {"oip",
         {"oip", "otherpeopleinneedofinternationalprotection"},
         "other people in need of international protection"},
        {"idps", {"idps", "idpsofconcerntounhcr", "total"}, "internally displaced persons", true},
        {"stateless", {"stateless", "statelesspersons"}, "stateless persons"},
    };
    return list;
}

const Group& group_of(const std::string& name) {
    std::vector<std::string> names;
    for (const Group& g : groups()) {
        if (g.name == name) return g;
        names.push_back(g.name);
    }
    throw Error(Problem{"", "--people", fmt::format("there is no stock of people `{}`", name),
                        fmt::format("give one of {}", fmt::join(names, ", "))});
}

int month_of(const std::string& text) {
    static const std::vector<std::string> names{"jan", "feb", "mar", "apr", "may", "jun",
                                                "jul", "aug", "sep", "oct", "nov", "dec"};
    const std::string start = fold_name(text).substr(0, 3);
    for (std::size_t i = 0; i < names.size(); ++i)
        if (start == names[i]) return static_cast<int>(i) + 1;
    const Number number = parse_number(text);
    return number.value >= 1 && number.value <= 12 && number.value == std::trunc(number.value)
               ? static_cast<int>(number.value)
               : 0;
}

/// The last day of the year or month.
std::optional<Date> day_of(const std::string& year, const std::string& month) {
    const Number number = parse_number(year);
    const int of_year = month.empty() ? 12 : month_of(month);
    if (!(number.value >= 1900 && number.value <= 2200) || number.value != std::trunc(number.value) ||
        of_year == 0)
        return {};
    return Date{std::chrono::year{static_cast<int>(number.value)} /
                std::chrono::month{static_cast<unsigned>(of_year)} / std::chrono::last};
}

struct Row {
    std::string origin, origin_name, asylum, asylum_name;
    BookedFigure booked;
};

Row row_of(const ReportTable& table, std::size_t row, const Columns& c, std::size_t people,
           std::vector<Problem>& problems) {
    const ReportRows in(table.table, problems);
    Row to{in.text(row, c.origin),
           in.text(row, c.origin_name),
           in.text(row, c.asylum),
           in.text(row, c.asylum_name),
           {}};
    const auto day = day_of(in.text(row, c.year), in.text(row, c.month));
    if (!day)
        problems.push_back(
            {table.table.where(row), table.table.columns[c.year],
             fmt::format("'{}' is no year, or '{}' no month", in.text(row, c.year), in.text(row, c.month)),
             "write years in four digits and months from 1 to 12"});
    to.booked.file = table.table.file;
    to.booked.where = table.table.where(row);
    to.booked.report.date = day.value_or(Date{});
    to.booked.report.published = table.published;
    to.booked.report.people = in.people(row, people);
    return to;
}

std::vector<Row> rows_of(const std::vector<ReportTable>& tables, const Group& group) {
    std::vector<Row> rows;
    std::vector<Problem> problems;
    for (const ReportTable& table : tables) {
        const Columns c = columns_of(table.table);
        const std::size_t people = find_column(table.table, group.columns);
        if (people == no_column)
            throw Error(Problem{table.table.file, "--people",
                                fmt::format("there is no column of {}", group.words),
                                fmt::format("the columns are {}", fmt::join(table.table.columns, ", "))});
        for (std::size_t row = 0; row < table.table.size(); ++row)
            rows.push_back(row_of(table, row, c, people, problems));
    }
    if (!problems.empty()) throw_first(std::move(problems));
    return rows;
}

/// Series add up only where one country is on the same side of all.
void keep_side(std::vector<Row>& rows, const PeopleChoice& choice, const Group& group, PeopleReports& to) {
    const std::string file = rows.front().booked.file;
    std::erase_if(rows, [&](const Row& r) {
        const bool within = r.origin == r.asylum;
        if (within == group.within && (choice.from.empty() || r.origin == choice.from) &&
            (choice.in.empty() || r.asylum == choice.in))
            return false;
        exclude(to.account, r.booked.file, "rows of other countries than those chosen",
                fmt::format("{} to {}", r.origin, r.asylum));
        return true;
    });
    if (rows.empty())
        throw Error(Problem{file, choice.from.empty() ? "--in" : "--from",
                            fmt::format("no row of {} is for these countries", group.words),
                            "give ISO 3166 codes of three letters as in the file"});
    std::set<std::string> origins, asylums;
    for (const Row& r : rows) origins.insert(r.origin), asylums.insert(r.asylum);
    if (!group.within && origins.size() > 1 && asylums.size() > 1)
        throw Error(Problem{file, "--from, --in",
                            fmt::format("people of {} countries in {} countries, which make no whole",
                                        origins.size(), asylums.size()),
                            "give the country that people come from (--from MLI), or that they are in "
                            "(--in MLI)"});
}

/// The place is the country on the side that differs.
void name_places(std::vector<Row>& rows) {
    std::set<std::string> asylums;
    for (const Row& r : rows) asylums.insert(r.asylum);
    const bool by_origin = asylums.size() == 1 && rows.front().origin != rows.front().asylum;
    std::set<std::string> origins;
    for (const Row& r : rows) origins.insert(r.origin);
    for (Row& r : rows) {
        const bool origin = by_origin && origins.size() > 1;
        r.booked.key = r.booked.report.code = origin ? r.origin : r.asylum;
        r.booked.report.place = origin ? r.origin_name : r.asylum_name;
        if (r.booked.report.place.empty()) r.booked.report.place = r.booked.key;
    }
}

std::vector<BookedFigure> known(const std::vector<Row>& rows, PeopleReports& to) {
    std::map<std::string, bool> anybody;
    for (const Row& r : rows) anybody[r.booked.key] |= r.booked.report.people > 0;
    std::vector<BookedFigure> figures;
    for (const Row& r : rows) {
        const std::string example =
            fmt::format("{}, {}", r.booked.report.place, to_string(r.booked.report.date));
        if (std::isnan(r.booked.report.people))
            exclude(to.account, r.booked.file, "figures that are missing or suppressed", example);
        else if (!anybody[r.booked.key])
            exclude(to.account, r.booked.file, "countries that never have anybody", r.booked.report.place, 0);
        else
            figures.push_back(r.booked), use_rows(to.account, r.booked.file);
    }
    return figures;
}

}  // namespace

bool is_unhcr_population(const Table& table) {
    const Columns c = columns_of(table);
    return c.year != no_column && c.origin != no_column && c.asylum != no_column &&
           find_column(table, {"refugeelike"}) == no_column;
}

void read_unhcr_population(const std::vector<ReportTable>& tables, const PeopleChoice& choice,
                           PeopleReports& to) {
    const Group& group = group_of(choice.group);
    std::vector<Row> rows = rows_of(tables, group);
    keep_side(rows, choice, group, to);
    name_places(rows);
    settle(known(rows, to), to);
    if (to.reports.empty())
        throw Error(Problem{tables.front().table.file, "--people",
                            fmt::format("there is no figure of {}", group.words),
                            "take another group, or another country"});
    to.base = fmt::format("{} at the end of the period, small counts rounded by UNHCR", group.words);
}

}  // namespace djoliba
