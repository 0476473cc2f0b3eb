// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <djoliba/scenarios/library.hpp>
#include <djoliba/scenarios/schema.hpp>

#include "commands.hpp"

namespace djoliba::cli {
namespace {

struct SchemaOptions {
    std::string file = "scenario";
    bool markdown = false;
};

void describe_options(CLI::App& command, SchemaOptions& options) {
    command.add_option("file", options.file, "Kind of file: scenario or displacement")
        ->capture_default_str()
        ->check(CLI::IsMember({"scenario", "displacement"}));
    command.add_flag("--markdown", options.markdown, "Print the reference page of all keys instead");
    command.footer("Editors that know JSON Schema then complete and check scenario files as you type.");
}

int print_schema(const SchemaOptions& options, const Context&) {
    const auto schema = options.file == "displacement" ? displacement_schema_text() : scenario_schema_text();
    fmt::print("{}", options.markdown ? schema_markdown(schema) : schema);
    return done;
}

}  // namespace

void add_schema(CLI::App& app, Context& context) {
    add_command<SchemaOptions>(app, context, "schema",
                               "Print the JSON Schema of scenario or displacement files", describe_options,
                               print_schema);
}

}  // namespace djoliba::cli
