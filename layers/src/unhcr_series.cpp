// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
//
// Operational portal: a column of dates and one of people, of the place that the file is named after. The
// heading may begin with '#' and tells nothing that could be relied on.
#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include <djoliba/layers/names.hpp>

#include "people_book.hpp"

namespace djoliba {
namespace {

bool is_date_heading(std::string_view text) {
    static const std::set<std::string> names{"datetime", "date", "data_date", "report date",
                                             "reporting date"};
    if (text.starts_with('#')) text.remove_prefix(1);
    return names.contains(fold_name(text));
}

std::vector<BookedFigure> figures_of(const ReportTable& table, PeopleReports& to,
                                     std::vector<Problem>& problems) {
    const ReportRows in(table.table, problems);
    std::vector<BookedFigure> figures;
    for (std::size_t row = 0; row < table.table.size(); ++row) {
        const auto date = in.date(row, 0);
        const double people = in.people(row, 1);
        if (!date) continue;
        if (std::isnan(people)) {
            exclude(to.account, table.table.file, "figures that are missing or suppressed",
                    fmt::format("{} ({})", to_string(*date), table.table.where(row)));
            continue;
        }
        figures.push_back({table.place,
                           {table.place, "", *date, table.published, people},
                           table.table.file,
                           table.table.where(row)});
        use_rows(to.account, table.table.file);
    }
    return figures;
}

}  // namespace

std::optional<Table> unhcr_series_table(const std::filesystem::path& path, const std::string& name) {
    const std::string extension = fold_name(path.extension().string());
    if (extension.find("xlsx") != std::string::npos || extension.find("ods") != std::string::npos) return {};
    const TextRows text = read_text_rows(path, name);
    if (text.size() == 0 || text.rows[0].size() != 2 || !is_date_heading(text.at(0, 0))) return {};
    Table table{name, "reports", text.rows[0]};
    for (std::size_t row = 1; row < text.size(); ++row) {
        table.rows.push_back({text.at(row, 0), text.at(row, 1)});
        table.lines.push_back(text.lines[row]);
    }
    table.rows_read = static_cast<std::int64_t>(table.rows.size());
    return table;
}

void read_unhcr_series(const std::vector<ReportTable>& tables, PeopleReports& to) {
    std::vector<Problem> problems;
    std::vector<BookedFigure> figures;
    for (const ReportTable& table : tables)
        std::ranges::copy(figures_of(table, to, problems), std::back_inserter(figures));
    if (!problems.empty()) throw_first(std::move(problems));
    settle(std::move(figures), to);
    if (to.reports.empty())
        throw Error(Problem{tables.front().table.file, "", "there is no figure that is known",
                            "give a file with people in its second column"});
    to.base = "people as the headings of the files say";
}

}  // namespace djoliba
