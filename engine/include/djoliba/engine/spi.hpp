// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <djoliba/engine/job.hpp>

namespace djoliba {

/// Why a month has no SPI.
enum class SpiGap : std::uint8_t {
    none,           ///< there is a value
    first_months,   ///< the series has not yet run for k months
    missing_rain,   ///< one of the k months has no rainfall
    not_asked,      ///< SpiSettings::only_month names another month
    mostly_dry,     ///< the k-month sum is 0 in half of the reference years or more
    few_wet_years,  ///< fewer than 10 reference years have rain in these months
    no_variance     ///< all reference years have the same rain: nothing to compare with
};

/// "" for none.
std::string_view text_en(SpiGap gap);
std::string_view text_fr(SpiGap gap);

/// What becomes of k-month sums of 0, whose share of the reference years is q.
enum class SpiZeros : std::uint8_t {
    share,  ///< a sum of 0 gets H = q, the top of the zeros' share, as in climate_indices: dry months read
            ///< wetter
    centre_of_mass  ///< H = (n0 + 1)/(2(n + 1)), the middle of the zeros' share, and n0/(n + 1) for q
                    ///< elsewhere, so that SPI keeps a mean of 0 (Stagge et al. 2015, doi:10.1002/joc.4267;
                    ///< recalled, not checked)
};

struct SpiSettings {
    int months = 3;             ///< k: length of the sums, 1 to 72
    int first_year = 0;         ///< year of the first value of the series
    int first_month = 1;        ///< its month, 1 to 12
    int reference_from = 1991;  ///< first year of the fit; a sum belongs to the year in which it ends
    int reference_to = 2020;    ///< last year of the fit (default: the WMO normal)
    int only_month = 0;         ///< 1 to 12: only sums that end in this month; 0: all
    SpiZeros zeros = SpiZeros::share;
};

struct SpiSeries {
    std::vector<double> value;  ///< one for each month of the input; NaN where there is a gap
    std::vector<SpiGap> gap;
};

/// Standardised precipitation index of one series of monthly rainfall (mm, NaN missing, months without holes
/// in time).
///
/// The k-month sums that end in one calendar month are fitted by a gamma distribution G over the reference
/// years, zeros set apart (share q), by Thom's estimator: A = ln(mean) - mean(ln x), alpha = (1 + sqrt(1 +
/// 4A/3))/(4A), beta = mean/alpha. H = q + (1 - q) G(x), SPI = the normal quantile of H, clipped to +-3.09.
/// Sources: McKee et al. 1993; Thom 1958; WMO-No. 1090. No value where q >= 0.5 or fewer than 10 reference
/// years are wet. Throws Error for settings that make no sense and for negative or infinite rainfall.
SpiSeries spi(std::span<const double> monthly_mm, const SpiSettings& settings);

/// Many cells at once. Both directions are month by month: element m*cells + c is month m of cell c, as bands
/// of a raster.
struct SpiStack {
    std::size_t cells = 0;
    std::size_t months = 0;
    std::vector<double> value;
    std::vector<SpiGap> gap;

    std::span<const double> month(std::size_t m) const { return {value.data() + m * cells, cells}; }
    std::span<const SpiGap> gaps_of_month(std::size_t m) const { return {gap.data() + m * cells, cells}; }
};

/// spi() for every cell. `monthly_mm` has months*cells values; same bytes for any number of threads.
SpiStack spi_stack(std::span<const double> monthly_mm, std::size_t cells, const SpiSettings& settings,
                   const Job& job = {});

/// Position in a series of a month of a year; -1 before its start. May lie behind its end.
int month_index(const SpiSettings& settings, int year, int month);

}  // namespace djoliba
