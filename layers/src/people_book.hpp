// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/people_reports.hpp>
#include <djoliba/layers/table.hpp>

namespace djoliba {

/// A file of reports as a table.
struct ReportTable {
    Table table;
    PeopleFormat format = PeopleFormat::unhcr_series;
    std::optional<Date> published = {};
    std::string place = {};  ///< for files of one place
};

/// Position of the first column that has one of the names, or else one of the HXL tags; npos without any.
/// Names compare by their letters and digits alone ("Total No# of IDPs Ind#" is "totalnoofidpsind"), tags
/// without blanks and case ("#adm2+code").
std::size_t find_column(const Table& table, const std::vector<std::string_view>& names,
                        const std::vector<std::string_view>& tags = {});
inline constexpr std::size_t no_column = static_cast<std::size_t>(-1);

/// Reads fields of a table of reports and gathers what is wrong with them.
class ReportRows {
 public:
    ReportRows(const Table& table, std::vector<Problem>& problems) : table_(table), problems_(problems) {}

    /// Without the blanks around it; empty where there is no such column.
    std::string text(std::size_t row, std::size_t column) const;
    /// People; NaN where missing, suppressed or wrong.
    double people(std::size_t row, std::size_t column) const;
    /// nullopt and a complaint where it is none.
    std::optional<Date> date(std::size_t row, std::size_t column) const;
    /// nullopt where it is empty.
    std::optional<Date> date_if_any(std::size_t row, std::size_t column) const;

 private:
    void complain(std::size_t row, std::size_t column, std::string problem, std::string remedy) const;

    const Table& table_;
    std::vector<Problem>& problems_;
};

/// The first problems of a long list.
[[noreturn]] void throw_first(std::vector<Problem> problems);

/// Counts something left out. Rows of one file and reason come together.
void exclude(Account& account, const std::string& file, const std::string& reason, const std::string& example,
             double people);
/// The same without a count of people.
void exclude(Account& account, const std::string& file, const std::string& reason,
             const std::string& example);

/// Counts rows of a file as used.
void use_rows(Account& account, const std::string& file, std::int64_t rows = 1);

/// A figure of a place before it is known what else was published of the same day.
struct BookedFigure {
    std::string key;  ///< of the place
    PeopleReport report = {};
    std::string file = {};
    std::string where = {};  ///< "file:line"
};

/// Puts figures in order and gives places names of their own. Equal figures of one place and day are one
/// report, the one that was published first; others are corrections. Throws Error where it is not known which
/// of two came later.
void settle(std::vector<BookedFigure> figures, PeopleReports& to);

// One file each. `tables`: all of the format.
void read_dtm(const std::vector<ReportTable>& tables, const PeopleChoice& choice,
              PeopleReports& to);  ///< of either format
void read_unhcr_population(const std::vector<ReportTable>& tables, const PeopleChoice& choice,
                           PeopleReports& to);
void read_unhcr_series(const std::vector<ReportTable>& tables, PeopleReports& to);

/// Whether a table has the columns of the format.
bool is_dtm_baseline(const Table& table);
bool is_dtm_rounds(const Table& table);
bool is_unhcr_population(const Table& table);
/// A file of dates and people of one place, its heading as it stands (it may begin with '#'). nullopt for any
/// other file.
std::optional<Table> unhcr_series_table(const std::filesystem::path& path, const std::string& name);

/// A list of records in JSON as a table: an array of objects, or an object that holds one as `result`,
/// `items` or `data`. A page of an answer.
struct RecordPage {
    Table table;
    std::int64_t page = 1, pages = 1;
};
/// Throws Error: no JSON, no list of records, an answer that says that it failed or holds but a part of its
/// records.
RecordPage read_records(const std::filesystem::path& path, const std::string& name);

}  // namespace djoliba
