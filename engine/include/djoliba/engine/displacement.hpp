// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include <djoliba/engine/date.hpp>
#include <djoliba/engine/figure.hpp>
#include <djoliba/engine/locality.hpp>

namespace djoliba {

/// Groups of people of one round, disjoint: nobody is in two of them. One value for each locality, NaN where
/// not known; an empty vector where the source has no such group. Published totals over groups do not belong
/// here.
struct DisplacedGroups {
    Date date;
    std::vector<double> displaced;           ///< internally displaced persons present
    std::vector<double> returned_displaced;  ///< former displaced persons back home, cumulative
    std::vector<double> returned_refugees;   ///< back from abroad, cumulative
    std::vector<double> hosts;               ///< people of the host community
};

/// Displaced persons present per 100 residents. Missing where either is, and where there are no residents.
std::vector<Figure> host_pressure(std::span<const double> displaced, std::span<const double> residents);

/// Localities whose published total is not the sum of its groups (to half a person); the total must not be
/// added to them. Localities where one of the figures is missing are not judged.
std::vector<int> totals_that_do_not_add_up(std::span<const double> total,
                                           const std::vector<std::span<const double>>& groups);

/// Rows of a table of where displaced persons come from.
struct OriginRow {
    int origin = -1;  ///< locality of origin, -1 where not known
    double people = missing_value;
};

/// What the rows of origin say, for each locality.
struct DisplacedFrom {
    /// People displaced from it: at the level of the rows, and summed over the children above that level.
    /// Below it, missing
    /// ("known only for Mopti"). Units without a row are missing too, unless the table is complete.
    std::vector<Figure> people;
    /// Bounds of the people who left: low counts the rows that name it or its parts; high adds the people of
    /// unknown origin, and for units below the level of the rows the whole figure of the unit above (with low
    /// = 0).
    std::vector<Range> left;
    double unknown_origin = 0;  ///< people in rows whose origin is not known
    int rows_without_people = 0;
};

/// Sums rows by origin. Two rows of the same origin add up. `level`: the one at which the rows name origins;
/// Error for a row that names a unit of another. `complete`: the table lists every displaced person's origin,
/// so that no row means nobody. `main_origin_only`: a row puts all people of a place on their main origin;
/// the low bounds are then 0.
DisplacedFrom displaced_from(const std::vector<OriginRow>& rows, const Localities& localities,
                             const Level& level, bool complete, bool main_origin_only);

/// People present = baseline - left + arrived, never below the arrived; nobody leaves twice, so at most
/// `baseline` left. NaN where the baseline or the arrivals are not known. Where nothing is known of who left,
/// low takes it that all may have left and high that nobody did.
Range people_present(double baseline, Range left, double arrived);

/// A figure in two rounds.
struct RoundChange {
    Figure people;   ///< later - earlier
    Figure percent;  ///< of the earlier; missing where that is 0
};

/// Only where both rounds have a figure. Throws Error unless the first date is before the second.
std::vector<RoundChange> change_between(const Date& earlier_date, std::span<const double> earlier,
                                        const Date& later_date, std::span<const double> later);

/// How much of something people need.
struct NeedRate {
    std::string name;  ///< identifier
    Wording label;
    Wording unit;
    double amount = 0;  ///< units for `people` people
    double people = 1;
    double days = 0;     ///< period that the amount serves; 0: once, whatever the time
    bool whole = false;  ///< counted in pieces, rounded up
    std::string source;
};

/// Minimum standards: water 15 litres per person and day, food 2,100 kcal per person and day, shelter 3.5 m2
/// per person, one toilet per 20 people, one tap per 250 people, soap 450 g per person and month of 30 days,
/// two water containers per family. Source: Sphere, as cited in the documentation of methods. Throws Error
/// unless `family_size` > 0.
std::vector<NeedRate> sphere_needs(double family_size = 5);

/// One line of a needs table. Every figure names its base, unit and period.
struct Need {
    std::string name;
    Wording label;
    Wording unit;
    double amount = missing_value;
    double people = missing_value;
    std::string base;  ///< "displaced", "affected", "exposed"
    double days = 0;   ///< the period asked for; 0 where the need does not grow with time
    std::string source;
};

/// What `people` need for `days`. 1,000 people for 7 days: 105,000 litres of water. Amounts are NaN where
/// people are not known. Throws Error for negative people or days that are not above 0.
std::vector<Need> needs(double people, const std::string& base, double days,
                        const std::vector<NeedRate>& rates);

}  // namespace djoliba
