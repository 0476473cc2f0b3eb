// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <djoliba/engine/account.hpp>
#include <djoliba/engine/backtest.hpp>
#include <djoliba/engine/locality.hpp>
#include <djoliba/layers/table.hpp>

namespace djoliba {

/// What a locality means that the table of the outcome does not have.
enum class Absence : std::uint8_t { zero, unknown };

/// A table of outcomes, joined by the rules of layers/join.hpp.
struct OutcomeTable {
    std::filesystem::path file = {};
    std::string layer = {};  ///< sheet, for files that have several
    RowFilter where = {};
    std::string value = {};  ///< column; amounts or rates, at least 0
    std::string per = {};    ///< column of amounts; where given, the outcome is value / per
    std::string code = {};   ///< column; either this or `name`
    std::string name = {};
    std::string parent_name = {};  ///< column with the name of a unit above
    std::string vintage = {};      ///< boundary frame of the codes
    std::map<std::string, std::string> code_prefix = {};
    std::map<std::string, std::vector<std::string>> stands_for = {};
    std::map<std::string, std::vector<std::string>> other_names = {};  ///< code -> names it goes by as well
    bool sum_rows = false;  ///< rows of one place add up; else they are refused
};

struct BacktestRequest {
    std::filesystem::path ranking = {};  ///< table of a ranking, or the folder of a run
    Level level = {};                    ///< empty: that of the first row
    std::string by = "score";            ///< column of the ranking; higher is worse
    std::string as_of = {};              ///< empty: that of the run's run.json
    OutcomeTable outcome = {};
    Absence absence = Absence::unknown;
    std::string date = {};  ///< column with the date of each row; either this or `from` and `to`
    std::string from = {};  ///< first and last day of the outcome
    std::string to = {};
    std::string population = {};  ///< column of the outcome; empty: `population` of the ranking
    std::optional<OutcomeTable> last_outcome = {};
    std::string last_known = {};  ///< day on which the last outcome was known
    BacktestOptions options = {};
};

struct BacktestLocality {
    std::string code, name;
    double score = missing_value, outcome = missing_value, people = missing_value,
           last_outcome = missing_value;
};

/// What was compared with what, and how it came out.
struct BacktestReport {
    BacktestRequest request = {};  ///< with everything filled in that the files tell
    std::string ranking_sha256 = {};
    std::string outcome_sha256 = {};
    std::string last_outcome_sha256 = {};
    bool inputs_known = false;  ///< a run.json told what the ranking was made from
    std::vector<BacktestLocality> localities = {};
    BacktestResult result = {};
    Account account = {};  ///< rows read, used and left out; warnings
};

/// Reads both tables and compares. The outcome must begin after the day `as_of` of the ranking and be no
/// input of its run: a file of the same bytes (SHA-256) or the same name as one in run.json is refused. The
/// last outcome must have been known by `as_of`. A locality that has rows without a value, or that shares a
/// code with others, is not known, whatever `absence` says. Throws Error with every problem of a kind.
BacktestReport backtest_files(const BacktestRequest& request);

/// The report as JSON. Holds no clock time and no path, only names of files.
std::string to_json(const BacktestReport& report);

/// The measures as a table for a terminal, and the verdict in plain words.
std::string to_text(const BacktestReport& report, Language language = Language::english);

}  // namespace djoliba
