// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <map>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <djoliba/layers/staging.hpp>
#include <djoliba/scenarios/batch.hpp>

#include "commands.hpp"

namespace djoliba::cli {
namespace {

struct BatchOptions {
    std::vector<std::string> files;
    std::vector<std::filesystem::path> data;
    std::string out;
    std::string cache;
    std::vector<std::string> in_report;
    std::string language = "fr";
    bool dry_run = false;
};

void describe_options(CLI::App& command, BatchOptions& options) {
    command
        .add_option("files", options.files,
                    "Scenario files, or names of shipped scenarios; with sweeps and samples")
        ->required();
    command.add_option("--data", options.data,
                       "Folder searched for the files that scenarios name; may be repeated");
    command.add_option("-o,--out", options.out, "Folder of the batch: its ledger batch.db and its results")
        ->required();
    command.add_option("--in-report", options.in_report,
                       "Scenario that report.html holds, by name; may be repeated. Where none is named, it "
                       "holds the first 20 of those that keep `report`");
    command.add_option("--lang", options.language, "Language in which report.html opens: en, fr")
        ->check(CLI::IsMember({"en", "fr"}))
        ->capture_default_str();
    command.add_flag("--dry-run", options.dry_run, "Say what would be computed, and why; compute nothing");
    add_cache_option(command, options.cache);
}

void print_plan(const BatchPlan& plan) {
    std::map<std::string, std::size_t> reasons;
    std::size_t to_do = 0, failed = 0;
    for (const auto& task : plan.tasks) {
        to_do += task.to_do ? 1 : 0, failed += task.failed ? 1 : 0;
        if (task.to_do) ++reasons[task.reason];
    }
    fmt::print("{} scenarios: {} to compute, {} finished, {} that cannot run\n", plan.tasks.size(), to_do,
               plan.tasks.size() - to_do - failed, failed);
    for (const auto& [reason, count] : reasons) fmt::print("  {:>6}  {}\n", count, reason);
    for (const auto& task : plan.tasks)
        if (task.failed) fmt::print("cannot run: {}\n  {}\n", task.name, task.reason);
    if (plan.in_report > 0) fmt::print("Writes report.html of {} scenarios\n", plan.in_report);
    if (to_do == 0) return;
    fmt::print(
        "Needs: {} times the files of a baseline read and its rasters counted, with {} fields of moved or "
        "added "
        "events and {} of replayed years; {} sets of closures; outputs kept of {} scenarios\n",
        plan.baselines, plan.event_fields, plan.seasons, plan.closures, plan.kept);
}

int run_all(const BatchOptions& options, const Context& context) {
    const BatchRequest request{.files = options.files,
                               .data = options.data,
                               .directory = options.out,
                               .cache = coverage_cache(options.cache),
                               .in_report = options.in_report,
                               .language = options.language == "en" ? Language::english : Language::french};
    if (options.dry_run) {
        print_plan(plan_batch(request, context.job("scenarios")));
        return done;
    }
    check_output_directory(options.out);
    const BatchSummary summary = run_batch(request, context.job("scenarios"), [&](const BatchPlan& plan) {
        if (!context.quiet) print_plan(plan);
        std::fflush(stdout);
    });
    if (!context.quiet)
        fmt::print("{} scenarios scored in the ledger, {} computed now; {} failed\n", summary.done,
                   summary.computed, summary.failed);
    std::fflush(stdout);
    if (summary.missing > 0)
        spdlog::error("{} scenarios are not computed: another call has changed them; start again",
                      summary.missing);
    for (const auto& warning : summary.warnings) spdlog::warn("{}", warning);
    for (const auto& task : summary.failures) spdlog::error("failed: {}: {}", task.name, task.reason);
    spdlog::info("Results are in {}:", options.out);
    for (const char* file : {"batch.db"}) spdlog::info("  {}/{}", options.out, file);
    for (const auto& file : summary.outputs) spdlog::info("  {}/{}", options.out, file);
    return summary.failed > 0 || summary.missing > 0 ? data_trouble : done;
}

}  // namespace

void add_batch(CLI::App& app, Context& context) {
    add_command<BatchOptions>(app, context, "batch",
                              "Score many scenarios; what is finished is kept and not computed again",
                              describe_options, run_all);
}

}  // namespace djoliba::cli
