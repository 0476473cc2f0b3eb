// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/explain.hpp>
#include <djoliba/engine/figure.hpp>
#include <djoliba/scenarios/validation.hpp>

namespace djoliba {

inline constexpr const char* validation_mark = "djoliba-validation";
inline constexpr std::size_t longest_reason = 1000;  ///< characters
inline constexpr std::size_t longest_name = 200;     ///< of who decided

inline const std::string& in(Language language, const Wording& words) {
    return language == Language::french ? words.fr : words.en;
}

inline constexpr std::array all_decisions = {Decision::accepted, Decision::moved_up, Decision::moved_down,
                                             Decision::to_check};
/// "accepted", "moved_up", "moved_down", "to_check".
std::string name_of(Decision decision);
/// As in the drop-down.
Wording label_of(Decision decision);
/// The decision of a label in either language, or of a name; spellings may differ in case and accents.
std::optional<Decision> decision_named(std::string_view text);

/// Columns of a validation sheet, in their order. Those from `decision` on are filled by a committee.
enum class SheetColumn : std::uint8_t {
    code,
    name,
    cercle,
    region,
    people,
    rank,
    rank_between,
    risk_class,
    score,
    score_between,
    why,
    decision,
    proposed_class,
    proposed_rank,
    reason,
    decided_by,
    date
};
inline constexpr std::size_t sheet_columns = 17;
Wording heading_of(SheetColumn column);

/// The digest that a run and its sheets have in common: of its title, its day, and of level, code, name,
/// rank, class and score (one decimal) of each unit, in any order. Texts are those of ranking.csv; 16
/// hexadecimal digits.
using RankedTexts = std::array<std::string, 6>;
std::string ranking_digest(const std::string& title, const Date& as_of, std::vector<RankedTexts> units);

}  // namespace djoliba
