// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "synthetic_random.hpp"
#include "synthetic_rasters.hpp"
#include "synthetic_tiles.hpp"

namespace djoliba::synthetic {
namespace {

constexpr int first_year = 1991, years = 30;
constexpr Grid rain_grid = {-12.5, 25, 0.25, 0.25, 67, 60};

// Mean of a year in mm by latitude, joined by straight lines.
struct Belt {
    double lat, mm;
};
constexpr Belt belts[] = {{10, 1250}, {11, 1150}, {12, 1000}, {13, 800}, {14, 600}, {15, 400}, {16, 260},
                          {17, 175},  {18, 115},  {20, 60},   {22, 32},  {24, 20},  {26, 18}};

double yearly_mean(double lat) {
    const auto* belt =
        std::find_if(std::begin(belts) + 1, std::end(belts) - 1, [&](const Belt& b) { return lat <= b.lat; });
    const Belt& south = belt[-1];
    return south.mm + (belt->mm - south.mm) * (lat - south.lat) / (belt->lat - south.lat);
}

// Dry years: the share of the rain that fails around a centre. Invented; the years are known ones.
struct Drought {
    int year;
    double lon, lat, radius, loss;
};
constexpr Drought droughts[] = {
    {1991, -3, 15.5, 5, .25}, {1997, -9, 14.5, 4, .25}, {2002, -7, 15, 6, .45},   {2004, 0, 16.5, 5, .35},
    {2006, -10, 14, 4, .2},   {2009, 1, 16.5, 4, .35},  {2011, -5, 14.5, 7, .45}, {2014, -10.5, 14.5, 5, .5},
    {2017, -4, 15.5, 5, .35}, {2018, -11, 15, 3, .25}};

double drought_factor(int year, double lon, double lat) {
    double factor = 1;
    for (const auto& d : droughts)
        if (d.year == year)
            factor *= 1 - d.loss * std::exp(-(std::pow(lon - d.lon, 2) + std::pow(lat - d.lat, 2)) /
                                            (d.radius * d.radius));
    return factor;
}

// Share of the year's rain by month: one season around August, shorter in the north; nothing outside it.
std::array<double, 12> season(double lat) {
    const double length = std::clamp(1.45 - 0.09 * (lat - 11), 0.75, 1.5);
    std::array<double, 12> share = {};
    double sum = 0;
    for (int m = 0; m < 12; ++m) {
        share[m] = std::exp(-0.5 * std::pow((m - 6.95) / length, 2));
        if (share[m] < 0.012) share[m] = 0;
        sum += share[m];
    }
    for (auto& s : share) s /= sum;
    return share;
}

double month_rain(std::uint64_t key, int year, int month, double lon, double lat) {
    const double mean = yearly_mean(lat) * season(lat)[month] * drought_factor(year, lon, lat);
    if (mean == 0) return 0;
    const auto noise = [&](std::uint64_t k, double step) {
        return smooth_noise(Stream::mix(key ^ k), lon / step + 100, lat / step);
    };
    const auto y = static_cast<std::uint64_t>(year), m = y * 12 + static_cast<std::uint64_t>(month);
    // Wider swings where it rains little.
    const double swing = std::clamp(0.35 + 0.06 * (lat - 12), 0.3, 0.9);
    const double wet =
        std::exp(swing * (0.4 * noise(y, 5.3) + 0.8 * noise(m, 3.1) + 0.4 * noise(m + (1ULL << 20), 0.9)) -
                 swing * swing * 0.2);
    const double rain = mean * wet;
    return rain < 0.8 ? 0 : std::round(rain * 10) / 10;
}

}  // namespace

void write_rainfall(std::uint64_t seed, const std::filesystem::path& file) {
    const std::uint64_t key = Stream(seed, Purpose::rain, 0).bits();
    const Grid& g = rain_grid;
    std::vector<std::string> names;
    std::vector<float> values;
    for (int year = first_year; year < first_year + years; ++year)
        for (int month = 0; month < 12; ++month) {
            names.push_back(fmt::format("{}-{:02}", year, month + 1));
            for (std::int64_t row = 0; row < g.rows; ++row)
                for (std::int64_t col = 0; col < g.cols; ++col) {
                    const double lon = g.west + (static_cast<double>(col) + 0.5) * g.dx,
                                 lat = g.north - (static_cast<double>(row) + 0.5) * g.dy;
                    values.push_back(static_cast<float>(month_rain(key, year, month, lon, lat)));
                }
        }
    write_stack({file, Cells::decimal, -9999, "mm/month", "invented monthly rainfall"}, g, names, values);
}

}  // namespace djoliba::synthetic
