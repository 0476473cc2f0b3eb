// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
//
// A workbook of one round, with names and codes of four levels and a row for each commune in which a cercle's
// people are booked. Households stand beside individuals, and returnees (cumulative) beside the displaced.
#include <algorithm>

#include "dtm_rows.hpp"

namespace djoliba {
namespace {

struct Columns {
    std::size_t date, updated, round, people, households;
    std::array<std::size_t, 4> name, code;
};

Columns columns_of(const Table& table) {
    Columns c{};
    c.date = find_column(table, {"snapshotdate", "surveydate", "reportingdate", "date"},
                         {"#date+occurred", "#date", "#date+survey", "#date+reported"});
    c.updated = find_column(table, {"updateddate", "publicationdate"}, {"#date+updated", "#date+published"});
    c.round = find_column(table, {"round", "roundnumber", "dtmround"}, {"#round+code", "#round"});
    c.people = find_column(table, {"totalnoofidpsind", "totalidpsind", "idpsind", "numidpind"},
                           {"#affected+idps+ind", "#affected+idps", "#affected+ind+idps"});
    c.households = find_column(table, {"totalnoofidpshh", "totalidpshh", "idpshh", "numidphh"},
                               {"#affected+idps+hh", "#affected+hh+idps"});
    c.name = {find_column(table, {"admin0"}, {"#country+name"}),
              find_column(table, {"admin1"}, {"#adm1+name"}), find_column(table, {"admin2"}, {"#adm2+name"}),
              find_column(table, {"admin3"}, {"#adm3+name"})};
    c.code = {find_column(table, {"admin0pcode"}, {"#country+code"}),
              find_column(table, {"admin1pcode"}, {"#adm1+code"}),
              find_column(table, {"admin2pcode"}, {"#adm2+code"}),
              find_column(table, {"admin3pcode"}, {"#adm3+code"})};
    return c;
}

void check_people(const Table& table, const Columns& c) {
    if (c.people != no_column) return;
    throw Error(Problem{table.file, table.columns[c.households],
                        "there are households and no people, and nothing tells how many live in one",
                        "give the file with displaced individuals"});
}

DtmRow row_of(const ReportRows& in, std::size_t row, const Columns& c) {
    DtmRow to;
    for (std::size_t level = 0; level < to.units.size(); ++level) {
        to.units[level] = {in.text(row, c.name[level]), in.text(row, c.code[level])};
        if (!to.units[level].name.empty() || !to.units[level].code.empty()) to.level = level;
    }
    to.date = in.date(row, c.date).value_or(Date{});
    to.published = in.date_if_any(row, c.updated);
    to.round = in.text(row, c.round);
    to.people = in.people(row, c.people);
    return to;
}

}  // namespace

bool is_dtm_baseline(const Table& table) {
    const Columns c = columns_of(table);
    return c.date != no_column && (c.people != no_column || c.households != no_column) &&
           (c.code[dtm_cercle] != no_column || c.name[dtm_cercle] != no_column);
}

std::vector<DtmRow> dtm_baseline_rows(const ReportTable& table, std::vector<Problem>& problems) {
    const Columns c = columns_of(table.table);
    check_people(table.table, c);
    const ReportRows in(table.table, problems);
    std::vector<DtmRow> rows;
    for (std::size_t row = 0; row < table.table.size(); ++row) {
        DtmRow read = row_of(in, row, c);
        read.file = table.table.file;
        read.where = table.table.where(row);
        if (table.published) read.published = std::max(read.published.value_or(Date{}), *table.published);
        rows.push_back(std::move(read));
    }
    return rows;
}

}  // namespace djoliba
