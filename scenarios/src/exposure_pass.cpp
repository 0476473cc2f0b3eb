// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/exposure_sums.hpp>
#include <djoliba/layers/coverage_cache.hpp>

#include "memo.hpp"

namespace djoliba {
namespace {

std::vector<int> units_to_count(const Localities& places) {
    std::vector<int> units;
    for (std::size_t i = 0; i < places.size(); ++i)
        if (places[i].level == places.finest() || places.depth(places[i].level) < 0)
            units.push_back(static_cast<int>(i));
    return units;
}

std::vector<const RasterSource*> all_sources(const Workings& w) {
    std::vector<const RasterSource*> sources{w.people_raster.get()};
    for (const auto& hazard : w.hazards) {
        sources.push_back(hazard.source);
        for (const auto& mask : hazard.masks) sources.push_back(mask.source);
    }
    return sources;
}

/// The raster is the population where the scenario gives no table.
void people_from_raster(Workings& w, const ExposureCurves& curves) {
    const auto& layer = w.scenario.population;
    Indicator population = new_indicator(
        w, layer.info,
        {"population", {"People", "Population"}, "people", "resident", w.places().finest(), RollUp::sum},
        "outside the population raster");
    for (std::size_t s = 0; s < w.counted.size(); ++s) {
        if (std::isnan(curves.people_total[s]))
            population.set_missing(w.counted[s], "the population raster has no value there");
        else if (const auto gap = gap_in_people(w, s); !gap.empty())
            population.set_missing(w.counted[s], gap);
        else
            put(population, w.counted[s], known_figure(curves.people_total[s], partly_known(w, s)));
    }
    roll_up(population, w.places(), w.result.people);
    w.result.people = population.value;
    w.result.indicators.add(std::move(population));
}

void account_for_gaps(Workings& w, const ExposureCurves& curves) {
    const auto& layer = w.scenario.population;
    Exclusion unknown{layer.info.source, layer.raster.text, "cells of localities without a population value"};
    Exclusion outside{layer.info.source, layer.raster.text,
                      "localities that reach beyond the population raster"};
    for (std::size_t s = 0; s < w.counted.size(); ++s) {
        if (w.places()[w.counted[s]].level != w.places().finest()) continue;
        const auto note = [&](Exclusion& e, std::int64_t rows) {
            e.rows += rows;
            if (e.examples.size() < 5) e.examples.push_back(w.places()[w.counted[s]].name);
        };
        if (curves.cells_people_unknown[s] > 0.5) note(unknown, std::llround(curves.cells_people_unknown[s]));
        if (curves.outside_fraction[s] > 1e-9) note(outside, 1);
    }
    Exclusion small{layer.info.source, layer.raster.text,
                    fmt::format("{}s smaller than a cell of the population raster: where in them people live "
                                "is not known, they count as spread evenly",
                                w.places().finest())};
    double people = 0;
    for (std::size_t s = 0; s < w.counted.size(); ++s) {
        const int unit = w.counted[s];
        if (w.places()[unit].level != w.places().finest() || curves.cells[s] >= 1) continue;
        ++small.rows;
        people += std::isnan(w.result.people[unit]) ? 0 : w.result.people[unit];
        if (small.examples.size() < 5) small.examples.push_back(w.places()[unit].name);
    }
    small.people = people;
    for (auto& e : {unknown, outside, small})
        if (e.rows > 0) w.result.account.exclusions.push_back(e);
}

/// What the pass over all rasters counts.
struct Counted {
    ExposureCurves by_shape = {};
    ExposureCurves by_piece = {};  ///< empty where nothing is cut
};

std::vector<ShapeExtent> extents_of_whole(const Pieces& pieces, std::span<const ShapeExtent> extents) {
    std::vector<ShapeExtent> whole(pieces.first.size() - 1);
    for (std::size_t s = 0; s < whole.size(); ++s) {
        const std::size_t begin = pieces.first[s], end = pieces.first[s + 1];
        whole[s] = extents[begin];
        if (end - begin == 1) continue;
        double outside = 0;
        whole[s].area = 0;
        for (std::size_t p = begin; p < end; ++p) {
            whole[s].area += extents[p].area;
            outside += extents[p].area * extents[p].outside_fraction;
        }
        whole[s].outside_fraction = outside / whole[s].area;
    }
    return whole;
}

PeopleLayer people_layer(const Workings& w) {
    const auto& layer = w.scenario.population;
    return {w.people_raster.get(), layer.multiply, layer.nodata};
}

std::unique_ptr<CoverageSource> coverage_of_pieces(const Workings& w) {
    const auto& area = w.pieces->area;
    return cached_coverage(area, analysis_grid(all_sources(w), w.places().crs, bounds_of_all(area)), w.cache);
}

/// Counts made elsewhere are of these pieces and hazards.
void require_same(const Workings& w, const ExposureSums& sums) {
    bool same = sums.shapes() == w.pieces->size() && sums.hazards.size() == w.hazards.size();
    for (std::size_t h = 0; same && h < w.hazards.size(); ++h)
        same = sums.hazards[h].name == w.hazards[h].name && sums.hazards[h].edges == w.hazards[h].edges &&
               sums.hazards[h].direction == w.hazards[h].direction;
    if (!same)
        throw Error(Problem{"", "counted people", "they are of other localities, hazards or edges",
                            "count them with the same scenarios and files"});
}

ExposureSums count_all(const Workings& w, const CoverageSource& coverage) {
    return count_exposure(coverage, people_layer(w), w.hazards, {}, all_rows(coverage.grid()), w.job);
}

Counted count_people(const Workings& w) {
    const auto coverage = coverage_of_pieces(w);
    if (w.sums) require_same(w, *w.sums);
    const auto sums = w.sums ? w.sums : std::make_shared<const ExposureSums>(count_all(w, *coverage));
    if (!w.pieces->cut()) return {curves_of(*sums, coverage->extents()), {}};
    const auto whole = added_up(*sums, w.pieces->shape, w.counted.size());
    return {curves_of(whole, extents_of_whole(*w.pieces, coverage->extents())),
            curves_of(*sums, coverage->extents())};
}

}  // namespace

void cut_shapes(Workings& w) {
    w.counted = units_to_count(w.places());
    w.pieces = remembered(w, "pieces", [&] { return cut_pieces(w); });
}

ExposureSums count_band(const Workings& w, std::size_t band, std::size_t bands, const Job& job) {
    const auto coverage = coverage_of_pieces(w);
    const PeopleLayer people = people_layer(w);
    const Rows rows = band_of(*coverage, people, w.hazards, band, bands);
    return count_exposure(*coverage, people, w.hazards, {}, rows, job);
}

void count_exposure(Workings& w) {
    if (!w.people_raster) return;
    const auto& layer = w.scenario.population;
    const auto counted = remembered(w, "curves", [&] { return count_people(w); });
    w.curves = {counted, &counted->by_shape};
    w.piece_curves = {counted, w.pieces->cut() ? &counted->by_piece : &counted->by_shape};
    w.people_known = people_known_share(*w.curves);
    double raster_total = 0;
    for (std::size_t s = 0; s < w.counted.size(); ++s)
        if (w.places()[w.counted[s]].level == w.places().finest()) raster_total += w.curves->people_total[s];
    w.totals["population_raster"] = {raster_total, layer.raster_info.date};
    if (!layer.table) people_from_raster(w, *w.curves);
    account_for_gaps(w, *w.curves);
    for (std::size_t s = 0; s < w.counted.size(); ++s) {
        const double total = w.curves->people_total[s], people = w.result.people[w.counted[s]];
        w.raster_factor.push_back(total > 0 ? people / total : missing_value);
    }
    if (layer.table && raster_total > 0)
        w.result.account.reconciliations.push_back(
            {"People in the population raster",
             "people",
             layer.raster.text,
             raster_total,
             [&] {
                 double sum = 0;
                 for (const int i : w.places().of_level(w.places().finest()))
                     sum += std::isnan(w.result.people[i]) ? 0 : w.result.people[i];
                 return sum;
             }(),
             "the raster distributes people within localities; the run counts with the table",
             {},
             {},
             layer.info.date});
}

}  // namespace djoliba
