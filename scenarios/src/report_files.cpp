// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/report_files.hpp>

#include <algorithm>
#include <fstream>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/nearest.hpp>
#include <djoliba/layers/small_png.hpp>
#include <djoliba/layers/staging.hpp>
#include <djoliba/scenarios/index_file.hpp>

#include "browser.hpp"
#include "saved_manifest.hpp"

namespace djoliba {
namespace {

namespace fs = std::filesystem;

constexpr const char* page_name = "report.html";
constexpr int width = 1280, height = 960;  // of a picture

/// A file to be made, and what the page is asked for: the part of its address behind #.
struct Shot {
    std::string name;
    std::string fragment;
    bool picture = false;
};

fs::path page_of(const fs::path& run, const SavedManifest& manifest) {
    const fs::path page = run / page_name;
    std::error_code ignored;
    if (fs::exists(page, ignored)) return page;
    if (std::ranges::find(manifest.outputs, page_name) != manifest.outputs.end())
        throw Error({page.string(), "", "run.json lists it, and it is not there",
                     "name the folder as the run left it, or run the scenario again"});
    throw Error({run.string(), "", "the run has no report.html",
                 "run it again with `report` among the `outputs` of its scenario"});
}

/// The language in which a page opens stands in its first lines.
std::string language_of(const fs::path& page) {
    std::ifstream stream(page, std::ios::binary);
    std::string head(200, '\0');
    stream.read(head.data(), static_cast<std::streamsize>(head.size()));
    return head.find("<html lang=\"en\"") == head.npos ? "fr" : "en";
}

/// Summary, level or code; throws for what the run does not have.
Shot sheet(const std::string& wanted, const fs::path& run, const SavedManifest& manifest,
           const std::string& lang) {
    const std::string fragment = fmt::format("print={}&lang={}", in_address(wanted), lang);
    if (wanted == "summary") return {fmt::format("summary_{}.pdf", lang), fragment};
    if (std::ranges::find(manifest.hierarchy, wanted) != manifest.hierarchy.end())
        return {fmt::format("sheets_{}_{}.pdf", in_address(wanted), lang), fragment};
    const auto codes = texts(read_saved_ranking(run, manifest), "code");
    if (std::ranges::find(codes, wanted) == codes.end())
        throw Error({run.string(), "--sheet", fmt::format("the run has no level and no unit `{}`", wanted),
                     did_you_mean(wanted, codes,
                                  fmt::format("take `summary`, a level ({}) or a code of ranking.csv",
                                              fmt::join(manifest.hierarchy, ", ")))});
    return {fmt::format("sheet_{}_{}.pdf", in_address(wanted), lang), fragment};
}

Shot map(const std::string& measure, const Level& level, const std::string& lang) {
    return {fmt::format("map_{}_{}_{}.png", in_address(measure), in_address(level), lang),
            fmt::format("map={}&level={}&lang={}", in_address(measure), in_address(level), lang), true};
}

/// The index by level, and each of its dimensions at the headline level.
std::vector<Shot> maps(const SavedManifest& manifest, const std::string& lang) {
    const IndexNode root = parse_index(manifest.definition, "index.definition").trees.front().root;
    std::vector<Shot> shots;
    shots.reserve(manifest.hierarchy.size() + root.parts.size());
    for (const Level& level : manifest.hierarchy) shots.push_back(map(root.name, level, lang));
    for (const IndexNode& part : root.parts)
        if (!part.parts.empty()) shots.push_back(map(part.name, manifest.headline_level, lang));
    return shots;
}

std::vector<Shot> shots_of(const fs::path& run, const SavedManifest& manifest, const ReportFiles& wanted,
                           const std::string& lang) {
    std::vector<Shot> shots;
    const auto& levels = manifest.hierarchy;
    std::vector<std::string> sheets = wanted.sheets;
    if (sheets.empty()) sheets = {"summary", levels[levels.size() < 2 ? 0 : levels.size() - 2]};
    if (wanted.pdf)
        for (const auto& name : sheets) shots.push_back(sheet(name, run, manifest, lang));
    if (wanted.png)
        for (Shot& shot : maps(manifest, lang)) shots.push_back(std::move(shot));
    return shots;
}

}  // namespace

std::vector<std::string> write_report_files(const fs::path& run, const fs::path& out,
                                            const ReportFiles& wanted, const Job& job) {
    const SavedManifest manifest = read_saved_manifest(run);
    const fs::path page = page_of(run, manifest);
    const std::string lang = !wanted.language                       ? language_of(page)
                             : *wanted.language == Language::french ? "fr"
                                                                    : "en";
    const auto shots = shots_of(run, manifest, wanted, lang);
    const Browser browser(wanted.browser, wanted.limit);
    Staging staging(out);
    std::vector<std::string> names;
    for (const Shot& shot : shots) {
        const fs::path file = staging.path(shot.name);
        if (shot.picture) {
            browser.photograph(page, shot.fragment, width, height, file, job);
            make_small_png(file, shot.name, width, height, largest_picture);
        } else {
            browser.print(page, shot.fragment, file, job);
        }
        names.push_back(shot.name);
        if (job.progress) job.progress(static_cast<double>(names.size()) / static_cast<double>(shots.size()));
    }
    staging.commit();
    return names;
}

}  // namespace djoliba
