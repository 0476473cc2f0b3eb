// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <map>

#include <fmt/format.h>

#include <djoliba/engine/calendar.hpp>
#include <djoliba/engine/drought.hpp>
#include <djoliba/engine/zonal.hpp>

#include "change_edges.hpp"
#include "drought_changes.hpp"
#include "memo.hpp"

namespace djoliba {
namespace {

/// Where rain is known over less than this share of a locality, its drought is not known (judgement).
constexpr double least_known = 0.5;

std::string season_date(int year, int month) { return fmt::format("{}-{:02}", year, month); }

/// Mean over the area of a shape where the index is known, and how large that area is.
struct AreaMean {
    double mean = missing_value;
    double known = 0;  ///< in squared units of the CRS
    double area = 0;
};

std::vector<AreaMean> area_means(const std::vector<MultiPolygon>& shapes, const RasterSource& source,
                                 const std::string& crs, const Job& job) {
    const RasterSource* const sources[] = {&source};
    const auto coverage = coverage_of(shapes, analysis_grid(sources, crs, source.grid().box()));
    const ZonalStatistic wanted[] = {Statistic::mean, Statistic::unknown_share};
    const ZonalTable table = zonal(*coverage, source, wanted, nullptr, job);
    std::vector<AreaMean> means;
    means.reserve(shapes.size());
    for (std::size_t s = 0; s < shapes.size(); ++s) {
        const double area = coverage->extents()[s].area;
        means.push_back(
            {table.at(s, Statistic::mean), area * (1 - table.at(s, Statistic::unknown_share)), area});
    }
    return means;
}

/// By counted shape, or by its pieces.
std::vector<AreaMean> means_of(Workings& w, const RasterSource& source, bool by_piece) {
    const std::string key = "means of " + source.name() + (by_piece ? " by piece" : "");
    return *remembered(w, key, [&] {
        if (by_piece) return area_means(w.pieces->area, source, w.places().crs, w.job);
        std::vector<MultiPolygon> shapes;
        shapes.reserve(w.counted.size());
        for (const int unit : w.counted) shapes.push_back(w.places()[unit].shape);
        return area_means(shapes, source, w.places().crs, w.job);
    });
}

Figure figure_of(const AreaMean& mean) {
    const double known = mean.known / mean.area;
    return known >= least_known
               ? known_figure(mean.mean)
               : missing_figure(fmt::format("rainfall index known for {:.0f} % of its area", 100 * known));
}

std::vector<Figure> figures_of(const Workings& w, const std::vector<AreaMean>& means) {
    std::vector<Figure> figures(w.places().size(), missing_figure("not computed at this level"));
    for (std::size_t s = 0; s < means.size(); ++s) figures[w.counted[s]] = figure_of(means[s]);
    return figures;
}

/// Means of the season that happens, the pieces of a shape together.
std::vector<AreaMean> happening_means(Workings& w, const DroughtSeason& season,
                                      const std::vector<DroughtThere>& there) {
    std::map<int, std::vector<AreaMean>> by_shape, by_piece;
    const auto in_year = [&](std::map<int, std::vector<AreaMean>>& known, int year) -> const auto& {
        if (!known.contains(year)) known[year] = means_of(w, *season.spi.at(year), &known == &by_piece);
        return known[year];
    };
    std::vector<AreaMean> means;
    for (std::size_t s = 0; s < w.counted.size(); ++s) {
        const std::size_t begin = w.pieces->first[s], end = w.pieces->first[s + 1];
        if (all_same(there, begin, end)) {
            means.push_back(in_year(by_shape, there[begin].year)[s]);
            means.back().mean += there[begin].spi_add;
            continue;
        }
        AreaMean all{0, 0, 0};
        for (std::size_t p = begin; p < end; ++p) {
            const AreaMean& part = in_year(by_piece, there[p].year)[p];
            all.area += part.area;
            if (!(part.known > 0)) continue;
            all.known += part.known;
            all.mean += part.known * (part.mean + there[p].spi_add);
        }
        all.mean = all.known > 0 ? all.mean / all.known : missing_value;
        means.push_back(all);
    }
    return means;
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

/// What is counted of a shape in the season that happens.
struct Reached {
    double people = missing_value;  ///< NaN where nothing is known
    double unknown = 0;             ///< people where the index is not known
};

Reached reached_in(const ExposureCurves& curves, std::size_t shape, const DroughtSeason& season,
                   const DroughtThere& there, double threshold) {
    const auto h = curves.find(field_name(season, there.year));
    const double edge = edge_for(curves.hazards[h], spi_before(threshold, there.spi_add));
    return {people_at_or_below(curves, shape, h, edge), curves.hazards[h].people_unknown[shape]};
}

Reached reached(const Workings& w, std::size_t s, const DroughtSeason& season,
                const std::vector<DroughtThere>& there, double threshold) {
    const std::size_t begin = w.pieces->first[s], end = w.pieces->first[s + 1];
    if (all_same(there, begin, end)) return reached_in(*w.curves, s, season, there[begin], threshold);
    Reached all;
    for (std::size_t p = begin; p < end; ++p) {
        const Reached part = reached_in(*w.piece_curves, p, season, there[p], threshold);
        all.unknown += part.unknown;
        if (!std::isnan(part.people)) all.people = part.people + (std::isnan(all.people) ? 0 : all.people);
    }
    return all;
}

std::vector<Figure> share_in_drought(const Workings& w, const DroughtSeason& season,
                                     const std::vector<DroughtThere>& there, double threshold,
                                     bool as_people) {
    std::vector<Figure> figures(w.places().size(), missing_figure("not computed at this level"));
    for (std::size_t s = 0; s < w.counted.size(); ++s) {
        const Reached found = reached(w, s, season, there, threshold);
        const double total = w.curves->people_total[s], unknown = found.unknown;
        const double people = found.people * w.raster_factor[s];
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

Wording joined(const Wording& label, const Wording& more) { return {label.en + more.en, label.fr + more.fr}; }

void add_season(Workings& w, const DroughtLayer& layer, const DroughtSeason& season) {
    const Level& finest = w.places().finest();
    LayerInfo info = layer.info;
    info.date = season_date(season.year, season.request.month);
    const Wording change = drought_change_words(w.scenario.change, season);
    const Wording label =
        joined(season_label(season.request.months, season.year, season.request.month), change);
    const auto there = droughts_by_piece(w, season);
    const auto spi = figures_of(w, happening_means(w, season, there));
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
        figures_of(w, means_of(w, *season.frequency, false)));
    if (!w.curves) return;
    const Wording named{fmt::format("with SPI-{} at or below {} in {} {}", season.request.months,
                                    layer.threshold, month.en, season.year),
                        fmt::format("avec SPI-{} de {} ou moins en {} {}", season.request.months,
                                    decimal_comma(layer.threshold), month.fr, season.year)};
    const Wording who = joined(named, change);
    publish(w, info,
            {season.name + "_people",
             {"People " + who.en, "Personnes " + who.fr},
             "people",
             "exposed",
             finest,
             RollUp::sum,
             people_of(w.scenario)},
            share_in_drought(w, season, there, layer.threshold, true));
    publish(w, info,
            {season.name + "_people_share",
             {"Share of people " + who.en, "Part des personnes " + who.fr},
             "%",
             "exposed",
             finest,
             RollUp::mean_by_people,
             people_of(w.scenario)},
            share_in_drought(w, season, there, layer.threshold, false));
}

/// The months whose rain lacked: what follows comes in the next lean season.
void add_drought_caseload(Workings& w, const DroughtSeason& season, int lean) {
    add_caseload(w, "drought", "sécheresse", season.name + "_people");
    const int months = std::min(season.request.months, 12);
    const int first = (season.request.month - months + 12) % 12 + 1;
    w.result.months.push_back(
        {"drought",
         {fmt::format("rain of {}; it bears on the lean season of {}",
                      season_date(season.year, season.request.month), lean),
          fmt::format("pluie jusqu'à {} ; elle pèse sur la soudure de {}",
                      season_date(season.year, season.request.month), lean)},
         std::vector<MonthSet>(w.places().size(), months_from(first, season.request.month))});
}

/// The list by number of people, while the lean season that the rain bears on is not over, or where the
/// scenario chose the year to plan with or changes its rain.
void list_people_in_drought(Workings& w, const DroughtSeason& season) {
    const int lean = lean_season_year(season.year, season.request.month);
    if (season.request.year || !w.scenario.change.drought.empty() ||
        w.scenario.as_of <= std::chrono::year(lean) / std::chrono::August / 31)
        add_drought_caseload(w, season, lean);
    else
        w.result.account.warnings.push_back(fmt::format(
            "drought: {} bears on the lean season of {}, which is over: people in drought are shown, and are "
            "no people at risk now",
            season_date(season.year, season.request.month), lean));
}

/// The index as it happens.
MapRaster map_of(const Workings& w, const DroughtSeason& season) {
    const Changes& changes = w.scenario.change;
    const Wording change =
        drought_everywhere(changes, season)
            ? drought_change_words(changes, season)
            : Wording{", before the changes in places", ", avant les modifications par endroits"};
    return {season.name,
            "drought",
            joined(season_label(season.request.months, season.year, season.request.month), change),
            "SPI",
            happening_spi(changes, season),
            1,
            false,
            false};
}

}  // namespace

void prepare_drought(Workings& w) {
    if (!w.scenario.drought) return;
    const DroughtLayer& layer = *w.scenario.drought;
    w.seasons = remembered(w, "seasons", [&] { return drought_seasons(w, layer); });
    for (const auto& season : *w.seasons) {
        w.result.maps.push_back(map_of(w, season));
        if (!w.people_raster) continue;
        for (const auto& [year, spi] : season.spi)
            w.hazards.push_back({field_name(season, year),
                                 spi.get(),
                                 drought_edges(layer, season, year, counted_for(w)),
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
