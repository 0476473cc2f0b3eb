// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/flood.hpp>

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

constexpr std::array<CurvePoint, 9> residential = {
    {{0, 0}, {0.5, 0.220}, {1, 0.378}, {1.5, 0.531}, {2, 0.636}, {3, 0.817}, {4, 0.903}, {5, 0.957}, {6, 1}}};
constexpr std::array<CurvePoint, 9> industrial = {
    {{0, 0}, {0.5, 0.063}, {1, 0.247}, {1.5, 0.403}, {2, 0.494}, {3, 0.685}, {4, 0.919}, {5, 1}, {6, 1}}};
constexpr std::array<CurvePoint, 9> agriculture = {
    {{0, 0}, {0.5, 0.243}, {1, 0.472}, {1.5, 0.741}, {2, 0.917}, {3, 1}, {4, 1}, {5, 1}, {6, 1}}};

constexpr std::string_view huizinga = "Huizinga, de Moel, Szewczyk 2017, JRC105688, Africa";
constexpr std::array<DamageCurve, 3> curves = {{{"residential", huizinga, residential},
                                                {"industrial", huizinga, industrial},
                                                {"agriculture", huizinga, agriculture}}};

void sort_and_check(std::vector<ReturnPeriodPeople>& curve) {
    std::sort(curve.begin(), curve.end(), [](const auto& a, const auto& b) { return a.years < b.years; });
    std::vector<Problem> problems;
    for (std::size_t k = 0; k < curve.size(); ++k) {
        if (!(curve[k].years >= 1) || std::isinf(curve[k].years))
            problems.push_back({{},
                                "flood",
                                fmt::format("a return period of {} years", curve[k].years),
                                "give return periods of 1 year or more"});
        if (curve[k].people < 0)
            problems.push_back({{},
                                "flood",
                                fmt::format("{} people at {} years", curve[k].people, curve[k].years),
                                "check the population raster and its missing value"});
        if (k > 0 && curve[k].years == curve[k - 1].years)
            problems.push_back({{},
                                "flood",
                                fmt::format("return period {} is given twice", curve[k].years),
                                "give one map for each return period"});
    }
    if (!problems.empty()) throw Error(std::move(problems));
}

/// People are sums over bins: equal sums may differ in their last digits.
constexpr double sum_rounding = 1e-9;

std::vector<ReturnPeriodBreach> breaches_of_sorted(const std::vector<ReturnPeriodPeople>& curve) {
    std::vector<ReturnPeriodBreach> found;
    const ReturnPeriodPeople* last = nullptr;
    for (const auto& point : curve) {
        if (std::isnan(point.people)) continue;
        if (last && point.people < last->people * (1 - sum_rounding)) found.push_back({*last, point});
        last = &point;
    }
    return found;
}

}  // namespace

std::vector<ReturnPeriodBreach> breaches(std::vector<ReturnPeriodPeople> curve) {
    sort_and_check(curve);
    return breaches_of_sorted(curve);
}

ExpectedAnnualPeople expected_annual_people(std::vector<ReturnPeriodPeople> curve) {
    ExpectedAnnualPeople e;
    if (curve.empty()) {
        e.mean = missing_figure("no return period is given");
        return e;
    }
    sort_and_check(curve);
    e.breaches = breaches_of_sorted(curve);
    e.leaves_out_below_years = curve.front().years;
    for (const auto& point : curve)
        if (std::isnan(point.people)) {
            e.mean = missing_figure(fmt::format("people exposed at {} years are not known", point.years));
            return e;
        }
    const double tail = curve.back().people / curve.back().years;
    e.range = {tail, tail};
    for (std::size_t k = 0; k + 1 < curve.size(); ++k) {
        const double chance = 1 / curve[k].years - 1 / curve[k + 1].years;
        e.range.low += chance * std::min(curve[k].people, curve[k + 1].people);
        e.range.high += chance * std::max(curve[k].people, curve[k + 1].people);
    }
    e.mean = known_figure((e.range.low + e.range.high) / 2);
    return e;
}

double exceedance_probability(double return_period_years, double years) {
    if (!(return_period_years > 0) || !(years >= 0))
        throw Error(Problem{{},
                            "return_period",
                            fmt::format("{} years within {} years", return_period_years, years),
                            "give a return period above 0 and a period of 0 or more"});
    return -std::expm1(-years / return_period_years);
}

std::span<const DamageCurve> african_damage_curves() { return curves; }

double damage_at(std::span<const CurvePoint> points, double depth_m) {
    if (std::isnan(depth_m) || points.empty()) return missing_value;
    const auto above = std::upper_bound(points.begin(), points.end(), depth_m,
                                        [](double depth, const CurvePoint& p) { return depth < p.depth_m; });
    if (above == points.begin()) return points.front().damage;
    if (above == points.end()) return points.back().damage;
    const CurvePoint& below = *(above - 1);
    const double share = (depth_m - below.depth_m) / (above->depth_m - below.depth_m);
    return below.damage + share * (above->damage - below.damage);
}

double speed_in_water_kmh(double depth_m, double dry_kmh) {
    if (std::isnan(depth_m) || std::isnan(dry_kmh)) return missing_value;
    if (depth_m <= 0) return dry_kmh;
    const double mm = depth_m * 1000;
    if (mm > 300) return 0;
    return std::min(dry_kmh, 0.0009 * mm * mm - 0.5529 * mm + 86.9448);
}

}  // namespace djoliba
