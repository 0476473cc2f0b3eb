// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include <djoliba/engine/drought.hpp>
#include <djoliba/engine/spi.hpp>

#include "drought_changes.hpp"

namespace djoliba {
namespace {

/// Monthly rainfall of all cells, month by month.
struct RainStack {
    Grid grid = {};
    std::string crs = {};
    std::size_t months = 0;
    std::vector<double> mm = {};
};

using Bands = std::vector<std::shared_ptr<const RasterSource>>;

void check_grids(const DroughtLayer& layer, const ScenarioFile& file, const Grid& grid, const Bands& bands) {
    for (const auto& band : bands)
        if (!same_grid(grid, band->grid()))
            throw Error(Problem{file.text, layer.info.key,
                                "its grid differs from that of the first raster of the series",
                                "bring the series to one grid"});
}

/// Rows of blocks of all bands, one after the other: where a block holds all bands it is decoded once.
void read_bands(const Bands& bands, std::span<double> mm, const Job& job) {
    const Grid& grid = bands.front()->grid();
    const auto cells = static_cast<std::size_t>(grid.cols * grid.rows);
    const std::int64_t step = std::max<std::int64_t>(1, bands.front()->block().rows);
    std::vector<std::unique_ptr<BlockReader>> readers;
    readers.reserve(bands.size());
    for (const auto& band : bands) readers.push_back(band->open());
    for (std::int64_t row = 0; row < grid.rows; row += step) {
        if (job.cancelled && job.cancelled()) throw Cancelled();
        const Window window{0, row, grid.cols, std::min(step, grid.rows - row)};
        for (std::size_t b = 0; b < readers.size(); ++b)
            readers[b]->read(window, mm.subspan(b * cells + static_cast<std::size_t>(row * grid.cols),
                                                static_cast<std::size_t>(window.size())));
    }
}

/// The months of all files, one after the other.
RainStack read_stack(Workings& w, const DroughtLayer& layer) {
    RainStack stack;
    for (const auto& file : layer.series) {
        const Bands bands = open_layer_bands(w, layer.info, file);
        if (stack.months == 0) stack.grid = bands.front()->grid(), stack.crs = bands.front()->crs();
        check_grids(layer, file, stack.grid, bands);
        const auto cells = static_cast<std::size_t>(stack.grid.cols * stack.grid.rows);
        const std::size_t before = stack.mm.size();
        stack.mm.resize(before + bands.size() * cells);
        read_bands(bands, std::span(stack.mm).subspan(before), w.job);
        stack.months += bands.size();
    }
    return stack;
}

void check_rain(const DroughtLayer& layer, RainStack& stack) {
    std::int64_t negative = 0;
    for (double& v : stack.mm) {
        if (std::isnan(v) && layer.nodata == Nodata::none) v = 0;
        v *= layer.multiply;
        negative += v < 0 ? 1 : 0;
    }
    if (negative > 0)
        throw Error(
            Problem{layer.series.front().text, layer.info.key,
                    fmt::format("{} cells have negative rainfall", negative),
                    "declare the value that stands for `no value`, often -9999, as nodata of the file"});
}

int last_year(const DroughtLayer& layer, const RainStack& stack, const SpiRequest& request,
              const Date& as_of) {
    const auto end = layer.start + std::chrono::months(static_cast<int>(stack.months) - 1);
    int year = request.year.value_or(static_cast<int>(as_of.year()));
    const auto season = [&](int y) {
        return std::chrono::year(y) / std::chrono::month(static_cast<unsigned>(request.month));
    };
    const auto today = as_of.year() / as_of.month();
    if (request.year) return year;
    while (season(year) > end || season(year) >= today) --year;
    return year;
}

/// Its own year, and those that happen again.
std::set<int> years_of(int own, const std::vector<const Changes*>& changes) {
    std::set<int> years{own};
    for (const Changes* some : changes)
        for (const DroughtChange& change : some->drought)
            if (change.replay) years.insert(*change.replay);
    return years;
}

DroughtSeason season_of(Workings& w, const DroughtLayer& layer, const RainStack& stack,
                        const SpiRequest& request) {
    const SpiSettings settings{.months = request.months,
                               .first_year = static_cast<int>(layer.start.year()),
                               .first_month = static_cast<int>(static_cast<unsigned>(layer.start.month())),
                               .reference_from = request.reference_from,
                               .reference_to = request.reference_to,
                               .only_month = request.month};
    const auto cells = static_cast<std::size_t>(stack.grid.cols * stack.grid.rows);
    const SpiStack spi = spi_stack(stack.mm, cells, settings, w.job);
    DroughtSeason season{request, last_year(layer, stack, request, w.scenario.as_of),
                         drought_name(layer, request)};
    for (const int year : years_of(season.year, counted_for(w))) {
        const int at = month_index(settings, year, request.month);
        if (at < 0 || at >= static_cast<int>(stack.months))
            throw Error(Problem{layer.series.front().text, layer.info.key + ".index",
                                fmt::format("the series has no {}-{:02}", year, request.month),
                                "give a year within the series"});
        const auto value = spi.month(static_cast<std::size_t>(at));
        season.spi[year] =
            memory_raster(stack.grid, stack.crs, {value.begin(), value.end()}, field_name(season, year));
    }
    season.frequency = memory_raster(stack.grid, stack.crs,
                                     drought_frequency(spi, settings, request.month, severe_drought_spi),
                                     season.name + "_frequency");
    return season;
}

}  // namespace

std::vector<DroughtSeason> drought_seasons(Workings& w, const DroughtLayer& layer) {
    RainStack stack = read_stack(w, layer);
    check_rain(layer, stack);
    std::vector<DroughtSeason> seasons;
    seasons.reserve(layer.index.size());
    for (const auto& request : layer.index) seasons.push_back(season_of(w, layer, stack, request));
    return seasons;
}

}  // namespace djoliba
