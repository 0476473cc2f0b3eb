// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/french.hpp>

#include "change_at.hpp"
#include "facility_closures.hpp"
#include "facility_list.hpp"
#include "facility_openings.hpp"
#include "far_villages.hpp"
#include "flood_at_points.hpp"
#include "flood_changes.hpp"

namespace djoliba {
namespace {

Figure bound(double value, const std::string& reason) {
    return std::isfinite(value) ? known_figure(value) : missing_figure(reason.empty() ? "no bound" : reason);
}

constexpr const char* none_listed = "none listed, which does not say that there is none";

struct ServiceFigures {
    std::vector<Figure> listed, per, low, high;  ///< per 10,000 people: best guess and bounds
};

ServiceFigures service_figures(const Workings& w, const FacilitiesLayer& layer,
                               const std::vector<Facility>& facilities, const std::string& type) {
    FacilityCount outside;
    const auto counts = count_facilities(facilities, {type}, w.places(), outside);
    const auto service = facility_service(counts, w.result.people);
    const bool unknown_is_open = rule_of(layer) == UnknownStatus::open;
    ServiceFigures f;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const auto& range = service[i].per_10000;
        const auto& reason = service[i].reason;
        f.listed.push_back(known_figure(counts[i].listed));
        f.per.push_back(bound(unknown_is_open ? range.high : range.low, reason));
        f.low.push_back(bound(range.low, reason));
        f.high.push_back(bound(range.high, reason));
    }
    return f;
}

/// A figure of one type; a rate also rests on the residents.
void add_type(Workings& w, const FacilitiesLayer& layer, const std::string& type, const std::string& suffix,
              const Wording& what, const std::string& unit, const std::vector<Figure>& figures) {
    IndicatorSpec spec{type + suffix,
                       {type + ": " + what.en, in_french(type) + " : " + what.fr},
                       unit,
                       "facilities",
                       w.places().finest(),
                       RollUp::none};
    if (unit != "facilities") spec.with = {&w.scenario.population.info};
    publish_all_levels(w, layer.info, spec, figures);
}

Figure per_10000(const Figure& facilities, double people) {
    if (!facilities.known()) return facilities;
    if (!(people > 0)) return missing_figure(std::isnan(people) ? "residents not known" : "no residents");
    return known_figure(1e4 * facilities.value / people, facilities.at_least);
}

/// Facilities of a type by status. One of unknown status may have any of the others: their numbers are lower
/// bounds then.
void add_statuses(Workings& w, const FacilitiesLayer& layer, const std::vector<Facility>& facilities,
                  const std::string& type) {
    struct Status {
        std::string suffix;
        int FacilityCount::* number;
        Wording what;
    };
    const Status statuses[] = {
        {"_functioning", &FacilityCount::functioning, {"functioning", "fonctionnelles"}},
        {"_partly_functioning",
         &FacilityCount::partly,
         {"partly functioning", "partiellement fonctionnelles"}},
        {"_not_functioning", &FacilityCount::not_functioning, {"not functioning", "non fonctionnelles"}},
        {"_status_unknown", &FacilityCount::unknown, {"status unknown", "de statut inconnu"}}};
    FacilityCount outside;
    const auto counts = count_facilities(facilities, {type}, w.places(), outside);
    for (const auto& [suffix, number, what] : statuses) {
        if (!is_wanted(w, type + suffix) && !is_wanted(w, type + suffix + "_per_10000")) continue;
        std::vector<Figure> listed, rate;
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const bool at_least = number != &FacilityCount::unknown && counts[i].unknown > 0;
            listed.push_back(counts[i].listed == 0 ? missing_figure(none_listed)
                                                   : known_figure(counts[i].*number, at_least));
            rate.push_back(per_10000(listed.back(), w.result.people[i]));
        }
        add_type(w, layer, type, suffix, what, "facilities", listed);
        add_type(w, layer, type, suffix + "_per_10000",
                 {what.en + ", per 10,000 people", what.fr + ", pour 10 000 habitants"}, "per 10000", rate);
    }
}

void add_service(Workings& w, const FacilitiesLayer& layer, const std::vector<Facility>& facilities,
                 const std::string& type) {
    const auto f = service_figures(w, layer, facilities, type);
    const auto add = [&](const std::string& suffix, const Wording& what, const std::string& unit,
                         const std::vector<Figure>& figures) {
        add_type(w, layer, type, suffix, what, unit, figures);
    };
    add("_listed",
        {"facilities listed (none listed is not none)",
         "formations listées (aucune listée ne veut pas dire aucune)"},
        "facilities", f.listed);
    add("_per_10000", {"open per 10,000 people", "ouvertes pour 10 000 habitants"}, "per 10000", f.per);
    add("_per_10000_low",
        {"open per 10,000 people, unknown ones closed", "ouvertes pour 10 000 habitants, inconnues fermées"},
        "per 10000", f.low);
    add("_per_10000_high",
        {"open per 10,000 people, unknown ones open", "ouvertes pour 10 000 habitants, inconnues ouvertes"},
        "per 10000", f.high);
    if (!layer.status.empty()) add_statuses(w, layer, facilities, type);
}

void add_residents_per(Workings& w, const FacilitiesLayer& layer, const std::vector<Facility>& facilities,
                       const std::string& type, const std::vector<double>& people, const std::string& suffix,
                       const Wording& who) {
    FacilityCount outside;
    const auto service = facility_service(count_facilities(facilities, {type}, w.places(), outside), people);
    std::vector<Figure> figures;
    figures.reserve(service.size());
    for (const auto& s : service) figures.push_back(s.people_per_listed);
    if (!suffix.empty() && w.displaced_at_least.size() == figures.size())  // else only scores are wanted
        for (std::size_t i = 0; i < figures.size(); ++i)
            figures[i].at_least = figures[i].known() && w.displaced_at_least[i];
    std::vector<const LayerInfo*> with{&w.scenario.population.info};
    if (!suffix.empty() && w.scenario.displaced) with.push_back(&w.scenario.displaced->info);
    publish_all_levels(w, layer.info,
                       {"residents_per_" + type + suffix,
                        {who.en + " per " + type, who.fr + " par " + in_french(type)},
                        "people",
                        "resident",
                        w.places().finest(),
                        RollUp::none,
                        with},
                       figures);
}

void add_distances(Workings& w, const FacilitiesLayer& layer, const std::vector<Facility>& facilities) {
    if (!w.settlements) return;
    const auto add = [&](UnknownStatus rule, const std::string& suffix, const Wording& what) {
        const auto chosen = open_facilities(facilities, type_names(layer), rule);
        const auto shares = villages_beyond(w, layer, facilities, chosen);
        for (const auto& far : *shares)
            publish_all_levels(w, layer.info,
                               {villages_beyond_name(far.beyond_km) + suffix,
                                {fmt::format("Villages beyond {} km of a facility{}", far.beyond_km, what.en),
                                 fmt::format("Villages à plus de {} km d'une formation{}",
                                             decimal_comma(far.beyond_km), what.fr)},
                                "%",
                                "villages",
                                w.places().finest(),
                                RollUp::none,
                                {&w.scenario.settlements->info},
                                villages_beyond_name(far.beyond_km)},
                               far.percent);
    };
    add(rule_of(layer), "", {"", ""});
    const bool has_unknown = std::any_of(facilities.begin(), facilities.end(),
                                         [](const auto& f) { return f.status == FacilityStatus::unknown; });
    if (has_unknown && !layer.status.empty())
        add(layer.unknown_is_open ? UnknownStatus::closed : UnknownStatus::open, "_other_bound",
            {", other bound of unknown status", ", autre borne des statuts inconnus"});
}

void account_for_yearly_water(Workings& w, const FacilitiesLayer& layer, const FloodLayer& flood,
                              const std::vector<Facility>& facilities) {
    Exclusion out{layer.info.source, layer.points.file.text,
                  "facilities in the water of every year or in rivers and lakes: no flood counts for them"};
    const auto in = in_yearly_water(w, flood, points_of(facilities));
    for (std::size_t i = 0; i < in.size(); ++i) {
        if (!in[i]) continue;
        ++out.rows;
        if (out.examples.size() < 5) out.examples.push_back(facilities[i].name);
    }
    if (out.rows > 0) w.result.account.exclusions.push_back(std::move(out));
}

void add_flooded(Workings& w, const FacilitiesLayer& layer, const std::vector<Facility>& facilities) {
    if (!w.scenario.flood) return;
    const FloodLayer& flood = *w.scenario.flood;
    account_for_yearly_water(w, layer, flood, facilities);
    const auto chosen = open_facilities(facilities, type_names(layer), rule_of(layer));
    const double threshold = flood.depths_m.front();
    const Wording change = flood_change_words(w.scenario.change, false);
    for (const auto& r : flood.rasters) {
        if (!is_wanted(w, facilities_flooded_name(threshold, r.return_period))) continue;
        const auto flooded = flooded_facilities(facilities, chosen,
                                                depths_at(w, flood, r.return_period, points_of(facilities)),
                                                threshold, w.places());
        std::vector<Figure> wet;
        wet.reserve(flooded.size());
        for (const auto& f : flooded)
            wet.push_back(f.wet + f.dry + f.unknown == 0 ? missing_figure("no open facility listed")
                          : f.wet + f.dry == 0           ? missing_figure("depth not known at its facilities")
                                                         : known_figure(f.wet, f.unknown > 0));
        publish_all_levels(
            w, layer.info,
            {facilities_flooded_name(threshold, r.return_period),
             {fmt::format("Facilities under {} m or more in the {}-year flood{}", threshold, r.return_period,
                          change.en),
              fmt::format("Formations sous {} m d'eau ou plus, crue de période de retour {} ans{}",
                          decimal_comma(threshold), r.return_period, change.fr)},
             "facilities",
             "facilities",
             w.places().finest(),
             RollUp::none,
             {&flood.info},
             facilities_flooded_name(threshold, r.return_period)},
            wet);
    }
}

/// Says in the labels of the figures from `first` on that the scenario opens or closes facilities. Closing
/// does not change how many are listed.
void mark_changed(Workings& w, std::size_t first) {
    const bool opens = !w.scenario.change.open_facilities.empty();
    if (!opens && w.scenario.change.close_facilities.empty()) return;
    auto& items = w.result.indicators.items;
    for (std::size_t i = first; i < items.size(); ++i)
        if (opens || !items[i].name.ends_with("_listed"))
            items[i].label_en += changed_en, items[i].label_fr += changed_fr;
}

}  // namespace

void add_facilities(Workings& w) {
    if (!w.scenario.facilities) return;
    const FacilitiesLayer& layer = *w.scenario.facilities;
    const std::vector<Facility> facilities = facilities_that_serve(w, layer);
    const std::size_t first = w.result.indicators.items.size();
    w.totals["facilities"] = {static_cast<double>(facilities.size()), layer.info.date};
    for (const auto& type : type_names(layer)) add_service(w, layer, facilities, type);
    for (const auto& type : layer.residents_per) {
        add_residents_per(w, layer, facilities, type, w.result.people, "", {"Residents", "Habitants"});
        if (!w.displaced.empty())
            add_residents_per(w, layer, facilities, type,
                              residents_and_displaced(w.result.people, w.displaced), "_with_displaced",
                              {"Residents and displaced", "Habitants et déplacés"});
    }
    add_distances(w, layer, facilities);
    add_flooded(w, layer, facilities);
    mark_changed(w, first);
}

}  // namespace djoliba
