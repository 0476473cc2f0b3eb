// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/forecast_files.hpp>

#include <algorithm>
#include <chrono>
#include <set>

#include <fmt/format.h>

#include "displacement_rows.hpp"

namespace djoliba {
namespace {

Date date_of(const Date& start, int day) {
    return Date{std::chrono::sys_days(start) + std::chrono::days(day)};
}

/// Reports of each file of a camp.
std::vector<std::vector<StockReport>> reports_by_file(const DisplacementCase& given,
                                                      const std::string& camp) {
    std::vector<std::vector<StockReport>> files;
    std::vector<Problem> problems;
    for (const DisplacementInput& input : given.inputs) {
        if (input.use != "observed: " + camp) continue;
        const TextRows text = read_text_rows(input.file, input.file.filename().string());
        files.push_back(read_reports(text, has_heading(text, 0) ? 1 : 0, given.start, problems));
    }
    if (!problems.empty()) throw Error(std::move(problems));
    return files;
}

/// On each day on which a file reports, from the first day on which all have reported.
std::vector<StockReport> sum_as_known(const std::vector<std::vector<StockReport>>& files) {
    std::set<int> days;
    for (const auto& file : files)
        for (const StockReport& r : file) days.insert(r.day);
    std::vector<StockReport> sum;
    for (const int day : days) {
        double people = 0;
        const bool all = std::ranges::all_of(files, [&](const auto& file) {
            const auto later = std::ranges::upper_bound(file, day, {}, &StockReport::day);
            if (later == file.begin()) return false;
            people += std::prev(later)->people;
            return true;
        });
        if (all) sum.push_back({day, people});
    }
    return sum;
}

CampRecord camp_record(const DisplacementCase& given, const ObservedCamp& observed, int delay_days) {
    CampRecord camp{given.flow.graph.places[observed.place].name, {}, {}};
    const auto files = reports_by_file(given, camp.name);
    for (const StockReport& r : files.size() > 1 ? sum_as_known(files) : observed.reports)
        camp.reports.push_back({r.day, r.day + delay_days, r.people});
    std::vector<int> days = observed.registered_anew;
    std::ranges::sort(days);
    for (const int day : days) camp.reregistrations.push_back({day, day + delay_days});
    return camp;
}

int last_publication(const StockArchive& archive, int until) {
    int last = first_report_day(archive.camps);
    for (const CampRecord& camp : archive.camps)
        for (const PublishedStock& r : camp.reports)
            if (r.published <= until) last = std::max(last, r.published);
    return last;
}

int origin_of(const ForecastRequest& request, const DisplacementCase& given, const StockArchive& archive) {
    if (request.origin) return days_between(given.start, *request.origin);
    const int last_day = static_cast<int>(given.flow.intensity.days) - 1;
    return std::min(last_day, last_publication(archive, last_day));
}

/// The day of the origin in the middle.
int settings_day(const ForecastRequest& request, const DisplacementCase& given,
                 const std::vector<int>& origins) {
    if (!request.settings_from) return origins[origins.size() / 2];
    const int day = days_between(given.start, *request.settings_from);
    if (day <= origins.front() || day > origins.back())
        throw Error(
            {"", "--settings-from",
             fmt::format("{} leaves no origin before it or none after it", to_string(*request.settings_from)),
             fmt::format("give a day after {} and up to {}", to_string(date_of(given.start, origins.front())),
                         to_string(date_of(given.start, origins.back())))});
    return day;
}

std::vector<std::pair<std::string, bool>> method_names(bool with_flow) {
    std::vector<std::pair<std::string, bool>> names;
    for (const ForecastMethod& m : forecast_methods(with_flow)) names.emplace_back(m.name, m.naive);
    names.emplace_back(blend_name, false);
    return names;
}

ForecastBacktest test(const ForecastRequest& request, const DisplacementCase& given,
                      const StockArchive& archive, int last_origin, const Job& job) {
    const AsOfView view(archive, last_origin);
    const int from = settings_day(request, given, forecast_origins(view, request.plan));
    ForecastBacktest backtest{forecast_displacement(view, from, request.plan, job), {}, {}};
    backtest.outcomes = score_forecasts(backtest.forecast, archive.camps, request.plan.horizon);
    if (backtest.outcomes.scored.empty())
        throw Error({given.title, "--backtest", "no forecast has a report near its horizon",
                     "take shorter horizons or an earlier --origin"});
    backtest.scores = method_scores(backtest.outcomes.scored, method_names(view.flow() != nullptr),
                                    request.plan.horizon, request.plan.spacing_days, request.score);
    return backtest;
}

void check(const ForecastRequest& request, const DisplacementCase& given) {
    if (request.delay_days < 0)
        throw Error({"", "--delay", fmt::format("{} days", request.delay_days), "give 0 or more"});
    if (given.observed.empty())
        throw Error({given.title, "validation", "there are no reports of people in camps",
                     "add validation/data_layout.csv and a file of reports for each camp"});
}

void tell(const ForecastRequest& request, const StockArchive& archive, ForecastResult& result) {
    if (request.delay_days == 0)
        result.account.warnings.emplace_back(
            "the files tell no day of publication: each report is taken as published on its own day");
    const int origin = result.forecast.origins.back().origin,
              old = request.plan.horizon.horizons_days.front();
    for (const CampRecord& camp : result.known)
        if (const int age = origin - camp.reports.back().day; age > old)
            result.account.warnings.push_back(fmt::format(
                "{}: the last report is {} days old, and its intervals are little more than a guess",
                camp.name, age));
    for (const CampRecord& camp : archive.camps)
        if (std::ranges::find(result.known, camp.name, &CampRecord::name) == result.known.end())
            leave_out(result.account, "observed", result.title, "camps without any report by the origin",
                      camp.name);
}

}  // namespace

StockArchive stock_archive(const DisplacementCase& given, int delay_days) {
    StockArchive archive;
    for (const ObservedCamp& observed : given.observed)
        archive.camps.push_back(camp_record(given, observed, delay_days));
    archive.flow = FlowRecord{given.flow.graph, given.flow.closures, given.flow.intensity};
    return archive;
}

ForecastResult forecast_from_files(const ForecastRequest& request, const Job& job) {
    DisplacementCase given = read_displacement(request.folder);
    check(request, given);
    const StockArchive archive = stock_archive(given, request.delay_days);
    const int origin = origin_of(request, given, archive);
    const AsOfView view(archive, origin);
    ForecastResult result{.title = given.title, .start = given.start};
    result.forecast = forecast_displacement(view, origin, request.plan, job);
    result.known = view.camps();
    result.with_flow = view.flow() != nullptr;
    if (request.backtest) result.backtest = test(request, given, archive, origin, job);
    result.account = std::move(given.account);
    result.inputs = std::move(given.inputs);
    tell(request, archive, result);
    return result;
}

}  // namespace djoliba
