// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/access_files.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <span>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/people_cells.hpp>
#include <djoliba/layers/names.hpp>

#include "access_localities.hpp"
#include "access_states.hpp"
#include "access_tables.hpp"

namespace djoliba {
namespace {

constexpr std::size_t most_facilities = std::size_t{1} << 24;  // whole numbers that a float holds

constexpr double fewest_people = 1;

void check_list(const std::vector<double>& numbers, const std::string& option) {
    bool good = std::all_of(numbers.begin(), numbers.end(), [](double v) { return v > 0 && v < 1e9; });
    for (std::size_t i = 1; i < numbers.size(); ++i) good = good && numbers[i] > numbers[i - 1];
    if (!good)
        throw Error({"", option, "the numbers must be above 0 and ascend", "give them like 30,60,120"});
}

void check(const AccessRequest& request) {
    check_list(request.within_minutes, "--within");
    check_list(request.within_km, "--within-km");
    check_list({request.beyond_minutes}, "--beyond");
    if (request.within_minutes.empty())
        throw Error({"", "--within", "no minutes are given", "give them like 30,60,120"});
    if (!(request.snap_km >= 0 && request.snap_km <= 1000))
        throw Error({"", "--snap-km", fmt::format("{} km is no distance to move a facility", request.snap_km),
                     "give 0 to 1000"});
    if (request.add && !request.people)
        throw Error(
            {"", "--add", "places for facilities are chosen by the people they serve", "give --people"});
}

std::vector<AccessInput> inputs_of(const AccessRequest& r) {
    std::vector<AccessInput> inputs{{"friction", r.friction.file}, {"facilities", r.facilities.file}};
    if (!r.elevation.file.empty()) inputs.push_back({"elevation", r.elevation.file});
    for (const BlockingHazard& h : r.blocked.hazards) inputs.push_back({"blocked", h.raster.file});
    if (r.people) inputs.push_back({"people", r.people->raster.file});
    if (r.people) inputs.push_back({"localities", r.people->localities});
    if (r.add) inputs.push_back({"candidates", r.add->candidates.file});
    return inputs;
}

PeopleCells cells_of(const RasterInput& input, const RasterSource& people, const TravelSurface& surface,
                     Account& account, const JobForPart& job) {
    PeopleCells cells = people_cells({&people, input.multiply, input.nodata}, surface.grid(), surface.crs(),
                                     job("reading people"));
    if (cells.total() == 0)
        throw Error({input.file, "", "nobody lives on the grid of the friction",
                     "check the extent and the coordinate system of both"});
    if (cells.total() < fewest_people)
        throw Error({input.file, "",
                     fmt::format("{:.2g} people live on the grid of the friction: its cells hold no counts",
                                 cells.total()),
                     "give people per cell: a density is multiplied by the area of its cells first "
                     "(--people-multiply where that is one number)"});
    if (cells.people_outside > 0)
        account.exclusions.push_back(
            {"people", input.file, "people off the grid of the friction", 0, cells.people_outside, {}, {}});
    if (cells.cells_unknown > 0)
        account.exclusions.push_back({"people",
                                      input.file,
                                      "cells whose people are not known",
                                      std::llround(cells.cells_unknown),
                                      {},
                                      {},
                                      {}});
    return cells;
}

/// Numbers of types, in any spelling.
std::vector<int> types_of(const std::vector<Facility>& facilities) {
    std::map<std::string, int> number;
    std::vector<int> types;
    types.reserve(facilities.size());
    for (const Facility& f : facilities)
        types.push_back(number.try_emplace(fold_name(f.type), static_cast<int>(number.size())).first->second);
    return types;
}

FacilityLoads loads_of(const AccessRequest& request, const std::vector<Facility>& list,
                       const AccessStates& states, const PeopleCells& cells, const JobForPart& job) {
    const TravelTimes& times = states.shown;
    const std::size_t facilities = states.service.size();
    const std::vector<double> supply(facilities, 1);
    FacilityLoads loads;
    loads.catchments =
        catchments(times, cells, facilities, request.within_minutes, job("counting catchments"));
    const PeopleCells* const everybody = &cells;
    loads.of_type =
        loads_by_type(times, types_of(list), std::span(&everybody, 1), job("counting by type")).front();
    if (states.before)
        loads.before = catchments(*states.before, cells, facilities, {}, job("counting before")).people;
    loads.two_step = two_step_access(times.surface(), times.starts(), supply, cells, default_bands(),
                                     job("weighing catchments"));
    loads.criticality =
        criticality(times, cells, facilities, request.beyond_minutes, job("closing each facility"));
    return loads;
}

AccessTotals totals_of(const Catchments& c) {
    AccessTotals totals{c.people_total, {}, c.people_unreachable, c.people_unknown};
    for (std::size_t edge = 0; edge < c.edges_minutes.size(); ++edge) {
        double within = 0;
        for (std::size_t f = 0; f < c.facilities(); ++f) within += c.within(f, edge);
        totals.within.push_back(within);
    }
    return totals;
}

void place(const NewFacilities& add, double snap_km, const TravelTimes& times, const PeopleCells& cells,
           AccessResult& result, const JobForPart& job) {
    const FacilityFile& file = add.candidates;
    const FacilityList candidates = read_facility_list(file, "candidates", result.account);
    const Sites sites =
        sites_of(times.surface(), candidates.items, snap_km, "candidates", file.file, result.account);
    std::vector<std::size_t> tried;
    std::vector<std::int64_t> at;
    for (std::size_t i = 0; i < candidates.items.size(); ++i) {
        if (!sites.stands_somewhere(i)) continue;
        tried.push_back(i);
        at.push_back(sites.stands[i].cell);
    }
    if (tried.empty())
        throw Error({file.file, "", "no candidate stands on a cell that can be passed",
                     "check that lon and lat are not swapped, or raise --snap-km"});
    const Placement placement = place_facilities(times, cells, at, add.rule, job("choosing places"));
    if (placement.picks.size() < add.rule.facilities)
        result.account.warnings.push_back(
            fmt::format("candidates: {} of {} places chosen: no other gains anything", placement.picks.size(),
                        add.rule.facilities));
    result.placement = placement_table(placement, candidates, sites, tried);
    result.placement_at_most = placement.at_most;
}

}  // namespace

AccessResult access_from_files(const AccessRequest& request, const JobForPart& job) {
    check(request);
    Account account;
    const FacilityList list = read_facility_list(request.facilities, "facilities", account);
    if (list.items.size() >= most_facilities)
        throw Error({request.facilities.file, "",
                     fmt::format("{} facilities are too many", list.items.size()),
                     "take those of one type with --type"});
    const TravelSurface surface = open_surface(request, account, job);
    const Sites sites =
        sites_of(surface, list.items, request.snap_km, "facilities", request.facilities.file, account);
    const AccessStates states = states_of(request, surface, list, sites, account, job);
    AccessResult result{states.shown};
    for (std::size_t i = 0; i < list.items.size(); ++i) result.numbers.push_back(static_cast<double>(i) + 1);
    result.account = std::move(account);
    result.inputs = inputs_of(request);
    std::optional<FacilityLoads> loads;
    if (request.people) {
        const auto people = raster_on(surface, request.people->raster, Quantity::count);
        const PeopleCells cells = cells_of(request.people->raster, *people, surface, result.account, job);
        loads = loads_of(request, list.items, states, cells, job);
        result.on_grid = totals_of(loads->catchments);
        const auto supply = cells_raster(cells, loads->two_step.access, "facilities for each person");
        LocalityTable localities =
            locality_table(request, *request.people, states, *people, *supply, result.account, job);
        result.localities = std::move(localities.table);
        result.in_localities = std::move(localities.totals);
        if (request.add) place(*request.add, request.snap_km, states.shown, cells, result, job);
    }
    result.facilities = facility_table(request, list, states, loads);
    return result;
}

}  // namespace djoliba
