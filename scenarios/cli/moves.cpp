// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <djoliba/layers/staging.hpp>
#include <djoliba/scenarios/moves.hpp>
#include <djoliba/scenarios/run.hpp>

#include "commands.hpp"

namespace djoliba::cli {
namespace {

struct MovesOptions {
    ScenarioArguments scenario;
    std::string code;
    int top = 0;
    std::string out;
    std::string language = "en";
    std::string cache;
};

void describe_options(CLI::App& command, MovesOptions& options) {
    add_scenario_arguments(command, options.scenario);
    command.add_option("--code", options.code,
                       "Unit of any level; without it, what is worth knowing for the whole list");
    command
        .add_option("--top", options.top, "Length of the list (default: `uncertainty.top` of the scenario)")
        ->check(CLI::Range(1, 10000));
    command.add_option("-o,--out", options.out, "Folder for a table; without it the result is only printed");
    command.add_option("--lang", options.language, "Language on the terminal: en, fr")
        ->check(CLI::IsMember({"en", "fr"}))
        ->capture_default_str();
    add_cache_option(command, options.cache);
}

int find_moves(const MovesOptions& options, const Context& context) {
    if (!options.out.empty()) check_output_directory(options.out);
    Scenario scenario = resolve(options.scenario.file, options.scenario.data);
    if (options.top > 0) scenario.uncertainty.top = options.top;
    const int top = scenario.uncertainty.top;
    if (!options.code.empty()) scenario.uncertainty.draws = 0;
    const Result result = run(scenario, context.job("computing"), coverage_cache(options.cache));
    std::optional<PlaceChange> change;
    if (!options.code.empty()) change = moves_of(result, options.code, top);
    std::vector<std::string> files;
    if (!options.out.empty()) files = save_moves(result, change, options.out);
    const Language language = options.language == "fr" ? Language::french : Language::english;
    if (!context.quiet) {
        if (result.stamp.synthetic) fmt::print("{}\n", synthetic_warning());
        fmt::print(
            "{}", change ? moves_in_words(result, *change, top, language) : worth_in_words(result, language));
    }
    std::fflush(stdout);
    for (const auto& file : files) spdlog::info("Written: {}/{}", options.out, file);
    return done;
}

}  // namespace

void add_moves(CLI::App& app, Context& context) {
    add_command<MovesOptions>(app, context, "moves",
                              "What would move a unit into or out of the top, and what is worth knowing",
                              describe_options, find_moves);
}

}  // namespace djoliba::cli
