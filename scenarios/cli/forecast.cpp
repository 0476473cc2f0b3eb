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
    std::string out;
};

std::optional<Date> day(const std::string& text, const std::string& option) {
    if (text.empty()) return {};
    if (const auto date = parse_date(text)) return date;
    throw CLI::ValidationError(option, fmt::format("`{}` is no day such as 2012-09-30", text));
}

void describe_options(CLI::App& command, ForecastCommand& o) {
    ForecastPlan& plan = o.request.plan;
    command.add_option("folder", o.request.folder, "Folder of Flee's layout, with input/ and validation/")
        ->required()
        ->type_name("FOLDER");
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
    spdlog::info("{}: {} camps, {} methods", options.out, result.known.size(),
                 result.forecast.origins.back().methods.size());
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
