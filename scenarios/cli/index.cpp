// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/table.hpp>
#include <djoliba/layers/write_csv.hpp>
#include <djoliba/scenarios/index_table.hpp>

#include "commands.hpp"

namespace djoliba::cli {
namespace {

struct IndexCommand {
    std::string index;
    std::string table;
    std::string out;
};

void describe_options(CLI::App& command, IndexCommand& options) {
    command.add_option("index", options.index, "Index file, or the name of an index of the library")
        ->required()
        ->type_name("SPEC");
    command.add_option("table", options.table, "Table with a column for each indicator (CSV, XLSX, ODS)")
        ->required()
        ->type_name("TABLE");
    command.add_option("-o,--out", options.out, "CSV file to write")->required()->type_name("FILE");
    command.footer(
        "Scores are 0 to 10, unrounded. A row that lacks what the index needs is not_assessed, with the "
        "reason.");
}

// What the reader of the table left out must not go unsaid.
void say_what_was_left_out(const Table& table) {
    for (const std::string& note : table.notes) spdlog::info("{}: {}", table.file, note);
    for (const Exclusion& left_out : table.exclusions)
        spdlog::warn("{}: {} rows left out: {}", table.file, left_out.rows, left_out.reason);
}

int compute_index(const IndexCommand& options, const Context&) {
    const IndexFile index = index_named(options.index);
    TableOptions reading;
    reading.name = options.table;
    const Table table = read_table(options.table, reading);
    say_what_was_left_out(table);
    const OutputTable out = apply_index(index, table);
    write_csv(options.out, out);
    const auto status = static_cast<std::size_t>(out.find("status"));
    const auto assessed = std::ranges::count_if(
        out.rows, [&](const auto& row) { return std::get<std::string>(row[status]) == "assessed"; });
    spdlog::info("{}: {} of {} rows assessed", options.out, assessed, out.rows.size());
    return done;
}

}  // namespace

void add_index(CLI::App& app, Context& context) {
    add_command<IndexCommand>(app, context, "index", "Compute an index for every row of a table",
                              describe_options, compute_index);
}

}  // namespace djoliba::cli
