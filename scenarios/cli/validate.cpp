// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <djoliba/scenarios/validation.hpp>

#include "commands.hpp"

namespace djoliba::cli {
namespace {

struct ValidateOptions {
    std::string run;
    std::vector<std::filesystem::path> sheets;
};

void describe_options(CLI::App& command, ValidateOptions& options) {
    command.add_option("run", options.run, "Folder of the run")->required()->type_name("RUN");
    command
        .add_option("--from", options.sheets,
                    "validation.xlsx of the run, filled by a committee; may be given more than once, and is "
                    "read in this order. Without it the decisions read before are written again, into a "
                    "page that was made anew")
        ->allow_extra_args(false)
        ->type_name("FILE");
    command.footer(
        "The decision of the latest day is in force; earlier ones are kept. Scores and ranks never change.");
}

std::string counts(const Validation& validation) {
    const auto in_force = [&](Decision decision) {
        return std::ranges::count_if(validation.decisions, [&](const ValidatedUnit& d) {
            return d.in_force && d.decision == decision;
        });
    };
    return fmt::format("In force: {} accepted, {} moved up, {} moved down, {} to be checked; {} earlier\n",
                       in_force(Decision::accepted), in_force(Decision::moved_up),
                       in_force(Decision::moved_down), in_force(Decision::to_check),
                       std::ranges::count(validation.decisions, false, &ValidatedUnit::in_force));
}

int validate(const ValidateOptions& options, const Context& context) {
    Validation validation = open_validation(options.run);
    std::string read;
    for (const auto& sheet : options.sheets) {
        const SheetReading reading = add_sheet(validation, sheet);
        for (const auto& warning : reading.warnings) spdlog::warn("{}", warning);
        read += fmt::format("{}: {} decisions", sheet.filename().string(), reading.added);
        read += reading.known > 0 ? fmt::format(", and {} that were known\n", reading.known) : "\n";
    }
    const auto files = save(validation);
    if (!context.quiet) fmt::print("{}{}", read, counts(validation));
    std::fflush(stdout);
    for (const auto& file : files) spdlog::info("  {}/{}", options.run, file);
    return done;
}

}  // namespace

void add_validate(CLI::App& app, Context& context) {
    add_command<ValidateOptions>(app, context, "validate",
                                 "Read what a committee decided on the ranking of a run", describe_options,
                                 validate);
}

}  // namespace djoliba::cli
