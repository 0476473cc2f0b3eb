// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include <djoliba/layers/people_reports.hpp>

#include "../temp_dir.hpp"

/// A file by its name, which may hold a folder, and its text.
struct NamedText {
    std::string name, text;
};

class ReportFiles {
 public:
    /// Writes the files and reads them. `published`: one day a file, or none.
    djoliba::PeopleReports read(const std::vector<NamedText>& texts, const djoliba::PeopleChoice& choice = {},
                                const std::vector<std::string>& published = {}) const {
        std::vector<djoliba::PeopleFile> files;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            files.push_back({dir_.write(texts[i].name, texts[i].text)});
            if (!published.empty()) files.back().published = djoliba::parse_date(published[i]);
        }
        return djoliba::read_people_reports(files, choice);
    }

 private:
    TempDir dir_;
};

/// "Kati 2021-09-30 12 (2021-11-11) wider; ", in order.
inline std::string in_words(const djoliba::PeopleReports& given) {
    std::ostringstream words;
    for (const djoliba::PeopleReport& r : given.reports) {
        words << r.place << ' ' << djoliba::to_string(r.date) << ' ' << r.people;
        if (r.published) words << " (" << djoliba::to_string(*r.published) << ')';
        words << (r.wider ? " wider; " : "; ");
    }
    return words.str();
}

/// What was left out for a reason; nullptr where nothing was.
inline const djoliba::Exclusion* left_out(const djoliba::PeopleReports& given, const std::string& reason) {
    const auto found = std::ranges::find(given.account.exclusions, reason, &djoliba::Exclusion::reason);
    return found == given.account.exclusions.end() ? nullptr : &*found;
}
