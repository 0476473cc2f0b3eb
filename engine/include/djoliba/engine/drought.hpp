// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include <djoliba/engine/figure.hpp>
#include <djoliba/engine/spi.hpp>

namespace djoliba {

/// Classes of the SPI after McKee et al. 1993 and WMO-No. 1090. The bounds belong to the class farther from
/// normal: -1 is moderately dry, -1.5 severely, -2 extremely; in the same way 1, 1.5 and 2 on the wet side.
enum class DroughtClass : std::uint8_t {
    unknown,
    extremely_wet,
    very_wet,
    moderately_wet,
    near_normal,
    moderately_dry,
    severely_dry,
    extremely_dry
};

inline constexpr double moderate_drought_spi = -1.0;
inline constexpr double severe_drought_spi = -1.5;
inline constexpr double extreme_drought_spi = -2.0;

/// unknown for NaN.
DroughtClass drought_class(double spi);
Wording wording(DroughtClass c);

/// The index of one season: the sum that ends in `month` of `year`.
struct SeasonDrought {
    int year = 0;
    int month = 0;
    Figure spi;  ///< with the reason of the gap, in English
    SpiGap gap = SpiGap::none;
    DroughtClass severity = DroughtClass::unknown;
};

/// Throws Error for a month outside 1 to 12; a season outside the record is missing with that reason.
SeasonDrought season_drought(const SpiSeries& series, const SpiSettings& settings, int year, int month);

/// How often a season was dry in the reference years.
struct DroughtFrequency {
    Figure share;  ///< years at or below the threshold over years known, 0 to 1; missing below 10 known years
    int years = 0;  ///< reference years with a value
    int dry = 0;    ///< of them at or below the threshold
};

/// Share of the reference years in which SPI(month) <= threshold. Throws Error for a month outside 1 to 12.
DroughtFrequency drought_frequency(const SpiSeries& series, const SpiSettings& settings, int month,
                                   double threshold = severe_drought_spi);

/// The same for each cell of a stack: share, NaN where it is missing.
std::vector<double> drought_frequency(const SpiStack& stack, const SpiSettings& settings, int month,
                                      double threshold = severe_drought_spi);

/// The lean season (June to August) that a rainfall season bears on: the one after the next harvest. Sums
/// that end in June or later bear on the lean season of the following year, those that end from January to
/// May on that of the same year. Source: the Sahel's calendar (one harvest, October to December) as the notes
/// of analysts give it.
int lean_season_year(int year, int month);

/// "September 2021 SPI-3 → lean season June-August 2022", "SPI-3 de septembre 2021 → soudure juin-août 2022".
Wording season_label(int months, int year, int month);

}  // namespace djoliba
