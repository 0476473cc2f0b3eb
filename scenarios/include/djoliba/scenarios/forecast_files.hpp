// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <djoliba/engine/displacement_forecast.hpp>
#include <djoliba/engine/forecast_score.hpp>
#include <djoliba/layers/people_reports.hpp>
#include <djoliba/scenarios/displacement_files.hpp>

namespace djoliba {

struct ForecastRequest {
    /// A folder or file as read_displacement() takes it, alone; or files of reports as read_people_reports()
    /// takes them.
    std::vector<std::filesystem::path> inputs = {};
    PeopleChoice choice = {};          ///< for files of reports
    std::vector<Date> published = {};  ///< when each file of reports came out; empty where not known
    /// Day of the forecast. Empty: the last day of the period, or that of the last publication before it.
    std::optional<Date> origin = {};
    ForecastPlan plan = {};  ///< `at_publications` is set for files of reports
    int delay_days = 0;      ///< from the day of a report to its publication, where the file does not tell
    bool backtest = false;
    /// Settings are chosen at the origins before it, and tested from it on. Empty: the middle of the origins.
    std::optional<Date> settings_from = {};
    ScoreOptions score = {};
};

/// What earlier forecasts were worth.
struct ForecastBacktest {
    DisplacementForecast forecast = {};  ///< at every origin from the day of the settings on
    ScoredForecasts outcomes;
    ForecastScores scores;
};

struct ForecastResult {
    std::string title = {};
    Date start = {};                     ///< day 0
    DisplacementForecast forecast = {};  ///< of the origin; settings chosen from all that was known then
    std::vector<CampRecord> known = {};  ///< what was known at the origin
    std::optional<ForecastBacktest> backtest = {};
    bool with_flow = false;
    /// An interval is given for places with that many reports; 0 for cases, whose past errors of all camps
    /// stand in.
    std::size_t least_reports = 0;
    /// Places of reports that were given up, by position in `known`: their last report is more than two years
    /// old, or more than twice as old as the longest time between two of theirs and than the longest horizon.
    std::vector<bool> given_up = {};
    std::string base = {};                         ///< who is counted; empty where the files do not tell
    std::map<std::string, std::string> code = {};  ///< of places, where the files tell
    Account account = {};
    std::vector<DisplacementInput> inputs = {};
};

/// Everything published, from a case as read: reports as they were published, never corrected ones. The file
/// format tells no day of publication; it is taken as `delay_days` after the day of a report. Camps of
/// several files are summed on each day on which one of them reports, with the last report of the others:
/// nothing is interpolated over a later report.
StockArchive stock_archive(const DisplacementCase& given, int delay_days);

/// Everything published, from files of reports, day 0 being that of the first. A report is published on the
/// day that its file tells, and not before `delay_days` after its own day. Where a sum begins to cover more
/// units, people are taken as counted anew.
StockArchive stock_archive(const PeopleReports& given, int delay_days);
Date first_day_of(const PeopleReports& given);

/// Reads, forecasts and, where asked for, tests. Throws Error with every problem found.
ForecastResult forecast_from_files(const ForecastRequest& request, const Job& job = {});

/// Writes forecasts.csv, run.json and, after a backtest, backtest.csv and summary.json. All or nothing.
void write_forecast(const std::filesystem::path& directory, const ForecastRequest& request,
                    const ForecastResult& result);

}  // namespace djoliba
