// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "drought_changes.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "change_edges.hpp"

namespace djoliba {
namespace {

/// A season that happens again comes as it was; what was added before is gone.
DroughtThere changed(DroughtThere there, const DroughtChange& change) {
    if (change.replay) there = {*change.replay, 0};
    there.spi_add += change.spi_add;
    return there;
}

/// All that may happen in some place.
std::vector<DroughtThere> all_that_happens(const Changes& changes, const DroughtSeason& season) {
    std::vector<DroughtThere> all{{season.year, 0}};
    for (const DroughtChange& change : changes.drought) {
        std::vector<DroughtThere> next;
        if (!change.where.everywhere()) next = all;
        for (const DroughtThere& before : all)
            if (const auto after = changed(before, change); std::ranges::find(next, after) == next.end())
                next.push_back(after);
        all = std::move(next);
    }
    return all;
}

std::string signed_number(double number, const std::string& absolute) {
    return (number > 0 ? " + " : " - ") + absolute;
}

}  // namespace

std::string field_name(const DroughtSeason& season, int year) {
    return year == season.year ? season.name : fmt::format("{}_of_{}", season.name, year);
}

double spi_before(double threshold, double spi_add) {
    constexpr double steps = 1e12;
    return spi_add == 0 ? threshold : std::round((threshold - spi_add) * steps) / steps;
}

std::vector<double> drought_edges(const DroughtLayer& layer, const DroughtSeason& season, int year,
                                  const std::vector<const Changes*>& changes) {
    std::vector<double> edges;
    if (year == season.year) edges.push_back(layer.threshold);
    for (const Changes* some : changes)
        for (const DroughtThere& there : all_that_happens(*some, season))
            if (there.year == year) edges.push_back(spi_before(layer.threshold, there.spi_add));
    return edges_told_apart(std::move(edges), {layer.threshold});
}

std::vector<DroughtThere> droughts_by_piece(const Workings& w, const DroughtSeason& season) {
    std::vector<DroughtThere> all(w.pieces->size(), {season.year, 0});
    for (const DroughtChange& change : w.scenario.change.drought) {
        const std::vector<bool> acts = w.pieces->in(change.where);
        for (std::size_t p = 0; p < all.size(); ++p)
            if (acts[p]) all[p] = changed(all[p], change);
    }
    return all;
}

std::optional<DroughtThere> drought_everywhere(const Changes& changes, const DroughtSeason& season) {
    const auto all = all_that_happens(changes, season);
    return all.size() == 1 ? std::optional(all.front()) : std::nullopt;
}

Wording drought_change_words(const Changes& changes, const DroughtSeason& season) {
    const auto there = drought_everywhere(changes, season);
    if (!there) return {", changed in places", ", modifié par endroits"};
    Wording words;
    if (there->year != season.year)
        words = {fmt::format(", with the rain of {}", there->year),
                 fmt::format(", avec la pluie de {}", there->year)};
    if (const double add = there->spi_add; add != 0) {
        words.en += ", SPI" + signed_number(add, fmt::format("{}", std::abs(add)));
        words.fr += ", SPI" + signed_number(add, decimal_comma(std::abs(add)));
    }
    return words;
}

std::shared_ptr<const RasterSource> happening_spi(const Changes& changes, const DroughtSeason& season) {
    const auto there = drought_everywhere(changes, season);
    if (!there) return season.spi.at(season.year);
    const auto& source = season.spi.at(there->year);
    if (there->spi_add == 0) return source;
    const Grid& grid = source->grid();
    std::vector<double> values(static_cast<std::size_t>(grid.cols * grid.rows));
    source->open()->read({0, 0, grid.cols, grid.rows}, std::span(values));
    for (double& v : values) v += there->spi_add;
    return memory_raster(grid, source->crs(), std::move(values), source->name());
}

}  // namespace djoliba
