// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/text_file.hpp>
#include <djoliba/scenarios/backtest_files.hpp>

#include "commands.hpp"

namespace djoliba::cli {
namespace {

struct BacktestCommand {
    BacktestRequest request = {};
    std::string absence;
    std::vector<std::string> where, last_where, prefixes, stands_for, other_names;
    std::string last_file, last_value;
    bool french = false;
    std::string out;
};

void describe_ranking(CLI::App& command, BacktestCommand& o) {
    command
        .add_option("-r,--ranking", o.request.ranking,
                    "Folder of a run, or a table with columns code and --by")
        ->required()
        ->type_name("RANKING");
    command.add_option("--level", o.request.level, "Level to compare (default: that of the first row)");
    command.add_option("--by", o.request.by, "Column of the ranking, higher is worse")->capture_default_str();
    command.add_option("--as-of", o.request.as_of, "Day of the ranking, where no run.json tells it")
        ->type_name("DATE");
    command.add_option("-n,--top", o.request.options.top, "How many localities a list holds")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    command.add_option("--draws", o.request.options.draws, "Bootstrap draws behind the intervals")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    command.add_option("--seed", o.request.options.seed, "Seed of the draws")->capture_default_str();
    command.add_flag("--french", o.french, "Write the verdict in French");
    command.add_option("-o,--out", o.out, "JSON file to write")->type_name("FILE");
}

void describe_outcome(CLI::App& command, BacktestCommand& o) {
    OutcomeTable& table = o.request.outcome;
    command.add_option("--outcome", table.file, "Table of what came (CSV, XLSX, ODS)")
        ->required()
        ->type_name("TABLE");
    command.add_option("--sheet", table.layer, "Sheet of the table");
    command.add_option("--value", table.value, "Column with the outcome, at least 0")
        ->required()
        ->type_name("COL");
    command.add_option("--per", table.per, "Column to divide it by: a rate instead of an amount")
        ->type_name("COL");
    command.add_option("--absence", o.absence, "What a locality means that the table does not have")
        ->required()
        ->check(CLI::IsMember({"zero", "unknown"}));
    command.add_option("-c,--code", table.code, "Column with the code of the locality")->type_name("COL");
    command.add_option("--name", table.name, "Column with its name")->type_name("COL");
    command.add_option("--parent-name", table.parent_name, "Column with the name of a unit above")
        ->type_name("COL");
    command.add_option("--vintage", table.vintage, "Boundary frame of the codes, such as 2016-frame");
    command.add_option("--where", o.where, "Rows to take, such as reference_year=2024; may be repeated")
        ->allow_extra_args(false)
        ->type_name("COL=VALUE");
    command.add_flag("--sum-rows", table.sum_rows, "Rows of one locality add up; else they are refused");
    command.add_option("--code-prefix", o.prefixes, "Prefix in the table and in the ranking: MLI=ML")
        ->allow_extra_args(false)
        ->type_name("FROM=TO");
    command.add_option("--stands-for", o.stands_for, "A code of the table for several localities")
        ->allow_extra_args(false)
        ->type_name("CODE=A,B");
    command.add_option("--other-name", o.other_names, "Another name of a code: ML0401=Baroueli")
        ->allow_extra_args(false)
        ->type_name("CODE=NAME");
    auto* date =
        command.add_option("--date", o.request.date, "Column with the date of each row")->type_name("COL");
    auto* from =
        command.add_option("--outcome-from", o.request.from, "First day of the outcome")->type_name("DATE");
    auto* to = command.add_option("--outcome-to", o.request.to, "Last day of the outcome")->type_name("DATE");
    from->needs(to)->excludes(date);
    to->needs(from);
    command
        .add_option("--population", o.request.population,
                    "Column with residents (default: `population` of the ranking)")
        ->type_name("COL");
}

void describe_last(CLI::App& command, BacktestCommand& o) {
    auto* last = command
                     .add_option("--last-outcome", o.last_file,
                                 "Table of the last outcome before the ranking, read as the outcome is")
                     ->type_name("TABLE");
    auto* known = command.add_option("--last-known", o.request.last_known, "Day on which it was known")
                      ->type_name("DATE");
    last->needs(known);
    known->needs(last);
    command.add_option("--last-value", o.last_value, "Its column (default: --value)")
        ->needs(last)
        ->type_name("COL");
    command.add_option("--last-where", o.last_where, "Its rows (default: --where)")
        ->needs(last)
        ->allow_extra_args(false)
        ->type_name("COL=VALUE");
}

void describe_options(CLI::App& command, BacktestCommand& o) {
    describe_ranking(command, o);
    describe_outcome(command, o);
    describe_last(command, o);
    command.footer(
        "The outcome must begin after the day of the ranking and be no input of its run. Intervals are the "
        "5th to\n"
        "95th percentile of bootstrap draws of localities. Fewer than 30 localities, or 10 with an outcome, "
        "are\n"
        "too few to tell anything.");
}

using Pair = std::pair<std::string, std::string>;

std::vector<Pair> pairs(const std::vector<std::string>& words, const std::string& option) {
    std::vector<Pair> list;
    for (const std::string& word : words) {
        const auto cut = word.find('=');
        if (cut == std::string::npos || cut == 0)
            throw Error({"", option, fmt::format("`{}` has no `=`", word), "write LEFT=RIGHT"});
        list.emplace_back(word.substr(0, cut), word.substr(cut + 1));
    }
    return list;
}

RowFilter filter(const std::vector<std::string>& words, const std::string& option) {
    RowFilter where;
    for (const auto& [column, value] : pairs(words, option)) where[column].push_back(value);
    return where;
}

std::vector<std::string> cut_at_commas(const std::string& text) {
    std::vector<std::string> list{""};
    for (const char c : text)
        if (c == ',')
            list.emplace_back();
        else
            list.back() += c;
    return list;
}

BacktestRequest request_of(const BacktestCommand& o) {
    BacktestRequest request = o.request;
    request.absence = o.absence == "zero" ? Absence::zero : Absence::unknown;
    OutcomeTable& table = request.outcome;
    table.where = filter(o.where, "--where");
    for (const auto& [from, to] : pairs(o.prefixes, "--code-prefix")) table.code_prefix[from] = to;
    for (const auto& [code, list] : pairs(o.stands_for, "--stands-for"))
        table.stands_for[code] = cut_at_commas(list);
    for (const auto& [code, name] : pairs(o.other_names, "--other-name"))
        table.other_names[code].push_back(name);
    if (table.code.empty() && table.name.empty())
        throw Error({"", "--code", "nothing tells the locality of a row", "give --code, or --name"});
    if (request.date.empty() && request.from.empty())
        throw Error({"", "--date", "nothing tells when the outcome came",
                     "give --date, or --outcome-from and --outcome-to"});
    if (o.last_file.empty()) return request;
    request.last_outcome = table;
    request.last_outcome->file = o.last_file;
    if (!o.last_value.empty()) request.last_outcome->value = o.last_value;
    if (!o.last_where.empty()) request.last_outcome->where = filter(o.last_where, "--last-where");
    return request;
}

int run_backtest(const BacktestCommand& options, const Context&) {
    const BacktestRequest request = request_of(options);
    if (!options.out.empty()) check_output_file(options.out);
    const BacktestReport report = backtest_files(request);
    for (const Exclusion& e : report.account.exclusions)
        spdlog::warn("{}: {} rows: {} ({})", e.file, e.rows, e.reason, fmt::join(e.examples, ", "));
    for (const std::string& warning : report.account.warnings) spdlog::warn("{}", warning);
    if (!options.out.empty()) {
        TextFile file(options.out);
        file.write(to_json(report));
        file.finish();
    }
    fmt::print("{}", to_text(report, options.french ? Language::french : Language::english));
    return done;
}

}  // namespace

void add_backtest(CLI::App& app, Context& context) {
    add_command<BacktestCommand>(app, context, "backtest", "Hold a ranking against what came later",
                                 describe_options, run_backtest);
}

}  // namespace djoliba::cli
