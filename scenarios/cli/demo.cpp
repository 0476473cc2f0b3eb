// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <spdlog/spdlog.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/staging.hpp>
#include <djoliba/layers/synthetic.hpp>

#include "commands.hpp"

namespace djoliba::cli {
namespace {

struct DemoOptions {
    std::string out;
    std::string resolution = "0.025";
    std::uint64_t seed = 1;
};

// What is wrong with a resolution; empty where nothing is.
std::string resolution_problem(const std::string& text) {
    try {
        resolution_from_text(text);
    } catch (const Error& error) {
        const Problem& first = error.problems().front();
        return first.problem + "; " + first.remedy;
    }
    return {};
}

void describe_options(CLI::App& command, DemoOptions& options) {
    command.add_option("-o,--out", options.out, "Folder for the files; made where it does not exist")
        ->required()
        ->type_name("DIR");
    command
        .add_option("--resolution", options.resolution,
                    "Cells of the rasters: degrees, or arc seconds such as 30s or 3s (19860 x 17850 cells)")
        ->type_name("DEGREES|30s")
        ->check(CLI::Validator(resolution_problem, "", "resolution"))
        ->capture_default_str();
    command.add_option("--seed", options.seed, "Another number gives another country")->capture_default_str();
    command.footer(
        "The country has the outline of Mali and real names of towns; every value is invented, and every "
        "file "
        "says so.\n"
        "Then: djoliba run DIR/scenario.yaml --out results");
}

int write_demo(const DemoOptions& options, const Context& context) {
    check_output_directory(options.out);
    const SyntheticOptions country{resolution_from_text(options.resolution), options.seed};
    write_synthetic_country(options.out, country, context.job("inventing"));
    spdlog::info("A synthetic country is in {}; see README.txt there.", options.out);
    spdlog::info("Next: djoliba run {}/scenario.yaml --out results", options.out);
    return done;
}

}  // namespace

void add_demo(CLI::App& app, Context& context) {
    add_command<DemoOptions>(app, context, "demo", "Write a synthetic country to try everything on",
                             describe_options, write_demo);
}

}  // namespace djoliba::cli
