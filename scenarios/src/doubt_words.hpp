// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <djoliba/engine/explain.hpp>
#include <djoliba/scenarios/result.hpp>

namespace djoliba {

/// The error that all figures from flood depths have together.
inline constexpr const char* flood_depth_error = "flood_depth";

/// "Displaced people", "Weights of the index": an indicator by its label, a common figure by that of the
/// indicator of its name or of `<name>_people` where there is one.
std::string source_in_words(const Result& r, DoubtSource::Kind kind, const std::string& name,
                            Language language);

/// "Displaced people (0.6 of the doubt); Weights of the index (0.2)": up to three sources of at least a tenth
/// of the doubt of the score, the largest first. Empty where there is no rank or nothing moves.
std::string doubt_in_words(const Result& r, int locality, Language language);

/// What the intervals of this run are, for the notes of the workbook.
std::string uncertainty_note_fr(const Result& r);

}  // namespace djoliba
