// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <djoliba/engine/date.hpp>
#include <djoliba/engine/locality.hpp>

namespace djoliba {

/// What a committee says of the place of a unit in the ranking.
enum class Decision : std::uint8_t { accepted, moved_up, moved_down, to_check };

/// One line of a validation sheet that was filled.
struct ValidatedUnit {
    Level level = {};
    std::string code = {};
    std::string name = {};
    Decision decision = Decision::accepted;
    std::optional<int> proposed_class = {};
    std::optional<int> proposed_rank = {};
    std::string reason = {};
    std::string decided_by = {};
    Date date = {};
    std::string sheet = {};  ///< name of the file that it was read from
    bool in_force = false;   ///< no later decision on the unit is known
    friend bool operator==(const ValidatedUnit&, const ValidatedUnit&) = default;
};

/// What a saved run says of a unit, for the decision to stand beside.
struct RankedUnit {
    Level level = {};
    std::string code = {};
    std::string name = {};
    std::optional<int> rank = {};
    std::optional<int> risk_class = {};
    std::optional<double> score = {};
};

/// A saved run, and all that committees have said of it, in the order in which it was read.
struct Validation {
    std::filesystem::path folder = {};
    std::string title = {};
    Date as_of = {};
    bool synthetic = false;
    std::string digest = {};  ///< of the run, as on its sheets
    std::vector<RankedUnit> units = {};
    std::vector<ValidatedUnit> decisions = {};
};

/// Reads the ranking of a saved run, and validation.json where it is there. Throws Error: no folder of a run,
/// no ranking.csv, a validation.json that is damaged or of another run.
Validation open_validation(const std::filesystem::path& run);

/// What reading a sheet has changed.
struct SheetReading {
    std::vector<std::string> warnings = {};
    int added = 0;
    int known = 0;  ///< decisions that were read before, word for word
};

/// Adds the decisions of a filled sheet (validation.xlsx of the run, also saved as ODS). Of several decisions
/// on a unit the one of the latest day is in force; of one day that which was read last. Throws Error with
/// every problem of the file, by sheet, row and column, and adds nothing then: not a validation sheet, of
/// another run, unknown codes or decisions, no reason, nobody who decided, no date, a unit twice, a move in
/// the other direction than its decision.
SheetReading add_sheet(Validation& validation, const std::filesystem::path& sheet);

/// Writes validation.csv and validation.json into the folder of the run, and the decisions into its
/// report.html where it has one; scores and ranks stay as they are. Returns the names of the files.
std::vector<std::string> save(const Validation& validation);

}  // namespace djoliba
