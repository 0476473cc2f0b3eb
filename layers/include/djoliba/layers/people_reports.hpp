// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <djoliba/engine/account.hpp>
#include <djoliba/engine/date.hpp>

namespace djoliba {

/// People present in a place on a day, as somebody published them.
struct PeopleReport {
    std::string place;                   ///< name; with the code behind it where two places share a name
    std::string code = {};               ///< P-code, or ISO 3166 code of a country; may be empty
    Date date = {};                      ///< of which the figure is
    std::optional<Date> published = {};  ///< empty where no file tells; may be before `date` by error only
    double people = 0;                   ///< at least 0
    /// The figure sums units that the one before did not list, so that it is on another level.
    bool wider = false;
};

/// The formats that are read, each by its columns. See docs/displacement-forecast.md for their rules.
enum class PeopleFormat {
    dtm_baseline,      ///< workbook of an IOM DTM baseline assessment: one round, rows of communes
    dtm_rounds,        ///< IOM DTM API v3, as JSON or as the table that is made of it: many rounds
    unhcr_population,  ///< UNHCR Refugee Data Finder: end of the year by country of origin and of asylum
    unhcr_series,      ///< UNHCR operational portal: dates and people of one place
};
/// "DTM baseline assessment", ...
const char* people_format_name(PeopleFormat format);

struct PeopleFile {
    std::filesystem::path path;
    std::string name = {};               ///< for messages and the account; the file's name where empty
    std::optional<Date> published = {};  ///< when the file came out
};

/// What to take from files that hold more than one series of a place.
struct PeopleChoice {
    std::string sheet = {};          ///< of workbooks; needed where there are several
    std::string level = "cercle";    ///< DTM: "country", "region", "cercle" or "commune"
    std::string operation = {};      ///< DTM rounds: needed where there are several
    std::string assessment = {};     ///< DTM rounds: "BA", "SA" or "ETT"; empty: BA where there is one
    std::string group = "refugees";  ///< UNHCR population: a column of people, or "idps"
    std::string from = {}, in = {};  ///< UNHCR population: ISO codes of the countries of origin and asylum
};

/// Throws Error naming an option that was given and says nothing of the format; of no format at all without
/// one.
void check_choice(const PeopleChoice& choice, std::optional<PeopleFormat> format);

/// All series of some files of one format.
struct PeopleReports {
    PeopleFormat format = PeopleFormat::unhcr_series;
    std::string base = {};                   ///< who is counted, in words
    std::vector<PeopleReport> reports = {};  ///< by place, then date, then publication
    Account account = {};
};

/// Reads reports of displaced people from CSV, XLSX or JSON files of one format.
/// - People, never households; one column, never a sum of groups or a total and its parts.
/// - A place that a round does not list has no report of it: absent is not zero.
/// - Figures that are missing or suppressed ("*", "-", "<5") are left out and counted, with every sum that
///   they are part of. So are rows that stand for no place, whose code belongs to another place, or that
///   repeat each other.
/// - Two figures of one place and day are a report and its correction where both files tell when they came
///   out, and an error otherwise.
/// Throws Error: a file that cannot be read or has none of the formats, files of several formats, figures
/// that are no count, days that are none, codes of two boundary frames, several operations, countries or
/// directions of which none was chosen, a choice that no row meets, parts of an answer without the others.
PeopleReports read_people_reports(const std::vector<PeopleFile>& files, const PeopleChoice& choice = {});

}  // namespace djoliba
