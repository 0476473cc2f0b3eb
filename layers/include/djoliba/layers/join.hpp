// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/account.hpp>
#include <djoliba/engine/locality.hpp>
#include <djoliba/layers/table.hpp>

namespace djoliba {

/// What a row of a table says about the place it is for.
struct JoinRow {
    std::string code = {};  ///< as in the file, blanks kept
    std::string name = {};
    std::string parent_name = {};  ///< of any unit above; for joining by name
    std::int64_t line = 0;
    double people =
        std::numeric_limits<double>::quiet_NaN();  ///< for the account; NaN where the table counts none
};

/// Columns of a table; empty where it has none of the kind. `code` or `name` must be given.
struct JoinColumns {
    std::string code = {};
    std::string name = {};
    std::string parent_name = {};
    std::string people = {};
};

/// Throws Error for unknown columns and for people that are no number.
std::vector<JoinRow> join_rows(const Table& table, const JoinColumns& columns);

/// Pairs of codes of two boundary frames.
struct Crosswalk {
    std::string file;
    std::array<std::string, 2> frames;
    std::vector<std::array<std::string, 2>> pairs = {};
    std::vector<std::string> poor = {};  ///< pairs that share less than 95 % of their area (column `iou`)

    /// Codes of frame `to` for a code of frame `from`: its own pairs, else those of the communes under it cut
    /// to its length.
    std::vector<std::string> targets(const std::string& code, std::string_view from,
                                     std::string_view to) const;
};

/// Reads a table with two columns pcode_<year>, such as pcode_2015 and pcode_20211220, and optionally `iou`.
/// The frame follows from the year (to 2015, 2016 to 2022, from 2023) and is checked against the codes.
Crosswalk read_crosswalk(const std::filesystem::path& path, const std::string& name = {});

struct JoinOptions {
    std::string source = {};  ///< key of the layer, for the account
    std::string file = {};    ///< as written in the scenario
    std::map<std::string, std::string> code_prefix =
        {};  ///< prefix in the table -> prefix of the boundaries ("MLI" -> "ML")
    std::map<std::string, std::vector<std::string>> stands_for =
        {};                                         ///< one code of the table -> several of the boundaries
    std::vector<std::string> ambiguous_codes = {};  ///< mean several places: their rows do not join
    std::vector<std::string> foreign_codes =
        {};                    ///< beginnings of codes outside the boundaries: their rows do not join
    std::string vintage = {};  ///< claimed frame of the table
    const Crosswalk* crosswalk = nullptr;
    bool several_rows = false;  ///< the caller adds up rows of one place on purpose
};

enum class JoinKind { none, exact, repaired, name, crosswalk, stands_for };

struct JoinedRow {
    JoinKind kind = JoinKind::none;
    std::vector<int> units =
        {};  ///< indices into Localities: one, several for stands_for, none where it did not join
    std::string reason = {};  ///< why it did not join; empty where it did
};

struct JoinResult {
    std::vector<JoinedRow> rows = {};  ///< one per row given
    std::string vintage = {};          ///< frame of the table; empty where unknown
    std::int64_t rows_joined = 0;
    std::int64_t rows_unmatched = 0;
    double people_joined = 0;  ///< sum of JoinRow::people where given
    double people_unmatched = 0;
    std::vector<std::string> notes = {};  ///< frame with its evidence, how many rows joined in which way
};

/// Joins rows to the units of one level:
/// - an exact code joins, unless the row's name is that of another unit of the level; another name is only
/// noted;
/// - a repaired code (prefix changed, blanks around it dropped) joins only where the name agrees;
/// - placeholders, rows without code, codes of other levels, codes of the frame beside the boundaries, and
/// those that the options name as ambiguous or foreign do not join;
/// - in a table without any code, rows join by name, and by the name of a unit above where given.
/// What does not join, and what joins under another name, goes to account.exclusions with rows, people and
/// examples. Throws Error: table and boundaries of different frames without a crosswalk between them, codes
/// of several frames, more than a third of the names (at least three) against their codes, several rows of
/// one unit unless wanted, codes that the country does not have, a frame that neither the options nor codes
/// nor names tell (a warning where the boundaries are of no frame known here), stands_for with a code that
/// does not exist, an unknown level, and where not one row joins.
JoinResult join(const Localities& localities, std::string_view level, const std::vector<JoinRow>& rows,
                const JoinOptions& options, Account& account);

}  // namespace djoliba
