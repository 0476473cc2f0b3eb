// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <djoliba/engine/date.hpp>
#include <djoliba/engine/figure.hpp>
#include <djoliba/engine/locality.hpp>

// The Cadre Harmonisé (CH): an exercise analyses food security area by area for the current season and
// projects it for a later one. Several exercises may cover the same season; their figures must never be
// added.

namespace djoliba {

/// Months of one year, as "June to August 2022".
struct Season {
    int from_month = 1;
    int to_month = 12;
    int year = 0;
    friend auto operator<=>(const Season&, const Season&) = default;
};

/// "June-August 2022" and "juin-août 2022".
Wording wording(const Season& season);

/// "Jan-May", "Jun-Aug", "Sep-Dec" and the like (English or French short names, any case); nullopt for
/// anything else.
std::optional<Season> parse_season(const std::string& label, int year);

enum class PhaseOutlook : std::uint8_t { current, projected };

/// One row of a CH table.
struct PhaseRecord {
    int locality = -1;  ///< -1 where the row did not join
    std::string unit;   ///< name of the area as the table gives it: tells two areas under one code apart
    std::string part;   ///< part of the unit ("limited access", a commune of Bamako); empty for the whole
    double population = missing_value;  ///< people analysed
    std::array<double, 5> phases{missing_value, missing_value, missing_value, missing_value, missing_value};
    Season exercise;   ///< when the analysis was made: "Jan-May 2022"
    Season reference;  ///< the months it speaks of
    PhaseOutlook outlook = PhaseOutlook::projected;
};

/// First day on which the results of an exercise can have been known. Analyses are made in March and in
/// November and published in the weeks after; we take the 1st of April (exercise that begins in January) and
/// the 1st of December (in September), and for others the day after their last month. Unverified convention.
Date known_from(const Season& exercise);

struct PhaseChoice {
    Season reference;                          ///< the season asked for
    Date as_of;                                ///< later exercises are refused
    std::optional<PhaseOutlook> outlook = {};  ///< only current or only projected figures; empty: both
};

/// The unit's figures, its parts summed. Base: people analysed.
struct UnitPhases {
    Figure people_3_to_5;             ///< caseload; at_least where a part was not assessed
    Figure percent_3_to_5;            ///< of the people analysed
    double analysed = missing_value;  ///< people analysed: the population, or the sum of phases without one
    std::array<double, 5> phases{missing_value, missing_value, missing_value, missing_value, missing_value};
    int area_phase = 0;                   ///< by the 20 % rule; 0: not assessed
    int parts = 0;                        ///< rows that were summed
    std::vector<std::string> flags = {};  ///< what a reader should doubt
};

struct FoodSecurity {
    std::optional<Season> exercise;       ///< the one chosen; empty where none speaks of the season
    std::optional<PhaseOutlook> outlook;  ///< what its figures for the season are
    std::vector<UnitPhases> units;        ///< one for each locality
    UnitPhases unplaced;                  ///< rows that joined no locality, summed
    double total_3_to_5 = 0;              ///< all rows of the exercise for the season, with the unplaced
    int repeated = 0;                     ///< rows dropped because their key was there already
    int later_than_as_of = 0;             ///< rows of exercises that were not yet known
    int other_exercises = 0;              ///< rows for the same season of earlier exercises, not used
};

/// Figures of the latest exercise known on as_of that speaks of the season; one exercise for the whole
/// country, none added. Rows with the same key (locality, unit, part, exercise, season, outlook) count once;
/// where they differ in their figures the unit is missing, with the reason. A unit is not assessed where no
/// phase has people.
FoodSecurity food_security(const std::vector<PhaseRecord>& records, std::size_t localities,
                           const PhaseChoice& choice);

/// The highest phase p such that at least 20 % of the people are in phase p or worse; 0 where no phase has
/// people or a phase is NaN. Source: the rule of CH and IPC.
int area_phase(const std::array<double, 5>& phases);

/// True where `ours` is exactly twice `published`: the mark of rows counted twice.
bool exactly_double(double ours, double published);

}  // namespace djoliba
