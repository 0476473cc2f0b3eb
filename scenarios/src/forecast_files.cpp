// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/forecast_files.hpp>

#include <algorithm>
#include <chrono>
#include <functional>
#include <set>

#include <fmt/format.h>

#include "displacement_rows.hpp"
#include "forecast_source.hpp"

namespace djoliba {
namespace {

constexpr std::size_t least_reports_for_interval = 10;
constexpr int oldest_report_days = 730;  // yearly figures are 535 days old when the next come out

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
    const std::set<int> days(observed.registered_anew.begin(), observed.registered_anew.end());
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

int origin_of(const ForecastRequest& request, const ForecastSource& source) {
    if (request.origin) return days_between(source.start, *request.origin);
    return std::min(source.last_day, last_publication(source.archive, source.last_day));
}

/// The day of the origin in the middle.
int settings_day(const ForecastRequest& request, const ForecastSource& source,
                 const std::vector<int>& origins) {
    if (!request.settings_from) return origins[origins.size() / 2];
    const int day = days_between(source.start, *request.settings_from);
    if (day <= origins.front() || day > origins.back())
        throw Error(
            {"", "--settings-from",
             fmt::format("{} leaves no origin before it or none after it", to_string(*request.settings_from)),
             fmt::format("give a day after {} and up to {}",
                         to_string(date_of(source.start, origins.front())),
                         to_string(date_of(source.start, origins.back())))});
    return day;
}

std::vector<std::pair<std::string, bool>> method_names(bool with_flow) {
    std::vector<std::pair<std::string, bool>> names;
    for (const ForecastMethod& m : forecast_methods(with_flow)) names.emplace_back(m.name, m.naive);
    names.emplace_back(blend_name, false);
    return names;
}

/// Longest time between two reports of a place; 0 with one.
int longest_gap(const CampRecord& camp) {
    int longest = 0;
    for (std::size_t i = 1; i < camp.reports.size(); ++i)
        longest = std::max(longest, camp.reports[i].day - camp.reports[i - 1].day);
    return longest;
}

std::vector<bool> given_up(const ForecastRequest& request, const ForecastSource& source,
                           const std::vector<CampRecord>& known, int origin) {
    std::vector<bool> list;
    const int longest_horizon = request.plan.horizon.horizons_days.back();
    for (const CampRecord& camp : known) {
        const int age = origin - camp.reports.back().day;
        list.push_back(source.from_reports &&
                       (age > oldest_report_days || age > std::max(2 * longest_gap(camp), longest_horizon)));
    }
    if (!list.empty() && std::ranges::all_of(list, std::identity()))
        throw Error({source.title, "--origin",
                     "every place has its last report so long ago that nothing is forecast from it",
                     "take an earlier day"});
    return list;
}

ForecastBacktest test(const ForecastRequest& request, const ForecastSource& source, int last_origin,
                      const Job& job) {
    const AsOfView view(source.archive, last_origin);
    const int from = settings_day(request, source, forecast_origins(view, request.plan));
    ForecastBacktest backtest{forecast_displacement(view, from, request.plan, job), {}, {}};
    backtest.outcomes = score_forecasts(backtest.forecast, source.archive.camps, request.plan.horizon);
    if (backtest.outcomes.scored.empty())
        throw Error(
            {source.title, "--backtest", "no forecast has a report near its horizon",
             "take shorter horizons or an earlier --origin; of series with few reports, take horizons "
             "as long as the time between reports"});
    backtest.scores = method_scores(backtest.outcomes.scored, method_names(view.flow() != nullptr),
                                    request.plan.horizon, request.plan.spacing_days, request.score);
    return backtest;
}

}  // namespace

StockArchive stock_archive(const DisplacementCase& given, int delay_days) {
    StockArchive archive;
    for (const ObservedCamp& observed : given.observed)
        archive.camps.push_back(camp_record(given, observed, delay_days));
    archive.flow = FlowRecord{given.flow.graph, given.flow.closures, given.flow.intensity};
    return archive;
}

Date first_day_of(const PeopleReports& given) {
    return std::ranges::min_element(given.reports, {}, &PeopleReport::date)->date;
}

StockArchive stock_archive(const PeopleReports& given, int delay_days) {
    const Date start = first_day_of(given);
    StockArchive archive;
    for (const PeopleReport& r : given.reports) {
        if (archive.camps.empty() || archive.camps.back().name != r.place)
            archive.camps.push_back({r.place, {}, {}});
        CampRecord& camp = archive.camps.back();
        const int day = days_between(start, r.date);
        const int told = r.published ? days_between(start, *r.published) : day;
        const int published = std::max(told, day + delay_days);
        // Both as old as the delay: the later one is what was known.
        if (!camp.reports.empty() && camp.reports.back().day == day &&
            camp.reports.back().published >= published)
            camp.reports.pop_back();
        camp.reports.push_back({day, published, r.people});
        if (r.wider && (camp.reregistrations.empty() || camp.reregistrations.back().day < day))
            camp.reregistrations.push_back({day, published});
    }
    return archive;
}

ForecastResult forecast_from_files(const ForecastRequest& asked, const Job& job) {
    if (asked.delay_days < 0)
        throw Error({"", "--delay", fmt::format("{} days", asked.delay_days), "give 0 or more"});
    ForecastSource source = read_forecast_source(asked);
    ForecastRequest request = asked;
    request.plan.at_publications = source.from_reports;
    const int origin = origin_of(request, source);
    const AsOfView view(source.archive, origin);
    ForecastResult result{.title = source.title, .start = source.start};
    result.forecast = forecast_displacement(view, origin, request.plan, job);
    result.known = view.camps();
    result.with_flow = view.flow() != nullptr;
    result.least_reports = source.from_reports ? least_reports_for_interval : 0;
    result.given_up = given_up(request, source, result.known, origin);
    result.base = source.base;
    result.code = source.code;
    if (request.backtest) result.backtest = test(request, source, origin, job);
    result.account = std::move(source.account);
    result.inputs = std::move(source.inputs);
    warn_of_source(request, source, result);
    return result;
}

}  // namespace djoliba
