// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/figure.hpp>

namespace djoliba {

/// People exposed to the flood that is reached or exceeded once in `years` on average; NaN where not known.
struct ReturnPeriodPeople {
    double years = 0;
    double people = missing_value;
};

/// A longer return period with fewer people: its map and the shorter one do not belong together.
struct ReturnPeriodBreach {
    ReturnPeriodPeople shorter;
    ReturnPeriodPeople longer;
};

/// Every pair of neighbouring return periods in which people decrease by more than 1e-9 of their number
/// (rounding of sums). Missing people are no breach.
std::vector<ReturnPeriodBreach> breaches(std::vector<ReturnPeriodPeople> curve);

/// People exposed in an average year, as an interval. Base: exposed. Floods more frequent than the shortest
/// return period are left out; beyond the longest one people are taken to stay as they are (I_n/T_n in both
/// bounds).
struct ExpectedAnnualPeople {
    Figure mean;                                    ///< half of lower + upper
    Range range;                                    ///< lower and upper
    double leaves_out_below_years = missing_value;  ///< the shortest return period
    std::vector<ReturnPeriodBreach> breaches;
};

/// For T1 < .. < Tn with people I1 .. In: lower = sum (1/Tk - 1/Tk+1) Ik + In/Tn, upper = the same with Ik+1.
/// Where the curve breaches its order the smaller of the two counts for the lower bound and the larger for
/// the upper. Source: World Bank CCDR tools, with the tail added to both bounds. Missing where one of the
/// people is missing or there is no pair. Throws Error for a return period below 1 year, one given twice, or
/// negative people.
ExpectedAnnualPeople expected_annual_people(std::vector<ReturnPeriodPeople> curve);

/// Chance that a return period is reached or exceeded within `years`: 1 - exp(-years/T). Source: RiskScape.
/// For one year close to 1/T when T is large. Throws Error unless T > 0 and years >= 0.
double exceedance_probability(double return_period_years, double years = 1);

struct CurvePoint {
    double depth_m;
    double damage;  ///< share of the value lost, 0 to 1
};

/// Share of loss by depth of water; depths ascend.
struct DamageCurve {
    std::string_view name;
    std::string_view source;
    std::span<const CurvePoint> points;
};

/// Residential, industrial and agricultural curves for Africa: Huizinga, de Moel, Szewczyk 2017, JRC105688.
std::span<const DamageCurve> african_damage_curves();

/// Linear between the points, constant beyond both ends; NaN for NaN. The points must ascend in depth.
double damage_at(std::span<const CurvePoint> points, double depth_m);

/// Highest speed in km/h of a car in standing water: 0.0009 w^2 - 0.5529 w + 86.9448 with w in mm, 0 above
/// 300 mm, and never more than on the dry road. Source: Pregnolato et al. 2017, doi:10.1016/j.trd.2017.06.020
/// (recalled, not checked). NaN where the depth is NaN; a negative depth is dry.
double speed_in_water_kmh(double depth_m, double dry_kmh);

}  // namespace djoliba
