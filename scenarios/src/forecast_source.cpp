// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "forecast_source.hpp"

#include <algorithm>
#include <chrono>
#include <set>

#include <fmt/format.h>

#include "displacement_rows.hpp"

namespace djoliba {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_names = 5;

Date date_of(const Date& start, int day) {
    return Date{std::chrono::sys_days(start) + std::chrono::days(day)};
}

/// A folder of Flee's layout, or a displacement file.
bool is_case(const fs::path& path) {
    const std::string extension = lower(path.extension().string());
    return fs::is_directory(path) || extension == ".yaml" || extension == ".yml";
}

ForecastSource from_case(const ForecastRequest& request) {
    if (!request.published.empty())
        throw Error({"", "--published", "the reports of a case are files of their own",
                     "give files of reports, or --delay"});
    check_choice(request.choice, {});
    DisplacementCase given = read_displacement(request.inputs.front());
    if (given.observed.empty())
        throw Error({given.title, "validation", "there are no reports of people in camps",
                     "add validation/data_layout.csv and a file of reports for each camp"});
    ForecastSource source{.title = given.title, .start = given.start};
    source.last_day = static_cast<int>(given.flow.intensity.days) - 1;
    source.archive = stock_archive(given, request.delay_days);
    source.account = std::move(given.account);
    source.inputs = std::move(given.inputs);
    return source;
}

std::vector<PeopleFile> files_of(const ForecastRequest& request) {
    if (!request.published.empty() && request.published.size() != request.inputs.size())
        throw Error({"", "--published",
                     fmt::format("{} days for {} files", request.published.size(), request.inputs.size()),
                     "give a day for each file, in their order"});
    std::vector<PeopleFile> files;
    files.reserve(request.inputs.size());
    for (const fs::path& path : request.inputs) files.push_back({path});
    for (std::size_t i = 0; i < request.published.size(); ++i) files[i].published = request.published[i];
    return files;
}

std::string title_of(const std::vector<fs::path>& files) {
    const std::string first = files.front().stem().string();
    return files.size() == 1 ? first : fmt::format("{} and {} more", first, files.size() - 1);
}

/// From one day nothing can be told of change.
void check_days(const PeopleReports& given, const std::string& title) {
    std::set<Date> days;
    for (const PeopleReport& r : given.reports) days.insert(r.date);
    if (days.size() > 1) return;
    throw Error({title, "",
                 fmt::format("all {} reports are of one day, {}, and one day is no series",
                             given.reports.size(), to_string(*days.begin())),
                 "give the files of other rounds with it; one round says nothing of what comes"});
}

ForecastSource from_reports(const ForecastRequest& request) {
    ForecastSource source{.title = title_of(request.inputs), .from_reports = true};
    PeopleReports given = read_people_reports(files_of(request), request.choice);
    check_days(given, source.title);
    source.start = first_day_of(given);
    source.archive = stock_archive(given, request.delay_days);
    source.base = given.base;
    source.told_when =
        std::ranges::all_of(given.reports, [](const PeopleReport& r) { return r.published.has_value(); });
    for (const PeopleReport& r : given.reports)
        if (!r.code.empty()) source.code[r.place] = r.code;
    source.account = std::move(given.account);
    for (const fs::path& path : request.inputs) source.inputs.push_back({"reports", path});
    if (given.format == PeopleFormat::unhcr_population && request.delay_days == 0 && !source.told_when)
        source.account.warnings.emplace_back(
            "figures of the end of a year come out about half a year later: say so with --delay");
    return source;
}

std::string some_of(const std::vector<std::string>& names) {
    const auto shown = std::min(most_names, names.size());
    return fmt::format("{}{}",
                       fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
                       names.size() > shown ? ", ..." : "");
}

/// Places of which there is too little for an interval.
void warn_of_short_series(ForecastResult& result) {
    std::vector<std::string> places;
    for (std::size_t c = 0; c < result.known.size(); ++c)
        if (!result.given_up[c] && result.known[c].reports.size() < result.least_reports)
            places.push_back(result.known[c].name);
    if (!places.empty())
        result.account.warnings.push_back(
            fmt::format("{} of {} places have fewer than {} reports, and no interval is given for them: {}",
                        places.size(), result.known.size(), result.least_reports, some_of(places)));
}

/// Errors of many small places make an interval that a large one does not keep.
void warn_of_unequal_places(ForecastResult& result) {
    constexpr double unequal = 20;
    std::vector<std::pair<double, std::string>> places;
    places.reserve(result.known.size());
    for (const CampRecord& camp : result.known) places.emplace_back(camp.reports.back().people, camp.name);
    std::ranges::sort(places);
    const double middle = places[places.size() / 2].first;
    if (places.back().first > unequal * std::max(middle, 1.0))
        result.account.warnings.push_back(fmt::format(
            "intervals pool the errors of all places, half of which have at most {} people: those of {} ({} "
            "people) are likely too narrow",
            middle, places.back().second, places.back().first));
}

void warn_of_places_given_up(ForecastResult& result) {
    for (std::size_t c = 0; c < result.known.size(); ++c) {
        if (!result.given_up[c]) continue;
        const CampRecord& camp = result.known[c];
        leave_out(
            result.account, "reports", result.title,
            "places whose last report is too old to forecast from, and of which later ones are not known",
            fmt::format("{}, {} people on {}", camp.name, camp.reports.back().people,
                        to_string(date_of(result.start, camp.reports.back().day))));
    }
}

void warn_of_untested_horizons(const ForecastRequest& request, ForecastResult& result) {
    std::vector<int> untested;
    const MethodForecast& any = result.forecast.origins.back().methods.front();
    for (std::size_t h = 0; h < any.past_forecasts.size(); ++h)
        if (any.past_forecasts[h] == 0) untested.push_back(request.plan.horizon.horizons_days[h]);
    if (!untested.empty())
        result.account.warnings.push_back(fmt::format(
            "no earlier forecast of {} days met a report at most {} days off: nothing is known of its errors",
            fmt::join(untested, ", "), request.plan.horizon.tolerance_days));
}

void warn_of_old_reports(const ForecastRequest& request, const ForecastSource& source,
                         ForecastResult& result) {
    const int origin = result.forecast.origins.back().origin,
              old = request.plan.horizon.horizons_days.front();
    std::vector<std::string> places;
    for (std::size_t c = 0; c < result.known.size(); ++c)
        if (!result.given_up[c] && origin - result.known[c].reports.back().day > old)
            places.push_back(result.known[c].name);
    if (source.from_reports && places.size() > most_names) {
        result.account.warnings.push_back(
            fmt::format("the last report of {} places is more than {} days old: {}", places.size(), old,
                        some_of(places)));
        return;
    }
    for (const std::string& place : places) {
        const auto camp = std::ranges::find(result.known, place, &CampRecord::name);
        result.account.warnings.push_back(
            fmt::format("{}: the last report is {} days old, and its intervals are little more than a guess",
                        place, origin - camp->reports.back().day));
    }
}

}  // namespace

ForecastSource read_forecast_source(const ForecastRequest& request) {
    const auto cases = std::ranges::count_if(request.inputs, is_case);
    if (cases > 0 && request.inputs.size() > 1)
        throw Error({request.inputs.front().filename().string(), "",
                     "a folder or displacement file is a case of its own", "give it alone"});
    return cases > 0 ? from_case(request) : from_reports(request);
}

void warn_of_source(const ForecastRequest& request, const ForecastSource& source, ForecastResult& result) {
    if (request.delay_days == 0 && !source.told_when)
        result.account.warnings.emplace_back(
            "the files tell no day of publication: each report is taken as published on its own day");
    warn_of_old_reports(request, source, result);
    for (const CampRecord& camp : source.archive.camps)
        if (std::ranges::find(result.known, camp.name, &CampRecord::name) == result.known.end())
            leave_out(result.account, "observed", result.title, "camps without any report by the origin",
                      camp.name);
    if (!source.from_reports) return;
    result.account.warnings.emplace_back(
        "`flow` is left out, also of the blend: it needs a graph of places and roads, which files of reports "
        "do "
        "not have");
    warn_of_places_given_up(result);
    warn_of_short_series(result);
    warn_of_unequal_places(result);
    warn_of_untested_horizons(request, result);
}

}  // namespace djoliba
