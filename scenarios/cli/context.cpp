// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <memory>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/chosen_cache.hpp>
#include <djoliba/layers/staging.hpp>

#include "commands.hpp"

namespace djoliba::cli {
namespace {

volatile std::sig_atomic_t stopped = 0;

/// A second signal ends the program at once.
extern "C" void note_signal(int number) {
    stopped = 1;
    std::signal(number, SIG_DFL);
}

/// One line that is written over itself, at most a hundred times.
class ProgressLine {
 public:
    ProgressLine(std::string what, double cells) : what_(std::move(what)), cells_(cells) {}
    void show(double share) {
        const int percent = static_cast<int>(share * 100);
        if (percent == shown_) return;
        shown_ = percent;
        fmt::print(stderr, "\r{} {:3} %{}\x1b[K{}", what_, percent, pace(share), percent >= 100 ? "\n" : "");
        std::fflush(stderr);
    }

 private:
    std::string pace(double share) const {
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start_;
        if (cells_ <= 0 || taken.count() < 0.2 || share <= 0) return "";
        return fmt::format("  {:.0f} million cells/s  {:.0f} s left", share * cells_ / taken.count() / 1e6,
                           taken.count() * (1 - share) / share);
    }

    std::string what_;
    double cells_;
    int shown_ = -1;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace

Job Context::job(std::string what) const { return job(std::move(what), 0); }

Job Context::job(std::string what, double cells) const {
    Job job;
    job.threads = threads;
    job.cancelled = [] { return stopped != 0; };
    if (!quiet && isatty(fileno(stderr)))
        job.progress = [line = std::make_shared<ProgressLine>(std::move(what), cells)](double share) {
            line->show(share);
        };
    return job;
}

void stop_on_signals() {
    std::signal(SIGINT, note_signal);
    std::signal(SIGTERM, note_signal);
}

std::pair<std::string, std::string> file_and_layer(const std::string& text) {
    const auto colon = text.rfind(':');
    std::error_code ignored;
    if (colon == std::string::npos || std::filesystem::exists(text, ignored)) return {text, ""};
    return {text.substr(0, colon), text.substr(colon + 1)};
}

void add_cache_option(CLI::App& command, std::string& cache) {
    command
        .add_option("--cache", cache,
                    "Folder that keeps covered fractions from run to run; `none` to do without")
        ->type_name("DIR")
        ->default_str(usual_cache_folder().empty() ? "none" : "the user's cache folder");
}

CoverageCache coverage_cache(const std::string& option) { return chosen_cache(option); }

void check_output_file(const std::filesystem::path& file) {
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored))
        throw Error({file.string(), "", "it is a folder", "give the name of a file in it"});
    const auto folder = file.parent_path();
    if (!folder.empty() && !std::filesystem::is_directory(folder, ignored))
        throw Error({folder.string(), "", "the folder does not exist", "make it first"});
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
