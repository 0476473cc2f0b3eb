// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/spi.hpp>

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/indicator.hpp>

#include "parallel.hpp"

namespace djoliba {
namespace {

using Precision = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

constexpr double largest_spi = 3.09;
constexpr int fewest_wet_years = 10;
constexpr double largest_dry_share = 0.5;
// Reference years that differ by less than about one part in a million are rounding, not climate.
constexpr double least_spread = 1e-12;

struct Fit {
    double shape = 0;
    double scale = 0;
    int dry_years = 0;
    int years = 0;
    SpiGap gap = SpiGap::none;
};

Problem setting(std::string_view key, int value, std::string_view must) {
    return {{}, std::string(key), fmt::format("{} makes no sense", value), std::string(must)};
}

void check(const SpiSettings& s) {
    std::vector<Problem> problems;
    if (s.months < 1 || s.months > 72) problems.push_back(setting("spi", s.months, "give 1 to 72 months"));
    if (s.first_month < 1 || s.first_month > 12)
        problems.push_back(setting("start", s.first_month, "give a month from 1 to 12"));
    if (s.only_month < 0 || s.only_month > 12)
        problems.push_back(setting("month", s.only_month, "give a month from 1 to 12"));
    if (s.reference_to - s.reference_from + 1 < fewest_wet_years)
        problems.push_back(setting("reference", s.reference_to - s.reference_from + 1,
                                   fmt::format("give {} years or more, as 1991-2020", fewest_wet_years)));
    if (!problems.empty()) throw Error(std::move(problems));
}

void check_rain(std::span<const double> rain) {
    const auto bad =
        std::find_if(rain.begin(), rain.end(), [](double mm) { return mm < 0 || std::isinf(mm); });
    if (bad == rain.end()) return;
    throw Error(Problem{{},
                        "drought",
                        fmt::format("monthly rainfall of {} mm", *bad),
                        "declare the value that stands for missing, and the unit"});
}

int month_of(const SpiSettings& s, std::size_t m) {
    return static_cast<int>((s.first_month - 1 + m) % 12) + 1;
}

int year_of(const SpiSettings& s, std::size_t m) {
    return s.first_year + static_cast<int>((static_cast<std::size_t>(s.first_month - 1) + m) / 12);
}

bool asked(const SpiSettings& s, std::size_t m) {
    return s.only_month == 0 || month_of(s, m) == s.only_month;
}

// Sum of the k months that end at m; NaN where one is missing or before the start.
double sum_ending_at(std::span<const double> rain, std::size_t m, int k) {
    if (m + 1 < static_cast<std::size_t>(k)) return missing_value;
    double sum = 0;
    for (std::size_t i = m + 1 - static_cast<std::size_t>(k); i <= m; ++i) sum += rain[i];
    return sum;
}

// Thom's estimator over the sums of one calendar month in the reference years.
Fit fit_month(std::span<const double> sums, const SpiSettings& s, int month) {
    Fit fit;
    double total = 0;
    double total_log = 0;
    int wet = 0;
    for (std::size_t m = 0; m < sums.size(); ++m) {
        const int year = year_of(s, m);
        const bool counts = month_of(s, m) == month && year >= s.reference_from && year <= s.reference_to;
        if (!counts || std::isnan(sums[m])) continue;
        ++fit.years;
        if (sums[m] > 0) {
            ++wet;
            total += sums[m];
            total_log += std::log(sums[m]);
        }
    }
    fit.dry_years = fit.years - wet;
    // A climate without rain is told apart from a record that is too short.
    const bool mostly_dry = fit.dry_years > 0 && fit.dry_years >= largest_dry_share * fit.years;
    if (mostly_dry && fit.years >= fewest_wet_years)
        fit.gap = SpiGap::mostly_dry;
    else if (wet < fewest_wet_years)
        fit.gap = SpiGap::few_wet_years;
    if (fit.gap != SpiGap::none) return fit;
    const double mean = total / wet;
    const double spread = std::log(mean) - total_log / wet;
    if (!(spread > least_spread)) {
        fit.gap = SpiGap::no_variance;
        return fit;
    }
    fit.shape = (1 + std::sqrt(1 + 4 * spread / 3)) / (4 * spread);
    fit.scale = mean / fit.shape;
    return fit;
}

double probability(double sum, const Fit& fit, SpiZeros zeros) {
    const bool centred = zeros == SpiZeros::centre_of_mass;
    if (sum == 0 && centred) return (fit.dry_years + 1.0) / (2 * (fit.years + 1.0));
    const double dry = fit.dry_years / (centred ? fit.years + 1.0 : static_cast<double>(fit.years));
    if (sum == 0) return dry;
    return dry + (1 - dry) * boost::math::gamma_p(fit.shape, sum / fit.scale, Precision());
}

double normal_quantile(double p) {
    if (p <= 0) return -largest_spi;
    if (p >= 1) return largest_spi;
    return std::clamp(-std::sqrt(2.0) * boost::math::erfc_inv(2 * p, Precision()), -largest_spi, largest_spi);
}

// Writes the index of one series: value(m) and gap(m) of month m.
void compute(std::span<const double> rain, const SpiSettings& s, std::vector<double>& sums, auto&& write) {
    sums.resize(rain.size());
    for (std::size_t m = 0; m < rain.size(); ++m)
        sums[m] = asked(s, m) ? sum_ending_at(rain, m, s.months) : missing_value;
    std::array<Fit, 12> fits;
    for (int month = 1; month <= 12; ++month)
        if (s.only_month == 0 || s.only_month == month)
            fits[static_cast<std::size_t>(month - 1)] = fit_month(sums, s, month);
    for (std::size_t m = 0; m < rain.size(); ++m) {
        const Fit& fit = fits[static_cast<std::size_t>(month_of(s, m) - 1)];
        SpiGap gap = fit.gap;
        if (!asked(s, m))
            gap = SpiGap::not_asked;
        else if (m + 1 < static_cast<std::size_t>(s.months))
            gap = SpiGap::first_months;
        else if (std::isnan(sums[m]))
            gap = SpiGap::missing_rain;
        write(m, gap == SpiGap::none ? normal_quantile(probability(sums[m], fit, s.zeros)) : missing_value,
              gap);
    }
}

// One block of cells: their months are strewn over the bands.
void compute_block(std::span<const double> rain, const SpiSettings& s, std::size_t first, std::size_t last,
                   SpiStack& out) {
    std::vector<double> series(out.months);
    std::vector<double> sums;
    for (std::size_t c = first; c < last; ++c) {
        for (std::size_t m = 0; m < out.months; ++m) series[m] = rain[m * out.cells + c];
        compute(series, s, sums, [&](std::size_t m, double value, SpiGap gap) {
            out.value[m * out.cells + c] = value;
            out.gap[m * out.cells + c] = gap;
        });
    }
}

}  // namespace

std::string_view text_en(SpiGap gap) {
    switch (gap) {
        case SpiGap::none:
            return "";
        case SpiGap::first_months:
            return "the record has not run for enough months";
        case SpiGap::missing_rain:
            return "rainfall is missing in one of the months";
        case SpiGap::not_asked:
            return "not computed for this month";
        case SpiGap::mostly_dry:
            return "no rain in these months in half of the reference years or more";
        case SpiGap::few_wet_years:
            return "fewer than 10 reference years with rain in these months";
        case SpiGap::no_variance:
            return "all reference years have the same rainfall";
    }
    return "";
}

std::string_view text_fr(SpiGap gap) {
    switch (gap) {
        case SpiGap::none:
            return "";
        case SpiGap::first_months:
            return "la série est trop courte avant ce mois";
        case SpiGap::missing_rain:
            return "la pluie manque pour l'un des mois";
        case SpiGap::not_asked:
            return "non calculé pour ce mois";
        case SpiGap::mostly_dry:
            return "aucune pluie ces mois-là pour au moins la moitié des années de référence";
        case SpiGap::few_wet_years:
            return "moins de 10 années de référence avec de la pluie ces mois-là";
        case SpiGap::no_variance:
            return "toutes les années de référence ont la même pluie";
    }
    return "";
}

SpiSeries spi(std::span<const double> monthly_mm, const SpiSettings& settings) {
    check(settings);
    check_rain(monthly_mm);
    SpiSeries out{std::vector<double>(monthly_mm.size()), std::vector<SpiGap>(monthly_mm.size())};
    std::vector<double> sums;
    compute(monthly_mm, settings, sums, [&](std::size_t m, double value, SpiGap gap) {
        out.value[m] = value;
        out.gap[m] = gap;
    });
    return out;
}

SpiStack spi_stack(std::span<const double> monthly_mm, std::size_t cells, const SpiSettings& settings,
                   const Job& job) {
    check(settings);
    if (cells == 0 || monthly_mm.size() % cells != 0)
        throw Error(
            Problem{{},
                    "drought",
                    fmt::format("{} values are no whole months of {} cells", monthly_mm.size(), cells),
                    "give one value for each month and cell"});
    check_rain(monthly_mm);
    SpiStack out{cells, monthly_mm.size() / cells, std::vector<double>(monthly_mm.size()),
                 std::vector<SpiGap>(monthly_mm.size())};
    constexpr std::size_t block = 64;
    for_each(job, (cells + block - 1) / block, [&](std::size_t b) {
        compute_block(monthly_mm, settings, b * block, std::min(cells, (b + 1) * block), out);
    });
    return out;
}

int month_index(const SpiSettings& s, int year, int month) {
    const int index = (year - s.first_year) * 12 + month - s.first_month;
    return index < 0 ? -1 : index;
}

}  // namespace djoliba
