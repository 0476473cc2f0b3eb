// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace djoliba {

/// A sentence that Djoliba writes, in both languages. `{}` stands for what varies; `{0}`, `{1}` ... put it
/// into the French.
struct Sentence {
    std::string_view en;
    std::string_view fr;
};

/// The sentences that tables hold: reasons without a figure, exclusions, names of levels, states and bases.
std::span<const Sentence> french_sentences();

/// The French of a sentence, or the sentence as it is where the catalogue has none: what a source or a
/// scenario writes stays as written. Names of months and levels inside are put into French, decimal points
/// become commas.
std::string in_french(std::string_view english);

}  // namespace djoliba
