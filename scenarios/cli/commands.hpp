// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <djoliba/engine/job.hpp>
#include <djoliba/layers/coverage_cache.hpp>

namespace djoliba::cli {

/// How a program ends.
inline constexpr int done = 0;
inline constexpr int data_trouble = 1;   ///< the input cannot be used, or could not be used in part
inline constexpr int usage_trouble = 2;  ///< the program was called wrongly

/// What all commands share. A command's callback only sets `run`; it touches no file. main() then calls
/// `run`.
struct Context {
    bool quiet = false;             ///< only errors are written to standard error
    int threads = 0;                ///< 0: as many as the machine has cores
    std::function<int()> run = {};  ///< set by the command that was chosen; returns an exit code

    /// A job with the threads asked for. On a terminal it shows how far `what` has come, else it says
    /// nothing.
    Job job(std::string what) const;
    /// The same for a pass over a number of cells: shows how many are read in a second, and the time left.
    Job job(std::string what, double cells) const;
};

/// From then on SIGINT and SIGTERM stop a job as soon as it asks, and end a program that runs none.
void stop_on_signals();

/// "FILE:LAYER" cut in two; without a layer where there is a file of the whole name, or no colon.
std::pair<std::string, std::string> file_and_layer(const std::string& text);

void add_cache_option(CLI::App& command, std::string& cache);
CoverageCache coverage_cache(const std::string& option);

/// Throws Error where a file cannot be written there, before anything is computed.
void check_output_file(const std::filesystem::path& file);

/// The arguments of every command that reads a scenario file.
struct ScenarioArguments {
    std::string file;                              ///< a path, or the name of a scenario of the library
    std::vector<std::filesystem::path> data = {};  ///< folders searched for the files named in the scenario
};
void add_scenario_arguments(CLI::App& command, ScenarioArguments& arguments);

/// Adds a command with its own options. `add` fills the command; `run` is called after parsing:
///
///     void add_check(CLI::App& app, Context& context) {
///         add_command<CheckOptions>(app, context, "check", "Check a scenario file", describe_options,
///         check);
///     }
template <typename Options>
CLI::App& add_command(CLI::App& app, Context& context, const std::string& name, const std::string& summary,
                      void (*add)(CLI::App&, Options&), int (*run)(const Options&, const Context&)) {
    auto options = std::make_shared<Options>();
    CLI::App& command = *app.add_subcommand(name, summary);
    add(command, *options);
    command.final_callback([options, run, &context] {
        context.run = [options, run, &context] { return run(*options, context); };
    });
    return command;
}

/// The first word where it is no command, empty where it is one.
std::string unknown_command(const std::vector<std::string>& arguments, const CLI::App& app);
/// A hint for a common mistake in how the program was called, empty where none is known.
std::string hint_for(const std::vector<std::string>& arguments, const CLI::App& app);

// One file each.
void add_access(CLI::App& app, Context& context);
void add_batch(CLI::App& app, Context& context);
void add_backtest(CLI::App& app, Context& context);
void add_check(CLI::App& app, Context& context);
void add_compare(CLI::App& app, Context& context);
void add_demo(CLI::App& app, Context& context);
void add_displace(CLI::App& app, Context& context);
void add_expose(CLI::App& app, Context& context);
void add_forecast(CLI::App& app, Context& context);
void add_index(CLI::App& app, Context& context);
void add_moves(CLI::App& app, Context& context);
void add_report(CLI::App& app, Context& context);
void add_run(CLI::App& app, Context& context);
void add_schema(CLI::App& app, Context& context);
void add_sensitivity(CLI::App& app, Context& context);
void add_validate(CLI::App& app, Context& context);
void add_zonal(CLI::App& app, Context& context);

}  // namespace djoliba::cli
