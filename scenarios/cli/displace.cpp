// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <map>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/staging.hpp>
#include <djoliba/scenarios/displacement_files.hpp>

#include "commands.hpp"

namespace djoliba::cli {
namespace {

struct DisplaceCommand {
    std::string file, new_people, out;
    double km_per_day = 0;
    int awareness = 0;
    std::vector<std::string> settings = {};
    AgentOptions agents{.runs = 0};
};

const std::map<std::string, NewPeople> new_people_words{{"observed", NewPeople::observed},
                                                        {"constant", NewPeople::constant},
                                                        {"population_ratio", NewPeople::population_ratio}};

std::string parameter_list() {
    std::string text = "Parameters of --set (default, unit):";
    for (const FlowParameter& p : flow_parameters()) {
        const std::string unit = p.unit.empty() ? "" : fmt::format(", {}", p.unit);
        text += fmt::format("\n  {} ({}{}): {}", p.name, parameter_text({}, p.name), unit, p.meaning);
    }
    return text;
}

void describe_options(CLI::App& command, DisplaceCommand& o) {
    command.add_option("input", o.file, "Displacement file, or folder with input/ and validation/")
        ->required()
        ->type_name("FILE-OR-FOLDER");
    command.add_option("-o,--out", o.out, "Folder for the results")->required()->type_name("DIR");
    command.add_option("--speed", o.km_per_day, "Km that people go in a day; short for --set km_per_day")
        ->check(CLI::PositiveNumber);
    command.add_option("--awareness", o.awareness, "Links that people look ahead; short for --set awareness")
        ->check(CLI::Range(1, 3));
    command
        .add_option("--set", o.settings, "A parameter of the rules, such as camp_weight=2; may be repeated")
        ->allow_extra_args(false)
        ->type_name("NAME=VALUE");
    command
        .add_option("--new-people", o.new_people,
                    "Who begins to flee (default: what the file says, else observed)")
        ->check(CLI::IsMember({"observed", "constant", "population_ratio"}));
    command
        .add_option("--agents", o.agents.runs,
                    "Draw every person, so many times, and write the mean instead of the expected flow")
        ->check(CLI::Range(1, 100'000))
        ->type_name("RUNS");
    command.add_option("--seed", o.agents.seed, "Seed of the draws")->capture_default_str();
    command.footer(parameter_list());
}

FlowSettings settings_of(const DisplaceCommand& o) {
    FlowSettings settings;
    if (o.km_per_day > 0) settings.emplace_back("km_per_day", fmt::format("{}", o.km_per_day));
    if (o.awareness > 0) settings.emplace_back("awareness", fmt::format("{}", o.awareness));
    for (const std::string& text : o.settings) {
        const auto cut = text.find('=');
        if (cut == std::string::npos || cut == 0)
            throw Error({"", "--set", fmt::format("`{}` has no `=`", text), "write NAME=VALUE"});
        settings.emplace_back(text.substr(0, cut), text.substr(cut + 1));
    }
    return settings;
}

void tell(const DisplacementCase& given, const FlowRun& run) {
    for (const Exclusion& e : given.account.exclusions)
        spdlog::warn("{}: {} {} ({})", e.file, e.rows, e.reason, fmt::join(e.examples, ", "));
    if (given.observed.empty()) return;
    const StockErrors errors = stock_errors(simulated_stocks(given, run), observed_stocks(given));
    spdlog::info("mean relative difference over {} days: {:.4f}, rescaled {:.4f}", errors.days,
                 errors.mean_relative_difference, errors.mean_relative_difference_rescaled);
}

int displace(const DisplaceCommand& options, const Context& context) {
    const FlowSettings settings = settings_of(options);
    check_output_directory(options.out);
    DisplacementCase given = read_displacement(options.file, settings);
    std::optional<NewPeople> from;
    if (!options.new_people.empty()) from = new_people_words.at(options.new_people);
    set_new_people(given, from);
    std::optional<AgentOptions> agents;
    if (options.agents.runs > 0) agents = options.agents;
    const FlowRun run = agents ? displacement_agents(given.flow, *agents, context.job("drawing people"))
                               : displacement_flow(given.flow, context.job("moving people"));
    write_displacement(options.out, given, run, agents);
    tell(given, run);
    spdlog::info("{}: {} places, {} links, {} days", options.out, given.flow.graph.places.size(),
                 given.flow.graph.links.size(), run.stock.days);
    return done;
}

}  // namespace

void add_displace(CLI::App& app, Context& context) {
    add_command<DisplaceCommand>(app, context, "displace", "Compute who moves where when people flee",
                                 describe_options, displace);
}

}  // namespace djoliba::cli
