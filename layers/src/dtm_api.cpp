// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
//
// Version 3 of the API, and the table that is made of it: many rounds of many operations. Levels stand below
// each other and count the same people; so do kinds of assessment. Round numbers are those of an operation
// and come again, so that a round is its date. Rows of one place and round are split by reason and origin.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "dtm_rows.hpp"

namespace djoliba {
namespace {

struct Columns {
    std::size_t operation, assessment, level, people, date, round, reason, origin, origin_code;
    std::array<std::size_t, 4> name, code;
};

Columns columns_of(const Table& table) {
    const auto find = [&](std::string_view name) { return find_column(table, {name}); };
    return {find("operation"),
            find("assessmenttype"),
            find("adminlevel"),
            find("numpresentidpind"),
            find("reportingdate"),
            find("roundnumber"),
            find("displacementreason"),
            find("idporiginadmin1name"),
            find("idporiginadmin1pcode"),
            {find("admin0name"), find("admin1name"), find("admin2name"), find("admin3name")},
            {find("admin0pcode"), find("admin1pcode"), find("admin2pcode"), find("admin3pcode")}};
}

/// A row with what it is chosen by.
struct Candidate {
    DtmRow row;
    std::string operation, assessment, country;
};

Candidate candidate(const ReportTable& table, const Columns& c, std::size_t row, const ReportRows& in) {
    Candidate to{{}, in.text(row, c.operation), in.text(row, c.assessment), in.text(row, c.code[0])};
    for (std::size_t level = 0; level < to.row.units.size(); ++level) {
        to.row.units[level] = {in.text(row, c.name[level]), in.text(row, c.code[level])};
        if (!to.row.units[level].name.empty() || !to.row.units[level].code.empty()) to.row.level = level;
    }
    to.row.file = table.table.file;
    to.row.where = table.table.where(row);
    to.row.published = table.published;
    to.row.round = in.text(row, c.round);
    to.row.date = in.date(row, c.date).value_or(Date{});
    to.row.people = in.people(row, c.people);
    if (c.reason != no_column || c.origin != no_column)
        to.row.part = fmt::format("{}; {} {}", in.text(row, c.reason), in.text(row, c.origin),
                                  in.text(row, c.origin_code));
    return to;
}

std::set<std::string> values(const std::vector<Candidate>& rows, std::string Candidate::* of) {
    std::set<std::string> found;
    for (const Candidate& c : rows) found.insert(c.*of);
    return found;
}

/// Keeps the rows of one value; which one must be told where there are several.
void choose(std::vector<Candidate>& rows, std::string Candidate::* of, const std::string& wanted,
            const char* what, const char* option, PeopleReports& to) {
    const auto found = values(rows, of);
    if (wanted.empty() && found.size() <= 1) return;
    const std::string file = rows.front().row.file;
    if (!found.contains(wanted))
        throw Error(Problem{
            file, option,
            wanted.empty() ? fmt::format("there are {} {}s, which must not be added up", found.size(), what)
                           : fmt::format("no row has the {} `{}`", what, wanted),
            fmt::format("the file holds {}: give one of them", fmt::join(found, ", "))});
    std::erase_if(rows, [&](const Candidate& c) {
        if (c.*of == wanted) return false;
        exclude(to.account, c.row.file, fmt::format("rows of another {}", what), c.*of);
        return true;
    });
}

/// Baseline assessments count whole areas, site assessments the sites in them.
std::string assessment_of(const std::vector<Candidate>& rows, const PeopleChoice& choice) {
    if (!choice.assessment.empty()) return choice.assessment;
    return values(rows, &Candidate::assessment).contains("BA") ? "BA" : "";
}

}  // namespace

bool is_dtm_rounds(const Table& table) {
    const Columns c = columns_of(table);
    return c.people != no_column && c.date != no_column && c.operation != no_column;
}

std::vector<DtmRow> dtm_api_rows(const std::vector<ReportTable>& tables, const PeopleChoice& choice,
                                 PeopleReports& to, std::vector<Problem>& problems) {
    std::vector<Candidate> rows;
    for (const ReportTable& table : tables) {
        const Columns c = columns_of(table.table);
        const ReportRows in(table.table, problems);
        for (std::size_t row = 0; row < table.table.size(); ++row)
            rows.push_back(candidate(table, c, row, in));
    }
    choose(rows, &Candidate::country, choice.in, "country", "--in", to);
    choose(rows, &Candidate::operation, choice.operation, "operation", "--operation", to);
    choose(rows, &Candidate::assessment, assessment_of(rows, choice), "kind of assessment", "--assessment",
           to);
    std::vector<DtmRow> kept;
    kept.reserve(rows.size());
    for (Candidate& c : rows) kept.push_back(std::move(c.row));
    return kept;
}

}  // namespace djoliba
