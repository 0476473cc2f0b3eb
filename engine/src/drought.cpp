// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/drought.hpp>

#include <fmt/format.h>

#include <djoliba/engine/calendar.hpp>

namespace djoliba {
namespace {

constexpr int fewest_known_years = 10;

// Position of the season in a series of `size` months; -1 outside it. Refuses months that do not exist.
int position(const SpiSettings& settings, std::size_t size, int year, int month) {
    month_name(month);
    const int index = month_index(settings, year, month);
    return index < static_cast<int>(size) ? index : -1;
}

// `value(m)`: index of month m of the series.
DroughtFrequency count_dry(const SpiSettings& s, std::size_t size, int month, double threshold,
                           auto&& value) {
    DroughtFrequency f;
    for (int year = s.reference_from; year <= s.reference_to; ++year) {
        const int m = position(s, size, year, month);
        if (m < 0) continue;
        const double spi = value(static_cast<std::size_t>(m));
        if (std::isnan(spi)) continue;
        ++f.years;
        f.dry += spi <= threshold;
    }
    f.share = f.years < fewest_known_years
                  ? missing_figure(fmt::format("the index is known in only {} of the years {}-{}", f.years,
                                               s.reference_from, s.reference_to))
                  : known_figure(static_cast<double>(f.dry) / f.years);
    return f;
}

}  // namespace

DroughtClass drought_class(double spi) {
    if (std::isnan(spi)) return DroughtClass::unknown;
    if (spi <= extreme_drought_spi) return DroughtClass::extremely_dry;
    if (spi <= severe_drought_spi) return DroughtClass::severely_dry;
    if (spi <= moderate_drought_spi) return DroughtClass::moderately_dry;
    if (spi < 1) return DroughtClass::near_normal;
    if (spi < 1.5) return DroughtClass::moderately_wet;
    if (spi < 2) return DroughtClass::very_wet;
    return DroughtClass::extremely_wet;
}

Wording wording(DroughtClass c) {
    switch (c) {
        case DroughtClass::unknown:
            return {"not known", "non connu"};
        case DroughtClass::extremely_wet:
            return {"extremely wet", "extrêmement humide"};
        case DroughtClass::very_wet:
            return {"very wet", "très humide"};
        case DroughtClass::moderately_wet:
            return {"moderately wet", "modérément humide"};
        case DroughtClass::near_normal:
            return {"near normal", "proche de la normale"};
        case DroughtClass::moderately_dry:
            return {"moderately dry", "modérément sec"};
        case DroughtClass::severely_dry:
            return {"severely dry", "très sec"};
        case DroughtClass::extremely_dry:
            return {"extremely dry", "extrêmement sec"};
    }
    return {};
}

SeasonDrought season_drought(const SpiSeries& series, const SpiSettings& settings, int year, int month) {
    SeasonDrought season{year, month, {}, SpiGap::none, DroughtClass::unknown};
    const int m = position(settings, series.value.size(), year, month);
    if (m < 0) {
        season.gap = SpiGap::missing_rain;
        season.spi =
            missing_figure(fmt::format("{} {} lies outside the rainfall record", month_name(month).en, year));
        return season;
    }
    season.gap = series.gap[static_cast<std::size_t>(m)];
    const double value = series.value[static_cast<std::size_t>(m)];
    season.spi =
        season.gap == SpiGap::none ? known_figure(value) : missing_figure(std::string(text_en(season.gap)));
    season.severity = drought_class(value);
    return season;
}

DroughtFrequency drought_frequency(const SpiSeries& series, const SpiSettings& settings, int month,
                                   double threshold) {
    return count_dry(settings, series.value.size(), month, threshold,
                     [&](std::size_t m) { return series.value[m]; });
}

std::vector<double> drought_frequency(const SpiStack& stack, const SpiSettings& settings, int month,
                                      double threshold) {
    std::vector<double> share(stack.cells);
    for (std::size_t c = 0; c < stack.cells; ++c)
        share[c] = count_dry(settings, stack.months, month, threshold, [&](std::size_t m) {
                       return stack.value[m * stack.cells + c];
                   }).share.value;
    return share;
}

int lean_season_year(int year, int month) { return month >= 6 ? year + 1 : year; }

Wording season_label(int months, int year, int month) {
    const Wording name = month_name(month);
    const int lean = lean_season_year(year, month);
    return {fmt::format("{} {} SPI-{} → lean season June-August {}", name.en, year, months, lean),
            fmt::format("SPI-{} {}{} {} → soudure juin-août {}", months,
                        month == 4 || month == 8 || month == 10 ? "d'" : "de ", name.fr, year, lean)};
}

}  // namespace djoliba
