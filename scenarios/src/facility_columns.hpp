// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <djoliba/scenarios/access_files.hpp>

namespace djoliba {

/// The columns of a list of facilities; empty where it has none.
struct FacilityColumns {
    bool geometry = false;  ///< positions are those of a layer of points
    std::string lon = {}, lat = {}, id = {}, name = {}, type = {}, status = {};
    std::vector<std::string> guessed = {};  ///< "lon: `Long`", ... for the reader
};

/// Columns that the request names, and under their usual names those that it does not. Throws Error for a
/// column that is not there, and where a table has no column of longitude or latitude to be guessed.
FacilityColumns facility_columns(const FacilityFile& file);

}  // namespace djoliba
