// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/conflict.hpp>
#include "change_at.hpp"
#include "conflict_changes.hpp"
#include "conflict_events.hpp"
#include "conflict_people.hpp"
#include "memo.hpp"

namespace djoliba {
namespace {

void account_for(Workings& w, const ConflictLayer& layer, const ScenarioFile& file, const ConflictCounts& c) {
    const auto note = [&](int n, const std::string& why) {
        if (n > 0)
            w.result.account.exclusions.push_back(
                {layer.info.source, file.text, why, n, {}, static_cast<double>(n)});
    };
    note(c.duplicates, "events that were there already under the same id");
    note(c.undated, "events with neither day nor year");
    note(c.later_than_as_of, "events later than as_of");
    note(c.year_only, "events of which only the year is known: used for the recurrence only");
    note(c.outside, "events in no locality");
    note(c.country_only, "events whose place is known for the country only");
    note(c.coarser_than_finest, "events not placed finely enough to count for a " + w.places().finest());
}

/// The day up to which the source tells something: that of its latest event, or of its declared period, not
/// after as_of.
std::string last_event(const Workings& w, const ConflictLayer& layer) {
    std::optional<Date> latest =
        layer.complete && layer.coverage ? std::optional(layer.coverage->to) : std::nullopt;
    for (const auto& event : *w.events[position(w, layer)]) {
        const auto day = event.date   ? event.date
                         : event.year ? std::optional(Date(std::chrono::year(*event.year) / 12 / 31))
                                      : std::nullopt;
        if (day && *day <= w.scenario.as_of && (!latest || *day > *latest)) latest = day;
    }
    return latest ? to_string(std::min(*latest, w.scenario.as_of)) : layer.info.date;
}

/// Values at every level of the hierarchy as the engine gives them; finer levels inherit.
void add_figures(Workings& w, const ConflictLayer& layer, const std::string& suffix, Wording what,
                 const std::string& unit, const std::string& base, const std::vector<Figure>& figures,
                 const std::vector<const LayerInfo*>& with = {}) {
    if (figures.empty() || !is_wanted(w, layer.name + "_" + suffix)) return;
    if (!layer.complete) what.en += " (at least)", what.fr += " (au moins)";
    if (changed(w, layer)) what.en += changed_en, what.fr += changed_fr;
    const Level level = layer.at_level.empty() ? w.places().finest() : layer.at_level;
    LayerInfo info = layer.info;
    info.date = last_event(w, layer);
    const std::string en = layer.label_en.empty() ? layer.name : layer.label_en,
                      fr = layer.label_fr.empty() ? layer.name : layer.label_fr;
    Indicator indicator = new_indicator(w, info,
                                        {layer.name + "_" + suffix,
                                         {en + ": " + what.en, fr + " : " + what.fr},
                                         unit,
                                         base,
                                         level,
                                         RollUp::none,
                                         with},
                                        "");
    const int depth = w.places().depth(level);
    for (std::size_t i = 0; i < figures.size(); ++i) {
        if (w.places().depth(w.places()[i].level) > depth)
            indicator.set_missing(i, "not counted at this level");
        else
            put(indicator, i, figures[i]);
    }
    carry_down(indicator, w.places());
    w.result.indicators.add(std::move(indicator));
}

std::vector<Figure> per_100000(const Workings& w, const std::vector<Figure>& counts) {
    std::vector<Figure> rates = counts;
    for (std::size_t i = 0; i < rates.size(); ++i)
        if (rates[i].known())
            rates[i] = w.result.people[i] > 0
                           ? known_figure(1e5 * counts[i].value / w.result.people[i], counts[i].at_least)
                           : missing_figure("residents not known");
    return rates;
}

std::vector<Footprint> circles_of(Workings& w, const ConflictLayer& layer, const Changes& changes) {
    return footprints(*changed_events(w, changes, position(w, layer)), window_of(w.scenario, layer),
                      layer.radius_km);
}

/// People of a cell larger than the circles around events would be near all of them or none: nobody is
/// counted then, and the run says so.
bool finer_than_cells(Workings& w, const ConflictLayer& layer) {
    const double side_km = cell_side_km(w);
    if (layer.radius_km >= side_km) return false;
    w.result.account.warnings.push_back(fmt::format(
        "{}: people within {} km of an event are not counted, since cells of the population raster "
        "are {:.1f} km wide; raise radius_km or use a finer raster",
        layer.name, layer.radius_km, side_km));
    return true;
}

void add_people_near(Workings& w, const ConflictLayer& layer, const ConflictFigures& known_events) {
    if (!is_wanted(w, layer.name + "_people") && !is_wanted(w, layer.name + "_people_share")) return;
    const auto near = people_near(w, layer, known_events.events);
    if (!near) return;
    const std::string en = layer.label_en.empty() ? layer.name : layer.label_en,
                      fr = layer.label_fr.empty() ? layer.name : layer.label_fr;
    const std::string end_en = changed(w, layer) ? changed_en : "",
                      end_fr = changed(w, layer) ? changed_fr : "";
    LayerInfo info = layer.info;
    info.date = last_event(w, layer);
    publish(w, info,
            {layer.name + "_people",
             {fmt::format("{}: people within {} km of an event{}", en, layer.radius_km, end_en),
              fmt::format("{} : personnes à moins de {} km d'un événement{}", fr, layer.radius_km, end_fr)},
             "people",
             "exposed",
             w.places().finest(),
             RollUp::sum,
             people_of(w.scenario)},
            near->people);
    publish(w, info,
            {layer.name + "_people_share",
             {fmt::format("{}: share of people within {} km of an event{}", en, layer.radius_km, end_en),
              fmt::format("{} : part des personnes à moins de {} km d'un événement{}", fr, layer.radius_km,
                          end_fr)},
             "%",
             "exposed",
             w.places().finest(),
             RollUp::mean_by_people,
             people_of(w.scenario)},
            near->share);
    add_caseload(w, layer.name, fr, layer.name + "_people");
}

/// One hazard for each distinct field of events that the pass counts for.
void prepare_fields(Workings& w, const ConflictLayer& layer) {
    std::optional<bool> fine;
    for (const Changes* changes : counted_for(w)) {
        const std::string name = footprint_name(w, layer, *changes);
        if (std::ranges::find(w.hazards, name, &HazardLayer::name) != w.hazards.end()) continue;
        const auto circles = circles_of(w, layer, *changes);
        if (circles.empty()) continue;
        if (!fine) fine = finer_than_cells(w, layer);
        if (*fine) return;
        w.rasters.push_back(footprint_source(circles, w.people_raster->grid(), w.people_raster->crs(), name));
        w.hazards.push_back(
            {name, w.rasters.back().get(), {1}, Direction::at_or_above, Nodata::unknown, 1, {}});
    }
}

/// The map of the distance to its events, where people near them are counted.
void add_distance_map(Workings& w, const ConflictLayer& layer) {
    const auto name = footprint_name(w, layer, w.scenario.change);
    if (std::ranges::find(w.hazards, name, &HazardLayer::name) == w.hazards.end()) return;
    const auto source = remembered(w, "distance " + name, [&] {
        return std::shared_ptr<const RasterSource>(
            distance_source(circles_of(w, layer, w.scenario.change), w.people_raster->grid(),
                            w.people_raster->crs(), layer.name + "_distance"));
    });
    Wording label{"Distance to the nearest event", "Distance au plus proche événement"};
    if (changed(w, layer)) label.en += changed_en, label.fr += changed_fr;
    w.result.maps.push_back({layer.name + "_distance", "conflict", label, "km", *source});
}

void account_for_all(Workings& w, const ConflictLayer& layer, const ConflictFigures& figures) {
    // Records behind those of the files are what the scenario adds.
    for (std::size_t file = 0; file < std::min(figures.per_file.size(), layer.events.size()); ++file)
        account_for(w, layer, layer.events[file], figures.per_file[file]);
    account_for_events(w, position(w, layer));
}

}  // namespace

void prepare_conflict(Workings& w) {
    for (const auto& layer : w.scenario.conflict) {
        w.events.push_back(remembered(w, "events " + layer.info.key, [&] { return read_events(w, layer); }));
        if (w.people_raster && placed_finely(w, layer) && layer.count_people) prepare_fields(w, layer);
    }
}

void add_conflict(Workings& w) {
    for (std::size_t k = 0; k < w.scenario.conflict.size(); ++k) {
        const ConflictLayer& layer = w.scenario.conflict[k];
        const auto events = changed_events(w, w.scenario.change, k);
        const auto figures =
            conflict_figures(*events, w.places(), claim_of(w, layer), window_of(w.scenario, layer));
        account_for_all(w, layer, figures);
        if (!w.only) w.result.events.push_back(shown_events(w, layer, *events));
        add_distance_map(w, layer);
        const auto days = layer.window_days;
        add_figures(w, layer, "events",
                    {fmt::format("events in {} days", days), fmt::format("événements en {} jours", days)},
                    "events", "events", figures.events);
        add_figures(w, layer, "deaths",
                    {fmt::format("deaths in {} days", days), fmt::format("décès en {} jours", days)},
                    "deaths", "deaths", layer.fatalities.empty() ? std::vector<Figure>{} : figures.deaths);
        add_figures(w, layer, "events_decayed",
                    {"events weighted by age", "événements pondérés par l'ancienneté"}, "events", "events",
                    figures.decayed);
        if (!figures.decayed.empty())
            add_figures(w, layer, "events_decayed_per_100k",
                        {"events weighted by age, per 100,000 residents",
                         "événements pondérés par l'ancienneté, pour 100 000 habitants"},
                        "events/100000", "events", per_100000(w, figures.decayed),
                        {&w.scenario.population.info});
        add_figures(w, layer, "trend",
                    {"events against the window before (ratio)",
                     "événements par rapport à la période précédente (rapport)"},
                    "ratio", "events", figures.trend);
        add_figures(w, layer, "recurrence",
                    {"share of years with an event", "part des années avec un événement"}, "share", "events",
                    figures.recurrence);
        add_people_near(w, layer, figures);
    }
}

}  // namespace djoliba
