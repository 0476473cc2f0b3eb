// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <djoliba/layers/staging.hpp>
#include <djoliba/scenarios/sensitivity_files.hpp>

#include "commands.hpp"

namespace djoliba::cli {
namespace {

struct SensitivityChoice {
    ScenarioArguments scenario;
    std::string out;
    int rows = 1024;
    std::string language = "en";
    std::string cache;
};

void describe_options(CLI::App& command, SensitivityChoice& options) {
    add_scenario_arguments(command, options.scenario);
    command.add_option("-o,--out", options.out,
                       "Folder for the tables; without it the result is only printed");
    command
        .add_option("--runs", options.rows,
                    "Rows of the two samples; the index is computed (groups + 2) times as often")
        ->check(CLI::Range(64, 1000000))
        ->capture_default_str();
    command.add_option("--lang", options.language, "Language of the groups on the terminal: en, fr")
        ->check(CLI::IsMember({"en", "fr"}))
        ->capture_default_str();
    add_cache_option(command, options.cache);
}

int find_sensitivity(const SensitivityChoice& options, const Context& context) {
    if (!options.out.empty()) check_output_directory(options.out);
    const Scenario scenario = resolve(options.scenario.file, options.scenario.data);
    const ScenarioSensitivity found =
        scenario_sensitivity(scenario, static_cast<std::size_t>(options.rows), context.job("computing"),
                             coverage_cache(options.cache));
    std::vector<std::string> files;
    if (!options.out.empty()) files = save(found, options.out);
    if (!context.quiet)
        fmt::print("{}", summary(found, options.language == "fr" ? Language::french : Language::english));
    std::fflush(stdout);
    if (!files.empty()) spdlog::info("The tables are in {}:", options.out);
    for (const auto& file : files) spdlog::info("  {}/{}", options.out, file);
    return done;
}

}  // namespace

void add_sensitivity(CLI::App& app, Context& context) {
    add_command<SensitivityChoice>(app, context, "sensitivity",
                                   "Which inputs, weights and choices make the doubt of scores and ranks",
                                   describe_options, find_sensitivity);
}

}  // namespace djoliba::cli
