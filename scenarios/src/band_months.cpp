// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "band_months.hpp"

#include <charconv>

#include <fmt/format.h>

#include <djoliba/layers/raster_file.hpp>

namespace djoliba {
namespace {

using std::chrono::year_month;

bool digits(std::string_view text, std::size_t at, std::size_t n) {
    if (at + n > text.size()) return false;
    for (std::size_t i = at; i < at + n; ++i)
        if (text[i] < '0' || text[i] > '9') return false;
    return true;
}

int number_at(std::string_view text, std::size_t at, std::size_t n) {
    int value = 0;
    std::from_chars(text.data() + at, text.data() + at + n, value);
    return value;
}

std::size_t after_separator(std::string_view text, std::size_t at) {
    return at < text.size() && std::string_view("-_/.").find(text[at]) != std::string_view::npos ? at + 1
                                                                                                 : at;
}

/// The month that begins with a year at this place; a day may follow, no other digit.
std::optional<year_month> month_at(std::string_view text, std::size_t at) {
    if (!digits(text, at, 4)) return std::nullopt;
    const std::size_t month = after_separator(text, at + 4);
    if (!digits(text, month, 2)) return std::nullopt;
    std::size_t end = month + 2;
    if (const std::size_t day = after_separator(text, end); digits(text, day, 2)) end = day + 2;
    if (digits(text, end, 1)) return std::nullopt;
    const int year = number_at(text, at, 4);
    const year_month found{std::chrono::year(year),
                           std::chrono::month(static_cast<unsigned>(number_at(text, month, 2)))};
    return found.ok() && year >= 1800 && year < 2200 ? std::optional(found) : std::nullopt;
}

std::string named(const year_month& month) {
    return fmt::format("{:04}-{:02}", static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
}

Problem other_month(const ScenarioFile& file, const year_month& start, std::size_t band, std::size_t behind,
                    const BandInfo& info, const year_month& month) {
    const auto counted = start + std::chrono::months(static_cast<int>(behind));
    const auto implied = month - std::chrono::months(static_cast<int>(behind));
    return {"", "layers.drought.start",
            fmt::format("{}: band {} is called `{}`, but counted from {} it is {}", file.text, band,
                        info.description, named(start), named(counted)),
            fmt::format("write `start: {}` if the bands are one month after the other; else bring them into "
                        "order or correct their names",
                        named(implied))};
}

}  // namespace

std::optional<year_month> month_in(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (at > 0 && digits(text, at - 1, 1)) continue;
        if (const auto month = month_at(text, at)) return month;
    }
    return std::nullopt;
}

std::vector<Problem> check_band_months(const DroughtLayer& drought, const Mark& start) {
    std::vector<Problem> problems;
    std::size_t behind = 0;
    for (const auto& file : drought.series) {
        const auto bands = raster_info(file.path).bands;
        bool told = false;
        for (std::size_t b = 0; b < bands.size(); ++b, ++behind) {
            const auto month = month_in(bands[b].description);
            if (told || !month || *month == drought.start + std::chrono::months(static_cast<int>(behind)))
                continue;
            problems.push_back(other_month(file, drought.start, b + 1, behind, bands[b], *month));
            problems.back().where = to_string(start);
            told = true;
        }
    }
    return problems;
}

}  // namespace djoliba
