// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <djoliba/scenarios/library.hpp>

#include "commands.hpp"

namespace djoliba::cli {
namespace {

struct SchemaOptions {};

void describe_options(CLI::App& command, SchemaOptions&) {
    command.footer("Editors that know JSON Schema then complete and check scenario files as you type.");
}

int print_schema(const SchemaOptions&, const Context&) {
    fmt::print("{}", scenario_schema_text());
    return done;
}

}  // namespace

void add_schema(CLI::App& app, Context& context) {
    add_command<SchemaOptions>(app, context, "schema", "Print the JSON Schema of the scenario file",
                               describe_options, print_schema);
}

}  // namespace djoliba::cli
