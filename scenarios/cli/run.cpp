// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
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
    bool publish = false;
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
    command.add_flag("--public", options.publish,
                     "Also write what may be told to everybody into the folder `public`: without restricted "
                     "layers, points and counts under 10");
    add_cache_option(command, options.cache);
}

void tell(const Result& r, const Publication& p) {
    spdlog::info(
        "The public variant leaves out {} restricted layers with {} indicators ({:.0f} % of the "
        "index), {} counts under 10, and {} figures from which such could be worked out.",
        p.layers, p.indicators, 100 * p.index_weight, p.masked.small, p.masked.others);
    if (std::ranges::all_of(r.index.risk_class, [](int c) { return c == 0; }))
        spdlog::warn(
            "In the public variant no locality is assessed: too many figures of its index are restricted "
            "or masked. Name in `public_index` an index that does without them.");
}

int run_scenario(const RunOptions& options, const Context& context) {
    check_output_directory(options.out);
    const Scenario scenario = resolve(options.scenario.file, options.scenario.data);
    const Language page = options.language == "en" ? Language::english : Language::french;
    const CoverageCache cache = coverage_cache(options.cache);
    std::optional<Result> publication;
    if (options.publish) {
        publication = run_public(scenario, context.job("computing the public variant"), cache);
        publication->language = page;
    }
    Result result = run(scenario, context.job("computing"), cache);
    result.language = page;
    const auto files =
        save(result, options.out, context.job("writing"), publication ? &*publication : nullptr);
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
    if (publication && publication->publication) tell(*publication, *publication->publication);
    return done;
}

}  // namespace

void add_run(CLI::App& app, Context& context) {
    add_command<RunOptions>(app, context, "run",
                            "Rank localities: compute a scenario and write tables and maps", describe_options,
                            run_scenario);
}

}  // namespace djoliba::cli
