// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <vector>

#include "people_book.hpp"

namespace djoliba {

/// A unit as a row names it; both empty where the row is of a level above.
struct DtmUnit {
    std::string name = {}, code = {};
};

inline constexpr std::size_t dtm_country = 0, dtm_cercle = 2, dtm_commune = 3;

/// Displaced people that a row counts. Rows of one place, round and kind are parts of one sum.
struct DtmRow {
    std::string file = {}, where = {};
    std::array<DtmUnit, 4> units = {};  ///< of the levels 0 (country) to 3
    std::size_t level = dtm_country;    ///< the finest that it names
    Date date = {};
    std::optional<Date> published = {};
    std::string round = {};  ///< empty where the file does not tell
    double people = 0;       ///< NaN where missing or suppressed
    std::string part = {};   ///< which part of the place's people it counts; empty where it does not tell
};

/// Rows of a baseline assessment.
std::vector<DtmRow> dtm_baseline_rows(const ReportTable& table, std::vector<Problem>& problems);

/// Rows of the API, of the one operation and kind of assessment that is chosen or that there is.
std::vector<DtmRow> dtm_api_rows(const std::vector<ReportTable>& tables, const PeopleChoice& choice,
                                 PeopleReports& to, std::vector<Problem>& problems);

}  // namespace djoliba
