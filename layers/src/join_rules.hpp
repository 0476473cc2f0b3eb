// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <djoliba/layers/join.hpp>

#include "join_units.hpp"

namespace djoliba {

/// A row that did not join, or joined with a reservation. Rows of one group are counted together.
struct Finding {
    JoinedRow row;
    std::string group = {};
    std::string example = {};
};

struct Repaired {
    std::string code;
    bool changed = false;
};

/// All that one call of join needs to look at a row.
struct Joining {
    const UnitsByName& units;
    const JoinOptions& options;
    std::string frame;  // of the table
    bool by_crosswalk = false;
};

/// Drops the blanks around a code and changes its prefix as the options say.
Repaired repair(const std::string& raw, const JoinOptions& options);

/// Whether the options say what the code of a row is: one that stands for several units, means several places
/// or lies outside the boundaries.
bool explained(const JoinRow& row, const JoinOptions& options);

/// Where a row of a table with codes belongs.
Finding by_code(const JoinRow& row, const Joining& j);

/// Where a row of a table without codes belongs.
Finding by_name(const JoinRow& row, const Joining& j);

}  // namespace djoliba
