// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <djoliba/layers/staging.hpp>
#include <djoliba/scenarios/run.hpp>
#include <djoliba/scenarios/summary.hpp>

#include "commands.hpp"

namespace djoliba::cli {
namespace {

struct RunOptions {
    ScenarioArguments scenario;
    std::string out;
    int top = 20;
    std::optional<std::string> language;
    std::string cache;
};

void describe_options(CLI::App& command, RunOptions& options) {
    add_scenario_arguments(command, options.scenario);
    command.add_option("-o,--out", options.out, "Folder for the results; made where it does not exist")
        ->required();
    command.add_option("--top", options.top, "Rows of the table on the terminal")
        ->check(CLI::Range(0, 100000))
        ->capture_default_str();
    command
        .add_option(
            "--lang", options.language,
            "Language of the reasons on the terminal (en where not given), of validation.xlsx and in which "
            "report.html opens (fr where not given): en, fr")
        ->check(CLI::IsMember({"en", "fr"}));
    add_cache_option(command, options.cache);
}

int run_scenario(const RunOptions& options, const Context& context) {
    check_output_directory(options.out);
    const Scenario scenario = resolve(options.scenario.file, options.scenario.data);
    Result result = run(scenario, context.job("computing"), coverage_cache(options.cache));
    result.language = options.language == "en" ? Language::english : Language::french;
    const auto files = save(result, options.out, context.job("writing"));
    if (!context.quiet)
        fmt::print("{}", summary(result, {.top = options.top,
                                          .language = options.language == "fr" ? Language::french
                                                                               : Language::english}));
    std::fflush(stdout);
    spdlog::info("Results are in {}:", options.out);
    for (const auto& file : files) spdlog::info("  {}/{}", options.out, file);
    std::error_code ignored;
    if (std::filesystem::exists(std::filesystem::path(options.out) / "validation.json", ignored))
        spdlog::warn(
            "Decisions of committees were read there: `djoliba validate {}` puts them into the new page",
            options.out);
    return done;
}

}  // namespace

void add_run(CLI::App& app, Context& context) {
    add_command<RunOptions>(app, context, "run",
                            "Rank localities: compute a scenario and write tables and maps", describe_options,
                            run_scenario);
}

}  // namespace djoliba::cli
