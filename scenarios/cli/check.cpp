// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <djoliba/scenarios/batch.hpp>

#include "commands.hpp"

namespace djoliba::cli {
namespace {

void describe_options(CLI::App& command, ScenarioArguments& options) {
    add_scenario_arguments(command, options);
    command.footer("Reports every problem in one go, as file:line:column: key: problem; remedy.");
}

int check(const ScenarioArguments& options, const Context& context) {
    const Scenario scenario = resolve(options.file, options.data);
    auto sweep = check_files_and_sweep(scenario);
    if (!sweep.problems.empty()) throw Error(std::move(sweep.problems));
    if (context.quiet) return done;
    fmt::print("{}: no problem found ({} files, as of {})\n", options.file, files_of(scenario).size(),
               to_string(scenario.as_of));
    if (sweep.scenarios > 1)
        fmt::print("It stands for {} scenarios: take them with `djoliba batch`\n", sweep.scenarios);
    return done;
}

}  // namespace

void add_check(CLI::App& app, Context& context) {
    add_command<ScenarioArguments>(app, context, "check", "Check a scenario file", describe_options, check);
}

}  // namespace djoliba::cli
