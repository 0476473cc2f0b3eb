// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include <djoliba/engine/zonal.hpp>

namespace djoliba {
namespace {

constexpr std::array<std::pair<Statistic, std::string_view>, 14> names{{
    {Statistic::count, "count"},
    {Statistic::sum, "sum"},
    {Statistic::mean, "mean"},
    {Statistic::min, "min"},
    {Statistic::max, "max"},
    {Statistic::variance, "variance"},
    {Statistic::stdev, "stdev"},
    {Statistic::weighted_sum, "weighted_sum"},
    {Statistic::weighted_mean, "weighted_mean"},
    {Statistic::unknown_share, "unknown_share"},
    {Statistic::weight_unknown_share, "weight_unknown_share"},
    {Statistic::majority, "majority"},
    {Statistic::minority, "minority"},
    {Statistic::variety, "variety"},
}};

}  // namespace

std::optional<ZonalStatistic> parse_statistic(std::string_view name) {
    for (const auto& [statistic, word] : names)
        if (word == name) return statistic;
    if (name == "median") return ZonalStatistic(Statistic::quantile, 0.5);
    if (name.size() < 2 || name.front() != 'q') return std::nullopt;
    double percent = 0;
    const auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), percent);
    if (error != std::errc() || end != name.data() + name.size() || !(percent >= 0 && percent <= 100))
        return std::nullopt;
    return ZonalStatistic(Statistic::quantile, percent / 100);
}

std::string to_string(const ZonalStatistic& statistic) {
    if (statistic.which != Statistic::quantile)
        return std::string(names[static_cast<std::size_t>(statistic.which)].second);
    return statistic.level == 0.5 ? "median" : fmt::format("q{:.12g}", statistic.level * 100);
}

}  // namespace djoliba
