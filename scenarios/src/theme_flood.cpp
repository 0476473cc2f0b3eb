// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/flood.hpp>

#include "doubts.hpp"
#include "flood_doubt.hpp"
#include "flood_months.hpp"
#include "flood_people.hpp"

namespace djoliba {
namespace {

/// Deeper water is suspect (judgement).
constexpr double deepest_m = 30;

/// Water of every year, and rivers and lakes: where they stand nobody counts as exposed.
std::vector<MaskLayer> water_masks(Workings& w, const FloodLayer& layer) {
    std::vector<MaskLayer> masks;
    const auto add = [&](const ScenarioFile& file, double threshold, double multiplier, Nodata nodata) {
        if (!file.given()) return;
        w.rasters.push_back(open_layer_raster(w, layer.info, file, {.lead = &w.people_raster->grid()}));
        masks.push_back({w.rasters.back().get(), threshold, multiplier, nodata, MaskRule::remove});
    };
    add(layer.seasonal_water, layer.depths_m.front(), layer.metres, layer.nodata);
    add(layer.permanent_water, 1e-6, 1, Nodata::none);
    return masks;
}

/// Names and labels of one depth in one flood.
struct FloodNames {
    std::string people;
    std::string share;
    Wording flood;  ///< "in the 20-year flood + 0.3 m"
};

void add_exposed(Workings& w, const FloodLayer& layer, const std::vector<FloodThere>& floods, double depth,
                 const FloodNames& names) {
    const FloodExposed all = people_exposed(w, floods, depth);
    const bool masked = layer.seasonal_water.given() || layer.permanent_water.given();
    const Wording what{fmt::format("at {} m or more in {}{}", depth, names.flood.en,
                                   masked ? ", beyond the water of every year" : ""),
                       fmt::format("sous {} m d'eau ou plus, {}{}", decimal_comma(depth), names.flood.fr,
                                   masked ? ", hors eaux de chaque année" : "")};
    const IndicatorSpec people{names.people,
                               {"People " + what.en, "Personnes " + what.fr},
                               "people",
                               "exposed",
                               w.places().finest(),
                               RollUp::sum,
                               people_of(w.scenario),
                               names.people};
    const IndicatorSpec share{names.share,
                              {"Share of people " + what.en, "Part des personnes " + what.fr},
                              "%",
                              "exposed",
                              w.places().finest(),
                              RollUp::mean_by_people,
                              people_of(w.scenario),
                              names.people};
    publish(w, layer.info, people, all.people);
    publish(w, layer.info, share, share_of_residents(all));
    add_responses(w, layer, floods, depth, people, share);
}

/// The depths that happen, piece by piece, in the flood of one return period.
std::vector<FloodThere> floods_of_period(const Workings& w, double years) {
    auto floods = floods_by_piece(w, years);
    for (FloodThere& flood : floods) flood.return_period = years;
    return floods;
}

Wording flood_words(const Workings& w, double years) {
    const Wording change = flood_change_words(w.scenario.change, false);
    return {fmt::format("the {}-year flood{}", years, change.en),
            fmt::format("crue de période de retour {} ans{}", years, change.fr)};
}

/// The flood that happens, which has no return period in its name.
void add_happening(Workings& w, const FloodLayer& layer, double planned) {
    const auto floods = floods_by_piece(w, planned);
    const double years = return_period_of(w.scenario.change, planned);
    const Wording change = flood_change_words(w.scenario.change, true);
    const Wording words{fmt::format("the flood to plan with ({}-year flood{})", years, change.en),
                        fmt::format("crue de référence (période de retour {} ans{})", years, change.fr)};
    for (const double depth : layer.depths_m)
        add_exposed(w, layer, floods, depth,
                    {flood_people_name(depth), flood_people_share_name(depth), words});
    add_caseload(w, "flood", "inondation", flood_people_name(layer.depths_m.front()));
}

/// For figures that take several floods together.
Wording depths_as_changed(const Workings& w) {
    Wording change = flood_change_words(w.scenario.change, false);
    if (change.en.empty() || change.en.starts_with(',')) return change;
    return {", depths" + change.en, ", profondeurs" + change.fr};
}

void add_expected(Workings& w, const FloodLayer& layer, double depth) {
    const std::string name = flood_expected_name(depth);
    if (!is_wanted(w, name) && !is_wanted(w, name + "_low") && !is_wanted(w, name + "_high")) return;
    const std::size_t n = w.places().size();
    std::vector<std::vector<Figure>> by_period;
    by_period.reserve(layer.rasters.size());
    for (const auto& r : layer.rasters)
        by_period.push_back(people_exposed(w, floods_of_period(w, r.return_period), depth).people);
    std::vector<Figure> mean(n, missing_figure("not counted at this level")), low = mean, high = mean;
    std::int64_t breaching = 0;
    for (const int unit : w.counted) {
        std::vector<ReturnPeriodPeople> curve;
        curve.reserve(by_period.size());
        bool at_least = false;
        for (std::size_t k = 0; k < by_period.size(); ++k) {
            curve.push_back({layer.rasters[k].return_period, by_period[k][unit].value});
            at_least = at_least || by_period[k][unit].at_least;
        }
        const auto expected = expected_annual_people(curve);
        const auto figure = [&](double value) {
            return expected.range.known() ? known_figure(value, at_least) : missing_figure(mean[unit].reason);
        };
        mean[unit] = expected.mean.known() || by_period.front()[unit].known() ? expected.mean
                                                                              : by_period.front()[unit];
        mean[unit].at_least = mean[unit].known() && at_least;
        low[unit] = figure(expected.range.low);
        high[unit] = figure(expected.range.high);
        breaching += expected.breaches.empty() ? 0 : 1;
    }
    const Wording change = depths_as_changed(w);
    std::vector<std::string> counted;
    counted.reserve(layer.rasters.size());
    for (const auto& r : layer.rasters) counted.push_back(flood_people_name(depth, r.return_period));
    const auto add = [&](const std::string& suffix, const std::string& en, const std::string& fr,
                         const std::vector<Figure>& f) {
        publish(w, layer.info,
                {name + suffix,
                 {fmt::format("People exposed to {} m in an average year{}{}", depth, change.en, en),
                  fmt::format("Personnes exposées à {} m d'eau par an en moyenne{}{}", decimal_comma(depth),
                              change.fr, fr)},
                 "people",
                 "exposed",
                 w.places().finest(),
                 RollUp::sum,
                 people_of(w.scenario),
                 name,
                 counted},
                f);
    };
    add("", "", "", mean);
    add("_low", ", lower bound", ", borne basse", low);
    add("_high", ", upper bound", ", borne haute", high);
    if (breaching > 0)
        w.result.account.warnings.push_back(
            fmt::format("flood: in {} localities fewer people are exposed at {} m in a rarer flood; the maps "
                        "do not belong together",
                        breaching, depth));
}

/// People over whom the depth is not known, or who live in water of every year.
void add_unknown(Workings& w, const FloodLayer& layer, const ExposureCurves& curves) {
    const auto h = curves.find(flood_hazard_name(layer.rasters.back().return_period));
    std::vector<Figure> unknown(w.places().size(), missing_figure("not counted at this level")),
        masked = unknown;
    double people_unknown = 0;
    for (std::size_t s = 0; s < curves.shapes(); ++s) {
        if (std::isnan(w.raster_factor[s])) continue;
        if (const auto gap = gap_in_people(w, s); !gap.empty()) {
            unknown[w.counted[s]] = masked[w.counted[s]] = missing_figure(gap);
            continue;
        }
        unknown[w.counted[s]] = known_figure(curves.hazards[h].people_unknown[s] * w.raster_factor[s]);
        masked[w.counted[s]] =
            known_figure(curves.hazards[h].people_masked[s] * w.raster_factor[s], partly_known(w, s));
        if (w.places()[w.counted[s]].level == w.places().finest())
            people_unknown += unknown[w.counted[s]].value;
    }
    publish(
        w, layer.info,
        {"flood_people_unknown",
         {"People where flood depth is not known", "Personnes là où la profondeur d'eau n'est pas connue"},
         "people",
         "resident",
         w.places().finest(),
         RollUp::sum,
         people_of(w.scenario)},
        unknown);
    publish(w, layer.info,
            {"people_in_yearly_water",
             {"People in water of every year (not counted as exposed)",
              "Personnes dans les eaux de chaque année (non comptées comme exposées)"},
             "people",
             "resident",
             w.places().finest(),
             RollUp::sum,
             people_of(w.scenario)},
            masked);
    if (people_unknown > 0)
        w.result.account.exclusions.push_back({layer.info.source, layer.rasters.back().raster.text,
                                               "people where the flood depth is not known", 0,
                                               people_unknown});
}

/// What the figures take for granted stands with the layer.
void note_assumptions(Workings& w, const FloodLayer& layer) {
    LayerAccount note{layer.info.source, layer.rasters.front().raster.text, 0, 0, {}};
    if (!layer.info.note.empty()) note.notes.push_back(layer.info.note);
    for (const auto& r : layer.rasters)
        if (r.raster.text == layer.seasonal_water.text && layer.rasters.size() > 1)
            note.notes.push_back(
                fmt::format("the {}-year flood is the water of every year: in the expected annual people it "
                            "counts as a flood that exposes nobody",
                            r.return_period));
    w.result.account.layers.push_back(std::move(note));
}

/// The depth of one raster as it happens.
MapRaster depth_map(const Workings& w, const FloodLayer& layer, double years,
                    std::shared_ptr<const RasterSource> source) {
    const Changes& changes = w.scenario.change;
    const bool whole = depth_change_everywhere(changes).has_value();
    const Wording change =
        whole ? flood_change_words(changes, false)
              : Wording{", before the changes in places", ", avant les modifications par endroits"};
    return {flood_hazard_name(years) + "_depth",
            "flood",
            {fmt::format("Flood depth, return period {} years{}", years, change.en),
             fmt::format("Profondeur d'eau, période de retour {} ans{}", years, change.fr)},
            "m",
            happening_depths(changes, std::move(source), layer.metres),
            layer.metres,
            false,
            layer.nodata == Nodata::none};
}

}  // namespace

void prepare_flood(Workings& w) {
    if (!w.scenario.flood) return;
    const FloodLayer& layer = *w.scenario.flood;
    if (!w.people_raster)
        throw Error(Problem{"", layer.info.key, "flood depth needs a population raster to count people with",
                            "give layers.population.raster"});
    const auto masks = water_masks(w, layer);
    const auto edges =
        flood_edges(layer, counted_for(w), doubts_wanted(w) ? w.scenario.uncertainty : Uncertainty{});
    for (const auto& r : layer.rasters) {
        std::shared_ptr<const RasterSource> source =
            open_layer_raster(w, layer.info, r.raster, {.lead = &w.people_raster->grid()});
        w.rasters.push_back(source);
        check_plausible(
            w, layer.info, r.raster, *source, 0, deepest_m / layer.metres,
            "a river flood is seldom deeper than 30 m: check `quantity`, and that it is no file of classes");
        w.hazards.push_back({flood_hazard_name(r.return_period), source.get(), edges, Direction::at_or_above,
                             layer.nodata, layer.metres, masks});
        w.result.maps.push_back(depth_map(w, layer, r.return_period, source));
    }
}

void add_flood(Workings& w) {
    if (!w.scenario.flood || !w.curves) return;  // prepare_flood refuses a flood without people to count
    const FloodLayer& layer = *w.scenario.flood;
    if (const auto planned = planning_period(layer)) add_happening(w, layer, *planned);
    for (const auto& r : layer.rasters) {
        if (!counts_exposed(layer, r)) continue;
        const double years = r.return_period;
        const auto floods = floods_of_period(w, years);
        for (const double depth : layer.depths_m)
            if (is_wanted(w, flood_people_name(depth, years)) ||
                is_wanted(w, flood_people_share_name(depth, years))) {
                add_exposed(w, layer, floods, depth,
                            {flood_people_name(depth, years), flood_people_share_name(depth, years),
                             flood_words(w, years)});
                w.result.flood_people.push_back({years, depth, flood_people_name(depth, years)});
            }
    }
    if (layer.rasters.size() > 1)
        for (const double depth : layer.depths_m) add_expected(w, layer, depth);
    add_unknown(w, layer, *w.curves);
    note_assumptions(w, layer);
    if (layer.months) add_flood_months(w, layer.info, *layer.months);
}

}  // namespace djoliba
