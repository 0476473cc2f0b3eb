// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <cstdio>
#include <memory>

#include <fmt/format.h>

#include "commands.hpp"

namespace djoliba::cli {
namespace {

// One line that is written over itself, at most a hundred times.
void show_progress(const std::string& what, double share, int& shown) {
    const int percent = static_cast<int>(share * 100);
    if (percent == shown) return;
    shown = percent;
    fmt::print(stderr, "\r{} {:3} %{}", what, percent, percent >= 100 ? "\n" : "");
    std::fflush(stderr);
}

}  // namespace

Job Context::job(std::string what) const {
    Job job;
    job.threads = threads;
    if (!quiet && isatty(fileno(stderr)))
        job.progress = [what = std::move(what), shown = std::make_shared<int>(-1)](double share) {
            show_progress(what, share, *shown);
        };
    return job;
}

void add_scenario_arguments(CLI::App& command, ScenarioArguments& arguments) {
    command.add_option("file", arguments.file, "Scenario file, or the name of a shipped scenario")
        ->required()
        ->type_name("FILE");
    command
        .add_option("-d,--data", arguments.data,
                    "Folder with the files that the scenario names; may be given more than once. "
                    "The scenario's own folder is searched last")
        ->allow_extra_args(false)
        ->type_name("DIR");
}

}  // namespace djoliba::cli
