// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/people_reports.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "people_book.hpp"

namespace djoliba {
namespace {

namespace fs = std::filesystem;

bool is_json(const fs::path& path) { return path.extension() == ".json" || path.extension() == ".JSON"; }

std::optional<PeopleFormat> format_of(const Table& table) {
    if (is_dtm_rounds(table)) return PeopleFormat::dtm_rounds;
    if (is_dtm_baseline(table)) return PeopleFormat::dtm_baseline;
    if (is_unhcr_population(table)) return PeopleFormat::unhcr_population;
    return {};
}

/// Flows look like the table of stocks, but count who came within a year.
bool is_flows(const Table& table) {
    return find_column(table, {"refugeelike"}) != no_column && find_column(table, {"idps"}) == no_column;
}

[[noreturn]] void refuse(const Table& table) {
    if (is_flows(table))
        throw Error(Problem{table.file, "refugee_like",
                            "these are yearly flows, and not people present at the end of a year",
                            "give the population table of the same source"});
    throw Error(
        Problem{table.file, "",
                fmt::format("the columns ({}) are those of no format of displaced people that is read",
                            fmt::join(table.columns, ", ")),
                "give a DTM baseline assessment, DTM rounds, a UNHCR population table, or dates and "
                "people of one place (docs/displacement-forecast.md)"});
}

struct Loaded {
    ReportTable report;
    std::int64_t page = 1, pages = 1;
};

Loaded load(const PeopleFile& file, const std::string& sheet) {
    const std::string name = file.name.empty() ? file.path.filename().string() : file.name;
    Loaded loaded;
    loaded.report.published = file.published;
    if (is_json(file.path)) {
        RecordPage page = read_records(file.path, name);
        loaded = {{std::move(page.table), {}, file.published}, page.page, page.pages};
    } else if (auto series = unhcr_series_table(file.path, name)) {
        loaded.report = {std::move(*series), PeopleFormat::unhcr_series, file.published,
                         file.path.stem().string()};
        return loaded;
    } else {
        loaded.report.table = read_table(file.path, {.layer = sheet, .source = "reports", .name = name});
    }
    const auto format = format_of(loaded.report.table);
    if (!format) refuse(loaded.report.table);
    loaded.report.format = *format;
    return loaded;
}

/// Pages of one answer make sense together only.
void check_pages(const std::vector<Loaded>& files) {
    std::map<std::int64_t, std::set<std::int64_t>> given;
    for (const Loaded& f : files)
        if (f.pages > 1) given[f.pages].insert(f.page);
    for (const Loaded& f : files)
        if (f.pages > 1 && static_cast<std::int64_t>(given[f.pages].size()) != f.pages)
            throw Error(Problem{f.report.table.file, "page",
                                fmt::format("page {} of {}, and not all pages are given", f.page, f.pages),
                                "give all pages as files, or fetch them as one"});
}

void check_one_format(const std::vector<ReportTable>& tables) {
    for (const ReportTable& t : tables)
        if (t.format != tables.front().format)
            throw Error(Problem{t.table.file, "",
                                fmt::format("is a {}, and {} is a {}: they count people in different ways",
                                            people_format_name(t.format), tables.front().table.file,
                                            people_format_name(tables.front().format)),
                                "forecast from files of one format"});
}

}  // namespace

const char* people_format_name(PeopleFormat format) {
    switch (format) {
        case PeopleFormat::dtm_baseline:
            return "DTM baseline assessment";
        case PeopleFormat::dtm_rounds:
            return "table of DTM rounds";
        case PeopleFormat::unhcr_population:
            return "UNHCR population table";
        case PeopleFormat::unhcr_series:
            break;
    }
    return "series of one place";
}

void check_choice(const PeopleChoice& choice, std::optional<PeopleFormat> format) {
    const bool rounds = format == PeopleFormat::dtm_rounds,
               population = format == PeopleFormat::unhcr_population;
    const bool units = rounds || format == PeopleFormat::dtm_baseline;
    const PeopleChoice none;
    struct Option {
        const char* name;
        bool given, serves;
    };
    for (const Option& option :
         {Option{"--sheet", !choice.sheet.empty(), format && format != PeopleFormat::unhcr_series},
          Option{"--level", choice.level != none.level, units},
          Option{"--operation", !choice.operation.empty(), rounds},
          Option{"--assessment", !choice.assessment.empty(), rounds},
          Option{"--people", choice.group != none.group, population},
          Option{"--from", !choice.from.empty(), population},
          Option{"--in", !choice.in.empty(), population || rounds}})
        if (option.given && !option.serves)
            throw Error(Problem{"", option.name,
                                fmt::format("says nothing of a {}", format ? people_format_name(*format)
                                                                           : "folder or displacement file"),
                                "leave it out"});
}

PeopleReports read_people_reports(const std::vector<PeopleFile>& files, const PeopleChoice& choice) {
    std::vector<Loaded> loaded;
    loaded.reserve(files.size());
    for (const PeopleFile& file : files) loaded.push_back(load(file, choice.sheet));
    check_pages(loaded);
    std::vector<ReportTable> tables;
    tables.reserve(loaded.size());
    for (Loaded& file : loaded) tables.push_back(std::move(file.report));
    check_one_format(tables);
    check_choice(choice, tables.front().format);
    PeopleReports to{.format = tables.front().format};
    for (const ReportTable& t : tables) {
        if (t.table.size() == 0) throw Error(no_rows(t.table.file, ""));
        to.account.layers.push_back({"reports", t.table.file, t.table.rows_read, 0, t.table.notes});
        for (const Exclusion& e : t.table.exclusions) to.account.exclusions.push_back(e);
    }
    if (to.format == PeopleFormat::unhcr_series)
        read_unhcr_series(tables, to);
    else if (to.format == PeopleFormat::unhcr_population)
        read_unhcr_population(tables, choice, to);
    else
        read_dtm(tables, choice, to);
    return to;
}

}  // namespace djoliba
