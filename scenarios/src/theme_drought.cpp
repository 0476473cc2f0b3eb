// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/calendar.hpp>
#include <djoliba/engine/drought.hpp>
#include <djoliba/engine/spi.hpp>
#include <djoliba/engine/zonal.hpp>
#include <djoliba/layers/raster_file.hpp>

#include "theme_drought.hpp"

namespace djoliba {
namespace {

/// Where rain is known over less than this share of a locality, its drought is not known (judgement).
constexpr double least_known = 0.5;

/// The months of all files, one after the other.
RainStack read_stack(Workings& w, const DroughtLayer& layer) {
    RainStack stack;
    for (const auto& file : layer.series) {
        const auto bands = static_cast<int>(raster_info(file.path).bands.size());
        for (int band = 1; band <= bands; ++band) {
            const auto source = open_layer_raster(w, layer.info, file, {.band = band});
            if (stack.months == 0) stack.grid = source->grid(), stack.crs = source->crs();
            if (!same_grid(stack.grid, source->grid()))
                throw Error(Problem{file.text, layer.info.key,
                                    "its grid differs from that of the first raster of the series",
                                    "bring the series to one grid"});
            const auto cells = static_cast<std::size_t>(stack.grid.cols * stack.grid.rows);
            stack.mm.resize((stack.months + 1) * cells);
            source->open()->read({0, 0, stack.grid.cols, stack.grid.rows},
                                 std::span(stack.mm).subspan(stack.months * cells, cells));
            ++stack.months;
        }
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

std::string season_date(int year, int month) { return fmt::format("{}-{:02}", year, month); }

}  // namespace

std::vector<DroughtSeason> drought_seasons(Workings& w, const DroughtLayer& layer) {
    RainStack stack = read_stack(w, layer);
    check_rain(layer, stack);
    const auto cells = static_cast<std::size_t>(stack.grid.cols * stack.grid.rows);
    std::vector<DroughtSeason> seasons;
    for (const auto& request : layer.index) {
        const SpiSettings settings{
            .months = request.months,
            .first_year = static_cast<int>(layer.start.year()),
            .first_month = static_cast<int>(static_cast<unsigned>(layer.start.month())),
            .reference_from = request.reference_from,
            .reference_to = request.reference_to,
            .only_month = request.month};
        const SpiStack spi = spi_stack(stack.mm, cells, settings, w.job);
        const int year = last_year(layer, stack, request, w.scenario.as_of);
        const int at = month_index(settings, year, request.month);
        if (at < 0 || at >= static_cast<int>(stack.months))
            throw Error(Problem{layer.series.front().text, layer.info.key + ".index",
                                fmt::format("the series has no {}", season_date(year, request.month)),
                                "give a year within the series"});
        const auto value = spi.month(static_cast<std::size_t>(at));
        const auto gaps = spi.gaps_of_month(static_cast<std::size_t>(at));
        DroughtSeason season{request, year, drought_name(layer, request), {}, {}, {}};
        season.spi = memory_raster(stack.grid, stack.crs, {value.begin(), value.end()}, season.name);
        season.frequency = memory_raster(stack.grid, stack.crs,
                                         drought_frequency(spi, settings, request.month, severe_drought_spi),
                                         season.name + "_frequency");
        season.gaps.assign(gaps.begin(), gaps.end());
        seasons.push_back(std::move(season));
    }
    return seasons;
}

namespace {

/// Mean over the covered area where it is known over enough of it; the reason otherwise.
std::vector<Figure> means(const Workings& w, const RasterSource& source) {
    std::vector<int> units;
    std::vector<MultiPolygon> shapes;
    for (std::size_t i = 0; i < w.places().size(); ++i) {
        if (w.places()[i].level != w.places().finest() && w.places().depth(w.places()[i].level) >= 0)
            continue;
        units.push_back(static_cast<int>(i));
        shapes.push_back(w.places()[i].shape);
    }
    const RasterSource* const sources[] = {&source};
    const auto coverage = coverage_of(shapes, analysis_grid(sources, w.places().crs, source.grid().box()));
    const ZonalStatistic wanted[] = {Statistic::mean, Statistic::unknown_share};
    const ZonalTable table = zonal(*coverage, source, wanted, nullptr, w.job);
    std::vector<Figure> figures(w.places().size(), missing_figure("not computed at this level"));
    for (std::size_t s = 0; s < units.size(); ++s) {
        const double known = 1 - table.at(s, Statistic::unknown_share);
        figures[units[s]] =
            known >= least_known
                ? known_figure(table.at(s, Statistic::mean))
                : missing_figure(fmt::format("rainfall index known for {:.0f} % of its area", 100 * known));
    }
    return figures;
}

void count_covered(Workings& w, const DroughtLayer& layer, const std::string& name,
                   const std::vector<Figure>& figures) {
    std::int64_t missing = 0;
    double people = 0;
    for (const int i : w.places().of_level(w.places().finest())) {
        if (figures[i].known()) continue;
        ++missing;
        people += std::isnan(w.result.people[i]) ? 0 : w.result.people[i];
    }
    if (missing > 0)
        w.result.account.exclusions.push_back(
            {layer.info.source, layer.series.front().text,
             fmt::format("{}: {}s without a rainfall index", name, w.places().finest()), missing, people});
}

std::vector<Figure> share_in_drought(const Workings& w, const ExposureCurves& curves,
                                     const std::string& hazard, double threshold, bool as_people) {
    const auto h = curves.find(hazard);
    std::vector<Figure> figures(w.places().size(), missing_figure("not computed at this level"));
    for (std::size_t s = 0; s < curves.shapes(); ++s) {
        const double total = curves.people_total[s], unknown = curves.hazards[h].people_unknown[s];
        const double people = people_at_or_below(curves, s, h, threshold) * w.raster_factor[s];
        Figure& f = figures[w.counted[s]];
        if (const auto gap = gap_in_people(w, s); total > 0 && !gap.empty())
            f = missing_figure(gap);
        else if (std::isnan(people) || unknown > (1 - least_known) * total)
            f = missing_figure("rainfall index not known where most of its people live");
        else
            f = as_people ? known_figure(people, unknown > 0 || partly_known(w, s))
                          : known_figure(100 * people / ((total - unknown) * w.raster_factor[s]));
    }
    return figures;
}

void add_season(Workings& w, const DroughtLayer& layer, const DroughtSeason& season) {
    const Level& finest = w.places().finest();
    LayerInfo info = layer.info;
    info.date = season_date(season.year, season.request.month);
    const Wording label = season_label(season.request.months, season.year, season.request.month);
    const auto spi = means(w, *season.spi);
    publish(w, info, {season.name, label, "SPI", "area", finest, RollUp::mean_by_people}, spi);
    count_covered(w, layer, season.name, spi);
    const auto month = month_name(season.request.month);
    publish(
        w, info,
        {season.name + "_severe_frequency",
         {fmt::format("Share of years with SPI-{} at or below -1.5 in {}", season.request.months, month.en),
          fmt::format("Part des années avec SPI-{} de -1,5 ou moins en {}", season.request.months, month.fr)},
         "share",
         "area",
         finest,
         RollUp::mean_by_people},
        means(w, *season.frequency));
    if (!w.curves) return;
    const Wording who{fmt::format("with SPI-{} at or below {} in {} {}", season.request.months,
                                  layer.threshold, month.en, season.year),
                      fmt::format("avec SPI-{} de {} ou moins en {} {}", season.request.months,
                                  decimal_comma(layer.threshold), month.fr, season.year)};
    publish(w, info,
            {season.name + "_people",
             {"People " + who.en, "Personnes " + who.fr},
             "people",
             "exposed",
             finest,
             RollUp::sum,
             people_of(w.scenario)},
            share_in_drought(w, *w.curves, season.name, layer.threshold, true));
    publish(w, info,
            {season.name + "_people_share",
             {"Share of people " + who.en, "Part des personnes " + who.fr},
             "%",
             "exposed",
             finest,
             RollUp::mean_by_people,
             people_of(w.scenario)},
            share_in_drought(w, *w.curves, season.name, layer.threshold, false));
}

/// The list by number of people, while the lean season that the rain bears on is not over, or where the
/// scenario chose the year to plan with.
void list_people_in_drought(Workings& w, const DroughtSeason& season) {
    const int lean = lean_season_year(season.year, season.request.month);
    if (season.request.year || w.scenario.as_of <= std::chrono::year(lean) / std::chrono::August / 31)
        add_caseload(w, "drought", "sécheresse", season.name + "_people");
    else
        w.result.account.warnings.push_back(fmt::format(
            "drought: {} bears on the lean season of {}, which is over: people in drought are shown, and are "
            "no people at risk now",
            season_date(season.year, season.request.month), lean));
}

}  // namespace

void prepare_drought(Workings& w) {
    if (!w.scenario.drought) return;
    w.seasons = std::make_shared<std::vector<DroughtSeason>>(drought_seasons(w, *w.scenario.drought));
    for (const auto& season : *w.seasons) {
        w.result.maps.push_back({season.name, "drought",
                                 season_label(season.request.months, season.year, season.request.month),
                                 "SPI", season.spi, 1, false, false});
        if (w.people_raster)
            w.hazards.push_back({season.name,
                                 season.spi.get(),
                                 {w.scenario.drought->threshold},
                                 Direction::at_or_below,
                                 Nodata::unknown,
                                 1,
                                 {}});
    }
}

void add_drought(Workings& w) {
    if (!w.scenario.drought) return;
    const DroughtLayer& layer = *w.scenario.drought;
    for (const auto& season : *w.seasons) add_season(w, layer, season);
    if (w.curves && !w.seasons->empty()) list_people_in_drought(w, w.seasons->front());
    w.result.account.layers.push_back(
        {layer.info.source, layer.series.front().text, 0, 0, {layer.info.note}});
}

}  // namespace djoliba
