// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "report_page.hpp"

#include <algorithm>

#include "embedded.hpp"
#include "report_data.hpp"

namespace djoliba {
namespace {

const EmbeddedFile* page() {
    const auto files = embedded_files();
    const auto at = std::ranges::find(files, "report/page.html", &EmbeddedFile::name);
    return at == files.end() ? nullptr : &*at;
}

void replace(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

std::string in_html(std::string text) {
    replace(text, "&", "&amp;");
    replace(text, "<", "&lt;");
    return text;
}

/// The page with each place filled in once; what is filled in is not looked at again.
std::string filled(std::string_view page,
                   const std::vector<std::pair<std::string_view, std::string>>& places) {
    std::string text;
    for (const auto& [place, words] : places) {
        const auto at = page.find(place);
        if (at == page.npos) throw std::logic_error("the page of reports has no " + std::string(place));
        text += page.substr(0, at);
        text += words;
        page.remove_prefix(at + place.size());
    }
    return text += page;
}

}  // namespace

std::string in_script(std::string json) {
    replace(json, "<", "\\u003c");
    return json;
}

bool has_report_page() { return page() != nullptr; }

std::string report_html(const Result& result, Language language) {
    const EmbeddedFile* file = page();
    if (file == nullptr)
        throw Error(Problem{"report.html", "outputs", "this program was built without the page of reports",
                            "build it with `./dev build` where Node.js and its package registry can be "
                            "reached, or take `report` out of `outputs`"});
    return filled(file->text, {{"{{lang}}", language == Language::french ? "fr" : "en"},
                               {"{{title}}", in_html(result.stamp.title)},
                               {"{{data}}", in_script(report_data(result).dump())},
                               {"{{validation}}", "null"}});
}

}  // namespace djoliba
