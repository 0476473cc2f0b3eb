// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <djoliba/engine/access.hpp>
#include <djoliba/engine/account.hpp>
#include <djoliba/scenarios/access_files.hpp>

namespace djoliba {

/// The rows of a list that count.
struct FacilityList {
    std::vector<Facility> items = {};  ///< id: of the id column, else the line number; without locality
    bool has_status = false;           ///< the list has a column of status
};

/// Reads a list. `source`: "facilities" or "candidates", for the account, which gets rows left out, columns
/// that were guessed, ids used twice and statuses that are not known. Throws Error as read_points() does, for
/// columns that are not there or cannot be guessed, and for types that no row has.
FacilityList read_facility_list(const FacilityFile& file, const std::string& source, Account& account);

}  // namespace djoliba
