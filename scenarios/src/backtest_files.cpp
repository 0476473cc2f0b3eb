// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/backtest_files.hpp>

#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/digest.hpp>
#include <djoliba/layers/names.hpp>

#include "backtest_outcome.hpp"
#include "backtest_ranking.hpp"

namespace djoliba {
namespace {

Date day(const std::string& text, const std::string& option) {
    if (const auto date = parse_date(text)) return *date;
    throw Error({"", option, fmt::format("`{}` is no day such as 2022-09-30", text), ""});
}

std::string input_in_words(const RankingInput& input) {
    if (input.indicators.empty()) return fmt::format("layer `{}`", input.layer);
    return fmt::format("layer `{}`, which gives {}", input.layer, fmt::join(input.indicators, ", "));
}

// A ranking is not tested with what it was made from.
void check_is_no_input(const BacktestReport& report, const ReadRanking& ranking) {
    const auto& file = report.request.outcome.file;
    const std::string name = file.filename().string();
    for (const RankingInput& input : ranking.inputs) {
        const bool same = input.sha256 == report.outcome_sha256;
        if (!same && (input.file.empty() || std::filesystem::path(input.file).filename() != name)) continue;
        throw Error(
            {file.string(), "outcome",
             fmt::format("{} of the ranking ({})", same ? "it is an input" : "its name is that of an input",
                         input_in_words(input)),
             same ? "take an outcome that the ranking did not know, or rank without that layer"
                  : "give a later round a name that says so; else take an outcome that the ranking did "
                    "not know"});
    }
}

void settle_as_of(BacktestReport& report, const ReadRanking& ranking) {
    std::string& as_of = report.request.as_of;
    if (as_of.empty()) as_of = ranking.as_of;
    if (as_of.empty())
        throw Error({ranking.file.string(), "as_of", "nothing tells the day of which the ranking is",
                     "state it with --as-of, or take the folder of a run"});
    if (!ranking.as_of.empty() && ranking.as_of != as_of)
        throw Error({ranking.file.string(), "as_of",
                     fmt::format("the run is of {}, not of {}", ranking.as_of, as_of), "leave --as-of out"});
}

void settle_days(BacktestRequest& request, const ReadOutcome& outcome) {
    Days days;
    if (request.date.empty())
        days = {day(request.from, "--outcome-from"), day(request.to, "--outcome-to")};
    else
        days = days_of(outcome, request.date);
    const Date as_of = day(request.as_of, "--as-of");
    const std::string file = request.outcome.file.string();
    if (days.to < days.from)
        throw Error({file, "outcome",
                     fmt::format("{} is before {}", to_string(days.to), to_string(days.from)),
                     "give the first and the last day of the outcome"});
    if (days.from <= as_of)
        throw Error({file, "outcome",
                     fmt::format("it begins on {}, and the ranking is of {}: what came before tests nothing",
                                 to_string(days.from), request.as_of),
                     "choose later rows with --where, or rank as of an earlier day"});
    request.from = to_string(days.from);
    request.to = to_string(days.to);
}

void check_last_known(const BacktestRequest& request, const OutcomeTable& last) {
    const Date known = day(request.last_known, "--last-known"), as_of = day(request.as_of, "--as-of");
    if (known > as_of)
        throw Error(
            {last.file.string(), "--last-known",
             fmt::format("known on {}, after the day of the ranking ({})", to_string(known), request.as_of),
             "take an outcome that was known by then"});
}

bool any_known(const std::vector<double>& list) {
    for (const double v : list)
        if (!std::isnan(v)) return true;
    return false;
}

// The columns of the comparison, by locality of the ranking.
struct Columns {
    std::vector<double> outcome, people, last;
};

Columns read_columns(BacktestReport& report, const ReadRanking& ranking) {
    BacktestRequest& request = report.request;
    const auto& places = ranking.localities;
    const auto outcome = read_outcome(request.outcome, "outcome", places, request.level, report.account);
    settle_days(request, outcome);
    Columns columns;
    columns.outcome = outcomes(outcome, request.outcome, places, request.level, request.absence);
    columns.people = request.population.empty()
                         ? ranking.people
                         : amounts(outcome, request.population, places, request.level, Absence::unknown);
    if (request.last_outcome) {
        check_last_known(request, *request.last_outcome);
        const auto last =
            read_outcome(*request.last_outcome, "last_outcome", places, request.level, report.account);
        columns.last = outcomes(last, *request.last_outcome, places, request.level, request.absence);
        report.last_outcome_sha256 = sha256_file(request.last_outcome->file);
    }
    return columns;
}

BacktestInput input_of(BacktestReport& report, const ReadRanking& ranking, const Columns& columns) {
    BacktestInput input;
    std::vector<double> last;
    const auto at = [](const std::vector<double>& list, int i) {
        return list.empty() ? missing_value : list[static_cast<std::size_t>(i)];
    };
    for (const int i : ranking.localities.of_level(report.request.level)) {
        const BacktestLocality row{ranking.localities[i].code, ranking.localities[i].name,
                                   ranking.score[i],           columns.outcome[i],
                                   at(columns.people, i),      at(columns.last, i)};
        input.score.push_back(row.score);
        input.outcome.push_back(row.outcome);
        input.people.push_back(row.people);
        last.push_back(row.last_outcome);
        report.localities.push_back(row);
    }
    if (any_known(input.people))
        input.rivals.push_back({"population", {"population alone", "la population seule"}, input.people});
    else
        report.account.warnings.emplace_back("no population is known: not compared with it");
    if (any_known(last))
        input.rivals.push_back(
            {"last_outcome", {"the last outcome", "le dernier résultat"}, std::move(last)});
    return input;
}

void warn(BacktestReport& report) {
    auto& warnings = report.account.warnings;
    if (!report.inputs_known)
        warnings.emplace_back(
            "no run.json tells what the ranking was made from: whether the outcome is an input is not "
            "checked");
    std::int64_t rows = 0;
    for (const auto& layer : report.account.layers)
        if (layer.source == "outcome") rows = layer.rows_used;
    for (const auto& e : report.account.exclusions)
        if (e.source == "outcome" && report.request.absence == Absence::zero && rows > 0) {
            warnings.emplace_back(
                "rows of the outcome did not join while absence means zero: their places may count as 0");
            break;
        }
}

}  // namespace

BacktestReport backtest_files(const BacktestRequest& request) {
    BacktestReport report{.request = request};
    const ReadRanking ranking = read_ranking(request.ranking, request.by, request.level);
    if (report.request.level.empty()) report.request.level = ranking.first_level;
    report.account = ranking.account;
    report.inputs_known = ranking.has_manifest;
    report.ranking_sha256 = sha256_file(ranking.file);
    report.outcome_sha256 = sha256_file(request.outcome.file);
    check_is_no_input(report, ranking);
    settle_as_of(report, ranking);
    const Columns columns = read_columns(report, ranking);
    const BacktestInput input = input_of(report, ranking, columns);
    report.result = backtest(input, request.options);
    warn(report);
    return report;
}

}  // namespace djoliba
