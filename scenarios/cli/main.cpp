// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <exception>

#include <fmt/format.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <djoliba/engine/error.hpp>

#include "commands.hpp"

namespace djoliba::cli {
namespace {

constexpr const char* footer =
    "Exit codes: 0 done, 1 trouble with the data, 2 called wrongly.\n"
    "Start with: djoliba demo --out demo-input";

void add_everything(CLI::App& app, Context& context) {
    app.set_version_flag("--version", std::string("djoliba ") + DJOLIBA_VERSION);
    app.add_flag("-q,--quiet", context.quiet, "Write nothing but errors to standard error");
    app.add_option("--threads", context.threads, "Threads to use (0: as many as the machine has cores)")
        ->check(CLI::Range(0, 1024));
    app.require_subcommand(1);
    app.fallthrough();
    app.footer(footer);
    add_run(app, context);
    add_access(app, context);
    add_batch(app, context);
    add_backtest(app, context);
    add_check(app, context);
    add_compare(app, context);
    add_demo(app, context);
    add_displace(app, context);
    add_expose(app, context);
    add_forecast(app, context);
    add_index(app, context);
    add_moves(app, context);
    add_report(app, context);
    add_schema(app, context);
    add_sensitivity(app, context);
    add_validate(app, context);
    add_zonal(app, context);
}

// Messages go to standard error, results to files or standard output.
void start_log(bool quiet) {
    auto log = spdlog::stderr_color_mt("djoliba");
    log->set_pattern("%^%v%$");
    log->set_level(quiet ? spdlog::level::err : spdlog::level::info);
    spdlog::set_default_logger(std::move(log));
}

void report(const Error& error) {
    for (const Problem& problem : error.problems()) spdlog::error("{}", to_string(problem));
    if (error.problems().size() > 1) spdlog::error("{} problems", error.problems().size());
}

int usage_error(const CLI::App& app, const CLI::ParseError& error,
                const std::vector<std::string>& arguments) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
    if (arguments.empty()) {
        fmt::print(stderr, "{}", app.help());
        return usage_trouble;
    }
    const std::string unknown = unknown_command(arguments, app);
    const std::string hint = hint_for(arguments, app);
    fmt::print(stderr, "djoliba: {}\n", unknown.empty() ? error.what() : "no such command: " + unknown);
    if (!hint.empty()) fmt::print(stderr, "{}\n", hint);
    fmt::print(stderr, "Run `djoliba --help` for the commands, `djoliba COMMAND --help` for one of them.\n");
    return usage_trouble;
}

int run_chosen(const Context& context) {
    try {
        return context.run();
    } catch (const Error& error) {
        report(error);
    } catch (const Cancelled&) {
        spdlog::error("cancelled");
    } catch (const std::exception& error) {
        spdlog::error("djoliba stopped: {}", error.what());
    }
    return data_trouble;
}

int run_program(int count, char** words) {
    CLI::App app{
        "Djoliba overlays flood, drought and conflict on the regions, cercles and communes of Mali\n"
        "and ranks localities at risk for preparedness planning.",
        "djoliba"};
    Context context;
    add_everything(app, context);
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& error) {
        return usage_error(app, error, std::vector<std::string>(words + 1, words + count));
    }
    start_log(context.quiet);
    stop_on_signals();
    return run_chosen(context);
}

}  // namespace
}  // namespace djoliba::cli

int main(int argc, char** argv) {
    try {
        return djoliba::cli::run_program(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "djoliba stopped: %s\n", error.what());
        return djoliba::cli::data_trouble;
    }
}
