// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <djoliba/engine/explain.hpp>
#include <djoliba/engine/list_change.hpp>
#include <djoliba/scenarios/result.hpp>

namespace djoliba {

/// Of the indicators with a weight in the index: the smallest change first, those without one last.
std::vector<FigureChange> changes_in_order(const PlaceChange& change);

/// "Alpha is number 1 of 4 communes. What would move it out of the top 2:"
std::string place_sentence(const Result& r, const PlaceChange& change, int top, Language language);
/// "Displaced per 100 residents: from 10 to 4.2 or less (for all 2 localities that have this figure)", or why
/// there is none.
std::string move_sentence(const Result& r, const PlaceChange& change, const FigureChange& figure,
                          Language language);

/// "About 5 of the 20 highest communes may not belong there ..."
std::string list_sentence(const Result& r, Language language);
std::string worth_heading(bool single_figures, Language language);
/// "Share of people in phases 3 to 5, cercle Koro (Mopti): 0.57 of 7.34"
std::string worth_sentence(const Result& r, const InformationValue& value, Language language);

}  // namespace djoliba
