// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "travel.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include <djoliba/engine/fixed_sum.hpp>
#include <djoliba/layers/digest.hpp>

#include "facility_list.hpp"
#include "facility_openings.hpp"
#include "kept.hpp"
#include "memo.hpp"
#include "travel_blocks.hpp"

namespace djoliba {
namespace {

/// People near the border go to facilities beyond it, and around what bars their way.
constexpr double margin_degrees = 0.5;

constexpr std::size_t most_times = 8;  // each shares with the base what it leaves as it is

Box bounds_of(const Localities& places) {
    std::vector<MultiPolygon> shapes;
    for (const int i : places.of_level(places.finest())) shapes.push_back(places[i].shape);
    return bounds_of_all(shapes);
}

Box around(const Localities& places) {
    const Box box = bounds_of(places);
    return {box.min_x - margin_degrees, box.min_y - margin_degrees, box.max_x + margin_degrees,
            box.max_y + margin_degrees};
}

/// What work() gives, without what it says: the step before has said it.
template <typename Work>
auto quietly(Workings& w, const Work& work) {
    const Account told = w.result.account;
    auto found = work();
    w.result.account = told;
    return found;
}

std::vector<Snapped> stands_of(const TravelSurface& surface, const std::vector<Facility>& facilities,
                               double within_km) {
    std::vector<Snapped> stands;
    stands.reserve(facilities.size());
    for (const Facility& f : facilities) stands.push_back(snap(surface, f.place, within_km));
    return stands;
}

/// The others are reached by nobody.
std::vector<Start> starts_of(const std::vector<int>& open, const std::vector<Snapped>& stands) {
    std::vector<Start> starts;
    for (const int i : open)
        if (stands[i].cell >= 0) starts.push_back({stands[i].cell, i});
    return starts;
}

void account_for_stands(Workings& w, const AccessLayer& layer, const FacilitiesLayer& list,
                        const std::vector<Facility>& facilities, const std::vector<Snapped>& stands) {
    Exclusion far{
        layer.info.source, list.points.file.text,
        fmt::format("facilities without a passable cell within {} km: nobody is known to reach them",
                    layer.snap_km)};
    LayerAccount moved{layer.info.source, list.points.file.text, 0, 0, {}};
    double farthest = 0;
    for (std::size_t i = 0; i < stands.size(); ++i) {
        ++moved.rows_read;
        moved.rows_used += stands[i].cell >= 0 ? 1 : 0;
        farthest = std::max(farthest, stands[i].km);
        if (stands[i].cell >= 0) continue;
        ++far.rows;
        if (far.examples.size() < 5) far.examples.push_back(facilities[i].name);
    }
    if (farthest > 0)
        moved.notes.push_back(fmt::format(
            "facilities on cells that cannot be passed were moved to the next one, by {:.1f} km at most",
            farthest));
    w.result.account.layers.push_back(std::move(moved));
    if (far.rows > 0) w.result.account.exclusions.push_back(std::move(far));
}

PlacedWeights place_villages(Workings& w, const AccessLayer& layer, const TravelSurface& surface) {
    if (!w.settlements || !w.scenario.settlements) return {};
    PlacedPoints found = place_points(*w.settlements, surface, layer.snap_km);
    if (const auto far = std::ssize(found.not_placed); far > 0)
        w.result.account.exclusions.push_back(
            {layer.info.source, w.scenario.settlements->points.file.text,
             fmt::format("villages without a passable cell within {} km: nothing is known of their ways",
                         layer.snap_km),
             far});
    return std::move(found.placed);
}

PlacedWeights people_on(const Workings& w, const Grid& grid, const std::string& crs) {
    const PopulationLayer& population = w.scenario.population;
    const PeopleLayer people{w.people_raster.get(), population.multiply, population.nodata};
    return place_cells(people_cells(people, grid, crs, w.job), w.places(), w.job);
}

std::vector<double> people_by_unit(const PlacedWeights& placed, const Localities& places) {
    std::vector<FixedSum> sums(places.size());
    for (std::size_t i = 0; i < placed.size(); ++i)
        if (placed.locality[i] >= 0) sums[placed.locality[i]].add(placed.weight[i]);
    std::vector<double> people;
    people.reserve(sums.size());
    for (const FixedSum& sum : sums) people.push_back(sum.value());
    return people;
}

/// People of units that reach beyond the surface: nothing is known of their ways.
void add_people_beyond(Workings& w, const AccessLayer& layer, PlacedWeights& placed) {
    constexpr double rounding = 1e-6;  // of the people of a unit
    const auto there = people_by_unit(placed, w.places());
    const auto all =
        people_by_unit(people_on(w, w.people_raster->grid(), w.people_raster->crs()), w.places());
    Exclusion beyond{layer.info.source, w.scenario.population.raster.text,
                     "people beyond the surface: nothing is known of their ways"};
    FixedSum people;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i] - there[i] <= rounding * all[i]) continue;
        placed.cell.push_back(-1);
        placed.locality.push_back(static_cast<int>(i));
        placed.weight.push_back(all[i] - there[i]);
        people.add(all[i] - there[i]);
        ++beyond.rows;
        if (beyond.examples.size() < 5) beyond.examples.push_back(w.places()[i].code);
    }
    beyond.people = people.value();
    if (beyond.rows > 0) w.result.account.exclusions.push_back(std::move(beyond));
}

PlacedWeights place_people(Workings& w, const AccessLayer& layer, const TravelSurface& surface) {
    if (!w.people_raster) return {};
    PlacedWeights placed = people_on(w, surface.grid(), surface.crs());
    const Box on = surface.grid().box(), all = bounds_of(w.places());
    if (on.min_x > all.min_x || on.max_x < all.max_x || on.min_y > all.min_y || on.max_y < all.max_y)
        add_people_beyond(w, layer, placed);
    return placed;
}

TravelBase make_base(Workings& w, const AccessLayer& layer, const FacilitiesLayer& list,
                     TravelSeason season) {
    const auto open_file = [&](const ScenarioFile& file) { return open_layer_raster(w, layer.info, file); };
    SeasonSurface ways =
        season_surface(layer, season, around(w.places()), open_file, w.result.account, w.job);
    const auto facilities =
        quietly(w, [&] { return *remembered(w, "facilities", [&] { return read_facilities(w, list); }); });
    auto stands = stands_of(ways.surface, facilities, layer.snap_km);
    account_for_stands(w, layer, list, facilities, stands);
    auto open = open_facilities(facilities, layer.types, rule_of(list));
    TravelTimes times = travel_times(ways.surface, starts_of(open, stands), w.job);
    PlacedWeights people = place_people(w, layer, ways.surface),
                  villages = place_villages(w, layer, ways.surface);
    return {std::move(ways),  std::move(stands), std::move(open),
            std::move(times), std::move(people), std::move(villages)};
}

TravelSeason season_of(const AccessLayer& layer, const Changes& changes) {
    TravelSeason season = layer.season;
    for (const AccessChange& change : changes.access) season = change.season.value_or(season);
    return season;
}

/// What opens and closes against the facilities that the base is solved for.
TravelChange change_to(const Travel& travel, const std::vector<int>& open,
                       const std::vector<CellFriction>& cells) {
    TravelChange change{.cells = travel.blocked};
    change.cells.insert(change.cells.end(), cells.begin(), cells.end());
    const auto& before = travel.base->open;
    std::vector<int> closing, opening;
    std::ranges::set_difference(before, open, std::back_inserter(closing));
    std::ranges::set_difference(open, before, std::back_inserter(opening));
    for (const int i : closing)
        if (travel.cell_of(i) >= 0) change.close.push_back(i);
    change.open = starts_of(opening, travel.stands);
    return change;
}

std::string text_of(const TravelChange& change) {
    std::string text;
    for (const std::int32_t i : change.close) text += fmt::format("close {}\n", i);
    for (const Start& start : change.open) text += fmt::format("open {} {}\n", start.facility, start.cell);
    for (const auto& [cell, friction] : change.cells) text += fmt::format("{} {}\n", cell, friction);
    return text;
}

bool is_blocked(const Travel& travel, std::int64_t cell) {
    return std::ranges::binary_search(travel.blocked, cell, {}, &CellFriction::cell);
}

void account_for_blocked(Workings& w, const Travel& travel) {
    const auto rows = std::ranges::count_if(
        travel.stands, [&](const Snapped& stands) { return is_blocked(travel, stands.cell); });
    if (rows > 0)
        w.result.account.changes.push_back({"change.access", travel.list.info.source,
                                            "facilities on cells that nobody passes: they serve nobody",
                                            rows});
}

}  // namespace

const char* word(TravelSeason season) { return season == TravelSeason::dry ? "dry" : "wet"; }

Travel travel_of(Workings& w, const AccessLayer& layer, const FacilitiesLayer& list) {
    Travel travel{.layer = layer, .list = list, .season = season_of(layer, w.scenario.change)};
    auto& base = w.travel[static_cast<int>(travel.season)];  // access and flow travel on the same
    if (!base)
        base = remembered(w, fmt::format("travel in the {} season", word(travel.season)),
                          [&] { return make_base(w, layer, list, travel.season); });
    travel.base = base;
    travel.facilities = quietly(w, [&] { return facilities_that_serve(w, list); });
    travel.stands = travel.base->stands;
    for (std::size_t i = travel.stands.size(); i < travel.facilities.size(); ++i)
        travel.stands.push_back(snap(travel.base->surface(), travel.facilities[i].place, layer.snap_km));
    travel.blocked = blocked_cells(w, travel);
    account_for_blocked(w, travel);
    return travel;
}

std::vector<int> open_for_travel(const Travel& travel, UnknownStatus rule) {
    auto open = open_facilities(travel.facilities, travel.layer.types, rule);
    std::erase_if(open, [&](int i) { return is_blocked(travel, travel.cell_of(i)); });
    return open;
}

std::shared_ptr<const TravelTimes> times_to(Workings& w, const Travel& travel, const std::vector<int>& open,
                                            const std::vector<CellFriction>& cells) {
    using KeptTimes = Kept<std::string, TravelTimes>;
    const TravelChange change = change_to(travel, open, cells);
    if (change.cells.empty() && change.close.empty() && change.open.empty())
        return {travel.base, &travel.base->times};
    const std::shared_ptr<KeptTimes> kept =
        *remembered(w, fmt::format("times in the {} season", word(travel.season)),
                    [] { return std::make_shared<KeptTimes>(most_times); });
    return kept->get(sha256(text_of(change)), [&] { return updated(travel.base->times, change, w.job); });
}

}  // namespace djoliba
