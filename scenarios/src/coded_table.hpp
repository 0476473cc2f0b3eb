// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <djoliba/engine/figure.hpp>
#include <djoliba/layers/join.hpp>

#include "workings.hpp"

namespace djoliba {

/// A table of a layer, and where its rows belong.
struct CodedRows {
    Table table = {};
    JoinResult joined = {};
};

/// Reads a table and joins its rows by the rules that the scenario states; what is left out goes to the
/// account, with the people of column `people` where one is named.
CodedRows read_coded(Workings& w, const LayerInfo& layer, const CodedTable& spec,
                     const std::string& people = {});

/// Whether the figures of a column can be given to each of several units that one code stands for.
enum class Kind {
    amount,  ///< counts: rows of one unit add up; a code that stands for several units gives none of them a
             ///< figure
    rate     ///< rates and classes: given to each of the units
};

/// Why a unit of the level of a table has no figure where no row names it.
inline constexpr const char* no_row_in_source = "no row in the source";

/// One figure for each locality from one column. `percent`: "14%" is read as 14. Throws Error for texts that
/// are no number, and for negative amounts.
std::vector<Figure> column_figures(const Workings& w, const CodedRows& rows, const std::string& column,
                                   Kind kind, Percent percent = Percent::refused);

/// NaN where a figure is missing.
std::vector<double> values_of(const std::vector<Figure>& figures);

/// Text of a column for each locality, empty where there is none.
std::vector<std::string> column_texts(const Workings& w, const CodedRows& rows, const std::string& column);

/// Units that one code stands for together, and what a column counts for all of them.
struct SharedAmount {
    std::vector<int> units = {};
    double amount = 0;
};
std::vector<SharedAmount> shared_amounts(const CodedRows& rows, const std::string& column);

/// The parent of units that are all of its children, -1 where they are not: a figure of all of them is its
/// own.
int common_parent(const Localities& localities, const std::vector<int>& units);

/// Marks the values of units that share a code with others: they are not figures of their own.
void mark_shared(Indicator& indicator, const CodedRows& rows);

}  // namespace djoliba
