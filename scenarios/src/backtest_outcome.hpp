// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <djoliba/engine/date.hpp>
#include <djoliba/scenarios/backtest_files.hpp>

namespace djoliba {

/// A table of outcomes with the localities of its rows.
struct ReadOutcome {
    Table table = {};
    std::vector<std::vector<int>> units =
        {};  ///< by row: positions in Localities; none where it did not join
};

/// Reads and joins; what does not join goes to the account with the amounts in it. `key`: for messages.
ReadOutcome read_outcome(const OutcomeTable& spec, const std::string& key, const Localities& localities,
                         const Level& level, Account& account);

/// Sum of a column for each locality; NaN where the locality has no row (0 with Absence::zero and of
/// `level`), where a row has no value, and where rows are for several localities together. Throws Error for
/// negative amounts.
std::vector<double> amounts(const ReadOutcome& outcome, const std::string& column,
                            const Localities& localities, const Level& level, Absence absence);

/// The outcome of each locality: amounts() of the value, divided by those of `per` where the table has one;
/// NaN where that is 0.
std::vector<double> outcomes(const ReadOutcome& outcome, const OutcomeTable& spec,
                             const Localities& localities, const Level& level, Absence absence);

/// First and last day.
struct Days {
    Date from;
    Date to;
};
/// Of a column of dates over all rows. Throws Error for rows without a date.
Days days_of(const ReadOutcome& outcome, const std::string& column);

}  // namespace djoliba
