// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/cost_surface.hpp>

#include "access_now.hpp"
#include "flood_at_points.hpp"
#include "flood_changes.hpp"
#include "travel_blocks.hpp"

namespace djoliba {
namespace {

/// Ways and facilities while one flood stands.
struct Flooded {
    FloodCut cut = {};
    std::vector<CellFriction> cells = {};                 ///< closed or slowed
    std::vector<std::int64_t> depth_unknown = {};         ///< cells, ascending
    std::shared_ptr<const TravelTimes> times = {};        ///< where these are dry
    std::shared_ptr<const TravelTimes> worst_times = {};  ///< where they are closed too
};

/// Those that the scenario does not block anyway.
std::vector<CellFriction> not_blocked(std::vector<CellFriction> cells,
                                      const std::vector<CellFriction>& blocks) {
    std::erase_if(cells, [&](const CellFriction& c) {
        return std::ranges::binary_search(blocks, c.cell, {}, &CellFriction::cell);
    });
    return cells;
}

std::vector<int> without(const std::vector<int>& open, const std::vector<int>& drowned) {
    std::vector<int> left;
    std::ranges::set_difference(open, drowned, std::back_inserter(left));
    return left;
}

Drowned drowned_in(Workings& w, const FloodLayer& layer, const AccessNow& now, double years) {
    std::vector<PlacedPoint> points;
    points.reserve(now.facilities().size());
    for (const Facility& f : now.facilities()) points.push_back({f.place, f.locality});
    const auto depths = depths_at(w, layer, years, points);
    const FacilityDepths flood{years, depths};
    return drowned_facilities(std::span(&flood, 1), now.open, now.layer.flood.closes_over_m).front();
}

Flooded in_flood(Workings& w, const FloodLayer& layer, const AccessNow& now, double years) {
    const auto water = water_on_ways(w, layer, now.travel, years);
    const FloodedTravel& rule = now.layer.flood;
    FloodedCells cells =
        flooded_cells(now.travel.base->surface(), water, {rule.closes_over_m, rule.slows_over_m, rule.times});
    Flooded flood{.cut = {.return_period = years, .water = drowned_in(w, layer, now, years)},
                  .cells = not_blocked(std::move(cells.changed), now.travel.blocked),
                  .depth_unknown = std::move(cells.not_known)};
    const auto open = without(now.open, flood.cut.water.drowned);
    flood.times = flood.worst_times = times_to(w, now.travel, open, flood.cells);
    if (!flood.depth_unknown.empty() || !flood.cut.water.not_known.empty())
        flood.worst_times = times_to(w, now.travel, without(open, flood.cut.water.not_known),
                                     not_blocked(std::move(cells.at_worst), now.travel.blocked));
    return flood;
}

void add_crossing(Workings& w, const FloodLayer& layer, const AccessNow& now, const Travellers& who,
                  const Flooded& flood, double limit) {
    const double years = flood.cut.return_period;
    std::vector<double> before, after;
    std::vector<bool> doubtful;
    for (const std::int64_t cell : who.placed.cell) {
        const bool known = cell >= 0 && !std::ranges::binary_search(flood.depth_unknown, cell);
        before.push_back(cell < 0 ? missing_value : now.times->minutes(cell));
        after.push_back(known ? flood.times->minutes(cell) : missing_value);
        doubtful.push_back(cell >= 0 && before.back() <= limit &&
                           !(flood.times->minutes(cell) > limit && known) &&
                           flood.worst_times->minutes(cell) > limit);
    }
    const Wording change = flood_change_words(w.scenario.change, false);
    publish_access(
        w, now,
        {beyond_added_name(who.whom, limit, years),
         {fmt::format("{} that the {}-year flood{} takes beyond {} minutes from a health facility",
                      who.label.en, years, change.en, limit),
          fmt::format("{} que la crue de période de retour {} ans{} met à plus de {} minutes d'une formation "
                      "sanitaire",
                      who.label.fr, years, change.fr, decimal_comma(limit))},
         who.placed.unit,
         who.placed.unit == "people" ? "resident" : who.placed.unit,
         w.places().finest(),
         RollUp::none,
         {&now.list.info, who.with, &layer.info}},
        limit < who.cell_minutes
            ? std::vector<Figure>(w.places().size(),
                                  missing_figure(fmt::format("{} minutes are less than a cell takes", limit)))
            : weight_crossing(who.placed, before, after, limit, doubtful, w.places()));
}

/// How many of the chosen facilities lie in each locality.
std::vector<FacilityCount> count(const Workings& w, const AccessNow& now, const std::vector<int>& chosen) {
    std::vector<Facility> some;
    some.reserve(chosen.size());
    for (const int i : chosen) some.push_back(now.facilities()[i]);
    FacilityCount outside;
    return count_facilities(some, {}, w.places(), outside);
}

void add_cut_off(Workings& w, const FloodLayer& layer, const AccessNow& now, const FloodCut& flood,
                 bool at_least) {
    const auto open = count(w, now, now.open),
               cut = count(w, now, {flood.cut.cut_off.begin(), flood.cut.cut_off.end()});
    std::vector<Figure> figures;
    figures.reserve(open.size());
    for (std::size_t i = 0; i < open.size(); ++i)
        figures.push_back(open[i].listed == 0 ? missing_figure("no open facility listed")
                                              : known_figure(cut[i].listed, at_least));
    const Wording change = flood_change_words(w.scenario.change, false);
    publish_access(w, now,
                   {facilities_cut_off_name(flood.return_period),
                    {fmt::format("Facilities cut off by the {}-year flood{}, not under water themselves",
                                 flood.return_period, change.en),
                     fmt::format("Formations coupées par la crue de période de retour {} ans{}, hors d'eau "
                                 "elles-mêmes",
                                 flood.return_period, change.fr)},
                    "facilities",
                    "facilities",
                    w.places().finest(),
                    RollUp::none,
                    {&now.list.info, now.residents_of, &layer.info}},
                   figures);
}

WayKind way_kind(double kind) {
    if (kind == static_cast<double>(CellKind::road) || kind == static_cast<double>(CellKind::bridge))
        return WayKind::road;
    return kind == static_cast<double>(CellKind::crossing) ? WayKind::crossing : WayKind::land;
}

std::vector<ChangedCells> cut_ways(const AccessNow& now, const std::vector<CellFriction>& cells) {
    std::vector<std::uint8_t> kind(cells.size(), static_cast<std::uint8_t>(WayKind::land));
    if (const auto& kinds = now.travel.base->season.kinds) {
        std::vector<std::int64_t> numbers;
        numbers.reserve(cells.size());
        for (const CellFriction& c : cells) numbers.push_back(c.cell);
        std::ranges::transform(values_at(*kinds, numbers), kind.begin(),
                               [](double k) { return static_cast<std::uint8_t>(way_kind(k)); });
    }
    return changed_cells(now.times->surface(), cells, kind, way_kinds);
}

void measure_cut(Workings& w, AccessNow& now, Flooded& flood) {
    place_residents(w, now);
    flood.cut.ways = cut_ways(now, flood.cells);
    flood.cut.cells_unknown = std::ssize(flood.depth_unknown);
    flood.cut.cut = access_cut(*now.times, *flood.times, now.cells, now.facilities().size(),
                               {.beyond_minutes = far_minutes(now)}, w.job);
}

bool wanted(const Workings& w, const AccessNow& now, double years) {
    if (is_wanted(w, facilities_cut_off_name(years))) return true;
    return std::ranges::any_of(now.travellers, [&](const Travellers& who) {
        return std::ranges::any_of(now.layer.minutes, [&](double limit) {
            return is_wanted(w, beyond_added_name(who.whom, limit, years));
        });
    });
}

}  // namespace

double far_minutes(const AccessNow& now) { return now.layer.minutes[now.layer.minutes.size() / 2]; }

void add_flooded_ways(Workings& w, AccessNow& now) {
    if (!w.scenario.flood) return;
    const FloodLayer& layer = *w.scenario.flood;
    for (const FloodRaster& r : layer.rasters) {
        if (!counts_exposed(layer, r) || !wanted(w, now, r.return_period)) continue;
        if (w.job.cancelled && w.job.cancelled()) throw Cancelled();
        Flooded flood = in_flood(w, layer, now, r.return_period);
        for (const Travellers& who : now.travellers)
            for (const double limit : now.layer.minutes)
                if (is_wanted(w, beyond_added_name(who.whom, limit, r.return_period)))
                    add_crossing(w, layer, now, who, flood, limit);
        if (!is_wanted(w, facilities_cut_off_name(r.return_period))) continue;
        measure_cut(w, now, flood);
        if (now.residents_of != nullptr) add_cut_off(w, layer, now, flood.cut, !flood.depth_unknown.empty());
        now.floods.push_back(std::move(flood.cut));
    }
}

}  // namespace djoliba
