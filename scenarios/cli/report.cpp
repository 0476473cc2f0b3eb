// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <optional>

#include <spdlog/spdlog.h>

#include <djoliba/layers/staging.hpp>
#include <djoliba/scenarios/report_files.hpp>

#include "commands.hpp"

namespace djoliba::cli {
namespace {

struct ReportOptions {
    std::string run;
    std::string out;
    bool pdf = false, png = false;
    std::vector<std::string> sheets;
    std::optional<std::string> language;
    std::string browser;
    int timeout = 120;
};

void describe_options(CLI::App& command, ReportOptions& options) {
    command.add_option("run", options.run, "Folder of the run, with its report.html")
        ->required()
        ->type_name("RUN");
    auto* files = command.add_option_group("files", "What is made; one of them or both");
    auto* pdf = files->add_flag("--pdf", options.pdf, "Sheets of A4 as PDF files");
    files->add_flag("--png", options.png, "Maps as PNG files of less than 300 KB");
    files->require_option(1, 2);
    command
        .add_option("--sheet", options.sheets,
                    "What is printed: `summary` (two pages), a level (a sheet for each of its units, in one "
                    "file) or the code of a unit; may be given more than once (summary and the level above "
                    "the finest where not given)")
        ->allow_extra_args(false)
        ->type_name("SHEET")
        ->needs(pdf);
    command.add_option("--lang", options.language, "Language: fr, en (that of the page where not given)")
        ->check(CLI::IsMember({"en", "fr"}));
    command.add_option("-o,--out", options.out, "Folder for the files (that of the run where not given)");
    command.add_option("--browser", options.browser,
                       "Chromium to make them with (what the environment variable CHROMIUM names, or one on "
                       "the path, where not given)");
    command.add_option("--timeout", options.timeout, "Seconds that the browser may take for a file")
        ->check(CLI::Range(1, 86400))
        ->capture_default_str();
}

int make_files(const ReportOptions& options, const Context& context) {
    const std::string out = options.out.empty() ? options.run : options.out;
    ReportFiles wanted{options.pdf, options.png, options.sheets};
    if (options.language) wanted.language = *options.language == "fr" ? Language::french : Language::english;
    wanted.browser = options.browser;
    wanted.limit = std::chrono::seconds(options.timeout);
    for (const auto& file : write_report_files(options.run, out, wanted, context.job("printing")))
        spdlog::info("  {}/{}", out, file);
    return done;
}

}  // namespace

void add_report(CLI::App& app, Context& context) {
    add_command<ReportOptions>(app, context, "report",
                               "Make PDF and PNG files of the report of a run, through Chromium",
                               describe_options, make_files);
}

}  // namespace djoliba::cli
