// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "access_now.hpp"
#include "change_at.hpp"
#include "facility_list.hpp"

namespace djoliba {
namespace {

double side_km(const Grid& grid) { return std::sqrt(cell_area_km2(grid, grid.rows / 2)); }

Travellers travellers(const AccessNow& now, std::string whom, const Wording& label, PlacedWeights placed,
                      double cell_km, const LayerInfo& with) {
    const TravelSurface& surface = now.travel.base->surface();
    const double km = std::max(cell_km, side_km(surface.grid()));
    const double minutes = minutes_across(placed, surface, km);
    return {std::move(whom), label, std::move(placed), km, minutes, &with};
}

std::vector<Travellers> all_travellers(const Workings& w, const AccessNow& now) {
    std::vector<Travellers> all;
    const TravelBase& base = *now.travel.base;
    if (w.people_raster)
        all.push_back(travellers(now, "people", {"People", "Personnes"},
                                 scaled_to(base.people, w.result.people, w.places()),
                                 side_km(w.people_raster->grid()), w.scenario.population.raster_info));
    if (w.settlements && w.scenario.settlements)
        all.push_back(travellers(now, "villages", {"Villages", "Villages"}, base.villages, 0,
                                 w.scenario.settlements->info));
    return all;
}

std::vector<double> minutes_of(const TravelTimes& times, const PlacedWeights& placed) {
    std::vector<double> minutes;
    minutes.reserve(placed.size());
    for (const std::int64_t cell : placed.cell)
        minutes.push_back(cell < 0 ? missing_value : times.minutes(cell));
    return minutes;
}

/// A share in % of those who travel, or the reason why such a one cannot be told.
void add_share(Workings& w, const AccessNow& now, const Travellers& who, const std::string& name,
               const Wording& words, const std::vector<Figure>& percent) {
    publish_access(w, now,
                   {name,
                    {who.label.en + " " + words.en, who.label.fr + " " + words.fr},
                    "%",
                    who.placed.unit,
                    w.places().finest(),
                    RollUp::none,
                    layers_behind(now, who.with)},
                   percent);
}

std::vector<Figure> missing_everywhere(const Workings& w, const std::string& why) {
    return std::vector<Figure>(w.places().size(), missing_figure(why));
}

std::string too_coarse(double limit, const Travellers& who) {
    return fmt::format("{} minutes are less than it takes to cross a cell of {:.3g} km ({:.0f} minutes)",
                       limit, who.cell_km, who.cell_minutes);
}

std::vector<Figure> share_beyond_minutes(const Workings& w, const Travellers& who,
                                         const std::vector<double>& minutes, double limit) {
    if (limit < who.cell_minutes) return missing_everywhere(w, too_coarse(limit, who));
    return share_above(who.placed, minutes, limit, w.places());
}

void add_minutes(Workings& w, const AccessNow& now, const Travellers& who, const std::vector<double>& minutes,
                 const std::string& suffix, const Wording& bound) {
    for (const double limit : now.layer.minutes)
        if (const auto name = beyond_minutes_name(who.whom, limit) + suffix; is_wanted(w, name))
            add_share(w, now, who, name,
                      {fmt::format("more than {} minutes from a health facility{}", limit, bound.en),
                       fmt::format("à plus de {} minutes d'une formation sanitaire{}", decimal_comma(limit),
                                   bound.fr)},
                      share_beyond_minutes(w, who, minutes, limit));
}

/// With the other rule for facilities of unknown status.
void add_other_bound(Workings& w, const AccessNow& now) {
    const bool unknown = std::ranges::any_of(
        now.facilities(), [](const Facility& f) { return f.status == FacilityStatus::unknown; });
    const auto wanted = [&](const Travellers& who) {
        return std::ranges::any_of(now.layer.minutes, [&](double limit) {
            return is_wanted(w, beyond_minutes_name(who.whom, limit) + "_other_bound");
        });
    };
    if (!unknown || now.list.status.empty() || std::ranges::none_of(now.travellers, wanted)) return;
    const auto other = now.list.unknown_is_open ? UnknownStatus::closed : UnknownStatus::open;
    AccessNow bound{.layer = now.layer, .list = now.list, .travel = now.travel};
    bound.open = open_for_travel(bound.travel, other);
    const auto times = times_to(w, bound.travel, bound.open);
    for (const Travellers& who : now.travellers)
        add_minutes(w, bound, who, minutes_of(*times, who.placed), "_other_bound",
                    {", other bound of unknown status", ", autre borne des statuts inconnus"});
}

void add_ways(Workings& w, const AccessNow& now, const Travellers& who) {
    const bool wanted = std::ranges::any_of(
        now.layer.km, [&](double km) { return is_wanted(w, beyond_way_name(who.whom, km)); });
    if (!wanted) return;
    const auto km = values_at(*way_km_raster(*now.times, w.job), who.placed.cell);
    for (const double limit : now.layer.km)
        add_share(w, now, who, beyond_way_name(who.whom, limit),
                  {fmt::format("more than {} km from a health facility along the quickest way", limit),
                   fmt::format("à plus de {} km d'une formation sanitaire par le chemin le plus rapide",
                               decimal_comma(limit))},
                  limit < who.cell_km
                      ? missing_everywhere(
                            w, fmt::format("{} km are finer than a cell of {:.3g} km", limit, who.cell_km))
                      : share_above(who.placed, km, limit, w.places()));
}

void add_times(Workings& w, const AccessNow& now, const Travellers& who) {
    const auto minutes = minutes_of(*now.times, who.placed);
    add_minutes(w, now, who, minutes, "", {"", ""});
    add_ways(w, now, who);
    constexpr double reachable = unreachable_minutes / 2;
    if (const std::string name = who.whom + "_unreachable_share"; is_wanted(w, name))
        add_share(w, now, who, name,
                  {"from where no health facility can be reached",
                   "d'où aucune formation sanitaire ne peut être atteinte"},
                  share_above(who.placed, minutes, reachable, w.places()));
    if (const std::string name = who.whom + "_mean_minutes"; is_wanted(w, name))
        publish_access(
            w, now,
            {name,
             {who.label.en + ": mean minutes to the nearest health facility",
              who.label.fr + " : minutes en moyenne jusqu'à la formation sanitaire la plus proche"},
             "minutes",
             who.placed.unit,
             w.places().finest(),
             RollUp::none,
             layers_behind(now, who.with)},
            who.cell_minutes > now.layer.minutes.back()
                ? missing_everywhere(w, too_coarse(now.layer.minutes.back(), who))
                : mean_below_unreachable(who.placed, minutes, w.places()));
}

void add_maps(Workings& w, const AccessNow& now) {
    MapRaster minutes{"travel_time",
                      "access",
                      {"Minutes to the nearest health facility (1e10: none can be reached)",
                       "Minutes jusqu'à la formation sanitaire la plus proche (1e10 : aucune)"},
                      "minutes",
                      minutes_raster(*now.times)};
    minutes.inside_only = true;  // facilities beyond the border are not listed
    w.result.maps.push_back(std::move(minutes));
    if (const auto& friction = now.travel.base->season.friction)
        w.result.maps.push_back({"friction",
                                 "access",
                                 {"Minutes that a metre takes", "Minutes pour un mètre"},
                                 "minutes/metre",
                                 friction});
}

/// What goes by people of the raster is not told of a locality of which it knows too little.
std::vector<Figure> without_gaps(const Workings& w, const IndicatorSpec& spec, std::vector<Figure> figures) {
    if (std::ranges::find(spec.with, &w.scenario.population.raster_info) == spec.with.end()) return figures;
    for (std::size_t s = 0; s < w.people_known.size(); ++s)
        if (const auto gap = gap_in_people(w, s); !gap.empty()) figures[w.counted[s]] = missing_figure(gap);
    return figures;
}

bool changes_access(const Changes& change) {
    return !change.access.empty() || !change.open_facilities.empty() || !change.close_facilities.empty();
}

void mark_changed(Workings& w, std::size_t first) {
    if (!changes_access(w.scenario.change)) return;
    auto& items = w.result.indicators.items;
    for (std::size_t i = first; i < items.size(); ++i)
        items[i].label_en += changed_en, items[i].label_fr += changed_fr;
}

}  // namespace

std::vector<const LayerInfo*> layers_behind(const AccessNow& now, const LayerInfo* people) {
    std::vector<const LayerInfo*> layers{&now.list.info};
    if (people != nullptr) layers.push_back(people);
    return layers;
}

std::string no_access(const AccessNow& now) {
    return now.open.empty() ? "no such facility is listed as open" : "";
}

void publish_access(Workings& w, const AccessNow& now, const IndicatorSpec& spec,
                    const std::vector<Figure>& figures) {
    const std::string why = no_access(now);
    IndicatorSpec alone = spec;
    alone.group = spec.name;  // no figure of access follows from another
    for (const LayerInfo* other : spec.with)
        if (w.scenario.displaced && other == &w.scenario.displaced->info)
            alone.other_groups.push_back(other->source);
    publish_all_levels(w, now.layer.info, alone,
                       why.empty() ? without_gaps(w, spec, figures) : missing_everywhere(w, why));
}

void add_access(Workings& w) {
    if (!w.scenario.access || !w.scenario.facilities) return;
    const AccessLayer& layer = *w.scenario.access;
    const FacilitiesLayer& list = *w.scenario.facilities;
    AccessNow now{.layer = layer, .list = list, .travel = travel_of(w, layer, list)};
    now.open = open_for_travel(now.travel, rule_of(now.list));
    now.times = times_to(w, now.travel, now.open);
    now.travellers = all_travellers(w, now);
    const std::size_t first = w.result.indicators.items.size();
    for (const Travellers& who : now.travellers) add_times(w, now, who);
    add_other_bound(w, now);
    add_loads(w, now);
    add_flooded_ways(w, now);
    mark_changed(w, first);
    if (w.only) return;
    add_maps(w, now);
    w.result.tables.push_back({"facilities.csv", facilities_table(w, now)});
    if (now.floods.empty()) return;
    w.result.tables.push_back({"access_cuts.csv", cuts_table(w, now)});
    w.result.tables.push_back({"access_moves.csv", moves_table(w, now)});
}

}  // namespace djoliba
