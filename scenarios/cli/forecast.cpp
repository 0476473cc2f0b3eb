// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/staging.hpp>
#include <djoliba/scenarios/forecast_files.hpp>

#include "commands.hpp"

namespace djoliba::cli {
namespace {

struct ForecastCommand {
    ForecastRequest request = {};
    std::string origin, settings_from;
    std::vector<std::string> published;
    std::string out;
};

std::optional<Date> day(const std::string& text, const std::string& option) {
    if (text.empty()) return {};
    if (const auto date = parse_date(text)) return date;
    throw CLI::ValidationError(option, fmt::format("`{}` is no day such as 2012-09-30", text));
}

/// Options for files of reports.
void describe_choice(CLI::App& command, ForecastCommand& o) {
    PeopleChoice& choice = o.request.choice;
    const std::string group = "Files of reports";
    command
        .add_option("--published", o.published,
                    "Day on which each file came out, in their order (default: what the files tell)")
        ->delimiter(',')
        ->type_name("DATE,...")
        ->group(group);
    command.add_option("--sheet", choice.sheet, "Sheet of workbooks, where there are several")
        ->type_name("NAME")
        ->group(group);
    command.add_option("--level", choice.level, "DTM: country, region, cercle or commune")
        ->capture_default_str()
        ->group(group);
    command.add_option("--operation", choice.operation, "DTM rounds: the operation, where there are several")
        ->group(group);
    command
        .add_option("--assessment", choice.assessment,
                    "DTM rounds: BA, SA or ETT (default: BA where there is one)")
        ->group(group);
    command
        .add_option("--people", choice.group,
                    "UNHCR population: refugees, asylum_seekers, oip, idps or stateless")
        ->capture_default_str()
        ->group(group);
    command.add_option("--from", choice.from, "UNHCR population: country that people come from")
        ->type_name("ISO3")
        ->group(group);
    command.add_option("--in", choice.in, "UNHCR population, DTM rounds: country that people are in")
        ->type_name("ISO3")
        ->group(group);
}

void describe_options(CLI::App& command, ForecastCommand& o) {
    ForecastPlan& plan = o.request.plan;
    command
        .add_option(
            "input", o.request.inputs,
            "Folder of Flee's layout (input/ and validation/) or displacement file; or files of reports: "
            "DTM baseline assessments, DTM rounds, UNHCR population tables, dates and people of a place")
        ->required()
        ->type_name("FOLDER|FILE...");
    command.add_option("-o,--out", o.out, "Folder for the results")->required()->type_name("DIR");
    command
        .add_option("--origin", o.origin,
                    "Day of the forecast; nothing published later is used (default: the last day of the "
                    "period with a report by then)")
        ->type_name("DATE");
    command.add_option("--horizons", plan.horizon.horizons_days, "Days ahead, ascending")
        ->delimiter(',')
        ->capture_default_str()
        ->type_name("DAYS,...");
    command
        .add_option("--tolerance", plan.horizon.tolerance_days, "Days by which a report may be off a horizon")
        ->capture_default_str();
    command.add_option("--spacing", plan.spacing_days, "Days between origins")->capture_default_str();
    command.add_option("--history", plan.history_days, "Days from the first report to the first origin")
        ->capture_default_str();
    command.add_option("--delay", o.request.delay_days, "Days from a report to its publication")
        ->capture_default_str();
    describe_choice(command, o);
    command.add_flag("--backtest", o.request.backtest,
                     "Test the forecasts of earlier days against later reports");
    command
        .add_option(
            "--settings-from", o.settings_from,
            "Settings are chosen at earlier origins and tested from this day on (default: the middle)")
        ->type_name("DATE");
    command.add_option("--draws", o.request.score.draws, "Bootstrap draws behind the intervals of the test")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    command.add_option("--seed", o.request.score.seed, "Seed of the draws")->capture_default_str();
    command.footer(
        "Writes forecasts.csv and run.json, with --backtest also backtest.csv and summary.json. People at "
        "report\ndates only; the test looks at nothing that a forecaster could not have known.");
    command.parse_complete_callback([&o] {
        o.request.origin = day(o.origin, "--origin");
        o.request.published.clear();
        for (const std::string& text : o.published)
            if (const auto date = day(text, "--published")) o.request.published.push_back(*date);
        o.request.settings_from = day(o.settings_from, "--settings-from");
    });
}

void tell(const MethodScore& s, const std::string& best) {
    spdlog::info(
        "{} days, {:<16}: {} forecasts, error {:.3f} ({:.3f} to {:.3f}), skill over {} {:.2f} ({:.2f} "
        "to {:.2f}), 50 % holds {:.2f}, 90 % holds {:.2f}",
        s.horizon_days, s.method, s.forecasts, s.error.value, s.error.low, s.error.high, best, s.skill.value,
        s.skill.low, s.skill.high, s.coverage50.value, s.coverage90.value);
}

void tell(const ForecastResult& result) {
    for (const Exclusion& e : result.account.exclusions)
        spdlog::warn("{}: {} {}, such as {}", e.source, e.rows, e.reason,
                     e.examples.empty() ? "" : e.examples.front());
    for (const std::string& warning : result.account.warnings) spdlog::warn("{}", warning);
    if (!result.backtest) return;
    for (const MethodScore& s : result.backtest->scores.scores)
        tell(s, result.backtest->scores.best_naive.at(s.horizon_days));
    for (const Unscored& u : result.backtest->outcomes.unscored)
        spdlog::info("{} days: {} forecasts without a report near the horizon, {} after a re-registration",
                     u.horizon_days, u.no_report, u.re_registered);
}

int forecast(const ForecastCommand& options, const Context& context) {
    check_output_directory(options.out);
    const ForecastResult result = forecast_from_files(options.request, context.job("forecasting"));
    tell(result);
    write_forecast(options.out, options.request, result);
    spdlog::info("{}: {} {}, {} methods", options.out, result.known.size(),
                 result.base.empty() ? "camps" : "places", result.forecast.origins.back().methods.size());
    return done;
}

}  // namespace

void add_forecast(CLI::App& app, Context& context) {
    CLI::App& command = *app.add_subcommand("forecast", "Forecast, and test forecasts of earlier days");
    command.require_subcommand(1);
    add_command<ForecastCommand>(command, context, "displacement", "Forecast displaced people by camp",
                                 describe_options, forecast);
}

}  // namespace djoliba::cli
