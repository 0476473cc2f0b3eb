// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/explain.hpp>
#include <djoliba/engine/list_change.hpp>
#include <djoliba/scenarios/result.hpp>

namespace djoliba {

/// What would move one unit of a run into or out of the top of its level. Throws Error where the run has no
/// unit of this code.
PlaceChange moves_of(const Result& run, std::string_view code, int top);

/// Rows of moves.csv: a row for each indicator with a weight in the index, the smallest change first, then
/// those with which none moves the unit, and why.
OutputTable moves_table(const Result& run, const PlaceChange& change);

/// The same in sentences for a terminal.
std::string moves_in_words(const Result& run, const PlaceChange& change, int top, Language language);

/// Rows of worth.csv: by how much the doubt of the list would fall if an indicator were known everywhere, or
/// a single figure. The largest first.
OutputTable worth_table(const Result& run);

/// The same in sentences for a terminal, the first of each.
std::string worth_in_words(const Result& run, Language language, int most = 10);

/// Writes moves.csv where there is a change, else worth.csv. Throws Error.
std::vector<std::string> save_moves(const Result& run, const std::optional<PlaceChange>& change,
                                    const std::filesystem::path& directory);

}  // namespace djoliba
