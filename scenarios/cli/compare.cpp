// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <djoliba/layers/staging.hpp>
#include <djoliba/scenarios/run_comparison.hpp>

#include "commands.hpp"

namespace djoliba::cli {
namespace {

struct CompareOptions {
    std::string before, after;
    std::string out;
    std::string crosswalk;
    std::vector<std::filesystem::path> data;
    int top = 10;
    std::string language = "en";
    std::string cache;
};

void describe_options(CLI::App& command, CompareOptions& options) {
    command.add_option("run_a", options.before, "Folder of the old run")->required()->type_name("RUN_A");
    command.add_option("run_b", options.after, "Folder of the new run")->required()->type_name("RUN_B");
    command.add_option("-o,--out", options.out,
                       "Folder for the tables and maps; without it the result is only printed");
    command
        .add_option("--crosswalk", options.crosswalk,
                    "Table of pairs of codes, for runs of different boundary frames")
        ->type_name("FILE");
    command
        .add_option(
            "-d,--data", options.data,
            "Folder with the inputs of both runs; may be given more than once. Then hazard and exposure "
            "are told apart, by computing each run with the population of the other")
        ->allow_extra_args(false)
        ->type_name("DIR");
    command.add_option("--top", options.top, "Largest movers of each level on the terminal")
        ->check(CLI::Range(0, 100000))
        ->capture_default_str();
    command.add_option("--lang", options.language, "Language of the parts on the terminal: en, fr")
        ->check(CLI::IsMember({"en", "fr"}))
        ->capture_default_str();
    add_cache_option(command, options.cache);
    command.footer(
        "A change is B minus A; a negative change of rank is a move up the list. Both runs need `csv` "
        "among the outputs of their scenario, and `gpkg` or `geojson` for maps.");
}

int compare_saved(const CompareOptions& options, const Context& context) {
    if (!options.out.empty()) check_output_directory(options.out);
    const RunComparison runs =
        compare_runs(options.before, options.after,
                     {.crosswalk = options.crosswalk, .data = options.data, .shapes = !options.out.empty()},
                     context.job("computing"), coverage_cache(options.cache));
    std::vector<std::string> files;
    if (!options.out.empty()) files = save(runs, options.out, context.job("writing"));
    if (!context.quiet)
        fmt::print("{}", summary(runs, {.top = options.top,
                                        .language = options.language == "fr" ? Language::french
                                                                             : Language::english}));
    std::fflush(stdout);
    if (!files.empty()) spdlog::info("The comparison is in {}:", options.out);
    for (const auto& file : files) spdlog::info("  {}/{}", options.out, file);
    return done;
}

}  // namespace

void add_compare(CLI::App& app, Context& context) {
    add_command<CompareOptions>(app, context, "compare",
                                "Compare two saved runs: what changed in score and rank, and why",
                                describe_options, compare_saved);
}

}  // namespace djoliba::cli
