// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include <djoliba/engine/doubt.hpp>

namespace djoliba {
namespace {

constexpr std::array<std::pair<SpreadKind, std::string_view>, 11> kind_names{{
    {SpreadKind::none, "none"},
    {SpreadKind::normal, "normal"},
    {SpreadKind::relative, "relative"},
    {SpreadKind::lognormal, "lognormal"},
    {SpreadKind::uniform, "uniform"},
    {SpreadKind::uniform_relative, "uniform_relative"},
    {SpreadKind::triangular, "triangular"},
    {SpreadKind::triangular_relative, "triangular_relative"},
    {SpreadKind::truncated_normal, "truncated_normal"},
    {SpreadKind::class_shift, "class_shift"},
    {SpreadKind::response, "response"},
}};

// The unit of `level` that holds a locality, by the hierarchy or as a member; -1 where none does.
int unit_of(const Localities& localities, int locality, std::string_view level) {
    if (localities.depth(level) >= 0) return localities.ancestor(locality, level);
    for (std::size_t i = 0; i < localities.size(); ++i)
        if (localities[i].level == level &&
            std::ranges::find(localities[i].members, locality) != localities[i].members.end())
            return static_cast<int>(i);
    return -1;
}

std::string name_of(const Locality& unit) { return fmt::format("{}|{}", unit.level, unit.code); }

// Hexadecimal: the same text for the same bits.
std::string name_of_figure(double value) { return fmt::format("shared|{:a}", value); }

}  // namespace

std::string_view to_string(SpreadKind kind) {
    return std::find_if(kind_names.begin(), kind_names.end(), [&](auto& n) { return n.first == kind; })
        ->second;
}

std::optional<SpreadKind> parse_spread_kind(std::string_view text) {
    const auto at =
        std::find_if(kind_names.begin(), kind_names.end(), [&](auto& n) { return n.second == text; });
    return at == kind_names.end() ? std::nullopt : std::optional(at->first);
}

Spread within_factor(double factor) { return {.kind = SpreadKind::lognormal, .size = std::log(factor)}; }

Spread with_variation(double cv) {
    return {.kind = SpreadKind::lognormal, .size = std::sqrt(std::log1p(cv * cv))};
}

std::string error_of(const Indicator& indicator, const Localities& localities, int locality,
                     std::string_view shared) {
    if (!indicator.known(locality)) return {};
    if (shared == "country") return "country";
    int unit = locality;
    if (indicator.origin[locality] == Origin::inherited) {
        unit = unit_of(localities, locality, indicator.level);
        if (unit < 0) return name_of_figure(indicator.value[locality]);
    }
    if (indicator.origin[unit] == Origin::shared) return name_of_figure(indicator.value[unit]);
    if (shared != "none") {
        const int above = unit_of(localities, unit, shared);
        if (above >= 0) unit = above;
    }
    return name_of(localities[unit]);
}

}  // namespace djoliba
